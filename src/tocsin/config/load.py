"""Files and environment to one frozen configuration; each value knows where it comes from.

What counts, first to last: an option of the command line, an environment variable ``TOCSIN_<KEY>``,
``tocsin.toml`` in the working folder, ``config.toml`` in the user's folder, the default. A file named by
``--config`` or ``TOCSIN_CONFIG`` stands for both files.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tocsin.config.keys import KEYS
from tocsin.errors import UsageError

LOCAL = "tocsin.toml"
VARIABLE = "TOCSIN_CONFIG"
_MAX_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it comes from: a file, an environment variable."""

    value: Any
    source: str


@dataclass(frozen=True, slots=True)
class Config:
    """What is set; ``files`` are those that were read, the first one counting most."""

    settings: Mapping[str, Setting]
    files: tuple[Path, ...]

    def get(self, name: str) -> Any:
        """The value of a setting; None where it is not set."""
        return self.settings[name].value if name in self.settings else None


def load_config(
    named: Path | None = None, folder: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Config:
    """The settings in force in ``folder`` (the working folder when None).

    Raises :class:`UsageError`, a sentence with file, key and remedy, for a file that cannot be read, a
    key that is none and a value of the wrong kind.
    """
    if named is None and environment.get(VARIABLE):
        named = Path(environment[VARIABLE])
    if named is not None and not named.is_file():
        raise UsageError(f"the config file {named} does not exist; check --config and {VARIABLE}")
    settings: dict[str, Setting] = {}
    for name, key in KEYS.items():
        if text := environment.get(key.variable):
            settings[name] = Setting(_checked(name, text, key.variable), key.variable)
    files = [p for p in ([named] if named else places(folder, environment)) if p.is_file()]
    for path in files:
        for name, setting in _of_file(path).items():
            settings.setdefault(name, setting)
    return Config({name: settings[name] for name in KEYS if name in settings}, tuple(files))


def places(folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Where configuration files are looked for, the first one counting most."""
    return [(folder or Path()) / LOCAL, _user_folder(environment) / "config.toml"]


def _user_folder(environment: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environment.get("APPDATA") or Path.home()) / "tocsin"
    home = environment.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return Path(home) / "tocsin"


def _of_file(path: Path) -> dict[str, Setting]:
    import difflib  # the two take longer to import than all else here, and most runs have no file
    import tomllib

    try:
        with path.open("rb") as stream:
            text = stream.read(_MAX_BYTES).decode("utf-8-sig")
        rows = tomllib.loads(text)
    except OSError as err:
        why = (err.strerror or str(err)).lower()
        raise UsageError(f"the config file {path} cannot be opened ({why}); look at its rights") from err
    except (ValueError, RecursionError) as err:  # broken TOML, no UTF-8, nested without end
        raise UsageError(f"the config file {path} is no TOML: {err}; mend it or move it away") from err
    found = {}
    for name, value in rows.items():
        where = f"{path}{_line(name, text)}"
        if name not in KEYS:
            near = difflib.get_close_matches(name, KEYS, 1)
            meant = f"did you mean '{near[0]}'?" if near else f"known are {', '.join(KEYS)}"
            raise UsageError(f"{where}: '{name}' is no setting; {meant}")
        found[name] = Setting(_checked(name, value, where), str(path))
    return found


def _checked(name: str, value: Any, where: str) -> Any:
    try:
        return KEYS[name].check(value)
    except ValueError as err:
        raise UsageError(f"{where}: '{name}' {err}") from err


def _line(name: str, text: str) -> str:
    """`` line N`` where the key stands; nothing where its spelling hides it."""
    found = re.search(rf"""^[ \t\[]*["']?{re.escape(name)}["']?\s*[\].=]""", text, re.MULTILINE)
    return f" line {text.count(chr(10), 0, found.start()) + 1}" if found else ""
