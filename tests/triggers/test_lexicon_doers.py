"""Which words name an incident, of which kind: real sentences in, triggers out."""

from __future__ import annotations

import pytest

from tocsin.find.triggers import find_triggers
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records.mention import Trigger


def triggers_of(parser: SpacyParser, text: str) -> tuple[Trigger, ...]:
    return find_triggers(next(iter(parser.parse([text]))))


def named(parser: SpacyParser, text: str) -> dict[str, str]:
    """Words and kinds of the triggers that can name an incident."""
    return {t.text: t.kind for t in triggers_of(parser, text) if t.strength in ("event", "act")}


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Rebels set upon a bus near the town.", "set upon", "armed_attack"),
        ("Government troops entered the town of Kawlin on Monday.", "entered", "takeover"),
        ("Gunmen burst in on a wedding and killed six guests.", "burst in", "armed_attack"),
        ("Soldiers surrounded the village before dawn.", "surrounded", "armed_attack"),
        ("Militants were holding 45 soldiers in a school.", "holding", "abduction"),
        ("The militants fought soldiers for three hours.", "fought", "clash"),
        ("Two shells landed near the hospital.", "landed", "shelling"),
        ("Syrian forces shell villages near the border.", "shell", "shelling"),
    ],
)
def test_common_verbs_count_when_somebody_armed_does_them(
    parser: SpacyParser, text: str, word: str, kind: str
) -> None:
    assert named(parser, text)[word] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Students entered the town hall on Monday.",
        "The orchestra fought for its subsidies.",
        "The plane landed near the terminal.",
        "The company is holding 45 workers back from retirement.",
        "Fans surrounded the singer before dawn.",
        "The minister set upon a course of reform.",
    ],
)
def test_the_same_verbs_without_anybody_armed_are_nothing(parser: SpacyParser, text: str) -> None:
    assert named(parser, text) == {}


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Army jets attacked a market on Sunday.", "attacked", "air_strike"),
        ("Two farmers were killed by a drone near the border.", "killed", "drone_strike"),
        ("A convoy was struck by artillery.", "was struck", "shelling"),
        ("Russian bombing of the town went on all night.", "bombing", "air_strike"),
        ("Warplanes bombed three tunnels.", "bombed", "air_strike"),
        ("Rebels bombed a police station.", "bombed", "bombing"),
        ("Insurgents attacked an army post with grenades.", "attacked", "armed_attack"),
    ],
)
def test_the_weapon_gives_a_general_word_its_kind(
    parser: SpacyParser, text: str, word: str, kind: str
) -> None:
    assert named(parser, text)[word] == kind


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        (
            "Police clashed with demonstrators in the capital.",
            "clashed with demonstrators",
            "protest_violence",
        ),
        ("Security forces killed two protesters on Friday.", "killed", "protest_violence"),
        ("A man was killed during a protest against the tax.", "killed", "protest_violence"),
        ("Soldiers clashed with rebels in the hills.", "clashed", "clash"),
        ("Police captured two smugglers at the border.", "captured", "arrest"),
        ("Rebels captured three soldiers near the river.", "captured", "abduction"),
    ],
)
def test_those_who_take_part_give_it_too(parser: SpacyParser, text: str, word: str, kind: str) -> None:
    assert named(parser, text)[word] == kind


def test_aircraft_are_the_weapon_of_what_they_drop(parser: SpacyParser) -> None:
    (bombed,) = [t for t in triggers_of(parser, "Warplanes bombed three tunnels.") if t.text == "bombed"]
    assert bombed.weapon == "aircraft"


def test_words_inside_the_name_of_a_group_name_no_incident(parser: SpacyParser) -> None:
    text = "The Popular Front for the Liberation of Palestine claims responsibility."
    assert named(parser, text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Relief reached the besieged town.",
        "The movement wants its detained members back.",
        "The president attacked the subpoena on Twitter.",
        "Two victims are fighting for their lives.",
        "A crowded bus went off a mountain road.",
    ],
)
def test_descriptions_and_figures_of_speech_name_none(parser: SpacyParser, text: str) -> None:
    assert named(parser, text) == {}


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("It was like an air raid, a neighbour said.", "air raid", "generic"),
        ("Washington agreed to sell bombs to its ally.", "bombs", "generic"),
        ("The army will answer if the rebels launch attacks.", "attacks", "hypothetical"),
        ("Troops defused a second device under a bridge.", "defused", "foiled"),
    ],
)
def test_marks_tell_what_did_not_happen(parser: SpacyParser, text: str, word: str, mark: str) -> None:
    (found,) = [t for t in triggers_of(parser, text) if t.text == word]
    assert found.has(mark)


def test_the_span_of_a_trigger_is_its_words(parser: SpacyParser) -> None:
    text = "Gunmen burst in on a wedding, then jets attacked, and shells landed in the market."
    for t in triggers_of(parser, text):
        assert text[t.span.start : t.span.end] == t.text
