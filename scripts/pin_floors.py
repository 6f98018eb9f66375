"""Pin what the reader reaches now: python scripts/pin_floors.py GOLD... (writes bench/floors.toml)."""

import sys
from pathlib import Path

import tocsin.bench
from tocsin.bench.reports import bench_reports
from tocsin.bench.reports.floors import as_toml
from tocsin.pipeline import Reader

scores = bench_reports([Path(name) for name in sys.argv[1:]], Reader(), boot=0)
Path(tocsin.bench.__file__).with_name("floors.toml").write_text(as_toml(scores), encoding="utf-8")
