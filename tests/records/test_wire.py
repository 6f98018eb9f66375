"""Records to JSON and back: the contract's keys in its order, nothing lost, wrong records refused."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import LAW, readings

from tocsin.errors import InputError, InternalError
from tocsin.records import Account, Reading, Span
from tocsin.records.wire import reading_from_dict, reading_to_dict
from tocsin.schema import check_reading

ACCOUNT_KEYS = (
    "id status kind cumulative trigger mentions when where perpetrators targets weapons tolls persons links"
    " confidence"
)
PLACE_KEYS = "name text span lat lon radius_km country admin1 level precision gazetteer_id basis"
TOLL_KEYS = (
    "id effect low high qualifier text span group whole part_of supersedes withdrawn as_of said_by"
    " also_said_by"
)


def test_a_reading_prints_as_the_contract_says(reading: Reading) -> None:
    row = reading_to_dict(reading)
    assert list(row) == ["schema", "report", "accounts", "issues"]
    assert list(row["report"]) == (
        ["id", "url", "outlet", "title", "published", "published_basis", "language", "sha256"]
    )
    assert row["report"]["published"] == "2024-05-03"
    (account,) = row["accounts"]
    assert " ".join(account) == ACCOUNT_KEYS
    assert account["trigger"] == {"text": "stormed", "span": [24, 31]}
    assert account["when"] == {
        "start": "2024-05-02",
        "end": "2024-05-02",
        "precision": "day",
        "time": None,
        "basis": "stated",
        "text": "Thursday",
        "span": [58, 66],
    }
    assert " ".join(account["where"][0]) == PLACE_KEYS
    assert " ".join(account["tolls"][0]) == TOLL_KEYS
    assert account["tolls"][0]["said_by"] == {
        "text": "the governor",
        "span": [101, 113],
        "name": "governor of Marib",
        "outlet": "Saba",
        "stance": "asserted",
    }


@LAW
@given(readings())
def test_nothing_is_lost_through_json(reading: Reading) -> None:
    line = json.dumps(reading_to_dict(reading, with_text=True), ensure_ascii=False)
    assert reading_from_dict(json.loads(line)) == reading


@LAW
@given(readings())
def test_a_sound_reading_passes_the_check(reading: Reading) -> None:
    check_reading(reading)


@LAW
@given(readings(), st.integers(-3, 3).filter(bool))
def test_a_shifted_span_is_refused(reading: Reading, by: int) -> None:
    assume(reading.accounts)
    first = reading.accounts[0]
    span = Span(first.trigger.span.start + by, first.trigger.span.end + by)
    assume(span.start < 0 or span.of(reading.report.text) != first.trigger.text)
    wrong = dataclasses.replace(first, trigger=dataclasses.replace(first.trigger, span=span))
    with pytest.raises(InternalError, match="trigger"):
        check_reading(dataclasses.replace(reading, accounts=(wrong, *reading.accounts[1:])))


def _with(reading: Reading, change: Callable[[Account], dict[str, Any]]) -> Reading:
    (account,) = reading.accounts
    return dataclasses.replace(reading, accounts=(dataclasses.replace(account, **change(account)),))


def test_a_word_outside_the_codebook_is_refused_by_name(reading: Reading) -> None:
    with pytest.raises(InternalError, match="kind is 'skirmish', no word of the codebook's kinds"):
        check_reading(_with(reading, lambda _: {"kind": "skirmish"}))
    with pytest.raises(InternalError, match=r"where\[0\].precision is '9'"):
        check_reading(_with(reading, lambda a: {"where": (dataclasses.replace(a.where[0], precision=9),)}))


def test_a_part_of_a_toll_that_is_not_there_is_refused(reading: Reading) -> None:
    with pytest.raises(InternalError, match="names toll t9"):
        check_reading(_with(reading, lambda a: {"tolls": (dataclasses.replace(a.tolls[0], part_of="t9"),)}))


def test_a_line_without_its_text_needs_the_right_text(reading: Reading) -> None:
    row = reading_to_dict(reading)
    assert reading_from_dict(row, reading.report.text) == reading
    with pytest.raises(InputError, match="--with-text"):
        reading_from_dict(row)
    with pytest.raises(InputError, match="sha256 differs"):
        reading_from_dict(row, reading.report.text + " ")


@pytest.mark.parametrize("key", ["report", "accounts", "issues"])
def test_a_line_that_misses_a_part_says_which(reading: Reading, key: str) -> None:
    row = reading_to_dict(reading, with_text=True)
    del row[key]
    with pytest.raises(InputError, match=key):
        reading_from_dict(row)
