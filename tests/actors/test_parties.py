"""Parties: a sentence in, who stands in it out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.find.parties import find_parties
from tocsin.ground.actors import ground_parties, party_type, settle, settle_name, settle_type
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records import Parse
from tocsin.records.party import PartyValue


def read(parser: SpacyParser, text: str) -> tuple[Parse, tuple[PartyValue, ...]]:
    (parse,) = parser.parse([text])
    return parse, ground_parties(find_parties(parse), parse)


def who(parser: SpacyParser, text: str) -> list[tuple[str, str, str]]:
    """``(words, name, type)`` of every party."""
    return [(v.text, v.name, v.type) for v in read(parser, text)[1]]


def value(parser: SpacyParser, text: str, words: str) -> PartyValue:
    """The last party of exactly these words."""
    return [v for v in read(parser, text)[1] if v.text == words][-1]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Israeli airstrikes hit Rafah.", ("Israeli", "Israel Defense Forces", "state_forces")),
        ("US drone strikes killed four.", ("US", "United States Armed Forces", "international_forces")),
        ("A Taliban attack killed four.", ("Taliban", "Taliban", "rebel_group")),
        ("Two suspected Taliban militants died.", ("Taliban militants", "Taliban", "rebel_group")),
        ("Members of the Fano militia fled.", ("Members of the Fano militia", "Fano", "militia")),
        ("Russian jets bombed Sumy.", ("Russian jets", "Russian Aerospace Forces", "state_forces")),
        (
            "Colombian police arrested them.",
            ("Colombian police", "Colombian National Police", "state_forces"),
        ),
        ("At least 12 villagers died.", ("villagers", "villagers", "civilians")),
        ("Gunmen abducted two journalists.", ("journalists", "journalists", "journalists")),
        ("They shot four aid workers.", ("aid workers", "aid workers", "aid_workers")),
        ("They attacked a military base.", ("military base", "military base", "facility")),
        ("Dozens of masked gunmen came.", ("Dozens of masked gunmen", "masked gunmen", "militia")),
        ("Men with assault rifles came.", ("Men", "Men", "militia")),
        (
            "Forces loyal to Khalifa Haftar advanced.",
            ("Forces loyal to Khalifa Haftar", "Libyan National Army", "rebel_group"),
        ),
        ("Regime warplanes bombed Saraqib.", ("Regime warplanes", "government forces", "state_forces")),
        ("Rebel shelling killed two.", ("Rebel", "Rebel", "rebel_group")),
        ("A suicide bomber struck.", ("suicide bomber", "suicide bomber", "other")),
    ],
)
def test_one_party(parser: SpacyParser, text: str, party: tuple[str, str, str]) -> None:
    assert party in who(parser, text)


def test_both_countries_of_a_row_are_parties(parser: SpacyParser) -> None:
    names = [name for _, name, _ in who(parser, "Russian and Syrian planes bombed the town.")]
    assert names[:2] == ["Russian Armed Forces", "Syrian Arab Air Force"]


def test_a_country_where_something_happens_is_no_party(parser: SpacyParser) -> None:
    assert who(parser, "Three farmers were killed in Mali near Niger.") == [
        ("farmers", "farmers", "civilians")
    ]


def test_the_group_is_the_actor_named_before(parser: SpacyParser) -> None:
    text = "Boko Haram raided Gwoza on Monday. Soldiers came on Tuesday. The group burnt the market."
    _, values = read(parser, text)
    group = next(v for v in values if v.text == "group")
    assert (group.name, group.actor_id, group.type) == ("Boko Haram", "boko-haram", "rebel_group")
    assert group.antecedent is not None
    assert values[group.antecedent].text == "Boko Haram"


def test_its_fighters_are_the_actors(parser: SpacyParser) -> None:
    text = "The Arakan Army attacked Ann. Its fighters took the barracks."
    assert value(parser, text, "fighters").name == "Arakan Army"


def test_a_surname_takes_the_full_name(parser: SpacyParser) -> None:
    text = "Police arrested Peter Okello in Lira. Okello was charged with murder."
    assert value(parser, text, "Okello").name == "Peter Okello"


def test_adjectives_share_their_noun(parser: SpacyParser) -> None:
    names = [
        n for _, n, _ in who(parser, "Clashes between Azerbaijani and Armenian forces left dozens dead.")
    ]
    assert names[:2] == ["Azerbaijani Armed Forces", "Armenian Armed Forces"]


def test_a_friend_is_not_the_actor_itself(parser: SpacyParser) -> None:
    text = "Iranian-backed forces and al-Qaeda-linked militants fought."
    assert who(parser, text) == [
        ("Iranian-backed forces", "Iranian-backed forces", "rebel_group"),
        ("al-Qaeda-linked militants", "al-Qaeda-linked militants", "rebel_group"),
    ]


def test_a_dateline_is_no_party(parser: SpacyParser) -> None:
    words = [v.text for v in read(parser, "KAMPALA, Feb 23 - Rebels raided a camp.")[1]]
    assert words == ["Rebels", "camp"]


def test_who_acts_is_a_doer_though_unarmed(parser: SpacyParser) -> None:
    doers = {v.text: (v.armed, v.doer) for v in read(parser, "An employee stabbed two customers.")[1]}
    assert doers == {"employee": (False, True), "customers": (False, False)}


def test_settling_gives_name_and_type_at_once(parser: SpacyParser) -> None:
    army = settle(value(parser, "The army killed nine militants.", "army"), "MLI", dt.date(2020, 1, 1), True)
    assert (army.name, army.actor_id, army.type) == (
        "Malian Armed Forces",
        "malian-armed-forces",
        "state_forces",
    )


def test_kurdish_fighters_are_no_islamic_state(parser: SpacyParser) -> None:
    text = "Islamic State attacked the prison. The Kurdish forces fought back."
    assert value(parser, text, "Kurdish forces").name == "Kurdish forces"


def test_what_a_person_is_stands_beside_the_name(parser: SpacyParser) -> None:
    text = "Gunmen killed journalist Anna Weber and Colonel Pedro Ruiz. Ali Hassan, a Hamas commander, died."
    types = {v.text: v.type for v in read(parser, text)[1]}
    assert (types["Anna Weber"], types["Pedro Ruiz"], types["Ali Hassan"]) == (
        "journalists",
        "state_forces",
        "rebel_group",
    )


def test_a_force_is_international_abroad(parser: SpacyParser) -> None:
    israeli = value(parser, "Israeli soldiers shot two men.", "Israeli soldiers")
    assert [settle_type(israeli, c) for c in ("ISR", "PSE", "LBN", None)] == [
        "state_forces",
        "state_forces",
        "international_forces",
        "state_forces",
    ]


def test_the_taliban_govern_since_august_2021(parser: SpacyParser) -> None:
    taliban = value(parser, "The Taliban beat two women.", "Taliban")
    assert settle_type(taliban, "AFG", dt.date(2019, 3, 1)) == "rebel_group"
    assert settle_type(taliban, "AFG", dt.date(2022, 3, 1)) == "state_forces"


def test_bare_words_take_the_country_of_the_event(parser: SpacyParser) -> None:
    army = value(parser, "The army killed nine militants.", "army")
    assert settle_name(army, "MLI") == ("Malian Armed Forces", "malian-armed-forces")
    assert settle_name(army, None) == ("army", None)
    taliban = value(parser, "The Taliban attacked a checkpoint.", "Taliban")
    assert settle_name(taliban, "PAK")[0] == "Pakistani Taliban"


def test_a_lone_attacker_is_no_civilian(parser: SpacyParser) -> None:
    man = value(parser, "A man stabbed two tourists.", "man")
    assert (settle_type(man, None, perpetrator=True), settle_type(man, None)) == ("other", "civilians")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("31 Islamic State fighters", "rebel_group"),
        ("seven federal police", "state_forces"),
        ("two worshippers", "civilians"),
        ("UN peacekeepers", "international_forces"),
        ("the mayor", "government"),
        ("a mosque", "facility"),
        ("prisoners", "prisoners"),
    ],
)
def test_the_type_of_any_phrase(parser: SpacyParser, words: str, kind: str) -> None:
    (parse,) = parser.parse([f"They killed {words} on Friday."])
    last = next(t.i for t in parse.tokens if t.lower == "on")
    assert party_type(2, last, parse) == kind


WORDS = [
    "Israeli",
    "the",
    "IS",
    "fighters",
    "of",
    "group",
    "attacked",
    "Mali",
    "and",
    "two",
    "soldiers",
    "(",
    ")",
    ",",
    "U.S.",
    "-",
    "led",
    "'s",
    "they",
    "Ali",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_spans_are_exact_whatever_the_text(parser: SpacyParser, words: list[str]) -> None:
    text = " ".join(words)
    parse, values = read(parser, text)
    for i, v in enumerate(values):
        assert v.first <= v.head < v.last
        assert text[v.span.start : v.span.end] == v.text == parse.words(v.first, v.last)
        assert v.antecedent is None or v.antecedent < i
    assert len({v.head for v in values}) == len(values)
