"""Bare figures as the object of a verb ("put the toll at 17"), and who is heard through an outlet."""

from __future__ import annotations

from tocsin.find.speaker_phrase import Range, base_after, head_of, speaks, subtree
from tocsin.find.speaker_scene import Scene, is_finite
from tocsin.find.speaker_words import outlet_name
from tocsin.records import Token

_WHEN = frozenset({"DATE", "TIME"})
_CONFIRMING = frozenset({"confirm", "announce", "report", "deny", "repeat", "give", "admit"})


def figure(scene: Scene, v: Token, source: Range | None) -> Range | None:
    """The bare figure that the verb takes: "put the toll at 17", "spoke of six dead", "counted 12"."""
    parse, lex = scene.parse, scene.lex
    tokens = parse.tokens
    if source is None or source[0] > v.i or not speaks(parse, source):
        return None
    if v.tag == "VB" and any(tokens[k].lower == "to" for k in scene.kids.get(v.i, ())):
        return None  # "villagers came back to count 12 bodies" tells of counting
    wanted = lex.figure_prepositions.get(v.lemma)
    speaker = head_of(parse, source)
    if wanted:
        for k in range(v.i + 1, min(v.i + 7, scene.s.last - 1)):
            if tokens[k].lower == wanted:
                return k + 1, scene.s.last
            if tokens[k].text == ";" or is_finite(tokens[k]):
                break
    for k in scene.kids.get(v.i, ()):
        t = tokens[k]
        if k < v.i:
            continue
        if v.lemma not in lex.figures or t.dep not in {"dobj", "obj", "attr", "oprd"}:
            continue
        a = subtree(scene.kids, k)[0]
        if v.lemma in lex.weak_figures:
            if v.tag == "VBG":
                continue
            if t.lemma not in lex.tolls and speaker.lemma not in lex.documents | lex.outlets:
                continue
        counts = any(
            tokens[x].pos == "NUM" or tokens[x].lower in {"several", "dozens"}
            for x in (k, *scene.kids.get(k, ()))
        )
        if counts or t.lemma in lex.figure_nouns:
            return a, scene.s.last
    return None


def from_whom(scene: Scene, v: Token, source: Range | None) -> tuple[Range | None, Range | None]:
    """ "RFI reports from local sources", "we have learned of military sources": those named speak."""
    tokens = scene.parse.tokens
    if source is None or v.lemma not in {"report", "learn", "hear"}:
        return source, None
    we = tokens[source[0]].lower in {"we", "i"}
    if not we and not outlet_name(scene.parse, *source):
        return source, None
    for k in range(v.i + 1, min(v.i + 3, scene.s.last - 1)):
        if tokens[k].lower == "from" or (we and tokens[k].lower == "of"):
            named = base_after(scene.parse, k + 1, scene.s.last)
            if named is not None and speaks(scene.parse, named):
                return named, None if we else source
    return source, None


def outlet_at(scene: Scene, first: int) -> Range | None:
    """The outlet named by the noun phrase that starts at ``first``: "told the news agency INA"."""
    tokens, s = scene.parse.tokens, scene.s
    last = first
    while (
        last < s.last
        and tokens[last].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"}
        and tokens[last].ent not in _WHEN
    ):
        last += 1
    if last > first and outlet_name(scene.parse, first, last):
        return first, last
    return None


def heard_by(scene: Scene, v: Token, start: int) -> Range | None:
    """The outlet behind an object: "confirmed the death toll to the news agency INA"."""
    if v.lemma not in _CONFIRMING:
        return None
    for j in range(start, min(scene.s.last - 1, start + 12)):
        t = scene.parse.tokens[j]
        if is_finite(t):
            return None
        heard = outlet_at(scene, j + 1) if t.lower == "to" else None
        if heard is not None:
            return heard
    return None
