"""Doctor: is everything there that a reading needs, is it whole, and what mends it."""

from __future__ import annotations

from tocsin.config import Config
from tocsin.doctor.base import Check
from tocsin.doctor.data import data_checks
from tocsin.doctor.packages import package_checks, program_checks
from tocsin.doctor.report import as_dict, shown
from tocsin.doctor.settings import settings_checks
from tocsin.doctor.trial import trial_check

__all__ = ["Check", "as_dict", "examine", "shown"]


def examine(config: Config, trial: bool = True) -> list[Check]:
    """Every check in the order it is shown in; ``trial`` also reads a sentence. Nothing is changed."""
    checks = [*program_checks(), *package_checks(), *data_checks(), *settings_checks(config)]
    return [*checks, trial_check()] if trial else checks
