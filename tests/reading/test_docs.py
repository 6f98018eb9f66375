"""The examples of docs/reading.md are tests: a sentence behind '>', what is read of it below."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from facts import facts, read

from tocsin.find.roles import find_roles
from tocsin.find.triggers import find_triggers
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.pipeline import Reader

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "reading.md").read_text("utf-8")
PUBLISHED = "2021-04-20"


def examples(kind: str) -> list[tuple[str, list[list[str]]]]:
    """Sentence and the cells of its lines, of every block of a kind."""
    out: list[tuple[str, list[list[str]]]] = []
    for block in re.findall(rf"^```{kind}\n(.*?)^```$", DOC, re.M | re.S):
        for line in block.splitlines():
            if line.startswith("> "):
                out.append((line[2:], []))
            else:
                out[-1][1].append([c.strip() for c in line.split(" | ")])
    return out


def each(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("text", "lines"), examples(kind), ids=lambda v: v if isinstance(v, str) else ""
    )


@each("triggers")
def test_triggers(parser: SpacyParser, text: str, lines: list[list[str]]) -> None:
    (parse,) = parser.parse([text])
    found = [[t.text, t.kind, t.strength, *([t.weapon] if t.weapon else [])] for t in find_triggers(parse)]
    assert found == lines


@each("marks")
def test_marks(parser: SpacyParser, text: str, lines: list[list[str]]) -> None:
    (parse,) = parser.parse([text])
    for word, mark in lines:
        (trigger,) = [t for t in find_triggers(parse) if t.text == word]
        assert trigger.has(mark)


@each("roles")
def test_roles(parser: SpacyParser, text: str, lines: list[list[str]]) -> None:
    (parse,) = parser.parse([text])
    triggers = find_triggers(parse)
    roles = find_roles(parse, triggers)
    for word, *expected in lines:
        (n,) = [n for n, t in enumerate(triggers) if t.text == word]
        found: dict[str, list[str]] = {}
        for r in roles:
            if r.trigger == n:
                found.setdefault(r.role, []).append(parse.tokens[r.head].text)
        assert [f"{role}: {', '.join(heads)}" for role, heads in sorted(found.items())] == expected


@each("accounts")
def test_accounts(reader: Reader, text: str, lines: list[list[str]]) -> None:
    """Every account is shown, and of each what the example is about."""
    found = [facts(a) for a in read(reader, text, PUBLISHED)["accounts"]]
    shown = []
    for account, (_, *cells) in zip(found, lines, strict=False):
        fields = [c.partition(": ")[0] for c in cells]
        shown.append([account["what"], *(f"{f}: {_joined(account.get(f, ''))}" for f in fields)])
    assert shown == lines
    assert len(found) == len(lines)


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def test_the_examples_are_read() -> None:
    assert {k: len(examples(k)) for k in ("triggers", "marks", "roles", "accounts")} == {
        "triggers": 9,
        "marks": 17,
        "roles": 6,
        "accounts": 48,
    }
    known = set(re.findall(r"^```(\w+)$", DOC, re.M))
    assert known == {"triggers", "marks", "roles", "accounts"}


def test_the_files_named_are_there() -> None:
    named = set(re.findall(r"`((?:\w+/)+[\w.]+\.(?:py|toml))`", DOC))
    assert len(named) > 20
    source = ROOT / "src" / "tocsin"
    assert [n for n in sorted(named) if not ((source / n).exists() or (ROOT / n).exists())] == []
    pages = set(re.findall(r"\]\((\w+\.md)\)", DOC))
    assert [p for p in sorted(pages) if not (ROOT / "docs" / p).exists()] == []
