"""Who acts upon whom in headlines, and what no accident is."""

from __future__ import annotations

import pytest

from tocsin.find.accidents import accident_sentences
from tocsin.find.roles import find_roles
from tocsin.find.triggers import find_triggers
from tocsin.parse.spacy_parser import SpacyParser


def roles_of(parser: SpacyParser, text: str) -> set[tuple[str, str, str]]:
    parse = next(iter(parser.parse([text])))
    found = find_triggers(parse)
    return {(found[r.trigger].text, r.role, parse.tokens[r.head].text) for r in find_roles(parse, found)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An armed group kidnaps twelve villagers in Borno.",
            {("kidnaps", "agent", "group"), ("kidnaps", "target", "villagers")},
        ),
        (
            "A gunman shoots dead three people in a mosque in Quebec.",
            {("shoots dead", "agent", "gunman"), ("shoots dead", "target", "people")},
        ),
        ("Nine farmers hacked to death in Borno.", {("hacked", "target", "farmers")}),
        ("A policeman shot dead in Karachi on Monday.", {("shot dead", "target", "policeman")}),
        ("The convoy came under fire near Mora.", {("came under fire", "target", "convoy")}),
    ],
)
def test_headlines_without_an_auxiliary(
    parser: SpacyParser, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert roles_of(parser, text) == expected


def accidents_of(parser: SpacyParser, text: str) -> frozenset[int]:
    parse = next(iter(parser.parse([text])))
    return accident_sentences(parse, find_triggers(parse), frozenset())


@pytest.mark.parametrize(
    "text",
    [
        "A fire in the night killed five girls at a school.",
        "Two helicopters of the army went down and nine were killed.",
        "Eleven people were killed when a bus went off a mountain road.",
    ],
)
def test_fires_falls_and_roads_are_accidents(parser: SpacyParser, text: str) -> None:
    assert accidents_of(parser, text) == {0}


@pytest.mark.parametrize(
    "text",
    [
        "Four passengers were shot dead when their bus was stopped.",
        "A drone killed two men on a bus.",
        "Gunmen set upon a bus and killed four passengers.",
    ],
)
def test_an_act_of_violence_outweighs_the_bus(parser: SpacyParser, text: str) -> None:
    assert accidents_of(parser, text) == frozenset()
