"""Every effect and qualifier of the contract: a sentence in, all of its figures out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figures = Callable[[str], list[str]]

EFFECTS = [
    ("Gunmen killed seven policemen at a checkpoint near Mosul.", ["killed 7"]),
    ("Twelve civilians died when a shell hit the bakery.", ["killed 12"]),
    ("A roadside bomb left eight soldiers dead in Helmand on Sunday.", ["killed 8"]),
    ("Rescuers dug up 59 bodies from eight pits near the town.", ["killed 59"]),
    ("The blast wounded 23 people.", ["injured 23"]),
    ("Forty people were in hospital after the stampede, doctors said.", ["injured 40"]),
    ("Six others were under treatment for burns.", ["injured 6"]),
    ("Four officers were shot in the leg.", ["injured 4"]),
    ("Rebels kidnapped 14 aid workers near the border.", ["abducted 14"]),
    ("Bandits took 30 passengers hostage on the Kaduna road.", ["abducted 30"]),
    ("Police arrested nine suspects over the attack.", ["arrested 9"]),
    ("The kidnappers released three nuns on Friday.", ["released 3"]),
    ("Two of the engineers were let go a day later.", ["released 2"]),
    ("About 200 inmates broke out of the prison.", ["escaped 200 about"]),
    ("Sixteen fishermen are missing after the raid.", ["missing 16"]),
    ("Two villagers did not survive the raid.", ["killed 2"]),
    ("Fourteen people could not be found.", ["missing 14"]),
    ("One policeman lost a leg.", ["injured 1"]),
    ("The fighting displaced 40,000 people.", ["displaced 40000"]),
    ("The offensive forced 3,000 families to flee their homes.", ["displaced 3000"]),
    ("Some 120 fighters surrendered to the army.", ["surrendered 120 about"]),
]

QUALIFIERS = [
    ("The attack killed at least 30 people.", ["killed 30+ at_least"]),
    ("The attack killed more than 25 people.", ["killed 25+ more_than"]),
    ("The attack killed up to 25 people.", ["killed ..25 up_to"]),
    ("The attack killed about 30 people.", ["killed 30 about"]),
    ("The attack killed nearly 30 people.", ["killed 30 about"]),
    ("The attack killed seven to nine people.", ["killed 7..9 range"]),
    ("The attack killed between 40 and 50 people.", ["killed 40..50 range"]),
    ("The attack killed dozens of people.", ["killed 24+ vague"]),
    ("The attack killed scores of people.", ["killed 40+ vague"]),
    ("The attack killed hundreds of people.", ["killed 200+ vague"]),
    ("The attack killed several people.", ["killed 3+ vague"]),
    ("The attack killed villagers.", ["killed 2+ vague"]),
    ("The attack killed a soldier.", ["killed 1"]),
    ("The attack killed two hundred and five people.", ["killed 205"]),
    ("The attack killed 1,240 people.", ["killed 1240"]),
    ("Five people at least were killed in the village.", ["killed 5+ at_least"]),
    ("There were no casualties in the blast.", ["killed 0", "injured 0"]),
    ("Nobody was killed and no one was hurt.", ["killed 0", "injured 0"]),
]


@pytest.mark.parametrize(("text", "expected"), EFFECTS)
def test_every_effect_is_found(figures: Figures, text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), QUALIFIERS)
def test_every_qualifier_bounds_the_figure(figures: Figures, text: str, expected: list[str]) -> None:
    assert figures(text) == expected
