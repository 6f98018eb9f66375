"""The docs site builds without a warning, its examples are true, its man pages whole, it fetches nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest

from tocsin.cli.app import app

ROOT = Path(__file__).parents[2]
Build = Callable[[str], Path]


def commands(command: click.Command = app, name: str = "tocsin") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for sub, member in command.commands.items():
            yield from commands(member, f"{name} {sub}")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds the docs, copied to a folder of their own, with a builder of Sphinx; warnings are errors."""
    if not os.environ.get("TOCSIN_NO_SKIP"):
        for package in ("sphinx", "myst_parser", "furo"):
            pytest.importorskip(package, reason="the docs site needs: pip install 'tocsin[docs]'")
    source = tmp_path_factory.mktemp("site") / "docs"
    shutil.copytree(ROOT / "docs", source, ignore=shutil.ignore_patterns("_build", "commands"))

    @cache
    def _build(builder: str) -> Path:
        out = source.parent / builder
        trees = source.parent / "trees"
        line = ["-W", "--keep-going", "-q", "-b", builder, "-d", str(trees), str(source), str(out)]
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", *line], capture_output=True, text=True, check=False, timeout=300
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return out

    return _build


class _Fetched(HTMLParser):
    """Every address that a page makes the browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag != "a" and not (tag == "link" and values.get("rel") in ("canonical", "index", "search")):
            self.found += [v for k in ("src", "href", "data") if (v := values.get(k))]


def test_the_site_builds_without_a_warning_and_works_offline(build: Build) -> None:
    site = build("html")
    pages = sorted(site.rglob("*.html"))
    names = {p.relative_to(site).with_suffix("").as_posix() for p in pages}
    assert {p.stem for p in (ROOT / "docs").glob("*.md")} <= names
    for page in pages:
        text = page.read_text("utf-8")
        parser = _Fetched()
        parser.feed(text)
        assert [a for a in parser.found if re.match(r"(?:https?:)?//", a)] == [], page.name
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//", style.read_text("utf-8")), style.name


def test_every_command_and_option_has_its_place_on_the_site_and_in_the_man_pages(build: Build) -> None:
    site, man = build("html"), build("man")
    for name, command in commands():
        file = name.replace(" ", "-")
        page = (site / "commands" / f"{file}.html").read_text("utf-8")
        roff = (man / f"{file}.1").read_text("utf-8").replace("\\-", "-").replace("\\(dq", '"')
        assert ".SH SYNOPSIS" in roff
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert f">{option.opts[0]}<" in page, (name, option.opts)
                assert option.opts[0] in roff, (name, option.opts)
        for line in (command.help or "").splitlines():
            if line.strip().startswith("tocsin "):
                assert line.strip().split(" -")[0].split(" <")[0] in roff, line


def test_the_examples_in_python_are_true(build: Build) -> None:
    out = build("doctest")
    summary = (out / "output.txt").read_text("utf-8")
    assert int(re.findall(r"^ *(\d+) tests\n", summary, re.M)[-1]) >= 12
    assert re.findall(r"^ *(\d+) failures? in tests$", summary, re.M) == ["0"]
