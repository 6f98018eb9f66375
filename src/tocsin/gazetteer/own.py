"""Reads a user's own places from CSV: columns name, lat, lon, country and some optional ones."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from tocsin.errors import DataError
from tocsin.gazetteer.layout import KINDS
from tocsin.gazetteer.names import normalise

E = TypeVar("E")


def read_own(path: Path, entry: Callable[..., E]) -> Iterator[tuple[str, E]]:
    """(look-up key, entry) for each name and alias of ``path``; :class:`DataError` names the bad line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f))
    except (OSError, UnicodeDecodeError) as err:
        raise DataError(f"the places file {path} cannot be read ({err}); give a CSV file in UTF-8") from err
    for line, row in enumerate(rows, 2):
        name = (row.get("name") or "").strip()
        try:
            lat, lon = float(row.get("lat") or ""), float(row.get("lon") or "")
        except ValueError:
            raise DataError(f"{path}, line {line}: lat and lon must be numbers; mend that line") from None
        kind = row.get("kind") or "city"
        country = (row.get("country") or "").strip().upper() or None
        if not name or not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise DataError(f"{path}, line {line}: needs a name, lat in -90..90, lon in -180..180")
        if kind not in KINDS or (country is not None and len(country) != 3):
            raise DataError(
                f"{path}, line {line}: kind is one of {', '.join(KINDS)}; country is three letters"
            )
        made = entry(
            -line, f"own:{path.stem}/{line}", name, kind, lat, lon, country, row.get("admin1") or None, None,
            int(row.get("population") or 0), "OWN", row.get("timezone") or None,
            float(row.get("radius_km") or 0), False, False,
        )  # fmt: skip
        for spelling in (name, *(row.get("aliases") or "").split("|")):
            if key := normalise(spelling):
                yield key, made
