"""The shipped reports against their annotation: what is wrong is listed, and the list is true."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest
from differences import (
    GOLD,
    KNOWN,
    NOT_YET,
    Difference,
    as_toml,
    differences,
    read_examples,
    read_known,
)

from tocsin.bench.reports.gold import read_rows, report_of
from tocsin.pipeline import Reader
from tocsin.records import Reading
from tocsin.schema import check_reading

COMMAND = "look at each, then write the list anew: python tests/reading/differences.py"


@pytest.fixture(scope="module")
def found(reader: Reader) -> list[Difference]:
    return read_examples(reader)


def _show(some: set[Difference]) -> str:
    return "\n".join(
        f"  {d.report} {d.incident} {d.field}: '{d.should}' read as '{d.reads}'" for d in sorted(some)
    )


def test_nothing_is_wrong_that_is_not_listed(found: list[Difference]) -> None:
    new = set(found) - read_known().keys()
    assert not new, f"{len(new)} new differences; {COMMAND}\n{_show(new)}"


def test_everything_listed_is_still_wrong(found: list[Difference]) -> None:
    mended = read_known().keys() - set(found)
    assert not mended, f"{len(mended)} differences are gone; {COMMAND}\n{_show(mended)}"


def test_the_file_is_as_the_command_writes_it(found: list[Difference]) -> None:
    known = read_known()
    if known.keys() == set(found):
        assert KNOWN.read_text("utf-8") == as_toml(found, known)


def test_reasons_outlive_another_misreading() -> None:
    one = Difference("r", "1", "kind", "bombing", "clash")
    text = as_toml(
        [one._replace(reads="arrest"), one._replace(field="status")], {one: "two words for one event"}
    )
    assert text.count('why = "two words for one event"') == text.count(f'why = "{NOT_YET}"') == 1


@pytest.fixture(scope="module")
def kohat(reader: Reader) -> tuple[dict[str, Any], Reading]:
    row = next(r for r in read_rows(GOLD) if r["id"] == "kohat-police")
    return row, reader.read_report(report_of(row))


def test_a_lost_account_and_a_changed_figure_are_seen(kohat: tuple[dict[str, Any], Reading]) -> None:
    row, reading = kohat
    before = Counter(differences(row, reading))
    first, *rest = reading.accounts
    assert {
        d.field for d in Counter(differences(row, dataclasses.replace(reading, accounts=()))) - before
    } == {"incident"}
    tolls = (dataclasses.replace(first.tolls[0], low=20), *first.tolls[1:])
    spoilt = dataclasses.replace(first, kind="clash", status="foiled", tolls=tolls)
    after = Counter(differences(row, dataclasses.replace(reading, accounts=(spoilt, *rest))))
    seen = {(d.field, d.reads) for d in after - before}
    assert {("kind", "clash"), ("status", "foiled"), ("toll", "killed 20 to any")} <= seen


def test_the_readings_are_sound(reader: Reader) -> None:
    for row in read_rows(GOLD):
        reading = reader.read_report(report_of(row))
        check_reading(reading)
        assert reading.accounts
        assert {i.code for i in reading.issues} <= {
            "unresolved_place",
            "unresolved_date",
            "conflicting_figures",
        }
