"""Verbs of speech: who is the subject, and which words, before or behind the verb, are what is said.

The parse is asked first; where it lost a long sentence, the noun phrase beside the verb decides.
"""

from __future__ import annotations

from tocsin.find.speaker_figures import figure, from_whom, heard_by, outlet_at
from tocsin.find.speaker_phrase import Range, base_after, base_before, head_of, speaks, subtree
from tocsin.find.speaker_scene import MARKS, OPENING, Cue, Scene, is_finite
from tocsin.find.speaker_words import can_speak
from tocsin.records import Token

_OBJECTS = frozenset({"dobj", "obj"})
_WHEN = frozenset({"DATE", "TIME"})
_AUXILIARY = frozenset({"aux"})
_AUX = frozenset({"AUX", "ADV", "PART"})
_GOVERNED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"})
_ADJUNCTS = frozenset({"prep", "npadvmod", "advmod", "dative", "tmod", "agent"})
_LISTENERS = frozenset({"tell", "inform", "brief", "notify", "assure", "advise", "remind"})
_GOES_ON = frozenset({"with", "and", "including", "among", "adding", "most", "mostly", "of", "also", "plus"})
_LATER = frozenset({"after", "as", "when", "while", "before", "hours", "days"})
_DASHES = frozenset({",", "-", "–", "—", "--", ";"})
_LIFE = frozenset({"life", "responsibility", "credit", "victory", "authorship"})


def verb_cue(scene: Scene, v: Token, stance: str) -> Cue | None:
    """The cue of the verb ``v`` in the active voice, or None when nothing is said."""
    tokens, s, lex = scene.parse.tokens, scene.s, scene.lex
    obj = scene.child(v.i, frozenset({"dobj", "obj"}))
    if v.lemma in {"claim", "take", "accept"} and obj is not None and tokens[obj].lemma in _LIFE:
        return None  # responsibility is no figure; a blast that claims lives says nothing
    source = subject(scene, v)
    start = v.i + 1
    if source is not None and source[0] > v.i:
        start = source[1]
    if source is not None and v.lemma in lex.figures and _counted(scene, source):
        return None  # "one woman counted among the dead"
    number = figure(scene, v, source)
    source, teller = from_whom(scene, v, source)
    outlet, start, clause = _behind(scene, v, start)
    outlet = outlet or teller
    rest = scene.wordy(start, s.last)
    near = source is not None and source[1] <= v.i and v.i - source[1] < 12
    edge = source[0] if near and source is not None else v.i
    left = right = None
    if clause:
        right = scene.trim(start, _clause_end(scene, v))
        if tokens[start - 1].text == ":" and edge > s.first and tokens[edge - 1].text in {","} | MARKS:
            left = scene.trim(scene.clause_start(v.i), edge)
    elif number is not None:
        right = scene.trim(number[0], min(number[1], _clause_end(scene, v)))
    elif source is not None and rest and v.tag == "VBG" and _document(scene, source):
        right = scene.trim(start, s.last)
    elif v.lemma in lex.trailing and source is not None:
        set_off = edge > s.first and tokens[edge - 1].text in _DASHES | MARKS
        closed = start < s.last and (tokens[start].text in _DASHES | MARKS or _breaks_off(scene, start))
        said_before = set_off or v.lemma in lex.plain
        anew = edge > s.first and tokens[edge - 1].text == ";"
        if (not rest or closed) and said_before and not anew:
            left = scene.trim(scene.clause_start(v.i), edge)
            if rest:
                right = _goes_on(scene, start, set_off)
        elif set_off and not anew and not any(map(is_finite, tokens[start : s.last])):
            left = scene.trim(scene.clause_start(v.i), edge)
        elif v.lemma in lex.plain and any(t.pos == "NUM" or is_finite(t) for t in tokens[start : s.last]):
            right = scene.trim(start, s.last)
        if left is None and right is None and rest and v.lemma in lex.plain and closed:
            right = scene.trim(start, s.last)
        elif left is None and right is None and not rest and edge <= s.first + 1:
            left = _sentence_before(scene)
    if source is None and v.dep not in {"conj", "advcl", "xcomp", "acl", "pcomp"}:
        return None
    first = v.i
    while first > s.first and tokens[first - 1].head == v.i and tokens[first - 1].dep == "aux":
        first -= 1
    return Cue(v.i, first, v.i + 1, v.lemma, stance, source, outlet, left, right, scene.n)


def _counted(scene: Scene, source: Range) -> bool:
    head = head_of(scene.parse, source)
    return head.lemma in scene.lex.counted and any(t.pos == "NUM" for t in scene.parse.tokens[slice(*source)])


def _breaks_off(scene: Scene, start: int) -> bool:
    """Whether what follows the cue says when or adds on, so that the words said stand before it."""
    tokens, last = scene.parse.tokens, scene.s.last
    while start + 1 < last and tokens[start].ent in _WHEN:  # "a day after", "hours before"
        start += 1
    t, behind = tokens[start], tokens[min(start + 1, last - 1)]
    if t.lower == "as" and behind.lower in {"many", "much", "few", "little"}:
        return False
    return t.lower in _LATER or (t.tag == "VBG" and t.lemma in scene.lex.cues)


