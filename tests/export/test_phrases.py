"""Values in the words people use, saying no more than is known."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.codebook import table
from tocsin.export import phrases
from tocsin.records import Group, Perpetrator, Place, Speaker, Toll, When

TOLL = Toll("t0", "killed", 7, 7, "exact", "seven died", None, None, False, None, None, False, None, None, ())
TUESDAY = When(dt.date(2022, 5, 17), dt.date(2022, 5, 17), "day", None, "stated", "Tuesday", None)
GAO = Place("Gao", "Gao", None, 16.27, -0.04, None, "MLI", "Gao", "city", 1, None, "stated")


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "text", "shown"),
    [
        (7, 7, "exact", "seven died", "7"),
        (1200, 1200, "exact", "1,200 died", "1,200"),
        (0, 0, "exact", "no casualties", "none"),
        (30, None, "at_least", "at least 30 died", "at least 30"),
        (25, None, "more_than", "over 25 died", "more than 25"),
        (None, 60, "up_to", "as many as 60 died", "up to 60"),
        (30, 30, "about", "some 30 died", "about 30"),
        (7, 9, "range", "7 to 9 died", "7 to 9"),
        (24, None, "vague", "Dozens died", "dozens (24 or more)"),
        (2, None, "vague", "soldiers died", "2 or more"),
    ],
)
def test_figures(low: int | None, high: int | None, qualifier: str, text: str, shown: str) -> None:
    toll = dataclasses.replace(TOLL, low=low, high=high, qualifier=qualifier, text=text)
    assert phrases.figure(toll) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2022-01-20", "2022-01-20", "20 January 2022"),
        ("2021-09-01", "2021-09-10", "1-10 September 2021"),
        ("2021-07-01", "2021-07-31", "July 2021"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2023-02-01", "2023-02-27", "1-27 February 2023"),
        ("2021-06-28", "2021-07-04", "28 June - 4 July 2021"),
        ("2021-12-30", "2022-01-02", "30 December 2021 - 2 January 2022"),
        ("2014-01-01", "2014-12-31", "2014"),
        ("2014-01-01", "2017-12-31", "2014-2017"),
    ],
)
def test_days(start: str, end: str, shown: str) -> None:
    assert phrases.days(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == shown


@given(st.dates(), st.dates())
def test_days_always_show_the_last_year(a: dt.date, b: dt.date) -> None:
    start, end = min(a, b), max(a, b)
    assert str(end.year) in phrases.days(start, end)


def test_a_date_says_what_it_rests_on() -> None:
    assert phrases.date(None) == "no date stated"
    assert phrases.date(TUESDAY) == "17 May 2022"
    assert phrases.date(dataclasses.replace(TUESDAY, time="02:30")) == "17 May 2022, 02:30 local time"
    by_publication = dataclasses.replace(TUESDAY, basis="publication_date")
    assert phrases.date(by_publication) == "17 May 2022 (publication date: no date in the text)"
    unplaced = dataclasses.replace(TUESDAY, start=None, end=None, precision="unknown")
    assert phrases.date(unplaced) == "cannot be placed on the calendar"


def test_places_are_shown_as_sure_as_they_are() -> None:
    names = {"MLI": "Mali"}
    province = dataclasses.replace(GAO, level="admin1", precision=4)
    country = dataclasses.replace(GAO, name="Mali", level="country", precision=6, admin1=None)
    site = dataclasses.replace(GAO, name="market", level="site", lat=None)
    assert phrases.place_lines([GAO], names) == ["Gao, Mali"]
    assert phrases.place_lines([dataclasses.replace(GAO, precision=2)], names) == ["near Gao, Mali"]
    assert phrases.place_lines([province], names) == ["Gao, Mali (province only)"]
    assert phrases.place_lines([country], names) == ["Mali (country only)"]
    assert phrases.place_lines([site, GAO, province, country], names) == [
        "market, Gao, Mali (not on the map)"
    ]


def test_two_towns_are_two_lines() -> None:
    kidal = dataclasses.replace(GAO, name="Kidal", admin1="Kidal")
    assert phrases.place_lines([GAO, kidal], {}) == ["Gao, MLI", "Kidal, MLI"]


def test_a_town_is_named_with_its_province() -> None:
    bama = dataclasses.replace(GAO, name="Bama", admin1="Borno", country="NGA")
    assert phrases.place_lines([bama], {"NGA": "Nigeria"}) == ["Bama, Borno, Nigeria"]


@pytest.mark.parametrize(
    ("stance", "outlet", "shown"),
    [
        ("asserted", None, "says the governor"),
        ("asserted", "Reuters", "says the governor, to Reuters"),
        ("confirmed", "INA", "confirmed by the governor, to INA"),
        ("claimed", None, "claimed by the governor"),
        ("unverified", None, "says the governor, not verified"),
        ("denied", None, "denied by the governor"),
    ],
)
def test_speakers(stance: str, outlet: str | None, shown: str) -> None:
    assert phrases.says(Speaker("The governor", None, "governor", outlet, stance)) == shown


def test_every_stance_of_the_codebook_has_its_phrase() -> None:
    assert all(phrases.says(Speaker("X", None, "X", None, stance)) for stance in table("stances"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Officers", "officers"), ("Authorities in Kano", "authorities in Kano"), ("A witness", "a witness"),
     ("Hamas", "Hamas"), ("Police Chief Ali", "Police Chief Ali"), ("UN monitors", "UN monitors")],
)  # fmt: skip
def test_a_speaker_stands_in_mid_sentence(name: str, shown: str) -> None:
    assert phrases.says(Speaker(name, None, None, None, "asserted")) == f"says {shown}"


def test_a_pronoun_is_shown_as_the_name_it_stands_for() -> None:
    assert phrases.says(Speaker("he", None, "Ali Maiga", None, "asserted")) == "says Ali Maiga"


def test_perpetrators_are_as_sure_as_the_report_is() -> None:
    army = Speaker("the army", None, None, None, "asserted")
    front = Perpetrator("Azawad Front", None, None, None, "rebel_group", "stated", None, None)
    assert phrases.by_whom(front) == "Azawad Front"
    claimed = dataclasses.replace(front, certainty="claimed", channel="Telegram")
    assert phrases.by_whom(claimed) == "Azawad Front (claimed via Telegram)"
    suspected = dataclasses.replace(front, certainty="suspected", said_by=army)
    assert phrases.by_whom(suspected) == "Azawad Front (suspected, says the army)"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Niger Armed Forces", "the 14 soldiers", "soldiers (Niger Armed Forces)"),
        ("Niger Armed Forces", "Nine Niger Armed Forces soldiers", "Niger Armed Forces soldiers"),
        ("escaped prisoners", "them", "escaped prisoners"),
        ("Federal Police", "members of the Federal Police", "members of the Federal Police"),
        ("Kenyan soldiers", "soldiers", "Kenyan soldiers"),
        ("the fighters", None, "fighters"),
    ],
)
def test_groups_are_shown_in_the_words_of_the_report(name: str, text: str | None, shown: str) -> None:
    group = Group(name, text, None, "state_forces", "target", None, None)
    assert phrases.who(dataclasses.replace(TOLL, group=group)) == shown


def test_groups_tell_women_children_and_the_attackers_side() -> None:
    people = Group("people", None, None, "civilians", "target", 3, 2)
    assert phrases.who(dataclasses.replace(TOLL, group=people)) == "people (3 women; 2 children)"
    own = Group("Azawad Front", "fighters", None, "rebel_group", "perpetrator", None, None)
    assert phrases.who(dataclasses.replace(TOLL, group=own)) == "fighters (Azawad Front; the attackers' own)"


def test_codebook_keys_read_as_words() -> None:
    assert [phrases.plain(k) for k in ("prison_break", "vehicle_ied", "ied")] == [
        "prison break",
        "vehicle IED",
        "IED",
    ]
