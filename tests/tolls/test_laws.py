"""Laws of figures: exact spans, ordered bounds, no crash on any row of words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.find.quantities import find_quantities, plain_number
from tocsin.find.tolls import find_tolls
from tocsin.records import Parse, Sentence, Token

WORDS = [
    "killed",
    "killing",
    "dead",
    "wounded",
    "hurt",
    "missing",
    "kidnapped",
    "two",
    "12",
    "2,000",
    "dozens",
    "of",
    "the",
    "a",
    "soldier",
    "soldiers",
    "people",
    ",",
    "and",
    ":",
    "-",
    "including",
    "them",
    "were",
    "was",
    "no",
    "one",
    "at",
    "least",
    "up",
    "to",
    "another",
    "hundred",
    "40",
    "50",
    "bodies",
    "toll",
    "rose",
    "7-9",
    "children",
    "among",
    "between",
    "fell",
    "shot",
    "lost",
    "held",
    "taken",
    "hostage",
    "hospital",
    "in",
    "put",
    "number",
    "not",
    "more",
    "than",
    "several",
    "6",
    "270",
    "couple",
]
NOUNS = (
    "soldier",
    "soldiers",
    "people",
    "bodies",
    "toll",
    "children",
    "hostage",
    "hospital",
    "number",
    "couple",
)
TAGS = {
    "killed": "VBN",
    "killing": "VBG",
    "rose": "VBD",
    "fell": "VBD",
    "shot": "VBD",
    "lost": "VBD",
    "put": "VBD",
}
DEPS = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "conj",
    "pobj",
    "prep",
    "amod",
    "nummod",
    "det",
    "auxpass",
    "relcl",
    "acl",
    "ROOT",
)


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """A sentence of random words under a random (even cyclic) parse."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
    tokens, at = [], 0
    for i, word in enumerate(words):
        noun = word in NOUNS
        verb = word in TAGS
        number = plain_number(word) is not None
        pos = "NOUN" if noun else "VERB" if verb else "NUM" if number else "DET"
        tag = TAGS.get(
            word, "NNS" if noun and word.endswith("s") else "NN" if noun else "CD" if number else "DT"
        )
        head = draw(st.integers(0, len(words) - 1))
        dep = draw(st.sampled_from(DEPS))
        tokens.append(Token(i, at, at + len(word), word, word, word.rstrip("s"), pos, tag, dep, head, "", 0))
        at += len(word) + 1
    return Parse(" ".join(words), tuple(tokens), (Sentence(0, len(words), 0),), ())


@given(parses())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_figures_quote_the_text_and_keep_their_bounds_in_order(parse: Parse) -> None:
    tolls = find_tolls(parse)
    for n, toll in enumerate(tolls):
        assert toll.text == parse.text[toll.span.start : toll.span.end]
        assert toll.text
        assert toll.low is not None or toll.high is not None
        if toll.low is not None and toll.high is not None:
            assert 0 <= toll.low <= toll.high
        if toll.group is not None:
            first, last, head = toll.group
            assert first <= head < last or head < first < last
        if toll.subset_of is not None:
            assert toll.subset_of != n
            assert tolls[toll.subset_of].effect == toll.effect
    assert list(tolls) == sorted(tolls, key=lambda t: t.span)


@given(parses())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_quantities_never_overlap_and_are_ordered(parse: Parse) -> None:
    quantities = sorted(find_quantities(parse).values(), key=lambda q: q.first)
    for a, b in pairwise(quantities):
        assert a.last <= b.first
    for q in quantities:
        assert q.first < q.last <= len(parse.tokens)
        assert q.low is None or q.high is None or q.low <= q.high


@given(st.integers(0, 999_999))
def test_a_written_number_is_read_back(value: int) -> None:
    assert plain_number(str(value)) == value
    assert plain_number(f"{value:,}") == value
