"""The ruler: which tokens of a text are an actor's name."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tocsin.gazetteer.actors import register
from tocsin.parse.ruler import default_ruler
from tocsin.parse.spacy_parser import SpacyParser


def actors(words: str) -> list[tuple[str, str | None]]:
    """``(words, actor id)`` of every name in a text whose tokens are parted by blanks."""
    tokens = words.split()
    return [(" ".join(tokens[n.first : n.last]), n.actor_id) for n in default_ruler().names(tokens)]


def test_the_longest_name_wins() -> None:
    assert actors("Islamic State - Khorasan Province and Islamic State fighters") == [
        ("Islamic State - Khorasan Province", "islamic-state-khorasan-province"),
        ("Islamic State", "islamic-state"),
    ]


def test_a_short_form_must_stand_in_capitals() -> None:
    assert actors("IS is weak") == [("IS", "islamic-state")]
    assert actors("this is it") == []


def test_a_bracketed_short_form_is_a_name_of_its_own() -> None:
    assert actors("the Lord 's Resistance Army ( LRA ) fled") == [
        ("Lord 's Resistance Army", "lords-resistance-army"),
        ("LRA", "lords-resistance-army"),
    ]


def test_a_weak_short_form_needs_the_full_name() -> None:
    assert actors("the AA said") == []
    assert [a for _, a in actors("the Arakan Army said . AA troops")] == ["arakan-army", "arakan-army"]


def test_a_report_may_define_its_own_short_form() -> None:
    assert actors("the Armed Cabindan Forces ( FACX ) hit back . FACX won") == [
        ("Armed Cabindan Forces", "flec-fac"),
        ("FACX", "flec-fac"),
        ("FACX", "flec-fac"),
    ]


@given(
    st.lists(
        st.sampled_from(["Islamic", "State", "IS", "is", "al", "-", "Shabaab", "(", ")", "of", "Iraq", "'s"])
    )
)
def test_names_stand_in_order_and_never_overlap(tokens: list[str]) -> None:
    names = default_ruler().names(tokens)
    assert all(n.first < n.last <= len(tokens) and n.label == "ACTOR" for n in names)
    assert all(a.last <= b.first for a, b in pairwise(names))
    assert all(n.actor_id and register().get(n.actor_id) for n in names)


def test_the_parser_marks_actors_where_the_model_errs(parser: SpacyParser) -> None:
    (parse,) = parser.parse(["Militants of Islamic State clashed with the Asayish and the SDF near Hasakah."])
    assert [(parse.words(n.first, n.last), n.actor_id) for n in parse.names if n.actor_id] == [
        ("Islamic State", "islamic-state"),
        ("Asayish", "asayish"),
        ("SDF", "syrian-democratic-forces"),
    ]


def test_a_family_name_is_no_actor(parser: SpacyParser) -> None:
    (parse,) = parser.parse(["Jalaluddin Haqqani spoke. The Haqqani network attacked."])
    assert [parse.words(n.first, n.last) for n in parse.names if n.actor_id] == ["Haqqani network"]
