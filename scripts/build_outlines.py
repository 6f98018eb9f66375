"""Build ``src/tocsin/export/page/data/outlines.json.gz``: countries and provinces for the page's maps.

    python scripts/build_outlines.py --cache FOLDER

FOLDER must hold (or will get, with ``--fetch``, through apt-get) ``qgis-common_*.deb``, whose
``world_map.gpkg`` holds Natural Earth's outlines (public domain). A border that two areas share is
cut into the same arcs and each arc is simplified once, so that neighbours still meet. A province is
kept under the id of the gazetteer's entry of that name and country; those without one are left out.
The file: ``{"scale": 100, "countries": {ISO3: [ring, ...]}, "provinces": {id: [ring, ...]}}``, a ring
being ``[x, y, dx, dy, ...]`` in hundredths of a degree, x to the east and y to the south.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from gazetteer.sources import _outer_rings  # noqa: E402
from tocsin.gazetteer import open_gazetteer  # noqa: E402

TARGET = HERE.parent / "src/tocsin/export/page/data/outlines.json.gz"
SCALE = 100
COUNTRY_TOLERANCE, PROVINCE_TOLERANCE = 0.04, 0.05  # degrees that a simplified border may stray
SMALLEST = 0.01  # square degrees (about 120 km2); the largest ring of an area is kept at any size
LIMIT = 400_000  # bytes of the file

Point = tuple[float, float]
Ring = list[Point]


def rings_of(blob: bytes) -> list[Ring]:
    """The outer rings of a GeoPackage polygon, rounded, closed, without repeated points."""
    out = []
    for raw in _outer_rings(blob, 8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]):
        ring = [(round(x, 4), round(y, 4)) for x, y in raw]
        ring = [p for i, p in enumerate(ring) if i == 0 or p != ring[i - 1]]
        if len(ring) >= 4:
            out.append(ring if ring[0] == ring[-1] else [*ring, ring[0]])
    largest = max(out, key=area, default=None)
    return [r for r in out if r is largest or area(r) >= SMALLEST]


def area(ring: Ring) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def junctions(rings: Iterable[Ring]) -> set[Point]:
    """Points where borders meet: those with more than two neighbours."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for a, b in pairwise(ring):
            beside[a].add(b)
            beside[b].add(a)
    return {p for p, others in beside.items() if len(others) > 2}


def simplified(ring: Ring, joints: set[Point], tolerance: float) -> Ring:
    """The ring with each arc between two junctions simplified, in the same way from either side."""
    body = ring[:-1]
    cuts = [i for i, p in enumerate(body) if p in joints] or [body.index(min(body))]
    if len(cuts) == 1:  # an arc from a point to itself has no length to measure from: cut it in two
        far = max(range(len(body)), key=lambda i: math.dist(body[i], body[cuts[0]]))
        cuts = sorted({cuts[0], far})
    out: Ring = []
    for a, b in zip(cuts, [*cuts[1:], cuts[0] + len(body)], strict=True):
        arc = [body[i % len(body)] for i in range(a, b + 1)]
        turned = arc[0] > arc[-1]
        kept = thinned(arc[::-1] if turned else arc, tolerance)
        out += (kept[::-1] if turned else kept)[:-1]
    return out


def thinned(arc: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker's rule, without recursion."""
    keep = {0, len(arc) - 1}
    todo = [(0, len(arc) - 1)]
    while todo:
        a, b = todo.pop()
        if b - a < 2:
            continue
        (x0, y0), (x1, y1) = arc[a], arc[b]
        length = math.hypot(x1 - x0, y1 - y0)
        worst, at = -1.0, a
        for i in range(a + 1, b):
            x, y = arc[i]
            off = (
                abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
                if length
                else math.hypot(x - x0, y - y0)
            )
            if off > worst:
                worst, at = off, i
        if worst > tolerance:
            keep.add(at)
            todo += [(a, at), (at, b)]
    return [arc[i] for i in sorted(keep)]


def packed(ring: Ring) -> list[int]:
    """``[x, y, dx, dy, ...]``; empty where the ring is too small to draw."""
    points = [(round(x * SCALE), round(-y * SCALE)) for x, y in ring]
    points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    if len(set(points)) < 3:
        return []
    out = [*points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        out += [x1 - x0, y1 - y0]
    return out


def build(shapes: dict[str, list[Ring]], tolerance: float) -> dict[str, list[list[int]]]:
    joints = junctions(r for rings in shapes.values() for r in rings)
    out = {}
    for key, rings in sorted(shapes.items()):
        done = [packed(simplified(r, joints, tolerance)) for r in rings]
        done = sorted((r for r in done if r), key=len, reverse=True)
        if done:
            out[key] = done
    return out


def countries(db: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    for blob, iso, world_bank in db.execute("select geom, ISO_A3, WB_A3 from countries"):
        code = "XKX" if world_bank == "KSV" else iso
        if blob and code and len(code) == 3 and code != "ATA":
            yield code, blob


def provinces(db: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    gazetteer = open_gazetteer()
    query = "select geom, adm0_a3, gn_name, name, woe_name from states_provinces"
    for blob, country, *names in db.execute(query):
        code = {"SDS": "SSD", "PSX": "PSE", "KOS": "XKX", "SAH": "ESH", "SOL": "SOM"}.get(country, country)
        found = (e for n in names if n for e in gazetteer.lookup(n, code) if e.kind == "admin1")
        entry = next(found, None)
        if blob and entry:
            yield entry.id, blob


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--cache", type=Path, required=True)
    arguments.add_argument("--fetch", action="store_true", help="download the package first")
    options = arguments.parse_args()
    cache: Path = options.cache
    cache.mkdir(parents=True, exist_ok=True)
    if options.fetch:
        subprocess.run(["apt-get", "download", "qgis-common"], cwd=cache, check=True)
    package = cache / "unpacked/usr/share/qgis/resources/data/world_map.gpkg"
    if not package.exists():
        found = sorted(cache.glob("qgis-common_*.deb"))
        if not found:
            sys.exit(f"{cache} holds no qgis-common_*.deb; run again with --fetch")
        subprocess.run(["dpkg", "-x", str(found[-1]), str(cache / "unpacked")], check=True)
    data: dict[str, object] = {"scale": SCALE, "source": "Natural Earth, public domain, simplified"}
    with sqlite3.connect(f"file:{package}?mode=ro", uri=True) as db:
        for name, rows, tolerance in (
            ("countries", countries(db), COUNTRY_TOLERANCE),
            ("provinces", provinces(db), PROVINCE_TOLERANCE),
        ):
            shapes: dict[str, list[Ring]] = defaultdict(list)
            for key, blob in rows:
                shapes[key] += rings_of(blob)
            made = build(shapes, tolerance)
            data[name] = made
            sys.stdout.write(
                f"{name}: {len(made)}, {sum(len(r) // 2 for s in made.values() for r in s):,} points\n"
            )
    raw = json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
    blob = gzip.compress(raw, 9, mtime=0)
    if len(blob) > LIMIT:
        sys.exit(f"{len(blob):,} bytes are more than {LIMIT:,}: raise a tolerance")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(blob)
    sys.stdout.write(f"{TARGET.name}: {len(blob):,} bytes ({len(raw):,} unpacked)\n")


if __name__ == "__main__":
    main()
