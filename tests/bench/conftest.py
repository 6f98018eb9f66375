"""Annotated reports shipped with the tests, and answers to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shipped import DATA, GOLD, Answers

from tocsin.bench.reports.gold import read_rows


@pytest.fixture(scope="session")
def gold() -> dict[Path, list[dict[str, Any]]]:
    return {path: read_rows(path) for path in GOLD}


@pytest.fixture(scope="session")
def answers() -> Answers:
    """Spoiled answers: see data/README.md."""
    lines = (DATA / "answers.jsonl").read_text("utf-8").splitlines()
    return {row["report"]["id"]: row["accounts"] for row in map(json.loads, lines)}
