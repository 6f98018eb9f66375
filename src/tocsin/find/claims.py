"""Who owns up to an attack, who denies it, who is accused of it, and through which channel.

:func:`find_claims` reads responsibility words only ("claimed responsibility", "blamed X for",
"attack attributed to X", "suspected Y militants"); plain "X attacked Y" is for other rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words
from tocsin.find.speaker_phrase import Kids, Range, children, phrase, subtree
from tocsin.records import Parse, Span, Token
from tocsin.records.attribution import ResponsibilityClaim

_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Sets of lemmas of the ``responsibility`` and ``channels`` tables."""

    own: frozenset[str]
    object: frozenset[str]
    deny: frozenset[str]
    denied_object: frozenset[str]
    accuse: frozenset[str]
    attribute: frozenset[str]
    believe: frozenset[str]
    adjectives: frozenset[str]
    guilt: frozenset[str]
    acts: frozenset[str]
    channel_names: frozenset[str]
    channel_nouns: frozenset[str]
    channel_prepositions: frozenset[str]
    starts: frozenset[str]


@cache
def claim_words() -> ClaimWords:
    """The lexicon; read once a process."""
    table, channels = words("speech")["responsibility"], words("speech")["channels"]
    sets = {key: frozenset(values) for key, values in table.items()}
    starts = frozenset().union(
        *(sets[k] for k in ("own", "deny", "accuse", "attribute", "believe", "adjectives", "guilt"))
    )
    return ClaimWords(
        **sets,
        channel_names=frozenset(channels["names"]),
        channel_nouns=frozenset(channels["nouns"]),
        channel_prepositions=frozenset(channels["prepositions"]),
        starts=starts,
    )


def find_claims(parse: Parse) -> tuple[ResponsibilityClaim, ...]:
    """Every claim, denial, accusation and suspicion of an attack, in text order."""
    lex = claim_words()
    found: list[ResponsibilityClaim] = []
    kids: Kids = {}
    sent = -1
    for t in parse.tokens:
        if t.lemma not in lex.starts and t.lower not in lex.starts:
            continue
        if t.sent != sent:
            sent = t.sent
            kids = children(parse.tokens, parse.sentences[sent])
        found.extend(_at(parse, kids, t, lex))
    return tuple(found)


