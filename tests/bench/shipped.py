"""What is shipped with these tests: annotated reports and answers (see data/README.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
GOLD = [DATA / name for name in ("gold_written_small.jsonl", "gold_groups_small.jsonl", "own.jsonl")]

Answers = Mapping[str, Sequence[Mapping[str, Any]]]
