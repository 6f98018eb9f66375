"""Laws of the finders: exact spans, known stances, no crash on any text, quotes in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.codebook import table
from tocsin.find.claims import find_claims
from tocsin.find.quotes import find_quotes, quotes_meeting
from tocsin.find.speakers import find_attributions, speaker_at
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records import Span

_PIECES = (
    'police|said|that|according|to|five|soldiers|were|killed|,|.|:|"|“|”|(|)|the army|claimed|responsibility|'
    "reportedly|he|it|told|Reuters|citing|\n\n|\n|;|12|not|84|our|forces|reports of|source:|by|—|suspected|"
    "blamed|on|SOHR|was quoted|as saying|behind|the attack|denied|spoke of"
)
TEXTS = st.lists(st.sampled_from(_PIECES.split("|")), max_size=25).map(" ".join)
LAX = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@LAX
@given(text=TEXTS)
def test_whatever_the_text_the_spans_are_exact(parser: SpacyParser, text: str) -> None:
    parse = next(iter(parser.parse([text])))
    stances, certainties = table("stances"), table("certainties")
    for a in find_attributions(parse):
        assert a.stance in stances
        assert a.content
        assert list(a.content) == sorted(a.content)
        assert (a.source is None) == (a.source_text is None)
        if a.source is not None:
            assert a.source.of(text) == a.source_text
            assert parse.span(a.source_first or 0, a.source_last or 0) == a.source
        if a.outlet_span is not None:
            assert a.outlet is not None
            assert a.outlet in text
        for part in a.content:
            assert 0 <= part.start < part.end <= len(text)
    for c in find_claims(parse):
        assert c.kind in certainties
        if c.channel_span is not None:
            assert c.channel_span.of(text) == c.channel


@LAX
@given(text=TEXTS, start=st.integers(0, 200), length=st.integers(1, 20))
def test_the_speaker_of_a_span_is_one_of_the_attributions(
    parser: SpacyParser, text: str, start: int, length: int
) -> None:
    found = find_attributions(next(iter(parser.parse([text]))))
    span = Span(start, start + length)
    chosen = speaker_at(found, span)
    meeting = [a for a in found if any(part.meets(span) for part in a.content)]
    assert (chosen is None) == (not meeting)
    if chosen is not None:
        assert chosen.cue in {a.cue for a in meeting}


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet="ab \"“”«»\n'", max_size=60))
def test_quotes_stand_in_order_and_never_overlap(text: str) -> None:
    quotes = find_quotes(text)
    for quote, following in pairwise(quotes):
        assert quote.end <= following.start
    for start in range(len(text)):
        span = Span(start, start + 2)
        assert quotes_meeting(quotes, span) == [q for q in quotes if q.meets(span)]
