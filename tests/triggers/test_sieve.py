"""The sieve: a text read with the expressions it can hold shows the same triggers as with all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.find.sieve import openings, sieved
from tocsin.find.triggers import _joined, _lexicon

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = [p.read_text("utf-8") for p in sorted(EXAMPLES.glob("*.txt"))]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("ambush(?:es|ed)?", ("ambush",)),
        ("(?:blow|blew) up", ("blow", "blew")),
        ("(?:blow|blew)? up", ("",)),
        ("raids?", ("raid",)),
        ("air[ -]?strikes?", ("air",)),
        ("x|y", ("",)),
        (r"\d+ dead", ("",)),
    ],
)
def test_a_match_begins_with_one_of_its_openings(pattern: str, begins: tuple[str, ...]) -> None:
    assert openings(pattern) == begins


def found(text: str, sieve: bool) -> list[tuple[int, int, str | None]]:
    lexicon = _lexicon()
    pattern = _joined(sieved(entry, text) if sieve else [p for p, _ in entry] for entry in lexicon.patterns)
    return [(*m.span(), m.lastgroup) for m in pattern.finditer(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_report_shows_the_same_triggers(text: str) -> None:
    assert found(text, sieve=True) == found(text, sieve=False) != []


WORDS = sorted({w for text in TEXTS for w in text.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([str.lower, str.upper, str.title, str]))
def test_words_in_any_order_and_case_show_the_same_triggers(some: list[str], case: type[str]) -> None:
    text = case(" ".join(some))
    assert found(text, sieve=True) == found(text, sieve=False)
