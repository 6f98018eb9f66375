"""Whole incidents out of reports of several days: each field with the accounts that gave it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from told import figure, group, perpetrator, place, said, target, told, weapon, when

from tocsin.errors import UsageError
from tocsin.fuse import fuse, set_field
from tocsin.records.account import Person, Toll
from tocsin.records.collected import Collected
from tocsin.records.incident import Bounds, ByGroup, Incident
from tocsin.records.verdict import Verdict

MOPTI = place("Mopti", 14.49, -4.19, level="admin1", gazetteer_id="geonames:2453347", admin1="Mopti")
OGOSSAGOU = place("Ogossagou", 13.97, -3.46, gazetteer_id="own:ogossagou", admin1="Mopti")


SOLDIERS = group("soldiers", "state_forces")


def attack() -> list[Collected]:
    """A massacre as three reports told it: a wire, its copy, a mission's inquiry."""
    wire = told(
        "wire", "2019-03-23",
        figure(110, None, "the mayor"),
        outlet="wire agency A", where=(MOPTI,), when=when("2019-03-23"),
        perpetrators=(perpetrator("gunmen", type_="militia"),), targets=(target("villagers"),),
        weapons=(weapon("firearm"),),
    )  # fmt: skip
    copy = dataclasses.replace(
        told("copy", "2019-03-24", figure(110, None, "the mayor"), outlet="daily", copy_of="wire"),
    )
    inquiry = told(
        "inquiry", "2019-05-02",
        figure(157, by="The United Nations mission"),
        figure(46, by="The United Nations mission", of=group("children", "civilians"), part_of="t1"),
        outlet="bulletin", where=(OGOSSAGOU, MOPTI), when=when("2019-03-23", "2019-03-24"),
        perpetrators=(perpetrator("Dan Nan Ambassagou", "suspected", "militia"),),
        targets=(target("villagers"),), weapons=(weapon("fire"), weapon("firearm")),
        persons=(Person("Amadou Barry", None, None, "killed", 61),),
    )  # fmt: skip
    return [wire, copy, inquiry]


def why(incident: Incident, field: str) -> tuple[str, tuple[str, ...], str | None]:
    (reason,) = [r for r in incident.why if r.field == field]
    return reason.rule, reason.accounts, reason.note


def test_a_massacre_of_three_reports_is_one_record_with_its_reasons() -> None:
    incident = fuse(attack())
    assert (incident.id, incident.status, incident.kind) == ("wire#1", "incident", "armed_attack")
    assert (incident.when.start, incident.when.end) == (dt.date(2019, 3, 23), dt.date(2019, 3, 23))
    assert [(s.name, s.accounts) for s in incident.where] == [
        ("Ogossagou", ("inquiry#1",)),
        ("Mopti", ("wire#1", "inquiry#1")),
    ]
    assert [(p.name, p.certainty) for p in incident.perpetrators] == [("Dan Nan Ambassagou", "suspected")]
    assert [(a.name, a.accounts) for a in incident.weapons] == [
        ("firearm", ("wire#1", "inquiry#1")),
        ("fire", ("inquiry#1",)),
    ]
    assert [(v.name, v.age) for v in incident.persons] == [("Amadou Barry", 61)]
    (toll,) = incident.toll
    assert (toll.low, toll.best, toll.high, toll.basis) == (110, 157, 157, "totals")
    assert toll.children == Bounds(46, 46, 46)
    assert incident.sources.reports == ("wire", "copy", "inquiry")
    assert incident.sources.roots == ("The United Nations mission", "the mayor")
    assert incident.grade == "corroborated"
    assert why(incident, "grade")[2] == "2 independent: The United Nations mission, the mayor"
    assert why(incident, "sources") == ("sources_counted", ("wire#1", "copy#1", "inquiry#1"), "copies: copy")


def test_the_history_tells_of_each_figure_whether_it_counts_and_why_not() -> None:
    history = fuse(attack()).toll_history
    assert [(f.report, f.low, f.high, f.counts, f.note) for f in history] == [
        ("wire", 110, None, True, None),
        ("copy", 110, None, False, "a copy of wire"),
        ("inquiry", 157, 157, True, None),
        ("inquiry", 46, 46, False, "a part of inquiry#1/t1"),
    ]
    assert [f.said_by for f in history] == ["the mayor", "the mayor", *["The United Nations mission"] * 2]


