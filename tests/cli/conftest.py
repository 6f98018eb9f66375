"""A folder to run commands in: the shipped examples and a few reports, as the help texts name them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    body = (ROOT / "examples/kohat-police.txt").read_text("utf-8").split("---\n", 2)[2]
    (tmp_path / "report.txt").write_text(body, "utf-8")
    shutil.copy(ROOT / "examples/gold.jsonl", tmp_path / "reports.jsonl")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run ``tocsin`` with arguments as a user does, in a process of its own."""

    def _run(*arguments: str, text: str | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tocsin", *arguments],
            cwd=folder,
            input=text,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **env},
            check=False,
        )

    return _run
