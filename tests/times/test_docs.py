"""The tables of docs/times.md are the examples: sentence in, days out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tocsin.assemble.when import choose_when
from tocsin.find.times import find_times
from tocsin.ground.dates import ground_times, local_window
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records import Parse
from tocsin.records.time import TimeValue

DOC = Path(__file__).parents[2] / "docs" / "times.md"


def rows(first_header: str, width: int) -> list[list[str]]:
    """The rows of the table whose first header is given, and that has so many columns."""
    out: list[list[str]] = []
    inside = False
    for line in DOC.read_text("utf-8").splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if line.startswith("|") and cells[0] == first_header and len(cells) == width:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not cells[0].startswith("---"):
            out.append(cells)
    return out


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text not in ("", "-") else None


def read(parser: SpacyParser, text: str, published: str) -> tuple[Parse, tuple[TimeValue, ...]]:
    (parse,) = parser.parse([text])
    return parse, ground_times(find_times(parse), parse, day(published))


@pytest.mark.parametrize("row", rows("sentence", 4), ids=lambda r: f"{r[2]}@{r[1]}")
def test_days(parser: SpacyParser, row: list[str]) -> None:
    sentence, published, words, days = row
    _, values = read(parser, sentence, published)
    (value,) = [v for v in values if v.text == words]
    first, _, last = days.partition("..")
    assert (value.start, value.end) == (day(first), day(last or first))
    assert value.basis == ("stated" if value.start else "unresolved")


@pytest.mark.parametrize("row", rows("sentence", 5), ids=lambda r: r[2])
def test_clocks(parser: SpacyParser, row: list[str]) -> None:
    sentence, published, clock, at, local = row
    _, values = read(parser, sentence, published)
    (value,) = [v for v in values if v.time]
    assert f"{value.time} {value.zone or ''}".strip() == clock
    start, end, time = local_window(value, at)
    assert start == end
    assert f"{start} {time}" == local


@pytest.mark.parametrize("row", rows("text", 5), ids=lambda r: r[2])
def test_whose_date(parser: SpacyParser, row: list[str]) -> None:
    text, published, trigger, date, basis = row
    parse, values = read(parser, text, published)
    tokens = [t.i for t in parse.tokens if t.text == trigger][:1]
    when = choose_when(tokens, values, parse, day(published), None, local_window)
    assert when is not None
    assert (when.start, when.end, when.basis) == (day(date), day(date), basis)
    if basis == "publication_date":
        assert when.text is None
    else:
        assert when.span is not None
        assert when.span.of(text) == when.text


def test_the_tables_are_read() -> None:
    assert (len(rows("sentence", 4)), len(rows("sentence", 5)), len(rows("text", 5))) == (33, 3, 6)
