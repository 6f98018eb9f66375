"""What the surroundings say: configuration files, the store, the terminal."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

from tocsin.config import Config
from tocsin.doctor.base import Check

STORE = "tocsin.db"


def settings_checks(config: Config) -> Iterator[Check]:
    """Settings in force, the store they name, the terminal's encoding."""
    files = ", ".join(map(str, config.files)) or "no file"
    names = ", ".join(config.settings) or "nothing"
    yield Check("settings", "configuration", "ok", f"{files}; set: {names}")
    yield _store(str(config.get("store") or STORE))
    encoding = (getattr(sys.stdout, "encoding", None) or "none").lower()
    if encoding.replace("-", "") in ("utf8", "utf8sig"):
        yield Check("settings", "terminal", "ok", encoding)
    else:
        yield Check(
            "settings", "terminal", "missing", f"{encoding}: some letters show as '?'", "set PYTHONUTF8=1"
        )


def _store(url: str) -> Check:
    version = f"SQLite {sqlite3.sqlite_version}"
    if "://" in url and not url.startswith("sqlite"):
        return Check("settings", "store", "ok", f"{url.partition('://')[0]} (not opened)")
    path = Path(url.removeprefix("sqlite:///"))
    if not path.exists():
        return Check("settings", "store", "ok", f"{version}; {path} is not there yet: tocsin add makes it")
    if not os.access(path, os.R_OK):
        return Check(
            "settings", "store", "broken", f"{path} cannot be opened", f"look at the rights of {path}"
        )
    with path.open("rb") as stream:
        head = stream.read(16)
    if head and head != b"SQLite format 3\x00":
        return Check("settings", "store", "broken", f"{path} is no store", "name another one with --store")
    return Check("settings", "store", "ok", f"{version}; {path}, {path.stat().st_size / 1e6:,.1f} MB")
