"""The weights of the score: a table of features and their levels, read from TOML and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import DataError

FIGURE_LEVELS = (
    "unknown",
    "same_many",
    "same_some",
    "same_few",
    "none",
    "near",
    "meets",
    "rising",
    "apart",
    "some_or_none",
)
# Feature -> its levels; the number of a level is its place here. Order = order of the waterfall.
LEVELS: dict[str, tuple[str, ...]] = {
    "prior": ("always",),
    "place": (
        "unknown",
        "same_town",
        "near",
        "inside",
        "same_area",
        "same_country",
        "apart",
        "far",
        "abroad",
    ),
    "site": ("unknown", "same", "other"),
    "date": ("unknown", "same_day", "overlap", "loose", "next_day", "days_off", "far"),
    "clock": ("unknown", "same", "other"),
    "kind": ("same", "family", "open", "other"),
    "perpetrator": ("unknown", "same", "kin", "sides", "type", "disputed", "other"),
    "target": ("unknown", "same", "some", "type", "other"),
    "weapon": ("unknown", "same", "other"),
    "killed": FIGURE_LEVELS,
    "injured": FIGURE_LEVELS,
    "others": FIGURE_LEVELS,
    "persons": ("unknown", "shared", "other"),
    "words": ("unknown", "half", "third", "sixth", "some", "few"),
    "copy": ("other_text", "same_text"),
    "report": ("other", "same"),
    "status": ("same", "foiled"),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits of every level of every feature, and the score from which two accounts are linked."""

    bits: Mapping[str, NDArray[np.float32]]
    linked: float

    def of(self, feature: str, level: str) -> float:
        """The bits of one level, by its name."""
        return float(self.bits[feature][LEVELS[feature].index(level)])


def load_weights(path: Path) -> Weights:
    """Weights from a TOML file of the shape of the shipped one; :class:`DataError` names what is wrong."""
    try:
        return _parse(path.read_text("utf-8"), str(path))
    except OSError as err:
        raise DataError(f"the weights {path} cannot be read: {err.strerror}") from err


@cache
def rule_weights() -> Weights:
    """The shipped weights: rules with reasons, nothing learned."""
    return _parse(files("tocsin.link").joinpath("weights.toml").read_text("utf-8"), "weights.toml")


def _parse(text: str, where: str) -> Weights:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise DataError(f"{where} is no TOML ({err}); mend that line") from err
    bits = {}
    for feature, levels in LEVELS.items():
        table = tables.get(feature, {})
        if set(table) != set(levels) or not all(isinstance(v, int | float) for v in table.values()):
            raise DataError(f"{where}: [{feature}] needs a number for each of {', '.join(levels)}")
        bits[feature] = np.array([table[level] for level in levels], np.float32)
    try:
        return Weights(bits, float(tables["limits"]["linked"]))
    except (KeyError, TypeError, ValueError) as err:
        raise DataError(f"{where}: [limits] needs a number for linked") from err
