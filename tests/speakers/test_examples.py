"""The examples of docs/speakers.md: each sentence gives exactly the lines written under it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.find.claims import find_claims
from tocsin.find.speakers import find_attributions
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records import Parse, Span

DOC = (Path(__file__).parents[2] / "docs" / "speakers.md").read_text("utf-8")
ATTRIBUTIONS, CLAIMS = DOC.split("## Claims of responsibility")


def examples(text: str) -> Iterator[tuple[str, list[str]]]:
    sentence, lines, inside = "", [], False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside and line.startswith("> "):
            if sentence:
                yield sentence, lines
            sentence, lines = line[2:], []
        elif inside:
            lines.append(line)
    yield sentence, lines


def parsed(parser: SpacyParser, text: str) -> Parse:
    return next(iter(parser.parse([text])))


@pytest.mark.parametrize(("text", "lines"), list(examples(ATTRIBUTIONS)))
def test_attributions_of_the_docs(parser: SpacyParser, text: str, lines: list[str]) -> None:
    found = []
    for a in find_attributions(parsed(parser, text)):
        stands_for = f' (for "{a.mention.of(text)}")' if a.mention and a.mention != a.source else ""
        said = " ... ".join(part.of(text) for part in a.content)
        found.append(f"{a.source_text or '-'}{stands_for} | {a.stance} | {a.outlet or '-'} | {said}")
    assert found == lines


@pytest.mark.parametrize(("text", "lines"), list(examples(CLAIMS)))
def test_claims_of_the_docs(parser: SpacyParser, text: str, lines: list[str]) -> None:
    def words(span: Span | None) -> str:
        return span.of(text) if span is not None else "-"

    found = [
        f"{words(c.actor)} | {c.kind} | {words(c.event)} | {c.channel or '-'} | {words(c.said_by)}"
        for c in find_claims(parsed(parser, text))
    ]
    assert found == lines
