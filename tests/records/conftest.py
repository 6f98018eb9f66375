"""A whole record written by hand, as an example of every part."""

from __future__ import annotations

import datetime as dt

import pytest
from by_hand import hasakah as _hasakah

from tocsin.records import (
    Account,
    Group,
    Issue,
    Perpetrator,
    Place,
    Reading,
    Report,
    Span,
    Speaker,
    Target,
    Toll,
    When,
    Words,
)
from tocsin.records.incident import Incident

TEXT = (
    "Gunmen of the Red Front stormed a police post in Marib on Thursday, killing at least seven officers, "
    "the governor told Saba."
)


def at(words: str) -> tuple[str, Span]:
    start = TEXT.index(words)
    return words, Span(start, start + len(words))


@pytest.fixture
def reading() -> Reading:
    speaker = Speaker(*at("the governor"), name="governor of Marib", outlet="Saba", stance="asserted")
    toll = Toll(
        id="t1",
        effect="killed",
        low=7,
        high=None,
        qualifier="at_least",
        **dict(zip(("text", "span"), at("killing at least seven officers"), strict=True)),
        group=Group("police", *at("officers"), type="state_forces", side="target", women=None, children=None),
        whole=False,
        part_of=None,
        supersedes=None,
        withdrawn=False,
        as_of=None,
        said_by=speaker,
        also_said_by=(),
    )
    marib = Place(
        "Marib", *at("Marib"), 15.5, 45.3, None, "YEM", "Marib", "city", 1, "geonames:74477", "stated"
    )
    account = Account(
        id="m-1#1",
        status="reported",
        kind="armed_attack",
        cumulative=False,
        trigger=Words(*at("stormed")),
        mentions=(),
        when=When(dt.date(2024, 5, 2), dt.date(2024, 5, 2), "day", None, "stated", *at("Thursday")),
        where=(marib,),
        perpetrators=(Perpetrator("Red Front", None, *at("Red Front"), "rebel_group", "stated", None, None),),
        targets=(Target("police post", None, *at("a police post"), "facility"),),
        weapons=(),
        tolls=(toll,),
        persons=(),
        links=(),
        confidence=0.8,
    )
    report = Report("m-1", TEXT, dt.date(2024, 5, 3), "given", "Saba", language="en")
    issue = Issue("unresolved_place", "The post could not be placed.", at("a police post")[1])
    return Reading(report, (account,), (issue,))


@pytest.fixture
def hasakah() -> Incident:
    """What three reports say of one prison attack."""
    return _hasakah()
