"""One check: what was looked at, what was found, how that is, and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """``state`` is ``ok``, ``missing`` (an extra that is not installed: the rest works) or ``broken``."""

    group: str
    name: str
    state: str
    found: str
    remedy: str | None = None
    digest: str | None = None


def pip(*arguments: str) -> str:
    """A command that runs pip for the Python we run in, fit for any shell."""
    own = shutil.which("pip")
    beside = own and os.path.dirname(os.path.abspath(own)) == os.path.dirname(os.path.abspath(sys.executable))
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return " ".join(("pip" if beside else f"{python} -m pip", "install", *arguments))
