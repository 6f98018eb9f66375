"""A real notebook kernel runs cells and shows what was read."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tocsin import read_files
from tocsin.export.page.fragment import fragment
from tocsin.ingest import make_report
from tocsin.ingest.base import NOTHING_GIVEN
from tocsin.pipeline import Reader
from tocsin.pipeline.results import Readings

CELLS = [
    'import tocsin\ntocsin.read("Gunmen killed three policemen in Kano on Monday.", published="2021-03-11")',
    'tocsin.read_files("reports")',
    'from tocsin import frames\nframes.tolls(tocsin.read_files("reports"))',
]
# In a process of its own: the warnings of the notebook's packages are none of ours.
RUN = """
import json, sys, nbformat
from nbclient import NotebookClient
cells = [nbformat.v4.new_code_cell(source) for source in json.loads(sys.argv[1])]
book = nbformat.v4.new_notebook(cells=cells)
NotebookClient(book, timeout=300, kernel_name="python3").execute()
print(json.dumps([cell.outputs for cell in book.cells]))
"""


def test_a_kernel_shows_the_words_and_the_figures(tmp_path: Path) -> None:
    missing = [m for m in ("nbclient", "ipykernel") if importlib.util.find_spec(m) is None]
    if missing:
        assert not os.environ.get("TOCSIN_NO_SKIP"), f"{missing}: TOCSIN_NO_SKIP forbids the skip"
        pytest.skip(f"not installed: {', '.join(missing)}")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a.txt").write_text("Two soldiers died in a bombing in Gao.", "utf-8")
    (tmp_path / "reports/b.txt").write_text("", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(CELLS)],
        cwd=tmp_path,
        env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython"), "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    outputs: list[list[dict[str, Any]]] = json.loads(done.stdout)
    accounts, readings, frame = (cell[-1]["data"]["text/html"] for cell in outputs)
    assert re.search(r'<mark[^>]*class="toll[^>]*>killed three policemen|<mark[^>]*>killed', accounts)
    assert ">killed</th>" in accounts
    assert "b.txt is empty: there is no text to read" in readings
    assert "<table" in frame
    assert "effect" in frame


def hostile(reader: Reader) -> str:
    report = make_report("x", "<script>alert(1)</script> killed 3 men in Gao. </style>", NOTHING_GIVEN)
    return fragment([reader.read_report(report)], ["<b>bold</b>"])


def test_hostile_words_stay_words(reader: Reader) -> None:
    shown = hostile(reader)
    assert "<script" not in shown
    assert "<b>" not in shown
    assert shown.count("</style>") == 1


def test_two_fragments_share_no_id_and_styles_stay_inside(reader: Reader) -> None:
    ids = [re.findall(r' id="([^"]+)"', hostile(reader)) for _ in range(2)]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])
    style = hostile(reader).partition("<style>")[2].partition("</style>")[0]
    rules = re.findall(r"(?:^|\}|\*/)\s*([^@{}/]+)\{", style, re.MULTILINE)
    assert len(rules) > 20
    assert all(part.strip().startswith(".tocsin") for rule in rules for part in rule.split(","))


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "Report {n}: the parliament met."}}\n' for n in range(25))
    (tmp_path / "many.jsonl").write_text(lines, "utf-8")
    many: Readings = read_files(tmp_path / "many.jsonl")
    shown = many._repr_html_()
    assert shown.count("<details") == 20
    assert "25 reports, of which the first 20 are shown." in shown
