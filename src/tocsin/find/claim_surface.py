"""Claims read off the words alone, where the parse fails: "Al-Shabaab claims responsibility.", "blamed X"."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.find.claim_parts import NOBODY, claim_words
from tocsin.find.speaker_phrase import Range
from tocsin.records import Parse, Token

_ACCUSING = frozenset({"blame", "accuse", "suspect"})
_BEING = frozenset({"is", "are", "was", "were"})
_OWNERS = frozenset({"work", "hallmark", "handiwork"})
_FALLS = frozenset({"suspicion", "blame"})
_KILLERS = frozenset(
    {"attacker", "assailant", "killer", "gunman", "raider", "bomber", "perpetrator", "culprit", "shooter"}
)
_DOUBTING = frozenset({"believe", "think", "suspect", "say", "tell", "report", "allege", "claim"})
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


def accused_beside(parse: Parse, seen: frozenset[int]) -> Iterator[tuple[Token, Range]]:
    """Cue and accused of "blames members of X", "suspicion falls on X", "were the work of X"."""
    tokens = parse.tokens
    for t in tokens:
        if t.i in seen or t.i + 2 >= len(tokens):
            continue
        accused: Range | None = None
        if t.lemma in _ACCUSING and t.pos == "VERB" and t.dep not in ("amod", "compound"):
            accused = _blamed(tokens, t)
        elif t.lemma in _OWNERS and tokens[t.i + 1].lower == "of":
            accused = _name_after(tokens, tokens[t.i + 1])
        elif t.lemma in _FALLS and t.pos == "NOUN":
            on = next((x for x in tokens[t.i + 1 : t.i + 5] if x.lower == "on" and x.sent == t.sent), None)
            verb = any(x.lemma in ("fall", "rest", "centre", "center") for x in tokens[t.i + 1 : t.i + 4])
            accused = _name_after(tokens, on) if on is not None and verb else None
        if accused is not None:
            yield t, accused


def told_to_be(parse: Parse) -> Iterator[tuple[Token, Range, str]]:
    """Cue, doer and kind of "the attackers were X", "they believe the killers were X"."""
    tokens = parse.tokens
    for t in tokens:
        if t.lower not in _BEING or not t.i or tokens[t.i - 1].lemma not in _KILLERS or t.dep == "auxpass":
            continue
        k = t.i + 1
        if k < len(tokens) and tokens[k].lower in ("from", "members"):
            k += 1
        run = _name_after(tokens, tokens[k - 1]) if k < len(tokens) else None
        if run is not None and tokens[k].pos != "NUM" and tokens[k].sent == t.sent:
            doubt = any(x.lemma in _DOUBTING for x in tokens[max(0, t.i - 8) : t.i] if x.sent == t.sent)
            yield t, run, "suspected" if doubt else "stated"


def _blamed(tokens: tuple[Token, ...], verb: Token) -> Range | None:
    """The words after "blamed"; of "blamed the attack on X" those after "on"."""
    if any(t.head == verb.i and t.dep == "neg" for t in tokens[max(0, verb.i - 4) : verb.i]):
        return None
    for x in tokens[verb.i + 1 : verb.i + 9]:
        if x.sent != verb.sent or x.text in (",", ";"):
            break
        if x.lower == "on" and verb.lemma == "blame":
            return _name_after(tokens, x)
    named = None if verb.tag == "VBN" else _name_after(tokens, verb)
    if named is not None and named[1] + 1 < len(tokens) and tokens[named[1]].lower == "of":
        lex = claim_words()
        deed = tokens[named[1] + 1].lemma
        return named if deed in lex.blows or deed in lex.acts or deed in lex.deeds else None
    return named


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
    while k < len(tokens) and tokens[k].sent == prep.sent:
        t = tokens[k]
        more = k + 1 < len(tokens) and (tokens[k + 1].pos in _NAME or tokens[k + 1].lower == "the")
        if not (t.pos in _NAME or t.text in ("-", "–", "“", '"') or t.tag == "POS"):
            if not (k > prep.i + 1 and t.lower in ("of", "to", "and") and more):
                break
        k += 1
    return (prep.i + 1, k) if k > prep.i + 1 else None
