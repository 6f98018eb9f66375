"""Roles: who acts in a trigger and upon whom."""

from __future__ import annotations

import pytest

from tocsin.find.roles import find_roles
from tocsin.find.triggers import find_triggers
from tocsin.parse.spacy_parser import SpacyParser


def roles(parser: SpacyParser, text: str, word: str) -> dict[str, list[str]]:
    """The heads of the phrases in each role of the trigger ``word``."""
    (parse,) = parser.parse([text])
    triggers = find_triggers(parse)
    (n,) = [n for n, t in enumerate(triggers) if t.text == word]
    out: dict[str, list[str]] = {}
    for role in find_roles(parse, triggers):
        if role.trigger == n and parse.tokens[role.head].i not in range(triggers[n].first, triggers[n].last):
            out.setdefault(role.role, []).append(parse.tokens[role.head].text)
    return out


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # verbs
        ("Gunmen ambushed a convoy near Mora.", "ambushed", {"agent": ["Gunmen"], "target": ["convoy"]}),
        ("Two guards were killed by raiders.", "killed", {"target": ["guards"], "agent": ["raiders"]}),
        (
            "The rebels attacked a base and killed nine soldiers.",
            "killed",
            {"agent": ["rebels"], "target": ["soldiers"]},
        ),
        (
            "Soldiers killed the man who shot two tourists.",
            "shot",
            {"agent": ["man"], "target": ["tourists"]},
        ),
        (
            "Raiders killed a farmer and his wife.",
            "killed",
            {"agent": ["Raiders"], "target": ["farmer", "wife"]},
        ),
        # nouns
        (
            "An attack by rebels on a checkpoint was reported.",
            "attack",
            {"agent": ["rebels"], "target": ["checkpoint"]},
        ),
        (
            "The ambush, carried out by militants, lasted an hour.",
            "ambush",
            {"agent": ["militants"]},
        ),
        (
            "Militants launched an attack on the village.",
            "attack",
            {"agent": ["Militants"], "target": ["village"]},
        ),
        ("The raid hit a clinic.", "raid", {"target": ["clinic"]}),
        ("The murder of a judge shocked the town.", "murder", {"target": ["judge"]}),
        # fighting has sides
        ("Rebels clashed with soldiers near Goma.", "clashed", {"side": ["Rebels", "soldiers"]}),
        ("Clashes between the army and rebels went on.", "Clashes", {"side": ["army", "rebels"]}),
        # weapons and events do nothing by themselves
        ("The bomb killed five people.", "killed", {"target": ["people"]}),
        ("The attack killed five people.", "killed", {"target": ["people"]}),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_roles(parser: SpacyParser, text: str, word: str, expected: dict[str, list[str]]) -> None:
    assert roles(parser, text, word) == expected


def test_who_says_so_did_not_do_it(parser: SpacyParser) -> None:
    assert "officers" not in roles(parser, "The officers said that rebels killed a farmer.", "killed").get(
        "agent", []
    )


def test_who_comes_under_fire_did_not_fire(parser: SpacyParser) -> None:
    assert roles(parser, "The convoy came under fire near Mora.", "came under fire") == {"target": ["convoy"]}


def test_a_time_is_no_target(parser: SpacyParser) -> None:
    assert roles(parser, "Militants attacked the base at dawn.", "attacked")["target"] == ["base"]
