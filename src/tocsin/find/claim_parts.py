"""Parts of a claim of responsibility: the actor, the words that name the attack, the channel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tocsin.codebook import words
from tocsin.find.speaker_phrase import Range, subtree
from tocsin.find.speaker_scene import Scene
from tocsin.records import Span, Token
from tocsin.records.attribution import ResponsibilityClaim

NOBODY = frozenset({"no", "nobody", "none", "neither"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_REACH = 9  # tokens from a preposition to the channel's name
_CHANNEL_STARTS = frozenset({"VERB", "AUX", "PUNCT"})


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Sets of lemmas: the ``responsibility`` and ``channels`` tables of ``speech.toml``."""

    own: frozenset[str]
    object: frozenset[str]
    deny: frozenset[str]
    deeds: frozenset[str]
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
    blows: frozenset[str]
    starts: frozenset[str]  # every lemma that can start a claim


@cache
def claim_words() -> ClaimWords:
    """The lexicon; read once a process."""
    table = words("speech")
    channels = table["channels"]
    sets = {key: frozenset(values) for key, values in table["responsibility"].items()}
    starting = ("own", "deny", "deeds", "accuse", "attribute", "believe", "adjectives", "guilt")
    return ClaimWords(
        **sets,
        channel_names=frozenset(channels["names"]),
        channel_nouns=frozenset(channels["nouns"]),
        channel_prepositions=frozenset(channels["prepositions"]),
        blows=frozenset(table["parties"]["blows"]),
        starts=frozenset().union(*(sets[key] for key in starting)),
    )


def actor_of(scene: Scene, v: Token) -> Range | None:
    """The subject of the verb, or of the verb it hangs on; a relative pronoun gives its noun."""
    tokens = scene.parse.tokens
    node = v
    for _ in range(4):
        k = scene.subject_of(node.i)
        if k is not None:
            if tokens[k].lower in scene.lex.relative and node.dep == "relcl":
                return scene.np(node.head, ceil=node.i)
            return scene.np(k, ceil=max(v.i, k + 1))
        if node.dep not in {"conj", "xcomp", "advcl", "pcomp"} or node.head == node.i:
            return None
        node = tokens[node.head]
    return None


def object_of(scene: Scene, heads: list[int], prepositions: frozenset[str]) -> Range | None:
    """The object of the first such preposition that hangs on one of ``heads``."""
    tokens = scene.parse.tokens
    for head in heads:
        for p in scene.kids.get(head, ()):
            if p > head and tokens[p].dep in _PREPOSITIONS and tokens[p].lower in prepositions:
                k = scene.child(p, frozenset({"pobj", "pcomp"}))
                if k is not None:
                    return whole(scene, k)
    return None


def whole(scene: Scene, k: int, ceil: int | None = None) -> Range:
    """The noun phrase of a noun, the whole clause of a verb."""
    if scene.parse.tokens[k].pos in {"VERB", "AUX"}:
        return subtree(scene.kids, k)
    return scene.np(k, ceil=ceil)


def names_attack(scene: Scene, event: Range, lex: ClaimWords) -> bool:
    """Whether the words name violence: an attack noun, a verb of killing, or a pronoun."""
    return any(
        t.lemma in lex.acts or t.lemma in lex.blows or t.pos == "PRON"
        for t in scene.parse.tokens[event[0] : event[1]]
    )


def make(
    scene: Scene,
    t: Token,
    kind: str,
    actor: Range | None,
    event: Range | None,
    said_by: Range | None = None,
) -> ResponsibilityClaim:
    """The record of the claim whose cue is ``t``."""
    where = _channel(scene, t) if kind in {"claimed", "denied"} else None
    parse = scene.parse
    return ResponsibilityClaim(
        actor=_span(scene, actor),
        actor_first=actor[0] if actor else None,
        actor_last=actor[1] if actor else None,
        kind=kind,
        cue=Span(t.start, t.end),
        event=_span(scene, event),
        channel=parse.words(*where) if where else None,
        channel_span=_span(scene, where),
        said_by=_span(scene, said_by),
        sent=t.sent,
    )


def _span(scene: Scene, where: Range | None) -> Span | None:
    return scene.parse.span(*where) if where is not None else None


def _channel(scene: Scene, cue: Token) -> Range | None:
    """The prepositional phrase of the sentence that names a channel: "on its Telegram channel"."""
    tokens, s, lex = scene.parse.tokens, scene.s, claim_words()
    nameless: Range | None = None  # "a statement", while "its channels on Telegram" may follow
    for i in range(s.first, s.last - 1):
        if tokens[i].pos != "ADP" or tokens[i].lower not in lex.channel_prepositions:
            continue
        for j in range(i + 1, min(i + _REACH, s.last)):
            t = tokens[j]
            noun = t.pos in {"NOUN", "PROPN"}
            if noun and (t.text in lex.channel_names or t.lemma in lex.channel_nouns) and t.i != cue.i:
                end = j + 1
                while end < s.last and (
                    tokens[end].pos in {"NOUN", "PROPN"} or tokens[end].lower in {"on", "the"}
                ):
                    end += 1
                while tokens[end - 1].pos in {"ADP", "DET"}:
                    end -= 1
                if any(x.text in lex.channel_names for x in tokens[i + 1 : end]):
                    return i + 1, end
                nameless = nameless or (i + 1, end)
                break
            if t.pos in _CHANNEL_STARTS or (t.pos == "ADP" and t.lower != "of"):
                break
    return nameless