def test_a_later_figure_of_a_ministry_replaces_the_earlier_one_of_another_outlet() -> None:
    incident = fuse(
        [
            told("a", "2020-01-01", figure(12, None, "the interior ministry"), outlet="AFP"),
            told("b", "2020-01-03", figure(29, by="a spokesman of the Interior Ministry"), outlet="Reuters"),
        ]
    )
    assert incident.toll_history[0].superseded_by == "b#1/t1"
    assert [(t.low, t.best, t.high) for t in incident.toll] == [(29, 29, 29)]
    assert incident.grade == "single"


@pytest.mark.parametrize(
    ("first", "second", "fused"),
    [
        (figure(3, by="the army"), figure(5, by="the police"), (3, 3, 5)),  # two arms differ: a range
        (figure(3, None, "the army"), figure(5, by="the police"), (5, 5, 5)),  # a first floor is overtaken
        (figure(3, None, "a doctor"), figure(5, by="the police"), (3, 5, 5)),  # another root's is not
        (figure(30, by="police"), figure(12, by="police", text="cut the toll to 12"), (12, 12, 12)),
        (figure(30, by="police"), figure(1, by="police", of=group("man", "civilians")), (30, 30, 30)),
    ],
)
def test_what_a_second_day_does_to_the_first(first: object, second: object, fused: object) -> None:
    days = [told("a", "2020-01-01", first), told("b", "2020-01-02", second)]  # type: ignore[arg-type]
    (toll,) = fuse(days).toll
    assert (toll.low, toll.best, toll.high) == fused


@pytest.mark.parametrize(
    ("tolls", "fused"),
    [
        ((figure(20, 30, "a doctor"), figure(24, by="police")), (20, 24, 30)),
        ((figure(None, 60, "a doctor"), figure(45, by="police")), (45, 45, 60)),
        ((figure(400, None, "a doctor", qualifier="more_than"),), (400, 400, None)),
        ((figure(24, None, "a doctor", qualifier="vague"), figure(9, by="police")), (9, 9, 9)),
        ((figure(9, by="police"), figure(12, by="a doctor"), figure(12, by="residents")), (9, 12, 12)),
        ((figure(9, by="police", also_said_by=(said("a doctor"),)), figure(8, by="residents")), (8, 9, 9)),
        ((figure(9, by="police"), figure(9, by="the army"), figure(8, by="residents")), (8, 8, 9)),
        ((figure(10, by="police"), figure(3, by="a doctor", of=SOLDIERS)), (10, 10, 10)),
    ],
)
def test_speakers_of_one_day(tolls: tuple[Toll, ...], fused: object) -> None:
    hit = (target("soldiers", "state_forces"), target("market"))
    days = [told(f"r{n}", "2020-01-01", t, targets=hit) for n, t in enumerate(tolls)]
    (toll,) = fuse(days).toll
    assert (toll.low, toll.best, toll.high) == fused


def test_a_floor_that_its_groups_make_up_exactly_is_closed_by_them() -> None:
    raid = told(
        "a", "2020-01-01",
        figure(30, None, "police", whole=True),
        figure(7, by="police", of=group("guards", "state_forces"), part_of="t1"),
        figure(23, by="police", of=group("attackers", "militia", "perpetrator"), part_of="t1"),
    )  # fmt: skip
    (toll,) = fuse([raid]).toll
    assert (toll.low, toll.best, toll.high) == (30, 30, 30)
    assert toll.perpetrators_killed == Bounds(23, 23, 23)


def test_women_and_children_are_counted_apart_and_boys_of_the_children_once() -> None:
    by = "the church"
    school = told(
        "a", "2018-11-06",
        figure(40, by=by, whole=True),
        figure(12, by=by, of=group("children", "civilians"), part_of="t1", whole=True),
        figure(5, by=by, of=group("boys", "civilians"), part_of="t2"),
        figure(3, by=by, of=group("women", "civilians"), part_of="t1"),
    )  # fmt: skip
    later = told(
        "b", "2018-11-07",
        figure(6, by="officials", of=group("girls", "civilians")),
        figure(7, by="officials", of=group("boys", "civilians")),
    )  # fmt: skip
    (toll,) = fuse([school, later]).toll
    assert toll.women == Bounds(3, 3, 3)
    assert toll.children == Bounds(12, 12, 13)


