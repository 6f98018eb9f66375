"""Triggers: a sentence in, the words that name an incident out, with their kind and marks."""

from __future__ import annotations

import pytest

from tocsin.codebook import table, words
from tocsin.find.triggers import find_triggers
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records.mention import Trigger


def triggers(parser: SpacyParser, text: str) -> tuple[Trigger, ...]:
    (parse,) = parser.parse([text])
    found = find_triggers(parse)
    for t in found:
        assert t.span.of(text) == t.text
        assert t.first <= t.head < t.last
        assert parse.tokens[t.head].sent == t.sent
    assert [t.span for t in found] == sorted(t.span for t in found)
    return found


# One sentence at least for each kind of the codebook, and its event words.
KINDS = [
    ("Gunmen ambushed an army convoy near Mora.", ["ambushed armed_attack"]),
    (
        "A knife attack in the station wounded four.",
        ["knife attack armed_attack blade"],
    ),
    ("Rebels and soldiers clashed near Goma.", ["clashed clash"]),
    ("A gun battle broke out at the border.", ["gun battle clash firearm"]),
    ("A car bomb exploded outside the bank.", ["car bomb bombing vehicle_ied", "exploded bombing"]),
    ("A roadside bomb went through the bus.", ["roadside bomb bombing roadside_ied"]),
    ("A grenade was thrown into a bar.", ["grenade was thrown bombing grenade"]),
    (
        "A woman blew herself up at the gate.",
        ["blew herself up suicide_bombing suicide_ied"],
    ),
    ("An airstrike flattened the clinic.", ["airstrike air_strike aircraft"]),
    ("A drone strike destroyed a depot.", ["drone strike drone_strike drone"]),
    ("The army shelled the village.", ["shelled shelling artillery"]),
    ("A missile strike killed five.", ["missile strike shelling missile"]),
    ("The mayor was assassinated at home.", ["assassinated assassination"]),
    ("The captives were beheaded.", ["beheaded execution"]),
    ("Pirates kidnapped six sailors.", ["kidnapped abduction"]),
    ("Police arrested three suspects.", ["arrested arrest"]),
    ("Prisoners broke out of the jail.", ["broke out of the jail prison_break"]),
    ("Militants attacked a prison in Kano.", ["attacked a prison prison_break"]),
    ("Mobs torched two churches.", ["torched destruction fire"]),
    ("Villagers said raiders looted the shops.", ["looted destruction"]),
    ("Soldiers raped twelve women.", ["raped sexual_violence"]),
    ("Police fired on protesters.", ["fired on protesters protest_violence"]),
    ("Rioters burned tyres.", ["Rioters protest_violence"]),
    ("Troops recaptured the town of Palma.", ["recaptured takeover"]),
    ("The war goes on.", ["war other"]),
]


def brief(t: Trigger) -> str:
    """Text, kind, weapon if any."""
    return " ".join(filter(None, (t.text, t.kind, t.weapon)))


@pytest.mark.parametrize(("text", "expected"), KINDS, ids=lambda v: v if isinstance(v, str) else "")
def test_kinds(parser: SpacyParser, text: str, expected: list[str]) -> None:
    assert [brief(t) for t in triggers(parser, text) if t.strength == "event"] == expected


def test_every_kind_has_a_sentence_and_words() -> None:
    shown = {word for _, found in KINDS for line in found for word in line.split()}
    assert set(table("kinds")) <= shown
    assert {t["kind"] for t in words("triggers")["trigger"]} == set(table("kinds"))


@pytest.mark.parametrize(
    ("text", "word", "marks"),
    [
        ("The army may attack the town.", "attack", {"future"}),
        ("Soldiers did not attack the town.", "attack", {"negated"}),
        ("Police foiled an attack on the station.", "attack", {"foiled"}),
        ("The group plans to bomb the embassy.", "bomb", {"planned"}),
        ("The group threatened to attack the embassy.", "attack", {"threatened"}),
        ("If rebels attack the town, people will flee.", "attack", {"hypothetical"}),
        ("Another attack wounded six people.", "attack", {"another"}),
        ("The previous attack wounded six people.", "attack", {"earlier", "definite"}),
        ("Rebels often attack villages.", "attack", {"recurrent"}),
        ("The fear of attacks keeps people at home.", "attacks", {"generic", "plural"}),
        ("Ministers met after the attack.", "attack", {"context"}),
        ("Soldiers killed the man who shot two tourists.", "shot", {"relative"}),
        ("He was sentenced for the murder of a policeman.", "murder", {"court"}),
        ("This was the second attack since June.", "attack", {"same"}),
        ("An attack wounded six people.", "attack", {"indefinite"}),
    ],
)
def test_marks(parser: SpacyParser, text: str, word: str, marks: set[str]) -> None:
    (trigger,) = [t for t in triggers(parser, text) if t.text == word]
    assert marks <= trigger.marks


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen ambushed an army convoy near Mora.",
        "The rebels attacked a base and killed nine soldiers.",
        "Militants attacked the base at dawn, killing nine soldiers.",
        "Nine soldiers were killed in fighting with rebels.",
    ],
)
def test_what_happened_has_no_mark_of_doubt(parser: SpacyParser, text: str) -> None:
    doubt = {"negated", "future", "planned", "foiled", "hypothetical", "threatened", "generic", "recurrent"}
    found = triggers(parser, text)
    assert found
    assert not [t for t in found if t.marks & doubt]


@pytest.mark.parametrize(
    "text",
    [
        "Footage of the match was captured on video.",
        "Police executed a search warrant.",
        "The 82nd Airborne Air Assault Regiment arrived.",
        "She won the battle against cancer.",
        "The party took the lead.",
        "The talks went on.",
    ],
)
def test_words_that_look_alike(parser: SpacyParser, text: str) -> None:
    assert triggers(parser, text) == ()


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Rockets were fired at the town.", "event"),
        ("The rockets hit a school.", "event"),
        ("The army has rockets in the hills.", "means"),
        ("Rockets are made in the town.", "means"),
    ],
)
def test_a_weapon_names_an_incident_only_when_it_is_used(
    parser: SpacyParser, text: str, strength: str
) -> None:
    first = triggers(parser, text)[0]
    assert (first.text.lower(), first.strength, first.weapon) == ("rockets", strength, "rocket")


def test_words_that_point_back_name_no_incident_alone(parser: SpacyParser) -> None:
    (trigger,) = triggers(parser, "The incident shocked the country.")
    assert (trigger.text, trigger.strength) == ("incident", "recall")


def test_a_jail_is_no_court(parser: SpacyParser) -> None:
    (trigger,) = triggers(parser, "Prisoners broke out of the jail.")
    assert not trigger.has("court")


def test_rockets_that_are_fired_are_no_firearm(parser: SpacyParser) -> None:
    found = triggers(parser, "Rebels fired rockets at the town.")
    assert "shelling" in {t.kind for t in found}
    assert not [t for t in found if t.weapon == "firearm"]
