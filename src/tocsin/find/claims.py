"""Who owns up to an attack, who denies it, who is accused of it, and through which channel.

:func:`find_claims` reads responsibility words only ("claimed responsibility", "blamed X for", "an
attack attributed to X", "suspected Y militants"); plain "X attacked Y" is for other rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tocsin.find.claim_parts import (
    NOBODY,
    ClaimWords,
    actor_of,
    claim_words,
    make,
    names_attack,
    object_of,
    whole,
)
from tocsin.find.claim_surface import accused_beside, owned_up, pointed_at, told_to_be
from tocsin.find.speaker_phrase import Range, children, head_of
from tocsin.find.speaker_scene import Scene
from tocsin.find.speaker_words import can_speak, speech_words
from tocsin.records import Parse, Token
from tocsin.records.attribution import ResponsibilityClaim

Claims = Iterator[ResponsibilityClaim]
_OWNING = frozenset({"claim", "admit", "acknowledge"})
_OBJECTS = frozenset({"dobj", "obj"})
_SELF = frozenset({"it", "they", "we", "he", "she", "i"})
_POSSESSIVE = frozenset({"its", "their", "our"})
_OF_ATTACK = frozenset({"for", "in", "of", "over"})


def find_claims(parse: Parse) -> tuple[ResponsibilityClaim, ...]:
    """Every claim, denial, accusation and suspicion of an attack, in text order."""
    words, lex = claim_words(), speech_words()
    found: list[ResponsibilityClaim] = []
    scene: Scene | None = None

    def scene_of(t: Token) -> Scene:
        nonlocal scene
        if scene is None or scene.n != t.sent:
            s = parse.sentences[t.sent]
            scene = Scene(parse, t.sent, s, children(parse.tokens, s), lex, ())
        return scene

    for t in parse.tokens:
        if t.lemma not in words.starts and t.lower not in words.starts:
            continue
        scene = scene_of(t)
        rule = _rule(scene, t, words)
        if rule is not None:
            found.extend(rule(scene, t, words))
    cues = {c.cue.start for c in found}
    seen = frozenset(t.i for t in parse.tokens if t.start in cues)
    found += [make(scene_of(t), t, "claimed", actor, None) for t, actor in owned_up(parse, seen)]
    found += [make(scene_of(t), t, "suspected", accused, None) for t, accused in pointed_at(parse)]
    found += [make(scene_of(t), t, "suspected", accused, None) for t, accused in accused_beside(parse, seen)]
    found += [make(scene_of(t), t, kind, doer, None) for t, doer, kind in told_to_be(parse)]
    return tuple(sorted(found, key=lambda c: c.cue))


def _rule(scene: Scene, t: Token, words: ClaimWords) -> Callable[[Scene, Token, ClaimWords], Claims] | None:
    if t.lower in words.adjectives and t.dep in {"amod", "compound"} and t.head > t.i:
        return _adjective
    if t.lower in words.guilt:
        return _guilty
    if t.lemma == "claim" and t.pos == "NOUN":
        return _noun
    if t.pos != "VERB":
        return None
    if t.lemma in words.own | words.deny and _responsibility(scene, t, words) is not None:
        return _own
    if t.lemma in words.deny:
        return _denied_deed
    if t.lemma in _OWNING:
        return _claimed_attack
    if t.lemma in words.accuse | words.attribute:
        return _accused
    if t.lemma in words.believe and t.tag == "VBN":
        return _believed
    return _owned_deed if t.lemma in words.deeds else None


def _responsibility(scene: Scene, v: Token, words: ClaimWords) -> int | None:
    """The object "responsibility", "credit" (or what is denied: "involvement") of the verb."""
    wanted = words.object if v.lemma in words.own else words.object | words.denied_object
    for k in scene.kids.get(v.i, ()):
        t = scene.parse.tokens[k]
        if t.dep in {"dobj", "obj", "nsubjpass"} and t.lemma in wanted:
            return k
    return None


def _negated(scene: Scene, v: Token) -> bool:
    return scene.child(v.i, frozenset({"neg"})) is not None


def _own(scene: Scene, v: Token, words: ClaimWords) -> Claims:
    """ "X claimed responsibility for the attack", "X denied involvement"; "nobody claimed" is nothing."""
    tokens = scene.parse.tokens
    obj = _responsibility(scene, v, words)
    if obj is None or _negated(scene, v) or any(tokens[k].lower in NOBODY for k in scene.kids.get(obj, ())):
        return
    actor = (
        object_of(scene, [v.i], frozenset({"by"})) if tokens[obj].dep == "nsubjpass" else actor_of(scene, v)
    )
    if actor is not None and tokens[actor[0]].lower in NOBODY:
        return
    kind = "denied" if v.lemma in words.deny else "claimed"
    yield make(scene, v, kind, actor, object_of(scene, [obj, v.i], _OF_ATTACK))


def _noun(scene: Scene, t: Token, words: ClaimWords) -> Claims:
    """ "a claim of responsibility by X", "X's claim of responsibility"."""
    tokens = scene.parse.tokens
    of = object_of(scene, [t.i], frozenset({"of"}))
    if of is None or tokens[of[1] - 1].lemma not in words.object or _negated(scene, t):
        return
    if any(tokens[k].lower in NOBODY for k in scene.kids.get(t.i, ())):
        return
    actor = object_of(scene, [t.i, of[1] - 1], frozenset({"by", "from"}))
    owner = scene.child(t.i, frozenset({"poss"}))
    if actor is None and owner is not None:
        actor = scene.np(owner, ceil=t.i)
    if actor is not None:
        yield make(scene, t, "claimed", actor, object_of(scene, [t.i, of[1] - 1], frozenset({"for"})))


def _denied_deed(scene: Scene, v: Token, words: ClaimWords) -> Claims:
    """ "X denied carrying out the attack", "denied being behind it", "denied the attack"."""
    tokens = scene.parse.tokens
    if _negated(scene, v):
        return
    actor = actor_of(scene, v)
    for k in scene.kids.get(v.i, ()):
        t = tokens[k]
        if k < v.i or t.dep not in {"xcomp", "pcomp", "ccomp", "dobj"}:
            continue
        event = object_of(scene, [k], _OF_ATTACK) or whole(scene, k)
        deed = t.tag == "VBG" or (t.dep == "dobj" and t.lemma in words.acts)
        if deed and actor is not None and names_attack(scene, event, words):
            yield make(scene, v, "denied", actor, event)
            return


def _claimed_attack(scene: Scene, v: Token, words: ClaimWords) -> Claims:
    """ "an attack claimed by the jihadists", "the group claimed the attack"."""
    tokens = scene.parse.tokens
    agent = object_of(scene, [v.i], frozenset({"by"}))
    if v.dep in {"acl", "relcl"} and tokens[v.head].lemma in words.acts:
        actor = agent or actor_of(scene, v)
        if actor is not None and actor[0] != scene.np(v.head, ceil=v.i)[0]:
            yield make(scene, v, "claimed", actor, whole(scene, v.head, v.i))
        return
    for k in scene.kids.get(v.i, ()):
        t = tokens[k]
        told = t.lemma in words.acts or (t.lower == "both" and t.dep == "dobj")  # "admitted both"
        if t.dep in {"dobj", "nsubjpass"} and told:
            actor = agent if t.dep == "nsubjpass" else actor_of(scene, v)
            if actor is not None and tokens[actor[0]].lower not in NOBODY and not _negated(scene, v):
                yield make(scene, v, "claimed", actor, whole(scene, k))
            return


def _owned_deed(scene: Scene, v: Token, words: ClaimWords) -> Claims:
    """ "the group said it had carried out the attack": it owns up."""
    tokens = scene.parse.tokens
    k = scene.subject_of(v.i)
    if k is None or v.dep != "ccomp" or _negated(scene, v):
        return
    own = _themselves(scene, scene.np(k, ceil=v.i))
    obj = scene.child(v.i, _OBJECTS)
    if not own or obj is None or not (tokens[obj].lemma in words.acts or tokens[obj].lower == "it"):
        return
    teller = actor_of(scene, tokens[v.head])
    if teller is not None:
        yield make(scene, v, "claimed", teller, whole(scene, obj))


def _themselves(scene: Scene, who: Range) -> bool:
    """Whether the words mean the speaker: "it", "its fighters", "two of its men"."""
    tokens = scene.parse.tokens[who[0] : who[1]]
    return tokens[0].lower in _SELF or any(t.lower in _POSSESSIVE for t in tokens)


def _accused(scene: Scene, v: Token, words: ClaimWords) -> Claims:
    """ "blamed X for", "X is suspected of", "blamed the attack on X", "an attack attributed to X"."""
    tokens = scene.parse.tokens
    if _negated(scene, v):
        return
    noun = v.dep in {"acl", "relcl"}
    passive = scene.child(v.i, frozenset({"auxpass"})) is not None or (v.tag == "VBN" and noun)
    subject = actor_of(scene, v)
    by = object_of(scene, [v.i], frozenset({"by"}))
    obj = next((k for k in scene.kids.get(v.i, ()) if tokens[k].dep in _OBJECTS), None)
    to = object_of(scene, [v.i] if obj is None else [v.i, obj], frozenset({"on", "to"}))
    if v.lemma in words.attribute and to is not None:
        event = subject if passive else None
        if noun and (event is None or obj is not None or not passive):
            event = whole(scene, v.head, v.i)
        elif obj is not None:
            event = whole(scene, obj)
        if event is not None and names_attack(scene, event, words):
            yield make(scene, v, "suspected", to, event, by if passive else subject)
            return
    if v.lemma not in words.accuse:
        return
    if passive:
        accused, said_by = subject or (whole(scene, v.head, v.i) if noun else None), by
    else:
        accused, said_by = whole(scene, obj) if obj is not None else None, subject
    event = object_of(scene, [v.i] if obj is None else [v.i, obj], _OF_ATTACK)
    if accused is None or not _somebody(scene, accused, words):
        return
    if event is not None and not names_attack(scene, event, words):
        return  # "accuses Chad of breaking the ceasefire"
    yield make(scene, v, "suspected", accused, event, said_by)


def _guilty(scene: Scene, t: Token, words: ClaimWords) -> Claims:
    """ "X was behind the attack", "said X was responsible for it", "holds X responsible"."""
    tokens = scene.parse.tokens
    verb = tokens[t.head]
    held = None
    if verb.pos in {"NOUN", "PROPN", "PRON"} and tokens[verb.head].lemma == "hold":
        held, verb = verb.i, tokens[verb.head]  # "holds the rebels responsible"
    if verb.pos not in {"VERB", "AUX"}:
        return
    event = object_of(scene, [t.i, verb.i], frozenset({"for", "of"}))
    inner = scene.child(t.i, frozenset({"pobj"}))
    if event is None and inner is not None:
        event = whole(scene, inner)
    holds = verb.lemma == "hold" and t.lower == "responsible"
    if (event is None and not holds) or (event is not None and not names_attack(scene, event, words)):
        return
    held = held or next(
        (k for k in scene.kids.get(verb.i, ()) if tokens[k].dep in _OBJECTS and k < t.i), None
    )
    if verb.lemma == "hold" and held is not None:
        yield make(scene, t, "suspected", whole(scene, held, t.i), event, actor_of(scene, verb))
        return
    actor = actor_of(scene, verb)
    if event is None or actor is None or tokens[actor[0]].lower in NOBODY:
        return
    governor = tokens[verb.head]
    kind, said_by = ("denied" if _negated(scene, verb) else "stated"), None
    if verb.dep == "ccomp" and governor.pos == "VERB":
        said_by = actor_of(scene, governor)
        kind = "suspected" if kind == "stated" else kind
        if said_by is not None and _themselves(scene, actor):
            actor, said_by = said_by, None
            kind = "claimed" if kind == "suspected" else kind
    elif verb.dep == "xcomp" and governor.lemma in words.believe:
        kind = "suspected"
    yield make(scene, t, kind, actor, event, said_by)


def _believed(scene: Scene, v: Token, words: ClaimWords) -> Claims:
    """ "X is believed to have carried out the attack", "an attack believed to be the work of X"."""
    tokens = scene.parse.tokens
    about = actor_of(scene, v) or (whole(scene, v.head, v.i) if v.dep == "acl" else None)
    for k in scene.kids.get(v.i, ()):
        t = tokens[k]
        if t.dep not in {"xcomp", "oprd", "ccomp"} or about is None:
            continue
        work = scene.child(k, frozenset({"attr"}))
        by = object_of(scene, [k], frozenset({"by"}))
        if by is None and work is not None and tokens[work].lemma == "work":
            by = object_of(scene, [work], frozenset({"of"}))
        if by is not None and _somebody(scene, by, words):
            yield make(scene, v, "suspected", by, about)
        elif t.lemma in words.deeds and (obj := scene.child(k, _OBJECTS)) is not None:
            event = whole(scene, obj)
            if names_attack(scene, event, words) and _somebody(scene, about, words):
                yield make(scene, v, "suspected", about, event)


def _adjective(scene: Scene, t: Token, words: ClaimWords) -> Claims:
    """ "suspected Boko Haram militants"."""
    head = t.head
    while scene.parse.tokens[head].dep == "compound":
        head = scene.parse.tokens[head].head
    actor = scene.np(head)
    if _somebody(scene, actor, words):
        yield make(scene, t, "suspected", actor, None)


def _somebody(scene: Scene, who: Range, words: ClaimWords) -> bool:
    head = head_of(scene.parse, who)
    return head.lemma not in words.acts and (can_speak(head) or head.lemma in scene.lex.counted)
