"""Write ``requirements/core.txt``: what the wheel needs, every package with its version and digests.

    python scripts/lock.py

The lock is for Linux on x86-64 and CPython 3.11 to 3.13, the machines of the checks; pip asks its own index
and no address is written down. CI installs it with ``--require-hashes`` before the wheel, so that neither the
model nor any other package can be exchanged unseen.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "requirements/core.txt"
PYTHONS = ("3.11", "3.12", "3.13")
HEAD = """\
# What the wheel needs without extras, for Linux on x86-64 and CPython 3.11 to 3.13.
# Written by scripts/lock.py. To use it:
#   pip install --require-hashes -r requirements/core.txt && pip install --no-deps tocsin-*.whl
"""


def resolved(python: str, needs: list[str]) -> list[dict[str, Any]]:
    """What pip would install of ``needs`` for a version of Python: its own report, a row a package."""
    platforms = [f"--platform=manylinux{tag}_x86_64" for tag in ("2014", "_2_17", "_2_28", "_2_34")]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
             "--only-binary=:all:", f"--python-version={python}", *platforms, f"--target={folder}",
             f"--report={report}", *needs],
            check=True,
        )  # fmt: skip
        rows: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["install"]
        return rows


def main() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    digests: dict[tuple[str, str], set[str]] = defaultdict(set)
    of_python: dict[tuple[str, str], set[str]] = defaultdict(set)
    for python in PYTHONS:
        for row in resolved(python, needs):
            meta = row["metadata"]
            key = (re.sub(r"[-_.]+", "-", meta["name"]).lower(), meta["version"])
            digests[key].add(row["download_info"]["archive_info"]["hashes"]["sha256"])
            of_python[key].add(python)
    lines = []
    for (name, version), found in sorted(digests.items()):
        pythons = of_python[name, version]
        marker = "" if len(pythons) == len(PYTHONS) else f" ; {_marker(sorted(pythons))}"
        hashes = "".join(f" \\\n    --hash=sha256:{digest}" for digest in sorted(found))
        lines.append(f"{name}=={version}{marker}{hashes}\n")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(HEAD + "".join(lines), "utf-8")
    sys.stdout.write(f"{TARGET}: {len(lines)} packages\n")


def _marker(pythons: list[str]) -> str:
    return " or ".join(f"python_version == '{python}'" for python in pythons)


if __name__ == "__main__":
    main()
