"""How a speaker says it: plainly, as a party's claim, unverified, or as a figure denied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words
from tocsin.find.speaker_phrase import Range
from tocsin.find.speaker_scene import Cue
from tocsin.find.speaker_words import speech_words
from tocsin.records import Parse, Span

_SELF = frozenset({"it", "they", "we"})
_OWN = frozenset({"its", "their", "our"})


@dataclass(frozen=True, slots=True)
class _Parties:
    nouns: frozenset[str]
    blows: frozenset[str]


@cache
def _parties() -> _Parties:
    table = words("speech")["parties"]
    return _Parties(frozenset(table["nouns"]), frozenset(table["blows"]))


def stance_of(parse: Parse, cue: Cue, source: Range | None) -> str:
    """The stance of the cue's words, a key of the codebook's ``stances``.

    The verb gives it; "some reports say" is unverified whatever the verb; an army or armed group
    that tells of its own blows ("says it has killed 15 rebels") claims.
    """
    if source is None:
        return cue.stance
    tokens = parse.tokens[source[0] : source[1]]
    lex = speech_words()
    if any(t.lower in lex.unverified for t in tokens):
        return "unverified"
    if tokens[-1].lower == "reports" and not any(t.pos == "PROPN" or t.lower == "official" for t in tokens):
        return "unverified"
    if cue.stance == "asserted" and cue.right is not None:
        if _confirmed_dead(parse, cue.right):
            return "confirmed"
        if _is_party(parse, source) and _own_blow(parse, cue.right):
            return "claimed"
    return cue.stance


def _confirmed_dead(parse: Parse, said: Range) -> bool:
    """ "lists 335 confirmed dead": the adjective at the figure."""
    tokens = parse.tokens
    killed = words("speech")["effects"]["killed"]
    return any(
        t.lower == "confirmed" and tokens[t.i - 1].pos == "NUM" and tokens[t.i + 1].lower in killed
        for t in tokens[said[0] + 1 : said[1] - 1]
    )


def denied_parts(parse: Parse, cue: Cue) -> tuple[Span, ...]:
    """The figures that the speaker sets aside: "233 and not 84"."""
    out = []
    for part in (cue.left, cue.right):
        if part is None:
            continue
        for t in parse.tokens[part[0] : part[1] - 1]:
            if t.lower == "not" and parse.tokens[t.i + 1].pos == "NUM":
                out.append(parse.span(t.i, t.i + 2))
    return tuple(out)


def _is_party(parse: Parse, source: Range) -> bool:
    parties = _parties().nouns
    return any(t.lemma in parties or t.lower in parties for t in parse.tokens[source[0] : source[1]])


def _own_blow(parse: Parse, said: Range) -> bool:
    """Whether the words have "it", "they" or "its fighters" as the one who kills or captures."""
    blows = _parties().blows
    for t in parse.tokens[said[0] : said[1]]:
        if t.dep not in {"nsubj", "poss"}:
            continue
        verb = parse.tokens[t.head if t.dep == "nsubj" else parse.tokens[t.head].head]
        own = (
            t.lower in _SELF if t.dep == "nsubj" else t.lower in _OWN and parse.tokens[t.head].dep == "nsubj"
        )
        if own and verb.lemma in blows:
            return True
    return False
