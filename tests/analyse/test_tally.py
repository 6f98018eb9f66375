"""Sums that stay honest: open ends stay open, silence is no zero, and every incident counts once."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_of import incident

from tocsin.analyse import series, tally
from tocsin.analyse.chart import svg
from tocsin.analyse.series import series_chart
from tocsin.errors import UsageError
from tocsin.records.incident import Bounds, ByGroup, Incident, Party

JANUARY = incident("a", "2020-01-03", (3, 4, 6), children=Bounds(1, 1, 1))
OPEN = incident("b", "2020-01-30", (30, 30, None))
CLAIM = incident("c", "2020-02-01", (0, None, 60), basis="enemy_claim")
SILENT = incident("d", "2020-02-02", None)
GONE = incident("e", "2020-02-02", (9, 9, 9), grade="discounted")
TOLD = incident("f", "2020-02-02", (9, 9, 9), status="background")


def test_a_table_by_month_and_province() -> None:
    rows = tally([JANUARY, OPEN, CLAIM, SILENT, GONE, TOLD], ("period", "province"))
    assert [(r.keys, r.incidents, r.low, r.best, r.high, r.open, r.without_best, r.silent) for r in rows] == [
        (("2020-01", "Mopti"), 2, 33, 34, None, 1, 0, 0),
        (("2020-02", "Mopti"), 2, 0, 0, 60, 0, 1, 1),
    ]
    assert rows[0].children == 1


def test_groups_are_rows_of_their_own() -> None:
    clash = incident(
        "g", "2020-01-01", (5, 6, 8), groups=ByGroup(Bounds(2, 3, 5), None, Bounds(3, 3, 3), None)
    )
    assert [(r.keys, r.best) for r in tally([clash], ("actor", "group"))] == [
        (("JNIM", "civilians"), 3),
        (("JNIM", "side_a"), 3),
    ]


def test_two_perpetrators_are_one_key_and_none_is_not_stated() -> None:
    other = Party("ISGS", "isgs", "rebel_group", "claimed", (), ("a#1",))
    both = dataclasses.replace(JANUARY, perpetrators=(*JANUARY.perpetrators, other))
    nobody = incident("h", None, at=None, actor=None)
    assert [r.keys for r in tally([both, nobody], ("actor", "country", "period"))] == [
        ("ISGS; JNIM", "MLI", "2020-01"),
        ("not stated", "not stated", "not stated"),
    ]


@pytest.mark.parametrize(
    ("by", "period", "sentence"),
    [
        (("town",), "month", "there is no column 'town'"),
        (("period",), "decade", "there is no period 'decade'"),
    ],
)
def test_a_column_or_period_that_there_is_not_is_told(
    by: tuple[str, ...], period: str, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        tally([JANUARY], by, "killed", period)


@st.composite
def archives(draw: st.DrawFn) -> list[Incident]:
    found = []
    for n in range(draw(st.integers(0, 12))):
        low = draw(st.integers(0, 9))
        best = low + draw(st.integers(0, 9))
        high = draw(st.none() | st.integers(best, 30))
        day = draw(st.none() | st.dates().map(lambda d: d.replace(year=2020).isoformat()))
        country = draw(st.sampled_from(["MLI", "SYR"]))
        found.append(incident(f"i{n}", day, (low, best, high), country=country))
    return found


@settings(max_examples=50, deadline=None)
@given(archives(), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_sums_over_any_columns_agree(archive: list[Incident], period: str) -> None:
    for by in (("period",), ("period", "country"), ("country", "actor", "kind")):
        rows = tally(archive, by, "killed", period)
        assert sum(r.best for r in rows) == sum(i.toll[0].best or 0 for i in archive)
        assert sum(r.incidents for r in rows) == len(archive)
        assert sum(r.open for r in rows) == sum(i.toll[0].high is None for i in archive)


def test_a_series_has_a_point_for_every_month_between_and_its_picture_says_so() -> None:
    points = series([incident("x", "2019-11-15", (2, 2, 2)), OPEN])
    assert [(p.period, p.incidents, p.low, p.best, p.high) for p in points] == [
        ("2019-11", 1, 2, 2, 2),
        ("2019-12", 0, 0, 0, 0),
        ("2020-01", 1, 30, 30, None),
    ]
    picture = svg(series_chart(points, "Mali & others"))
    assert "<title>Mali &amp; others</title>" in picture
    assert 'fill="url(#open)"' in picture
    assert picture.count("<polyline") == 1
