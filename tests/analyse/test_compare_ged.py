"""Our record beside rows of the shape of UCDP GED (made up): found, missed, toll differs, and why."""

from __future__ import annotations

import csv
import io

import pytest
from records_of import incident

from tocsin.analyse import compare
from tocsin.analyse.ged import COLUMNS, Event, Wrong, read_ged
from tocsin.errors import InputError

AGGREGATE = "GED's row is an aggregate over several clashes"


def ged(*rows: dict[str, object], header: bool = True) -> list[str]:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="")
    if header:
        writer.writeheader()
    for n, row in enumerate(rows):
        writer.writerow(
            {
                "id": f"{700 + n}.0", "date_start": "2020-01-03", "date_end": "2020-01-03",
                "latitude": 14.5, "longitude": -4.2, "country": "Mali", "where_coordinates": "Mopti town",
                "where_prec": "1.0", "date_prec": "1.0", "event_clarity": "1.0", "side_a": "JNIM",
                "side_b": "Civilians", "best": "4.0", "high": "4.0", "low": "4.0", **row,
            }
        )  # fmt: skip
    return stream.getvalue().splitlines(keepends=True)


def events(*rows: dict[str, object]) -> list[Event]:
    return [e for e in read_ged(ged(*rows)) if isinstance(e, Event)]


def told(*pairs: object) -> list[tuple[str, str | None, str | None, str]]:
    ours, theirs = pairs
    return [(c.what, c.event, c.incident, c.why) for c in compare(ours, theirs)]  # type: ignore[arg-type]


def test_each_event_and_incident_has_one_line_and_its_reason() -> None:
    ours = [
        incident("same", "2020-01-03", (3, 4, 6)),
        incident("more", "2020-02-01", (30, 30, None)),
        incident("alone", "2020-03-01", (2, 2, 2)),
        incident("claim", "2020-03-02", (0, None, 9), basis="enemy_claim"),
        incident("hurt", "2020-03-03", (0, 0, 0)),
        incident("far", "2020-04-02", (5, 5, 5), at=(15.2, -4.2)),
    ]
    theirs = events(
        {},
        {"date_start": "2020-02-01", "date_end": "2020-02-02", "best": 12, "low": 12, "high": 15},
        {"date_start": "2020-04-01", "date_end": "2020-04-01", "best": 5},
        {"date_start": "2020-01-20", "date_end": "2020-01-20", "event_clarity": "2.0"},
        {"date_start": "1999-01-20", "date_end": "1999-01-20"},
        {"country": "Syria"},
    )
    assert told(ours, theirs) == [
        ("same", "700", "same#1", "the same best figure"),
        ("missed", "703", None, f"no incident of ours within 150 km and 4 days; {AGGREGATE}"),
        ("toll_differs", "701", "more#1", "our lowest figure is above GED's highest, 15"),
        ("extra", None, "alone#1", "no event of GED near it in time and space"),
        ("extra", None, "claim#1", "only a party's count of its enemy's dead"),
        ("extra", None, "hurt#1", "no dead are told: GED keeps only deadly events"),
        ("missed", "702", None, "nearest is far#1, 78 km and 1 days off: too far"),
        ("extra", None, "far#1", "no event of GED near it in time and space"),
    ]  # fmt: skip


def test_two_incidents_of_one_town_and_day_are_matched_by_their_dead() -> None:
    ours = [incident("few", "2020-01-03", (2, 2, 2)), incident("many", "2020-01-03", (40, 40, 41))]
    theirs = events({"best": 41, "low": 41, "high": 41}, {"best": 2, "low": 2, "high": 2})
    assert sorted(told(ours, theirs)) == [
        ("same", "700", "many#1", "the ranges meet"),
        ("same", "701", "few#1", "the same best figure"),
    ]


def test_a_release_without_a_header_reads_as_one_with_it() -> None:
    assert list(read_ged(ged({}, {"best": 7}, header=False))) == list(read_ged(ged({}, {"best": 7})))


def test_rows_that_cannot_be_used_are_named_and_the_others_read() -> None:
    rows = list(read_ged(ged({}, {"date_start": "soon"}, {"latitude": 140}, {"date_end": "2019-01-01"}, {})))
    assert [(r.line, r.why) for r in rows if isinstance(r, Wrong)] == [
        (3, "cannot be used ('soon' is no day such as 2020-01-31)"),
        (4, "cannot be used (its point lies outside the map)"),
        (5, "cannot be used (it ends before it begins)"),
    ]
    assert sum(isinstance(r, Event) for r in rows) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "is empty"), ("a,b\n1,2\n", "lacks the columns id, date_start")],
)
def test_a_file_that_is_no_ged_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        list(read_ged(io.StringIO(text), "it.csv"))


@pytest.mark.parametrize(
    ("name", "code"),
    [("DR Congo (Zaire)", "COD"), ("Yemen (North Yemen)", "YEM"), ("Russia (Soviet Union)", "RUS"),
     ("Myanmar (Burma)", "MMR"), ("Ivory Coast", "CIV"), ("Atlantis", None)],
)  # fmt: skip
def test_countries_as_ucdp_writes_them(name: str, code: str | None) -> None:
    (event,) = events({"country": name})
    assert event.country == code
