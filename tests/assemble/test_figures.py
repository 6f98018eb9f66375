"""Figures: sentences in, tolls with groups, wholes, parts and speakers out."""

from __future__ import annotations

import datetime as dt

import pytest

from tocsin.assemble.parts import conflicts
from tocsin.pipeline import Reader
from tocsin.records import Account, Report

DAY = dt.date(2023, 6, 20)  # a Tuesday


def first(reader: Reader, text: str) -> Account:
    return reader.read_report(Report("r", text, DAY, language="en")).accounts[0]


def figures(reader: Reader, text: str) -> list[tuple[str, int | None, int | None]]:
    return [(t.effect, t.low, t.high) for t in first(reader, text).tolls]


REPEATS = [
    ("An air strike killed 20 people in Aleppo on Sunday. At least 20 died in the strike, medics said.",
     [("killed", 20, 20)]),
    ("A blast killed 14 people in Kabul on Sunday. Doctors said that 14 people had been killed.",
     [("killed", 14, 14)]),
    ("A blast killed 14 people in Kabul on Sunday, police said. Doctors put the toll at 17.",
     [("killed", 14, 14), ("killed", 17, 17)]),
    ("Gunmen killed three soldiers and three farmers near Gao on Sunday.",
     [("killed", 3, 3), ("killed", 3, 3)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REPEATS)
def test_one_figure_told_twice_is_one_and_rivals_stay(
    reader: Reader, text: str, expected: list[tuple[str, int | None, int | None]]
) -> None:
    assert figures(reader, text) == expected


def test_whoever_repeats_a_figure_is_heard_beside_the_first(reader: Reader) -> None:
    text = (
        "Police said a blast killed 14 people in Kabul on Sunday. A doctor said 14 people died in the blast."
    )
    (toll,) = first(reader, text).tolls
    assert toll.said_by is not None
    assert (toll.said_by.text, [s.text for s in toll.also_said_by]) == ("Police", ["A doctor"])


def test_a_subset_is_part_of_its_whole(reader: Reader) -> None:
    text = "A bomb killed 12 people, including three women, in a market in Kano on Sunday."
    whole, part = first(reader, text).tolls
    assert (whole.low, whole.whole, part.low, part.part_of) == (12, True, 3, whole.id)
    assert part.group is not None
    assert (part.group.women, part.group.children) == (3, None)


def test_groups_that_add_up_make_a_whole(reader: Reader) -> None:
    text = "An ambush near Gao on Sunday killed 19 people. Twelve soldiers and seven civilians died."
    assert [(t.low, t.whole, t.part_of) for t in first(reader, text).tolls] == [
        (19, True, None),
        (12, False, "t1"),
        (7, False, "t1"),
    ]


def test_a_bare_number_counts_the_soldiers_just_named(reader: Reader) -> None:
    text = "Two soldiers were killed and eight others were injured in an ambush near Gao on Sunday."
    assert [t.group.text if t.group else None for t in first(reader, text).tolls] == ["soldiers", "soldiers"]


def test_plain_people_are_no_group(reader: Reader) -> None:
    (toll,) = first(reader, "A bomb killed nine people in Kano on Sunday.").tolls
    assert toll.group is None


def test_the_dead_of_the_attackers_are_on_their_side(reader: Reader) -> None:
    text = (
        "Gunmen attacked a barracks near Gao on Sunday and killed six soldiers. Four gunmen were also killed."
    )
    sides = [(t.low, t.group.side) for t in first(reader, text).tolls if t.group]
    assert sides == [(6, "target"), (4, "perpetrator")]


def test_named_victims_have_their_ages(reader: Reader) -> None:
    text = "A gunman opened fire in a clinic in Tulsa on Sunday, killing Robin Hayes, 50, and Maria Lund, 44."
    assert [(p.name, p.age) for p in first(reader, text).persons] == [("Robin Hayes", 50), ("Maria Lund", 44)]


def test_a_raised_toll_takes_the_place_of_the_old_one(reader: Reader) -> None:
    text = "A blast killed 14 people in Kabul on Sunday. Two wounded men died, raising the toll to 16."
    by_number = {t.low: t for t in first(reader, text).tolls}
    assert by_number[14].withdrawn
    assert by_number[16].supersedes == by_number[14].id


def test_two_speakers_with_two_figures_are_in_conflict(reader: Reader) -> None:
    text = "The army said nine people were killed in Gao on Sunday. Rebels said 30 people were killed."
    assert [i.code for i in conflicts(first(reader, text).tolls)] == ["conflicting_figures"]
