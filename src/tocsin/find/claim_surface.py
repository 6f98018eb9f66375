"""Claims read off the words alone, where the parse fails: "Al-Shabaab claims responsibility.", "X pointed at Y"."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.find.claim_parts import NOBODY
from tocsin.find.speaker_phrase import Range
from tocsin.records import Parse, Token

_CLAIM = frozenset({"claim", "claims", "claimed", "claiming", "takes", "took", "admits", "admitted"})
_OWN = frozenset({"responsibility", "credit"})
_NAME = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM"})


def owned_up(parse: Parse, seen: frozenset[int]) -> Iterator[tuple[Token, Range]]:
    """Verb and actor of "X claims responsibility" at verbs that no rule of syntax has read (``seen``)."""
    tokens = parse.tokens
    for t in tokens:
        if t.lower not in _CLAIM or t.i in seen:
            continue
        after = [x.lower for x in tokens[t.i + 1 : t.i + 4] if x.sent == t.sent]
        if not _OWN & set(after[:3]):
            continue
        actor = _name_before(tokens, t)
        if actor is not None and tokens[actor[0]].lower not in NOBODY:
            yield t, actor


def pointed_at(parse: Parse) -> Iterator[tuple[Token, Range]]:
    """Verb and accused of "all sources pointed to X", "the raid is put down to X"."""
    tokens = parse.tokens
    for t in tokens:
        if t.pos != "VERB" or t.lemma not in ("point", "put"):
            continue
        wanted = ("to", "at") if t.lemma == "point" else ("to",)
        down = t.lemma == "point"
        for x in tokens[t.i + 1 : t.i + 5]:
            if x.sent != t.sent:
                break
            down = down or x.lower == "down"
            if x.lower in wanted and down:
                accused = _name_after(tokens, x)
                if accused is not None:
                    yield t, accused
                break


def _name_before(tokens: tuple[Token, ...], verb: Token) -> Range | None:
    k = verb.i
    while (
        k > 0
        and tokens[k - 1].sent == verb.sent
        and (
            tokens[k - 1].pos in _NAME
            or tokens[k - 1].text in ("-", "–")
            or tokens[k - 1].lower in ("has", "have", "had", "later", "also")
        )
    ):
        k -= 1
    end = verb.i
    while end > k and tokens[end - 1].lower in ("has", "have", "had", "later", "also"):
        end -= 1
    return (k, end) if k < end else None


def _name_after(tokens: tuple[Token, ...], prep: Token) -> Range | None:
    k = prep.i + 1
    while (
        k < len(tokens)
        and tokens[k].sent == prep.sent
        and (tokens[k].pos in _NAME or tokens[k].text in ("-", "–"))
    ):
        k += 1
    return (prep.i + 1, k) if k > prep.i + 1 else None