def _document(scene: Scene, source: Range) -> bool:
    return head_of(scene.parse, source).lemma in scene.lex.documents


def _clause_end(scene: Scene, v: Token) -> int:
    """Where the words said end: "the ministry, which said five were shot, opened an inquiry"."""
    end = max(subtree(scene.kids, v.i)[1], v.i + 2) if v.dep == "relcl" else scene.s.last
    tokens = scene.parse.tokens
    for i in range(v.i + 2, end):  # "... citing police" is no longer what AFP reports
        if tokens[i].lemma in scene.lex.citing and tokens[i].tag == "VBG":
            return i
    return end


def subject(scene: Scene, v: Token) -> Range | None:
    """Who speaks: the verb's subject, its governor's, or the noun phrase beside the verb."""
    tokens, s = scene.parse.tokens, scene.s
    found: Range | None = None
    node = v
    for _ in range(4):
        k = scene.subject_of(node.i)
        if k is None and (aux := scene.child(node.i, _AUXILIARY)) is not None:
            k = scene.subject_of(aux)
        if k is not None:
            if tokens[k].lower in scene.lex.relative and node.dep == "relcl":
                found = scene.np(node.head, ceil=node.i)
            elif k < v.i:
                found = scene.np(k, ceil=v.i)
            else:
                found = scene.np(k, floor=v.i + 1)
            break
        if node.dep == "acl" and node.tag == "VBG":
            found = scene.np(node.head, ceil=node.i)
            break
        if node.dep not in _GOVERNED or node.head == node.i or (node.dep == "ccomp" and node.i > node.head):
            break
        if node.dep == "prep" and node.lower == "as":  # "quoting the governor as putting the toll at six"
            cited = [t for t in tokens[s.first : node.i] if t.lemma in scene.lex.citing and t.tag == "VBG"]
            k = scene.child(cited[-1].i, _OBJECTS) if cited else None
            if k is not None and k < node.i:
                found = scene.np(k, ceil=node.i)
                break
        if tokens[node.head].lemma in scene.lex.citing and tokens[node.head].i < node.i:
            k = scene.child(node.head, _OBJECTS)
            if k is not None and node.head < k < node.i:
                found = scene.np(k, ceil=node.i)
                break
        node = tokens[node.head]
    if found is not None and (found[1] <= s.first or not speaks(scene.parse, found)):
        found = None
    if found is not None and (found[0] > v.i or _adjacent(scene, found, v)):
        return found
    return _beside(scene, v, found)


def _adjacent(scene: Scene, found: Range, v: Token) -> bool:
    tokens = scene.parse.tokens
    between = tokens[found[1] : v.i]
    return not any(t.text in MARKS or (is_finite(t) and t.dep not in {"aux", "auxpass"}) for t in between)


def _beside(scene: Scene, v: Token, found: Range | None) -> Range | None:
    """The noun phrase right before or right behind the verb; ``found`` where there is none."""
    tokens, s = scene.parse.tokens, scene.s
    if (
        v.lemma not in scene.lex.trailing | scene.lex.figure_prepositions.keys()
        or v.tag in {"VB", "VBG"}
        or v.i == s.first
    ):
        return found
    i = v.i
    while (
        i > s.first
        and (tokens[i - 1].pos in _AUX or tokens[i - 1].ent in {"DATE", "TIME"})
        and tokens[i - 1].tag != "POS"
    ):
        i -= 1
    if i > s.first and tokens[i - 1].lower in {"on", "late", "early"}:
        i -= 1
    if i > s.first and tokens[i - 1].pos == "PRON" and can_speak(tokens[i - 1]):
        return (i - 1, i) if tokens[i - 1].lower not in scene.lex.relative else found
    before = base_before(scene.parse, i, s.first) or _apposed(scene, i)
    if before is not None:
        before = _named_before(scene, before)
    if before is not None and speaks(scene.parse, before):
        set_off = before[0] == s.first or tokens[before[0] - 1].text in _DASHES | MARKS
        named = head_of(scene.parse, before)
        if found is None or set_off or named.lemma in scene.lex.speakers:
            return before
    if found is not None:
        return found
    after = base_after(scene.parse, v.i + 1, s.last) if v.lemma not in _LISTENERS else None
    if after is not None and speaks(scene.parse, after):
        return after
    return None


def _apposed(scene: Scene, i: int) -> Range | None:
    """ "..., the governor of Donetsk region, Pavlo Kyrylenko, said": title and name between commas."""
    tokens, s, parse = scene.parse.tokens, scene.s, scene.parse
    if i - 1 <= s.first or tokens[i - 1].text != ",":
        return None
    last = base_before(parse, i - 1, s.first)
    if last is None or not speaks(parse, last):
        return None
    if last[0] - 1 > s.first and tokens[last[0] - 1].text == ",":
        first = base_before(parse, last[0] - 1, s.first)
        if first is not None and speaks(parse, first) and _titled(scene, first) != _titled(scene, last):
            return first[0], last[1]
    return last if _titled(scene, last) or head_of(parse, last).ent == "PERSON" else None


