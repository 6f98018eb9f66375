"""The tables of docs/places.md hold: each row is a sentence read as a report, and one place in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.find.toponyms import find_toponyms
from tocsin.gazetteer import open_gazetteer
from tocsin.ground.places import ground_places
from tocsin.parse.spacy_parser import SpacyParser

DOC = Path(__file__).parents[2] / "docs/places.md"


def _rows() -> list[list[str]]:
    lines = DOC.read_text("utf-8").splitlines()
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [r for r in rows if len(r) == 7 and not r[0].startswith(("sentence", "---"))]


def test_the_doc_has_its_table() -> None:
    assert len(_rows()) >= 15


@pytest.mark.parametrize("row", _rows(), ids=lambda r: f"{r[1]} in {r[0][:30]}")
def test_each_row_of_the_table(row: list[str], parser: SpacyParser) -> None:
    sentence, words, name, country, level, precision, role = row
    parse = next(parser.parse([sentence]))
    gazetteer = open_gazetteer()
    values = ground_places(find_toponyms(parse, gazetteer), parse, gazetteer)
    value = next(v for v in values if v.text == words)
    assert sentence[value.span.start : value.span.end] == words
    got = (value.name, value.country or "-", value.level, str(value.precision), value.role)
    assert got == (name, country, level, precision, role)
