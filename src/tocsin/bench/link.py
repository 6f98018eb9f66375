"""``tocsin bench link``: headlines, articles of events, or events to make an archive around."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tocsin.errors import DataError


def bench_link(files: Sequence[Path], size: int = 10_000) -> dict[str, Any]:
    """Figures by file: see :mod:`tocsin.bench.headlines`, :mod:`tocsin.bench.stories.run` and, for a file of
    UCDP GED events, :mod:`tocsin.bench.archive.run` on ``size`` accounts and on a tenth of them, with the
    growth of the time between the two."""
    return {path.name: _one(path, size) for path in files}


def _one(path: Path, size: int) -> dict[str, Any]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            columns = set(next(csv.reader(lines), []))
        if "headline" in columns:
            from tocsin.bench.headlines import bench_headlines

            return bench_headlines(path)
        if "dyad_name" in columns:
            return _archive(path, size)
    elif path.suffix == ".jsonl":
        from tocsin.bench.stories.run import bench_folds, bench_split

        with path.open(encoding="utf-8") as lines:
            first = json.loads(next(lines, "{}"))
        return bench_split(path) if "topic" in first else bench_folds(path)
    raise DataError(
        f"{path} is no file for bench link; give headlines or UCDP GED events (csv), or articles with"
        " incident_id (jsonl)"
    )


def _archive(path: Path, size: int) -> dict[str, Any]:
    from tocsin.bench.archive.run import bench_archive, exponent

    small, large = bench_archive(path, max(100, size // 10)), bench_archive(path, size)
    return {"small": small, "large": large, "growth exponent": exponent(small, large)}
