"""The lock and the bill of materials: whole, of this project, and the same on every run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from tocsin.doctor.data import recorded

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements/core.txt").read_text("utf-8")
NEEDS = [
    Requirement(need)
    for need in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
]


def locked() -> dict[str, tuple[str, list[str]]]:
    """Name to version and digests."""
    text = LOCK.replace("\\\n", " ")
    rows = re.findall(r"^([a-z0-9-]+)==(\S+)(?: ;[^-\n]*)?((?: +--hash=sha256:[0-9a-f]{64})+)$", text, re.M)
    return {name: (version, re.findall(r"[0-9a-f]{64}", digests)) for name, version, digests in rows}


def test_every_line_is_a_package_with_its_version_and_digests() -> None:
    lines = [line for line in LOCK.replace("\\\n", " ").splitlines() if not line.startswith("#")]
    assert len(locked()) == len(lines) > 20


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: str(need.name))
def test_what_the_wheel_needs_is_locked_in_a_version_that_fits(need: Requirement) -> None:
    again = "requirements/core.txt lags behind pyproject.toml; run: python scripts/lock.py"
    assert need.name.lower() in locked(), again
    assert need.specifier.contains(locked()[need.name.lower()][0]), again


def test_the_model_is_locked_in_the_version_that_doctor_knows() -> None:
    part = recorded()["language model"]
    version, digests = locked()[part["package"]]
    assert version == part["version"]
    assert len(digests) == 1


def test_no_address_stands_in_the_lock() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sbom")
    for name in ("one.json", "two.json"):
        subprocess.run([sys.executable, str(ROOT / "scripts/make_sbom.py"), str(folder / name)], check=True)
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    made: dict[str, Any] = json.loads((folder / "one.json").read_text("utf-8"))
    return made


def test_the_bill_names_packages_models_and_data(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    assert bill["metadata"]["component"]["name"] == "tocsin"
    named = {c["name"]: c for c in bill["components"]}
    assert named["spacy"]["purl"].startswith("pkg:pypi/spacy@3.8")
    assert named["spacy"]["licenses"] == [{"license": {"name": "MIT License"}}]
    assert named["language model"]["hashes"][0]["content"] == recorded()["language model"]["sha256"]
    assert {"gazetteer", "actor register", "codebook", "outlines"} <= set(named)
    assert "pytest" not in named, "what only developers need is no part of it"


def test_every_reference_of_the_bill_leads_somewhere(bill: dict[str, Any]) -> None:
    refs = [bill["metadata"]["component"]["bom-ref"], *(c["bom-ref"] for c in bill["components"])]
    assert len(refs) == len(set(refs))
    rows = {row["ref"]: row["dependsOn"] for row in bill["dependencies"]}
    assert set(rows) == set(refs)
    assert {ref for below in rows.values() for ref in below} <= set(refs)
    reached, left = set(), [refs[0]]
    while left:
        ref = left.pop()
        if ref not in reached:
            reached.add(ref)
            left += rows[ref]
    assert reached == set(refs), "a component that nothing needs"
