"""A page a command, written from the commands themselves before each build, so that it cannot drift.

The pages lie in ``commands/`` beside the hand-written ones, are no part of the repository, and are the man
pages too (``sphinx-build -b man``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from sphinx.application import Sphinx
from sphinx.config import Config

from tocsin.cli.app import app as commands

FOLDER = "commands"
EXIT = """\
0
: fine; a report in another language, or one without a date, is no failure but an issue of its reading

1
: some inputs failed, the others are done

2
: bad usage: nothing was done
"""
_HELP: list[str] = commands.context_settings["help_option_names"]
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def every_command(
    command: click.Command = commands, name: str = "tocsin"
) -> Iterator[tuple[str, click.Command]]:
    """Every command and group by its full name, such as ``tocsin actors find``."""
    yield name, command
    if isinstance(command, click.Group):
        for sub, member in sorted(command.commands.items()):
            if not member.hidden:
                yield from every_command(member, f"{name} {sub}")


def page_of(name: str, command: click.Command) -> str:
    """The page of one command in MyST Markdown."""
    context = click.Context(command, info_name=name, help_option_names=_HELP)
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    text, examples = _description(command.help or "")
    parts = [f"# {name}", f"## Synopsis\n\n`{usage}`"]
    if text:
        parts.append(f"## Description\n\n{text}")
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    entries = [f"{_names(names)}\n: {_escape(meaning)}" for names, meaning in records]
    parts.append("## Options\n\n" + "\n\n".join(entries))
    if isinstance(command, click.Group):
        subs = [(n, c) for n, c in every_command(command, name) if n.count(" ") == name.count(" ") + 1]
        entries = [f"[{n}]({slug(n)}.md)\n: {_escape(summary(c))}" for n, c in subs]
        parts.append("## Commands\n\n" + "\n\n".join(entries))
    if examples:
        parts.append("## Examples\n\n```sh\n" + "\n".join(examples) + "\n```")
    if not isinstance(command, click.Group):
        parts.append(f"## Exit status\n\n{EXIT}")
    return "\n\n".join(parts).rstrip() + "\n"


def contents() -> str:
    """The page that lists all of them."""
    rows = [f"[{n}]({slug(n)}.md)\n: {_escape(summary(c))}" for n, c in every_command()]
    pages = "\n".join(slug(n) for n, _ in every_command())
    listed = "```{toctree}\n:hidden:\n\n" + pages + "\n```"
    return "# Commands\n\n" + "\n\n".join([*rows, listed]) + "\n"


def slug(name: str) -> str:
    return name.replace(" ", "-")


def summary(command: click.Command) -> str:
    return command.get_short_help_str(limit=160)


def man_pages() -> list[tuple[str, str, str, str, int]]:
    """What ``conf.py`` calls ``man_pages``: a page a command, in section 1."""
    return [
        (f"{FOLDER}/{slug(name)}", slug(name), summary(command).rstrip("."), "", 1)
        for name, command in every_command()
    ]


def _names(names: str) -> str:
    return ", ".join(f"`{n}`" for n in re.split(r", | / ", names))


def _description(text: str) -> tuple[str, list[str]]:
    """The paragraphs of a help text, and the lines of its examples, which a test runs."""
    paragraphs, examples = [], []
    for block in re.split(r"\n\s*\n", _dedent(text)):
        lines = [line for line in block.splitlines() if line.strip() != "\b"]
        if lines and lines[0].strip() in ("Example:", "Examples:"):
            examples += [line.strip() for line in lines[1:]]
        elif lines:
            paragraphs.append(_escape(" ".join(line.strip() for line in lines)))
    return "\n\n".join(paragraphs), examples


def _dedent(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def write_pages(app: Sphinx) -> None:
    """Write the pages that changed; remove those of commands that are gone."""
    folder = Path(app.srcdir) / FOLDER
    folder.mkdir(exist_ok=True)
    pages = {f"{slug(name)}.md": page_of(name, command) for name, command in every_command()}
    pages["index.md"] = contents()
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for file, text in pages.items():
        path = folder / file
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def _set_man_pages(_app: Sphinx, config: Config) -> None:
    config.man_pages = man_pages()  # type: ignore[attr-defined]


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("config-inited", _set_man_pages)
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
