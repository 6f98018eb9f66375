"""Cues of speech in one sentence: verbs, "according to", "citing", passives and hedges."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.find.speaker_phrase import Kids, Range, base_after, body_start, head_of, speaks, subtree
from tocsin.find.speaker_scene import MARKS, SUBJECTS, Cue, Scene, is_finite
from tocsin.find.speaker_verbs import subject, verb_cue
from tocsin.find.speaker_words import can_speak, outlet_name, speech_words
from tocsin.records import Parse, Token


def sentence_cues(parse: Parse, n: int, kids: Kids, starts: list[int]) -> Iterator[Cue]:
    """The cues of sentence ``n``; ``starts`` are its tokens that may start one, in text order."""
    lex = speech_words()
    whole = parse.sentences[n]
    scene = Scene(parse, n, whole._replace(first=body_start(parse, whole)), kids, lex, tuple(starts))
    for i in starts:
        if i < scene.s.first:
            continue
        t = parse.tokens[i]
        cue: Cue | None = None
        if t.lower == "according":
            cue = _according(scene, i)
        elif t.lower in lex.hedges:
            cue = _hedge(scene, i)
        elif t.lower in {"reports", "report", "count", "account", "tally"} and t.pos in {"NOUN", "PROPN"}:
            cue = _nominal(scene, t)
        if cue is None and t.lemma in lex.cues and (t.pos in {"VERB", "AUX"} or _verb_in_disguise(scene, t)):
            cue = _verb(scene, t)
        if cue is not None and (cue.left or cue.right):
            yield cue


def _verb_in_disguise(scene: Scene, t: Token) -> bool:
    """ "RFI reports from Mali", "Aides to the cleric report that": the tagger takes the verb for a noun."""
    tokens, s = scene.parse.tokens, scene.s
    if t.pos != "NOUN" or t.i == s.first or t.i + 1 >= s.last:
        return False
    before, behind = tokens[t.i - 1], tokens[t.i + 1]
    if t.tag == "NNS":
        return t.lemma in scene.lex.plain and before.ent == "ORG" and before.dep == "compound"
    if t.lemma not in scene.lex.plain | {"report"} or before.tag not in {"NNS", "NNP", "NNPS"}:
        return False
    clause = scene.child(t.i, frozenset({"ccomp"})) is not None
    owned = behind.lower == "to" and tokens[min(t.i + 2, s.last - 1)].lower == "have"
    return (
        clause
        or owned
        or (behind.text == "." and before.tag == "NNS" and any(x.text == "," for x in tokens[s.first : t.i]))
    )


def _according(scene: Scene, i: int) -> Cue | None:
    parse, s = scene.parse, scene.s
    tokens = parse.tokens
    if i + 2 >= s.last or tokens[i + 1].lower != "to":
        return None
    head = scene.child(i + 1, frozenset({"pobj"}))
    source = scene.np(head, floor=i + 2) if head is not None else None
    if source is None or source[0] != i + 2:
        source = base_after(parse, i + 2, s.last) or source
    if source is None:
        return None
    plain = base_after(parse, i + 2, s.last)
    if plain is not None and plain[1] > source[1] and tokens[source[1]].pos == "PROPN":
        source = plain  # "according to Connecticut Senator Richard Blumenthal"
    source = _owner_of_document(scene, source)
    begin = max((k + 1 for k in range(s.first, i) if tokens[k].text == ";"), default=s.first)
    left = scene.trim(begin, i)
    if (
        left is not None
        and left[1] - left[0] < 3
        and not any(t.pos in {"VERB", "NUM"} for t in tokens[slice(*left)])
    ):
        left = None
    close = source[1]
    while (
        close < min(source[1] + 8, s.last)
        and tokens[close].text not in {",", ":"}
        and not is_finite(tokens[close])
    ):
        close += 1
    closed = close < s.last and tokens[close].text in {",", ":"}
    right = scene.trim(close if closed else source[1], s.last)
    if left is not None and not closed:
        right = None
    return Cue(i, i, i + 2, "according to", "asserted", source, None, left, right, scene.n)


def _hedge(scene: Scene, i: int) -> Cue:
    """ "reportedly": what its verb governs, told by nobody."""
    t = scene.parse.tokens[i]
    a, b = subtree(scene.kids, t.head) if t.head != i else (i, scene.s.last)
    return Cue(i, i, i + 1, t.lower, "unverified", None, None, None, scene.trim(a, b), scene.n)


def _verb(scene: Scene, v: Token) -> Cue | None:
    tokens, lex = scene.parse.tokens, scene.lex
    deps = {tokens[k].dep for k in scene.kids.get(v.i, ())}
    if "neg" in deps or (v.dep == "amod" and not _inverted(scene, v)):
        return None
    if v.tag == "VB" and tokens[v.head].lemma in lex.refusing and v.dep == "xcomp":
        return None
    stance = lex.stance.get(v.lemma, "asserted")
    if "auxpass" in deps or (v.tag == "VBN" and v.dep == "acl") or "agent" in deps:
        return _passive(scene, v, stance)
    if v.lemma in lex.citing:
        return _citing(scene, v)
    return verb_cue(scene, v, stance)


def _nominal(scene: Scene, t: Token) -> Cue | None:
    """ "reports of 8 dead" (nobody's), "by the army's count" (the army's)."""
    tokens, s = scene.parse.tokens, scene.s
    if t.lower in {"reports", "report"}:
        if t.i + 2 >= s.last or tokens[t.i + 1].lower != "of":
            return None
        first, _ = scene.np(t.i)
        right = scene.trim(t.i + 2, subtree(scene.kids, t.i + 1)[1])
        if right is None or not any(x.pos == "NUM" for x in tokens[right[0] : right[0] + 6]):
            return None
        return Cue(t.i, t.i, t.i + 1, t.lemma, "unverified", (first, t.i + 1), None, None, right, scene.n)
    begin, end = scene.np(t.i)
    owner = next(
        (
            k
            for k in scene.kids.get(t.i, ())
            if tokens[k].dep in {"poss", "compound"} and can_speak(tokens[k])
        ),
        None,
    )
    if owner is None or begin == s.first or tokens[begin - 1].lower not in {"by", "on"}:
        return None
    first, last = scene.np(owner, ceil=t.i)
    source = (first, last - (tokens[last - 1].tag == "POS"))
    left = scene.trim(scene.clause_start(t.i), begin - 1)
    right = scene.trim(end, s.last)
    return Cue(t.i, begin - 1, end, t.lemma, "asserted", source, None, left, right, scene.n)


def _inverted(scene: Scene, v: Token) -> bool:
    """ "..., reported officials": the parser takes the verb for a modifier."""
    behind = scene.np_after(v.i + 1)
    comma = v.i > scene.s.first and scene.parse.tokens[v.i - 1].text in MARKS | {","}
    return (
        comma
        and v.tag == "VBD"
        and v.lemma in scene.lex.plain
        and behind is not None
        and speaks(scene.parse, behind)
    )


def _passive(scene: Scene, v: Token, stance: str) -> Cue | None:
    parse, lex, s = scene.parse, scene.lex, scene.s
    tokens = parse.tokens
    first = v.i
    while first > s.first and tokens[first - 1].head == v.i and tokens[first - 1].dep in {"aux", "auxpass"}:
        first -= 1
    by = next((k for k in scene.kids.get(v.i, ()) if tokens[k].lower == "by" and k > v.i), None)
    head = scene.child(by, frozenset({"pobj"})) if by is not None else None
    if head is not None and v.lemma in lex.citing and (k := scene.subject_of(v.i)) is not None:
        # "the minister was quoted by Interfax as saying": the one quoted speaks.
        heard = scene.np(head, floor=v.i + 1)
        outlet = heard if outlet_name(parse, *heard) else None
        return Cue(
            v.i,
            first,
            v.i + 1,
            v.lemma,
            stance,
            scene.np(k, ceil=first),
            outlet,
            None,
            scene.trim(heard[1] + (tokens[min(heard[1], s.last - 1)].lower == "as"), s.last),
            scene.n,
        )
    if head is not None and can_speak(tokens[head]) and v.lemma in lex.stance:
        source = scene.np(head, floor=v.i + 1)
        left = scene.trim(scene.clause_start(v.i), first)
        if v.dep == "acl":
            if tokens[v.head].lemma not in lex.figure_nouns | lex.documents:
                return None
            left = scene.trim(subtree(scene.kids, v.head)[0], v.i)
        return Cue(
            v.i, first, v.i + 1, v.lemma, stance, source, None, left, scene.trim(source[1], s.last), scene.n
        )
    if v.dep == "acl" or v.lemma not in lex.passive:
        return None
    if scene.child(v.i, frozenset({"xcomp", "ccomp", "oprd", "acomp"})) is None:
        return None
    k = scene.child(v.i, SUBJECTS)
    a = subtree(scene.kids, k)[0] if k is not None else v.i
    return Cue(v.i, first, v.i + 1, v.lemma, "unverified", None, None, None, scene.trim(a, s.last), scene.n)


def _citing(scene: Scene, v: Token) -> Cue | None:
    """ "AFP reports, citing police", "SANA quoted the governor as saying": the object speaks."""
    parse, s = scene.parse, scene.s
    tokens = parse.tokens
    head = next((k for k in scene.kids.get(v.i, ()) if tokens[k].dep in {"dobj", "obj"} and k > v.i), None)
    source = scene.np(head, floor=v.i + 1) if head is not None else scene.np_after(v.i + 1)
    if source is None or not speaks(parse, source):
        return None
    teller = subject(scene, v)
    outlet = teller if teller is not None and outlet_name(parse, *teller) else None
    right = scene.trim(source[1], s.last)
    left = None
    if v.tag == "VBG":
        # "AFP reported six dead, citing police": what AFP reports begins behind its verb.
        told = (
            tokens[v.head].i + 1
            if teller is not None and teller[1] <= v.head < v.i
            else scene.clause_start(v.i)
        )
        left = scene.trim(told, v.i)
    if right is not None and v.tag == "VBG" and tokens[right[0]].lower != "as":
        right = None
    return Cue(v.i, v.i, v.i + 1, v.lemma, "asserted", source, outlet, left, right, scene.n)


def _owner_of_document(scene: Scene, source: Range) -> Range:
    """ "a statement released on Saturday by the army" is the army's word."""
    tokens = scene.parse.tokens
    head = head_of(scene.parse, source)
    if head.lemma not in scene.lex.documents:
        return source
    for k in scene.kids.get(head.i, ()):
        t = tokens[k]
        if t.dep == "prep" and t.lower in {"from", "by"}:
            links = [k]
        elif t.dep == "acl" and t.tag == "VBN":
            links = [j for j in scene.kids.get(k, ()) if tokens[j].lower == "by"]
        else:
            continue
        for link in links:
            j = scene.child(link, frozenset({"pobj"}))
            if j is not None and can_speak(tokens[j]):
                return scene.np(j, floor=link + 1)
    return source