def test_sides_are_told_apart_and_the_rest_is_unknown() -> None:
    incident = fuse(
        [
            told(
                "a", "2020-01-01",
                figure(20, by="residents", whole=True),
                figure(8, by="residents", of=group("soldiers", "state_forces"), part_of="t1"),
                figure(9, by="residents", of=group("villagers", "civilians"), part_of="t1"),
                targets=(target("army", "state_forces"),),
                perpetrators=(perpetrator("JNIM"),),
            )
        ]
    )  # fmt: skip
    one = lambda n: Bounds(n, n, n)  # noqa: E731
    assert incident.toll[0].by_group == ByGroup(one(8), None, one(9), one(3))


def test_a_verdict_sets_a_field_and_the_reason_names_who() -> None:
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    set_best = Verdict("v1", at, "ana", "set", ("wire#1",), field="toll.killed.best", value="134", why="list")
    confirm = Verdict("v2", at, "ana", "confirm", ("inquiry#1",))
    other = Verdict("v3", at, "ana", "discount", ("elsewhere#1",))
    incident = fuse(attack(), [set_best, confirm, other])
    (toll,) = incident.toll
    assert (toll.low, toll.best, toll.high, toll.basis) == (110, 134, 157, "verdict")
    assert incident.grade == "confirmed"
    assert incident.verdicts == ("v1", "v2")
    assert why(incident, "toll.killed.best") == ("verdict_set", ("wire#1",), "ana, verdict v1: list")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kind", '"burglary"', "kind cannot be 'burglary'; it is one of armed_attack, clash"),
        ("kind", "bombing", "the value for kind is no JSON"),
        ("grade", '"confirmed"', "grade cannot be set: it follows from the accounts and verdicts"),
        ("toll.killed.best", '"many"', 'toll.killed.best cannot hold "many"'),
        ("toll.killed.best", "-3", "toll.killed.best cannot hold -3"),
        ("weather", "1", "weather names no field of an incident that can be set"),
        ("where.7.name", '"Gao"', "where.7.name cannot hold"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused_in_one_sentence(
    field: str, value: str, sentence: str
) -> None:
    incident = fuse(attack())
    with pytest.raises(UsageError) as err:
        set_field(incident, field, value)
    assert str(err.value).startswith(sentence)
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    kept = fuse(attack(), [Verdict("v", at, "ana", "set", ("wire#1",), field=field, value=value)])
    assert dataclasses.replace(kept, why=incident.why, verdicts=()) == incident
    assert kept.why[-1].rule == "verdict_refused"


def test_an_update_in_the_outlets_own_words_still_quotes_the_one_speaker_it_updates() -> None:
    first = told("u1", "2024-02-18", figure(53, None, "police"), outlet="wire agency A")
    update = told("u2", "2024-02-21", figure(26, text="Corrects toll: 26"), outlet="wire agency A")
    update = dataclasses.replace(update, source=dataclasses.replace(update.source, updates="u1"))
    (toll,) = fuse([first, update]).toll
    assert (toll.low, toll.best, toll.high) == (26, 26, 26)


def test_one_name_is_on_one_side_however_single_accounts_put_it() -> None:
    army = lambda side: group("UPDF", "state_forces", side)  # noqa: E731
    days = [
        told("a", "2020-09-16", figure(1, by="the army", of=army("target"))),
        told("b", "2020-09-17", figure(1, by="the army", of=army("perpetrator"))),
        told("c", "2020-09-22", figure(1, by="a rights group", of=army("target"))),
    ]
    (toll,) = fuse(days).toll
    assert (toll.low, toll.best, toll.high) == (1, 1, 1)


def test_claims_of_both_sides_are_no_contest_of_who_did_it_where_they_hit_each_other() -> None:
    ambush = told(
        "a", "2025-10-08",
        figure(11, by="the army", of=group("soldiers", "state_forces")),
        perpetrators=(perpetrator("Pakistani Taliban", "claimed"),),
        targets=(target("Pakistan Army", "state_forces"),),
    )  # fmt: skip
    raid = told(
        "b", "2025-10-08",
        figure(11, by="residents", of=group("soldiers", "state_forces")),
        perpetrators=(perpetrator("Pakistan Army", "stated", "state_forces"),),
        targets=(target("Pakistani Taliban", "rebel_group"),),
    )  # fmt: skip
    blamed = told("c", "2025-10-09", perpetrators=(perpetrator("Islamic State Khorasan", "suspected"),))
    assert fuse([ambush, raid]).grade == "corroborated"
    assert fuse([ambush, raid, blamed]).grade == "contested"
