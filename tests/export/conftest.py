"""A reading made by hand that holds every kind of value a writer has to show."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from tocsin.records import (
    Account,
    Group,
    Issue,
    Link,
    Perpetrator,
    Person,
    Place,
    Reading,
    Report,
    Span,
    Speaker,
    Target,
    Toll,
    Weapon,
    When,
    Words,
)

sys.path.insert(0, str(Path(__file__).parent))

TEXT = """\
At least 30 people were killed when fighters of the Azawad Front stormed a base near Gao on Tuesday, \
the army said: 7 soldiers and 23 fighters. Dozens were wounded. Earlier it had spoken of 12 dead soldiers. \
The group claimed the raid on Telegram. Sergeant Ali Maiga, 31, was among the dead. The raid may be linked \
to shelling in Mopti region, which hurt nobody, a diplomat told Reuters.

In early May, up to 60 villagers were abducted. The war has killed more than 5,000 people since 2012."""


def at(words: str) -> tuple[str, Span]:
    """The words and where they stand."""
    start = TEXT.index(words)
    return words, Span(start, start + len(words))


def toll(
    toll_id: str, effect: str, low: int | None, high: int | None, qualifier: str, words: str, **kw: object
) -> Toll:
    fields: dict[str, object] = {
        "group": None,
        "whole": False,
        "part_of": None,
        "supersedes": None,
        "withdrawn": False,
        "as_of": None,
        "said_by": None,
        "also_said_by": (),
    }
    return Toll(toll_id, effect, low, high, qualifier, *at(words), **(fields | kw))  # type: ignore[arg-type]


def group(words: str, type_: str, side: str = "unknown") -> Group:
    return Group(words, *at(words), type_, side, None, None)


def account(number: int, status: str, kind: str, trigger: str, **kw: object) -> Account:
    fields: dict[str, object] = {
        "cumulative": False,
        "mentions": (),
        "when": None,
        "where": (),
        "perpetrators": (),
        "targets": (),
        "weapons": (),
        "tolls": (),
        "persons": (),
        "links": (),
        "confidence": 0.0,
    }
    return Account(id=f"gao#{number}", status=status, kind=kind, trigger=Words(*at(trigger)), **(fields | kw))  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    army = Speaker(*at("the army"), "Malian Armed Forces", None, "asserted")
    diplomat = Speaker(*at("a diplomat"), None, "Reuters", "asserted")
    day = dt.date(2022, 5, 17)
    raid = account(
        1,
        "reported",
        "armed_attack",
        "stormed",
        when=When(day, day, "day", "02:30", "stated", *at("Tuesday")),
        where=(
            Place(
                "Gao",
                *at("near Gao"),
                16.27,
                -0.04,
                25.0,
                "MLI",
                "Gao",
                "city",
                2,
                "geonames:2457161",
                "stated",
            ),
        ),
        perpetrators=(
            Perpetrator(
                "Azawad Front", None, *at("Azawad Front"), "rebel_group", "claimed", None, "Telegram"
            ),
        ),
        targets=(Target("base", None, *at("a base"), "facility"),),
        weapons=(Weapon("firearm", None, None),),
        tolls=(
            toll(
                "t0",
                "killed",
                30,
                None,
                "at_least",
                "At least 30 people were killed",
                group=group("people", "other"),
                whole=True,
                said_by=army,
            ),
            toll(
                "t1",
                "killed",
                7,
                7,
                "exact",
                "7 soldiers",
                group=group("soldiers", "state_forces", "target"),
                part_of="t0",
                said_by=army,
                supersedes="t3",
            ),
            toll(
                "t2",
                "killed",
                23,
                23,
                "exact",
                "23 fighters",
                group=group("fighters", "rebel_group", "perpetrator"),
                part_of="t0",
                said_by=army,
            ),
            toll(
                "t3",
                "killed",
                12,
                12,
                "exact",
                "12 dead soldiers",
                group=group("soldiers", "state_forces", "target"),
            ),
            toll("t4", "injured", 24, None, "vague", "Dozens were wounded"),
        ),
        persons=(Person("Ali Maiga", *at("Sergeant Ali Maiga, 31"), "killed", 31),),
        links=(Link("gao#2", "coordinated", "suspected", *at("may be linked"), diplomat),),
    )
    shelling = account(
        2,
        "reported",
        "shelling",
        "shelling",
        where=(
            Place(
                "Mopti", *at("Mopti region"), 14.5, -4.2, 200.0, "MLI", "Mopti", "admin1", 4, None, "stated"
            ),
        ),
        tolls=(toll("t0", "injured", 0, 0, "exact", "hurt nobody", said_by=diplomat),),
    )
    abduction = account(
        3,
        "background",
        "abduction",
        "abducted",
        when=When(dt.date(2022, 5, 1), dt.date(2022, 5, 10), "month", None, "stated", *at("early May")),
        tolls=(
            toll(
                "t0",
                "abducted",
                None,
                60,
                "up_to",
                "up to 60 villagers were abducted",
                group=group("villagers", "civilians"),
            ),
        ),
    )
    war = account(
        4,
        "background",
        "other",
        "The war has killed",
        cumulative=True,
        tolls=(
            toll(
                "t0",
                "killed",
                5000,
                None,
                "more_than",
                "killed more than 5,000 people",
                group=group("people", "civilians"),
            ),
        ),
    )
    report = Report("gao", TEXT, dt.date(2022, 5, 19), "given", "Sahel Wire", "Raid near Gao", None, "en")
    issue = Issue("unresolved_place", "A place name could not be placed on the map.", at("Mopti region")[1])
    return Reading(report, (raid, shelling, abduction, war), (issue,))
