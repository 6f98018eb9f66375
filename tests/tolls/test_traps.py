"""Traps: numbers that count no victims, lists, parts of wholes, totals and corrections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Figures = Callable[[str], list[str]]

NOT_COUNTED = [
    ("A boy of 15 was killed.", ["killed 1"]),
    ("A 34-year-old teacher was wounded at 8:30 pm, 25 km from the city.", ["injured 1"]),
    ("On 12 May the 3rd battalion lost contact with 4 vehicles.", []),
    ("The blast destroyed 14 cars and killed 300 sheep.", []),
    ("In 2014 three farmers were killed.", ["killed 3"]),
    ("Some 40 percent of the 6,000 troops were sent home.", []),
    ("15 August 2016 Nine persons killed in Aleppo.", ["killed 9"]),
    (
        "JOS, Nigeria, July 8 - More than 70 members of a vigilante force were killed.",
        ["killed 70+ more_than"],
    ),
    ("The group threatened to kill ten hostages.", []),
    ("The prison holds 1,400 men.", []),
    ("The gunmen demanded the release of two prisoners.", []),
    ("Officials called for the release of ten hostages.", []),
    ("Troops captured the town and released a report on the bridge.", []),
    ("Shares fell 12 percent and the team lost two games.", []),
]

LISTS = [
    ("Two soldiers and a child were killed.", ["killed 2", "killed 1"]),
    ("A soldier, a policeman, a warder and two passers-by were killed.",
     ["killed 1", "killed 1", "killed 1", "killed 2"]),
    ("Five soldiers dead and nine hurt.", ["killed 5", "injured 9"]),
    ("Three aid workers killed and four injured in drone strike.", ["killed 3", "injured 4"]),
    ("Nine persons killed, 12 injured in attack on market.", ["killed 9", "injured 12"]),
    ("A couple and their two children were killed.", ["killed 2", "killed 2"]),
    ("All 12 aboard were killed.", ["killed 12"]),
    ("A truck bomb kills at least 76 people and wounds 212 others.", ["killed 76+ at_least", "injured 212"]),
    ("The bomb killed and wounded dozens.", ["killed 24+ vague", "injured 24+ vague"]),
    ("Three men were shot dead and a fourth was wounded.", ["killed 3", "injured 1"]),
    ("The army lost 11 of its own.", ["killed 11"]),
    ("The blast leaves seven soldiers and nine militants dead.", ["killed 7", "killed 9"]),
    ("Two people are said to have been killed and a third wounded.", ["killed 2", "injured 1"]),
    ("Al-Qaeda kidnaps at least two Americans, two Frenchmen and a Canadian.",
     ["abducted 2+ at_least", "abducted 2", "abducted 1"]),
    ("Three men and a boy who were killed in the strike were buried.", ["killed 3", "killed 1"]),
    ("Ivan Petrov and Bogdan Kolev died after the shooting.", ["killed 2"]),
    ("A man stabs four people in a park.", ["injured 4"]),
    ("A man stabbed four people to death in a park.", ["killed 4"]),
    ("Nobody was reported injured.", ["injured 0"]),
    ("There were no reports of injuries or deaths.", ["injured 0", "killed 0"]),
    ("Gunmen took nine villagers from their homes.", ["captured 9"]),
    ("34 people, patients and those caring for them, were killed.", ["killed 34"]),
]  # fmt: skip

PARTS = [
    ("The raid killed 12 people, including three women.", ["killed 12", "killed 3 of 0"]),
    ("Seven people were killed, two of them children.", ["killed 7", "killed 2 of 0"]),
    ("19 people including five children were killed.", ["killed 19", "killed 5 of 0"]),
    ("Six people, including three children, were killed.", ["killed 6", "killed 3 of 0"]),
    ("The shelling killed eight people: six women, a baby and a boy.",
     ["killed 8", "killed 6 of 0", "killed 1 of 0", "killed 1 of 0"]),
    ("Ten people were killed. Four were civilians.", ["killed 10", "killed 4 of 0"]),
    ("One of the attackers was killed.", ["killed 1"]),
    ("Shelling killed 50 people in the town, five children among them.", ["killed 50", "killed 5 of 0"]),
    ("A bomb killed 13 people including the mayor.", ["killed 13", "killed 1 of 0"]),
    ("At least 24 killed (8 children) when a drone struck.", ["killed 24+ at_least", "killed 8 of 0"]),
    ("A bomb killed nine people, including the region's former deputy governor.",
     ["killed 9", "killed 1 of 0"]),
    ("Nine people were hurt, two of them seriously.", ["injured 9", "injured 2 of 0"]),
    ("Nine people were hurt, two critically.", ["injured 9", "injured 2 of 0"]),
    ("Six civilians were among 22 people killed in the strike.", ["killed 6 of 1", "killed 22"]),
    ("Fifty of the 53 rebels were killed, and 117 of the 800 hostages died.", ["killed 50", "killed 117"]),
]  # fmt: skip

TOTALS = [
    ("Two more people died in hospital, raising the toll to 17.", ["killed 2", "killed 17"]),
    ("Gunmen took 15 hostages at a bank. All the hostages were freed.", ["abducted 15", "released 15"]),
    ("The group, one of whose volunteers was killed, counted nine wounded.", ["killed 1", "injured 9"]),
    ("The death toll rose to 45 from 38.", ["killed 45", "killed 38"]),
    ("The agency put the dead at 39 and the wounded at 71.", ["killed 39", "injured 71"]),
    ("The ministry gave the number of injured as 145.", ["injured 145"]),
    ("The number of people killed in Monday's strikes has risen to 43.", ["killed 43"]),
    (
        "Police said nine men had been killed. Local media, later in the day: twelve.",
        ["killed 9", "killed 12"],
    ),
    ("Rebels killed 49 policemen, not 55, officials said.", ["killed 49", "killed 55"]),
    ("Officials counted 84 dead. The army spoke of 64.", ["killed 84", "killed 64"]),
]


@pytest.mark.parametrize(("text", "expected"), NOT_COUNTED)
def test_numbers_of_other_things_are_not_counted(figures: Figures, text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_every_member_of_a_list_counts(figures: Figures, text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts_name_their_whole(figures: Figures, text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_totals_and_rival_figures(figures: Figures, text: str, expected: list[str]) -> None:
    assert figures(text) == expected
