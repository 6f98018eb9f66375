"""Which speaker covers a figure: real sentences in, the speaker of each figure out."""

from __future__ import annotations

import pytest

from tocsin.find.speakers import find_attributions, speaker_at
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records import Parse, Span


def speaker_of(parse: Parse, words: str) -> tuple[str | None, str] | None:
    at = parse.text.index(words)
    found = speaker_at(find_attributions(parse), Span(at, at + len(words)))
    return (found.source_text, found.stance) if found is not None else None


def read(parser: SpacyParser, text: str) -> Parse:
    return next(iter(parser.parse([text])))


def test_each_figure_has_its_own_speaker(parser: SpacyParser) -> None:
    parse = read(
        parser,
        "Gunmen killed nine guards at a post near Bari on Monday. The army said three attackers died. "
        "Residents put the dead at 20, while a nurse spoke of 12 wounded.",
    )
    assert speaker_of(parse, "nine guards") is None
    assert speaker_of(parse, "three attackers died") == ("The army", "asserted")
    assert speaker_of(parse, "the dead at 20") == ("Residents", "asserted")
    assert speaker_of(parse, "12 wounded") == ("a nurse", "asserted")


def test_a_trailing_speaker_covers_every_clause_before_it(parser: SpacyParser) -> None:
    parse = read(parser, "Rebels shot two drivers, burnt a lorry and took six men away, police said.")
    assert speaker_of(parse, "shot two drivers") == ("police", "asserted")
    assert speaker_of(parse, "took six men away") == ("police", "asserted")


def test_a_speaker_does_not_reach_back_over_a_full_stop(parser: SpacyParser) -> None:
    parse = read(parser, "Four people were killed on Friday. The mayor said that two shops had burnt down.")
    assert speaker_of(parse, "Four people were killed") is None


def test_a_headline_figure_belongs_to_the_speaker_who_gives_it(parser: SpacyParser) -> None:
    parse = read(
        parser,
        "Air strikes kill 32 in southern towns\n\nGovernment jets killed at least 32 people on Monday, "
        "a doctor in the region said.",
    )
    assert speaker_of(parse, "kill 32") == ("a doctor in the region", "asserted")


def test_the_speaker_goes_before_the_outlet_that_cites_it(parser: SpacyParser) -> None:
    parse = read(parser, "AFP reported six dead, citing police.")
    found = speaker_at(find_attributions(parse), Span(13, 21))
    assert found is not None
    assert (found.source_text, found.outlet) == ("police", "AFP")


def test_a_figure_set_aside_is_denied(parser: SpacyParser) -> None:
    parse = read(parser, "The chairman told reporters that the toll is 233 and not 84.")
    assert speaker_of(parse, "233") == ("The chairman", "asserted")
    assert speaker_of(parse, "not 84") == ("The chairman", "denied")


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    [
        (
            "WAR COMMUNIQUE. The Northern Liberation Front informs the public of the fights this week.\n\n"
            "- 25 July: ambush of an army column. Five soldiers dead and nine hurt. On our side two hurt.",
            "Five soldiers dead",
            ("The Northern Liberation Front", "claimed"),
        ),
        (
            "INCIDENT: armed attack\nREPORTED BY: Police Public Relations Officer Ali Musa\n\n"
            "Casualties: four persons were shot dead.",
            "four persons",
            ("Police Public Relations Officer Ali Musa", "asserted"),
        ),
    ],
)
def test_a_partys_own_paper_speaks_for_the_party(
    parser: SpacyParser, text: str, figure: str, speaker: tuple[str, str]
) -> None:
    assert speaker_of(read(parser, text), figure) == speaker


def test_sentences_between_two_of_one_speaker(parser: SpacyParser) -> None:
    parse = read(
        parser,
        "The fighting is over, the spokesman of the ministry said. Eight policemen gave their lives. "
        "The rest of the rebels have surrendered, he added.",
    )
    assert speaker_of(parse, "Eight policemen") == ("the spokesman of the ministry", "asserted")
