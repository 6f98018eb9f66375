"""The shipped reports against their annotation: what is wrong is listed, and the list is true."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from differences import (
    EXAMPLES,
    GOLD,
    KNOWN,
    NOT_YET,
    Difference,
    as_toml,
    differences,
    file_of,
    read_known,
)

from tocsin.bench.reports.gold import read_rows
from tocsin.ingest import ingest_inputs
from tocsin.pipeline import Reader
from tocsin.records import Reading, Report
from tocsin.schema import check_reading

COMMAND = "look at each, then write the list anew: python tests/reading/differences.py"
ROWS = {row["id"]: row for row in read_rows(GOLD)}
REPORTS = {
    report.id: report
    for report in ingest_inputs([str(EXAMPLES / "*.txt"), str(EXAMPLES / "inbox")])
    if isinstance(report, Report)
}


@pytest.fixture(scope="module")
def reading_of(reader: Reader) -> Callable[[str], Reading]:
    return cache(lambda report: reader.read_report(REPORTS[report]))


def test_every_file_gives_the_text_that_was_annotated() -> None:
    """Text, txt in an old encoding, web page, PDF, mail, feed, tables, JSON lines, an archive."""
    assert REPORTS.keys() == ROWS.keys()
    for report in REPORTS.values():
        row = ROWS[report.id]
        day = report.published.isoformat() if report.published else None
        assert (report.text, report.title, report.outlet, report.url, day) == (
            row["text"], row["title"], row["outlet"], row["url"], row["published"]
        )  # fmt: skip
    kinds = {path.suffix for path in (EXAMPLES / "inbox").iterdir()}
    assert kinds == {".csv", ".eml", ".html", ".jsonl", ".md", ".pdf", ".rss", ".txt", ".xlsx", ".zip"}


def _show(some: set[Difference]) -> str:
    return "\n".join(f"  {d.incident} {d.field}: '{d.should}' read as '{d.reads}'" for d in sorted(some))


@pytest.mark.parametrize("report", ROWS)
def test_what_is_wrong_is_listed_and_what_is_listed_is_wrong(
    report: str, reading_of: Callable[[str], Reading]
) -> None:
    found = differences(ROWS[report], reading_of(report))
    known = read_known(report)
    new, mended = set(found) - known.keys(), known.keys() - set(found)
    assert not new, f"{len(new)} new differences; {COMMAND} {report}\n{_show(new)}"
    assert not mended, f"{len(mended)} differences are gone; {COMMAND} {report}\n{_show(mended)}"
    assert file_of(report).read_text("utf-8") == as_toml(report, found, known)


def test_every_list_is_of_a_shipped_report() -> None:
    assert {p.name for p in KNOWN.iterdir()} == {file_of(report).name for report in ROWS}


def test_reasons_outlive_another_misreading() -> None:
    one = Difference("r", "1", "kind", "bombing", "clash")
    text = as_toml(
        "r", [one._replace(reads="arrest"), one._replace(field="status")], {one: "two words for one event"}
    )
    assert text.count('why = "two words for one event"') == text.count(f'why = "{NOT_YET}"') == 1


@pytest.fixture(scope="module")
def kohat(reading_of: Callable[[str], Reading]) -> tuple[dict[str, Any], Reading]:
    return ROWS["kohat-police"], reading_of("kohat-police")


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


@pytest.mark.parametrize("report", ROWS)
def test_the_readings_are_sound(report: str, reading_of: Callable[[str], Reading]) -> None:
    reading = reading_of(report)
    check_reading(reading)
    assert bool(reading.accounts) == ROWS[report]["is_conflict"]
    of_the_file = {"orakzai-operation": {"no_publication_date"}, "pont-sonde-gang": {"encoding_assumed"}}
    codes = {i.code for i in reading.issues} - of_the_file.get(report, set())
    assert codes <= {"unresolved_place", "unresolved_date", "conflicting_figures"}
