"""Run every command of docs/tutorial.md and put what it prints today below it.

    python scripts/refresh_tutorial.py

In its blocks marked ``console`` a line behind ``$`` is a command and what follows is what it printed; a block
whose first line is ``# NAME`` is the file NAME. The commands run one after another in an empty folder with a
copy of ``examples/``, as they would in a checkout. A test compares.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_FILE = re.compile(r"# ([\w.-]+\.\w+)\n")


def refreshed(text: str, folder: Path) -> str:
    """``text`` with the output of each command as it is when run in ``folder``."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    tools = folder / ".tools"
    tools.mkdir()
    for name, target in (("tocsin", "-m tocsin"), ("python3", "")):
        tool = tools / name
        tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" {target} "$@"\n', "utf-8")
        tool.chmod(0o755)

    def block(match: re.Match[str]) -> str:
        kind, body = match[1], match[2]
        if named := _FILE.match(body):
            (folder / named[1]).write_text(body, "utf-8")
        if kind != "console":
            return match[0]
        commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"$ {c}\n{_run(c, folder, tools)}" for c in commands) + "```"

    return _BLOCK.sub(block, text)


def _run(command: str, folder: Path, tools: Path) -> str:
    """What a command prints, errors included; an exit code other than 0 is no failure of the tutorial."""
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=os.environ | {"PATH": path, "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        TUTORIAL.write_text(refreshed(TUTORIAL.read_text("utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