def _at(parse: Parse, kids: Kids, t: Token, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    verb = t.pos == "VERB"
    if t.lower in lex.adjectives and t.dep == "amod" and t.head > t.i:
        yield from _adjective(parse, kids, t, lex)
    elif verb and t.lemma in lex.own | lex.deny and (obj := _object(parse, kids, t, lex)) is not None:
        yield from _own(parse, kids, t, obj, lex)
    elif verb and t.lemma == "claim":
        yield from _claimed_attack(parse, kids, t, lex)
    elif verb and t.lemma in lex.accuse | lex.attribute:
        yield from _accused(parse, kids, t, lex)
    elif t.lower in lex.guilt:
        yield from _guilty(parse, kids, t, lex)
    elif verb and t.lemma in lex.believe:
        yield from _believed(parse, kids, t, lex)


def _object(parse: Parse, kids: Kids, v: Token, lex: ClaimWords) -> int | None:
    wanted = lex.object if v.lemma in lex.own else lex.denied_object
    for k in kids.get(v.i, ()):
        if (
            parse.tokens[k].dep in {"dobj", "obj", "nsubjpass"}
            and parse.tokens[k].lemma in wanted | lex.object
        ):
            return k
    return None


def _own(parse: Parse, kids: Kids, v: Token, obj: int, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    tokens = parse.tokens
    kind = "denied" if v.lemma in lex.deny else "claimed"
    if any(tokens[k].dep == "neg" for k in kids.get(v.i, ())):
        kind = "denied" if kind == "claimed" else "claimed"
    actor = _actor(parse, kids, v)
    if actor is not None and tokens[actor[0]].lower in _NOBODY:
        return
    if actor is None and any(tokens[k].lower in _NOBODY for k in kids.get(obj, ())):
        return
    event = _prep_object(parse, kids, [obj, v.i], frozenset({"for", "in", "of"}))
    yield _claim(parse, v, kind, actor, event, lex, None)


def _claimed_attack(parse: Parse, kids: Kids, v: Token, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    """ "an attack claimed by the jihadists", "the group claimed the attack"."""
    tokens = parse.tokens
    agent = _prep_object(parse, kids, [v.i], frozenset({"by"}))
    if v.dep in {"acl", "relcl"} and agent is not None and tokens[v.head].lemma in lex.acts:
        yield _claim(parse, v, "claimed", agent, _whole(parse, kids, v.head, v.i), lex, None)
        return
    for k in kids.get(v.i, ()):
        t = tokens[k]
        if t.dep in {"dobj", "nsubjpass"} and t.lemma in lex.acts:
            actor = agent if t.dep == "nsubjpass" else _actor(parse, kids, v)
            if actor is not None and tokens[actor[0]].lower not in _NOBODY:
                yield _claim(
                    parse,
                    v,
                    "claimed",
                    actor,
                    _whole(parse, kids, k, parse.sentences[v.sent].last),
                    lex,
                    None,
                )
            return


def _accused(parse: Parse, kids: Kids, v: Token, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    """ "blamed X for", "X is suspected of", "blamed the attack on X", "an attack attributed to X"."""
    tokens = parse.tokens
    passive = any(tokens[k].dep == "auxpass" for k in kids.get(v.i, ())) or (
        v.tag == "VBN" and v.dep in {"acl", "relcl"}
    )
    subject = _actor(parse, kids, v)
    to = _prep_object(parse, kids, [v.i], frozenset({"on", "to"}))
    for_ = _prep_object(parse, kids, [v.i], frozenset({"for", "of", "in"}))
    by = _prep_object(parse, kids, [v.i], frozenset({"by"}))
    obj = next((k for k in kids.get(v.i, ()) if tokens[k].dep in {"dobj", "obj"} and k > v.i), None)
    last = parse.sentences[v.sent].last
    if v.lemma in lex.attribute and to is not None:
        event = subject if passive else None
        if v.dep in {"acl", "relcl"} and event is None:
            event = _whole(parse, kids, v.head, v.i)
        if obj is not None:
            event = _whole(parse, kids, obj, last)
        if event is None or not any(
            t.lemma in lex.acts or t.pos == "PRON" for t in tokens[event[0] : event[1]]
        ):
            return
        yield _claim(parse, v, "suspected", to, event, lex, by if passive else subject)
    elif v.lemma in lex.accuse:
        if passive:
            if subject is None and v.dep in {"acl", "relcl"}:
                subject = _whole(parse, kids, v.head, v.i)
            if subject is not None:
                yield _claim(parse, v, "suspected", subject, for_, lex, by)
        elif obj is not None and tokens[obj].lemma not in lex.acts:
            yield _claim(parse, v, "suspected", _whole(parse, kids, obj, last), for_, lex, subject)


def _guilty(parse: Parse, kids: Kids, t: Token, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    """ "X was behind the attack", "said X was responsible for it", "holds X responsible"."""
    tokens = parse.tokens
    verb = tokens[t.head]
    if verb.pos not in {"VERB", "AUX"}:
        return
    heads = [t.i, verb.i]
    event = _prep_object(parse, kids, heads, frozenset({"for", "of"}))
    if event is None:
        k = next((k for k in kids.get(t.i, ()) if tokens[k].dep == "pobj"), None)
        event = _whole(parse, kids, k, parse.sentences[t.sent].last) if k is not None else None
    if event is None or not any(x.lemma in lex.acts or x.pos == "PRON" for x in tokens[event[0] : event[1]]):
        return
    actor = _actor(parse, kids, verb)
    if actor is None or tokens[actor[0]].lower in _NOBODY:
        return
    negated = any(tokens[k].dep == "neg" for k in kids.get(verb.i, ()))
    kind = "denied" if negated else "stated"
    said_by: Range | None = None
    if tokens[verb.head].pos == "VERB" and verb.dep == "ccomp":
        said_by = _actor(parse, kids, tokens[verb.head])
        kind = "denied" if negated else "suspected"
    yield _claim(parse, t, kind, actor, event, lex, said_by)


def _believed(parse: Parse, kids: Kids, v: Token, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    """ "X is believed to have carried out", "an attack believed to be the work of X"."""
    tokens = parse.tokens
    if v.tag != "VBN":
        return
    for k in kids.get(v.i, ()):
        if tokens[k].dep == "xcomp":
            actor = _prep_object(parse, kids, [k], frozenset({"by"}))
            if actor is not None:
                event = _actor(parse, kids, v) or (
                    _whole(parse, kids, v.head, v.i) if v.dep == "acl" else None
                )
                yield _claim(parse, v, "suspected", actor, event, lex, None)


def _adjective(parse: Parse, kids: Kids, t: Token, lex: ClaimWords) -> Iterator[ResponsibilityClaim]:
    """ "suspected Boko Haram militants"."""
    actor = phrase(parse, kids, t.head, parse.sentences[t.sent].first, parse.sentences[t.sent].last)
    if parse.tokens[t.head].lemma in lex.acts:
        return
    yield _claim(parse, t, "suspected", actor, None, lex, None)


def _actor(parse: Parse, kids: Kids, v: Token) -> Range | None:
    tokens = parse.tokens
    s = parse.sentences[v.sent]
    node = v
    for _ in range(4):
        k = next((k for k in kids.get(node.i, ()) if tokens[k].dep in _SUBJECT), None)
        if k is not None:
            if tokens[k].lower in {"who", "which", "that"} and node.dep == "relcl":
                return phrase(parse, kids, node.head, s.first, node.i)
            return phrase(parse, kids, k, s.first, max(v.i, k + 1))
        if node.dep in {"conj", "xcomp", "advcl", "pcomp"} and node.head != node.i:
            node = tokens[node.head]
        else:
            return None
    return None


def _prep_object(parse: Parse, kids: Kids, heads: list[int], preps: frozenset[str]) -> Range | None:
    tokens = parse.tokens
    for head in heads:
        for p in kids.get(head, ()):
            if tokens[p].dep in {"prep", "agent", "dative"} and tokens[p].lower in preps and p > head:
                for k in kids.get(p, ()):
                    if tokens[k].dep in {"pobj", "pcomp"}:
                        return _whole(parse, kids, k, parse.sentences[tokens[k].sent].last)
    return None


def _whole(parse: Parse, kids: Kids, k: int, ceil: int) -> Range:
    t = parse.tokens[k]
    if t.pos in {"VERB", "AUX"}:
        return subtree(kids, k)
    return phrase(parse, kids, k, parse.sentences[t.sent].first, ceil)


def _channel(parse: Parse, sent: int, lex: ClaimWords) -> Range | None:
    """The first prepositional phrase of the sentence that names a channel."""
    tokens = parse.tokens
    s = parse.sentences[sent]
    for i in range(s.first, s.last - 1):
        if tokens[i].pos == "ADP" and tokens[i].lower in lex.channel_prepositions:
            for j in range(i + 1, min(i + 9, s.last)):
                t = tokens[j]
                if t.text in lex.channel_names or t.lemma in lex.channel_nouns:
                    end = j + 1
                    while (
                        end < s.last
                        and (tokens[end].pos in {"NOUN", "PROPN"} or tokens[end].lower in {"on", "of"})
                        and end < j + 6
                    ):
                        end += 1
                    while tokens[end - 1].pos == "ADP":
                        end -= 1
                    return i + 1, end
                if t.pos in {"VERB", "AUX", "PUNCT"} or (t.pos == "ADP" and j > i + 1):
                    break
    return None


def _claim(
    parse: Parse,
    t: Token,
    kind: str,
    actor: Range | None,
    event: Range | None,
    lex: ClaimWords,
    said_by: Range | None,
) -> ResponsibilityClaim:
    channel = _channel(parse, t.sent, lex) if kind in {"claimed", "denied"} else None
    return ResponsibilityClaim(
        actor=_span(parse, actor),
        actor_first=actor[0] if actor else None,
        actor_last=actor[1] if actor else None,
        kind=kind,
        cue=Span(t.start, t.end),
        event=_span(parse, event),
        channel=parse.words(*channel) if channel else None,
        channel_span=_span(parse, channel),
        said_by=_span(parse, said_by),
        sent=t.sent,
    )


def _span(parse: Parse, where: Range | None) -> Span | None:
    return parse.span(*where) if where is not None else None
