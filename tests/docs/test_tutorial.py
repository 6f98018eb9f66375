"""The tutorial is run as it stands: what it shows under a command is what the command prints."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REMEDY = "run: python scripts/refresh_tutorial.py, and read what it says around the changed output"


@pytest.mark.slow
def test_every_command_prints_what_the_tutorial_shows(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("refresh_tutorial", ROOT / "scripts/refresh_tutorial.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    text = script.TUTORIAL.read_text("utf-8")
    assert script.refreshed(text, tmp_path) == text, REMEDY
    assert text.count("\n$ tocsin read ") >= 8
    page = (tmp_path / "inbox.html").read_text("utf-8")
    assert page.count("<svg") >= 17  # a map or a timeline a report, and those of all
    assert "Blasts at Sunday Mass in Philippine cathedral" in page
    assert (tmp_path / "deaths.py").exists()
    assert "note: No publication date" in text