def _named_before(scene: Scene, before: Range) -> Range:
    """ "the Syrian Observatory a monitoring group said": a name set before it without a comma."""
    tokens, s = scene.parse.tokens, scene.s
    first = before[0]
    if first <= s.first or tokens[first].lower not in {"a", "an"} or tokens[first - 1].pos != "PROPN":
        return before
    if tokens[first - 1].ent in {"GPE", "LOC", "FAC", "DATE", "TIME"}:
        return before
    name = base_before(scene.parse, first, s.first)
    return (name[0], before[1]) if name is not None and speaks(scene.parse, name) else before


def _titled(scene: Scene, span: Range) -> bool:
    return head_of(scene.parse, span).lemma in scene.lex.persons


def _behind(scene: Scene, v: Token, start: int) -> tuple[Range | None, int, bool]:
    """What stands behind the cue: the outlet spoken to, where the rest begins, whether that is a clause."""
    parse, s = scene.parse, scene.s
    tokens = parse.tokens
    edges: dict[int, int] = {}
    clause_at = -1
    for k in scene.kids.get(v.i, ()):
        if k <= v.i:
            continue
        t = tokens[k]
        a, b = subtree(scene.kids, k)
        if t.dep == "ccomp" or (
            t.dep in {"xcomp", "parataxis", "acl"} and v.lemma in {"claim", "admit", "deny"}
        ):
            clause_at = a if clause_at < 0 else min(a, clause_at)
        elif t.dep in _ADJUNCTS and not any(is_finite(x) or _figures(x) for x in tokens[a:b]):
            edges[a] = b
        elif t.dep in {"dobj", "obj"} and v.lemma in _LISTENERS:
            edges[a] = scene.np(k, floor=a)[1]
    outlet = outlet_at(scene, start) if v.lemma in _LISTENERS else None
    j = start
    while j < s.last:
        t = tokens[j]
        behind = tokens[j + 1] if j + 1 < s.last else t
        if t.text == ";":
            break
        if t.lower == "that" and behind is not t and (t.dep == "mark" or behind.pos != "NOUN"):
            return outlet, j + 1, True
        if t.text == ":" or (t.text == "," and behind.text in OPENING and j == start):
            return outlet, j + 1, True
        if t.text in OPENING and behind.text[0].isalnum() and v.lemma in scene.lex.stance:
            return outlet, j, True
        if clause_at == j and t.ent in _WHEN and _breaks_off(scene, j):
            break
        if clause_at >= 0 and (j == clause_at or (t.lower == "as" and j + 1 == clause_at)):
            return outlet, j, True
        heard = outlet_at(scene, j + 1) if t.lower in {"by", "to", "with"} else None
        if heard is not None:
            outlet, j = heard, heard[1]
        elif outlet is not None and j == outlet[0]:
            j = outlet[1]
        elif edges.get(j, j) > j:
            j = next((i for i in range(j, edges[j]) if tokens[i].text in {":", ";"}), edges[j])
        elif t.ent in _WHEN or t.dep == "prt" or (t.pos == "ADP" and behind.ent in _WHEN):
            j += 1
        else:
            break
    return outlet or heard_by(scene, v, start), j, False


def _figures(t: Token) -> bool:
    return t.pos == "NUM" and t.ent not in _WHEN


def _goes_on(scene: Scene, start: int, set_off: bool) -> Range | None:
    """What goes on behind "..., police said": "..., with 25 others hurt"; "Two men, he said, were shot"."""
    tokens, s = scene.parse.tokens, scene.s
    j = start + 1
    while j < s.last and tokens[j].text in MARKS | {","}:
        j += 1
    before = tokens[scene.s.first : start]
    inserted = (
        set_off
        and j < s.last
        and (tokens[j].pos in {"VERB", "AUX"} or (len(before) > 3 and _hangs(scene, start)))
    )
    if j < s.last and (
        inserted or tokens[j].lower in _GOES_ON or any(t.text in MARKS for t in tokens[start:j])
    ):
        return scene.trim(j, s.last)
    return None


def _hangs(scene: Scene, start: int) -> bool:
    """Whether the words before an inserted "he said" break off at a conjunction: "when, he said, ..."."""
    tokens = scene.parse.tokens
    commas = [i for i in range(scene.s.first + 1, start) if tokens[i].text == ","]
    return bool(commas) and tokens[commas[-1] - 1].lower in {
        "when",
        "that",
        "and",
        "but",
        "where",
        "because",
        "while",
    }


def _sentence_before(scene: Scene) -> Range | None:
    """The sentence before, where a quote or comma at its end shows that the cue stands behind it."""
    if not scene.n:
        return None
    before = scene.parse.sentences[scene.n - 1]
    if scene.parse.tokens[before.last - 1].text in {","} | MARKS:
        return scene.trim(before.first, before.last)
    return None
