"""The docs cannot lag behind: every command, option, format and column stands in them, every example runs."""

from __future__ import annotations

import glob
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from tocsin.cli.app import app
from tocsin.export import FORMATS
from tocsin.export.csv_rows import COLUMNS
from tocsin.ingest import SUFFIXES

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs/cli.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def commands(command: click.Command, name: str = "tocsin") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for sub, member in command.commands.items():
            yield from commands(member, f"{name} {sub}")


EXAMPLES = sorted(
    {
        line.strip()
        for _, c in commands(app)
        for line in (c.help or "").splitlines()
        if re.match(r" +(tocsin|cat) ", line)
    }
)


def test_every_command_and_option_stands_in_the_docs() -> None:
    for name, command in commands(app):
        if not isinstance(command, click.Group):
            assert name in CLI
        for parameter in command.params:
            long = [o for o in (*parameter.opts, *parameter.secondary_opts) if o.startswith("--")]
            if long and long[0] not in ("--version", "--help"):
                assert f"`{long[0]}" in CLI or f", `{long[0]}" in CLI or f" `{long[0]}" in CLI, (name, long)


def test_every_format_suffix_and_column_stands_in_the_docs() -> None:
    for word in (*SUFFIXES, *COLUMNS):
        assert f"`{word}`" in CLI, word
    for name in FORMATS:
        assert f"### {name}\n" in CLI


def test_every_command_has_a_help_with_an_example() -> None:
    for name, command in commands(app):
        assert command.help, name
        assert "Example" in command.help, name
        if not isinstance(command, click.Group):
            assert f"{name} " in command.help or f"{name}\n" in command.help + "\n", name


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_runs(example: str, run: Run, folder: Path) -> None:
    line = re.sub(r"^cat (\S+) \| (.*)", r"\2 < \1", example)
    command, _, source = line.partition(" < ")
    words = [
        w for word in shlex.split(command)[1:] for w in (sorted(glob.glob(word)) if "*" in word else [word])
    ]
    done = run(*words, text=(folder / source).read_text("utf-8") if source else "")
    assert (done.code, done.err) == (0, "")
    assert done.out or "-o " in example


def test_links_of_the_docs_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_readme_has_its_two_commands_in_one_line_each() -> None:
    for name in ("run", "test"):
        block = re.search(rf"<!-- {name} -->\n```sh\n(.*)\n```", README)
        assert block, name
        assert block[1].startswith("python3 -m venv .venv && ")
