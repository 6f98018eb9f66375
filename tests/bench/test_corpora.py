"""Agreement with the reference scorer on the whole annotated corpora, where they are at hand.

``TOCSIN_CORPORA`` names the folder of corpora; its ``reports`` holds gold files and ``score_incidents.py``.
"""

from __future__ import annotations

import copy
import importlib.util
import json
import os
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import perfect
import pytest
import spoil

from tocsin.bench.reports import score_answers
from tocsin.bench.reports.gold import read_rows

FOLDER = Path(os.environ.get("TOCSIN_CORPORA", "")) / "reports"
SETS = {
    "wce": ("gold_wce_*",),
    "wikinews": ("gold_wikinews_*",),
    "written+groups": ("gold_written_*", "gold_groups"),
    "syria": ("gold_syria_*",),
}
pytestmark = [
    pytest.mark.skipif(
        not (os.environ.get("TOCSIN_CORPORA") and (FOLDER / "score_incidents.py").exists()),
        reason="TOCSIN_CORPORA names no folder with reports/score_incidents.py",
    ),
    pytest.mark.slow,
    # The reference scorer leaves a file open.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    return _module("score_incidents")


def _gold(name: str) -> dict[Path, list[dict[str, Any]]]:
    paths = [path for pattern in SETS[name] for path in sorted(FOLDER.glob(f"{pattern}.jsonl"))]
    return {path: read_rows(path) for path in paths}


@pytest.mark.parametrize("answers_are", ["perfect", "spoiled", "spoiled again", "regex"])
@pytest.mark.parametrize("name", SETS)
def test_every_figure_agrees(reference: ModuleType, name: str, answers_are: str) -> None:
    gold = _gold(name)
    rows = [row for rows in gold.values() for row in rows]
    if answers_are == "regex":
        answers = {row["id"]: _module("baseline_regex").run(row)["accounts"] for row in rows}
    else:
        answers = {row["id"]: perfect.accounts(row) for row in rows}
    if answers_are.startswith("spoiled"):
        chance = random.Random(answers_are)
        answers = {rid: spoil.spoil(accounts, chance) for rid, accounts in answers.items()}
    theirs, _ = reference.score(reference.read(gold), copy.deepcopy(answers), 1000)
    ours = score_answers(gold, answers, boot=1000).sets[name].figures
    assert json.loads(json.dumps(ours)) == json.loads(json.dumps(theirs))
