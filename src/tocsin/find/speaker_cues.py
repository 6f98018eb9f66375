"""Cues of speech in one sentence: the verb or phrase, its speaker, and where the words said begin.

Every rule gives a :class:`Cue` in token numbers; which characters it covers is settled elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tocsin.find.speaker_phrase import (
    FINITE,
    Kids,
    Range,
    base_after,
    base_before,
    head_of,
    phrase,
    speaks,
    subtree,
)
from tocsin.find.speaker_words import SpeechWords, can_speak, outlet_name, speech_words
from tocsin.records import Parse, Sentence, Token

_OPEN = frozenset("\"“„«``'‘")
_MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»", "„"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_AUX = frozenset({"AUX", "ADV", "PART"})


class Cue(NamedTuple):
    """A cue of speech. Ranges are tokens ``[first, last)``; ``left`` and ``right`` hold what is said."""

    at: int
    first: int
    last: int
    lemma: str
    stance: str
    source: Range | None
    outlet: Range | None
    left: Range | None
    right: Range | None
    sent: int


def sentence_cues(parse: Parse, n: int, kids: Kids, starts: list[int]) -> Iterator[Cue]:
    """The cues of sentence ``n``; ``starts`` are its tokens that may start one, in text order."""
    tokens = parse.tokens
    lex = speech_words()
    for i in starts:
        t = tokens[i]
        cue: Cue | None = None
        if t.lower == "according":
            cue = _according(parse, n, kids, i)
        elif t.lower in lex.hedges:
            cue = _hedge(parse, n, kids, i)
        elif t.pos in {"VERB", "AUX"} and t.lemma in lex.cues:
            cue = _verb(parse, n, kids, t, lex)
        if cue is not None and (cue.left or cue.right):
            yield cue


def _according(parse: Parse, n: int, kids: Kids, i: int) -> Cue | None:
    tokens, s = parse.tokens, parse.sentences[n]
    if i + 2 >= s.last or tokens[i + 1].lower != "to":
        return None
    head = next((k for k in kids.get(i + 1, ()) if tokens[k].dep == "pobj"), None)
    source = phrase(parse, kids, head, i + 2, s.last) if head is not None else None
    if source is None or source[0] != i + 2:
        source = base_after(parse, i + 2, s.last) or source
    if source is None:
        return None
    source = _owner_of_document(parse, kids, source, s)
    left = _trim(parse, _left_start(parse, s, i), i)
    right = _trim(parse, _skip_aside(parse, source[1], s), s.last)
    if (
        left is not None
        and i - left[0] < 3
        and not any(_is_verb(t) or t.pos == "NUM" for t in tokens[left[0] : i])
    ):
        left = None
    if left is not None and not (source[1] < s.last and tokens[source[1]].text in {",", ":"}):
        right = None
    return Cue(i, i, i + 2, "according to", "asserted", source, None, left, right, n)


def _hedge(parse: Parse, n: int, kids: Kids, i: int) -> Cue | None:
    """ "reportedly": what its verb governs, told by nobody."""
    tokens, s = parse.tokens, parse.sentences[n]
    head = tokens[i].head
    a, b = subtree(kids, head) if head != i else (i, s.last)
    return Cue(i, i, i + 1, tokens[i].lower, "unverified", None, None, None, _trim(parse, a, b), n)


def _verb(parse: Parse, n: int, kids: Kids, v: Token, lex: SpeechWords) -> Cue | None:
    tokens, s = parse.tokens, parse.sentences[n]
    mine = kids.get(v.i, ())
    deps = {tokens[k].dep for k in mine}
    if v.dep == "amod" or "neg" in deps:
        return None
    if v.tag == "VB" and tokens[v.head].lemma in lex.refusing and v.dep == "xcomp":
        return None
    stance = lex.stance.get(v.lemma, "asserted")
    if "auxpass" in deps or (v.tag == "VBN" and v.dep == "acl") or "agent" in deps:
        return _passive(parse, n, kids, v, stance, lex)
    if v.lemma in lex.citing:
        return _citing(parse, n, kids, v, lex)
    source = _subject(parse, kids, v, s, lex)
    start = v.i + 1
    if source is not None and source[0] > v.i:
        start = source[1]
    outlet, start, clause = _after(parse, kids, v, start, s, lex)
    rest_words = any(t.text[0].isalnum() for t in tokens[start : s.last])
    left_from = _left_start(parse, s, v.i)
    edge = min(v.i, source[0]) if source is not None and _near(source, v.i) else v.i
    left = right = None
    if clause:
        right = _trim(parse, start, s.last)
    elif rest_words and (begin := _figure(parse, kids, v, source, s, lex)) is not None:
        right = _trim(parse, begin, s.last)
    elif v.lemma in lex.trailing and source is not None:
        comma = start < s.last and tokens[start].text in {",", "-", "–", "—", ";"} | _MARKS
        if not rest_words or comma:
            left = _trim(parse, left_from, edge)
            if rest_words:
                right = _continued(parse, start, s)
        elif (
            edge > s.first
            and tokens[edge - 1].text in {","} | _MARKS
            and not any(map(_is_finite, tokens[start : s.last]))
        ):
            left = _trim(parse, left_from, edge)
        elif any(t.pos == "NUM" or _is_finite(t) for t in tokens[start : s.last]):
            right = _trim(parse, start, s.last)
        if left is None and right is None and not rest_words and n and edge <= s.first + 1:
            before = parse.sentences[n - 1]
            if tokens[before.last - 1].text in {","} | _MARKS:
                left = _trim(parse, before.first, before.last)
    if source is None and v.dep not in {"conj", "advcl", "xcomp", "acl", "pcomp"}:
        return None
    first, last = _verb_group(tokens, v, s)
    return Cue(v.i, first, last, v.lemma, stance, source, outlet, left, right, n)


def _passive(parse: Parse, n: int, kids: Kids, v: Token, stance: str, lex: SpeechWords) -> Cue | None:
    tokens, s = parse.tokens, parse.sentences[n]
    first, last = _verb_group(tokens, v, s)
    by = next((k for k in kids.get(v.i, ()) if tokens[k].lower == "by" and k > v.i), None)
    head = next((k for k in kids.get(by, ()) if tokens[k].dep == "pobj"), None) if by is not None else None
    if head is not None and can_speak(tokens[head]) and v.lemma in lex.stance:
        source = phrase(parse, kids, head, head - 12, s.last)
        if v.dep == "acl":
            noun = v.head
            if tokens[noun].lemma not in lex.figure_nouns | lex.documents:
                return None
            a, _ = subtree(kids, noun)
            return Cue(
                v.i,
                v.i,
                v.i + 1,
                v.lemma,
                stance,
                source,
                None,
                _trim(parse, a, v.i),
                _trim(parse, source[1], s.last),
                n,
            )
        left = _trim(parse, _left_start(parse, s, v.i), first)
        right = _trim(parse, source[1], s.last)
        return Cue(v.i, first, last, v.lemma, stance, source, None, left, right, n)
    if v.dep == "acl" or v.lemma not in lex.passive:
        return None
    tail = any(tokens[k].dep in {"xcomp", "ccomp", "oprd", "acomp"} for k in kids.get(v.i, ()))
    if not tail:
        return None
    a = min((k for k in kids.get(v.i, ()) if tokens[k].dep in _SUBJECT), default=v.i)
    a = subtree(kids, a)[0] if a != v.i else v.i
    return Cue(v.i, first, last, v.lemma, "unverified", None, None, None, _trim(parse, a, s.last), n)


def _citing(parse: Parse, n: int, kids: Kids, v: Token, lex: SpeechWords) -> Cue | None:
    """ "AFP reports, citing police", "SANA quoted the governor as saying": the object speaks."""
    tokens, s = parse.tokens, parse.sentences[n]
    head = next((k for k in kids.get(v.i, ()) if tokens[k].dep in {"dobj", "obj"} and k > v.i), None)
    source = (
        phrase(parse, kids, head, v.i + 1, s.last) if head is not None else base_after(parse, v.i + 1, s.last)
    )
    if source is None or not speaks(parse, source):
        return None
    subject = _subject(parse, kids, v, s, lex)
    outlet = subject if subject is not None and outlet_name(parse, *subject) else None
    right = _trim(parse, source[1], s.last)
    left = None
    if v.tag == "VBG":
        left = _trim(parse, _left_start(parse, s, v.i), v.i)
    if right is not None and v.tag == "VBG" and tokens[right[0]].lower != "as":
        right = None
    return Cue(v.i, v.i, v.i + 1, v.lemma, "asserted", source, outlet, left, right, n)


def _subject(parse: Parse, kids: Kids, v: Token, s: Sentence, lex: SpeechWords) -> Range | None:
    """Who speaks: the verb's subject, its governor's, or the noun phrase beside it."""
    tokens = parse.tokens
    found: Range | None = None
    seen = 0
    node = v
    while seen < 4:
        seen += 1
        k = next((k for k in kids.get(node.i, ()) if tokens[k].dep in _SUBJECT), None)
        if k is not None:
            if tokens[k].lower in lex.relative and node.dep == "relcl":
                k = node.head
                found = phrase(parse, kids, k, s.first, node.i)
            else:
                found = phrase(parse, kids, k, s.first if k < v.i else v.i + 1, v.i if k < v.i else s.last)
            break
        if node.dep in {"acl"} and node.tag == "VBG":
            found = phrase(parse, kids, node.head, s.first, node.i)
            break
        if node.dep in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"} and node.head != node.i:
            if node.dep == "ccomp" and node.i > node.head:
                break
            node = tokens[node.head]
            continue
        break
    if found is not None and speaks(parse, found):
        return found
    beside = _beside(parse, v, s, lex)
    return beside if beside is not None else None


def _beside(parse: Parse, v: Token, s: Sentence, lex: SpeechWords) -> Range | None:
    tokens = parse.tokens
    if v.lemma not in lex.trailing:
        return None
    i = v.i
    while i > s.first and tokens[i - 1].pos in _AUX and tokens[i - 1].tag != "POS":
        i -= 1
    if i > s.first and tokens[i - 1].pos == "PRON" and can_speak(tokens[i - 1]):
        return i - 1, i
    before = base_before(parse, i, s.first)
    if before is not None and speaks(parse, before):
        return before
    after = base_after(parse, v.i + 1, s.last)
    if after is not None and speaks(parse, after):
        return after
    return None


def _after(
    parse: Parse, kids: Kids, v: Token, start: int, s: Sentence, lex: SpeechWords
) -> tuple[Range | None, int, bool]:
    """What stands right of the cue: the outlet spoken to, where the rest begins, whether that is a clause."""
    tokens = parse.tokens
    edges: dict[int, int] = {}
    clause_at = -1
    for k in kids.get(v.i, ()):
        if k <= v.i:
            continue
        t = tokens[k]
        a, b = subtree(kids, k)
        if t.dep == "ccomp" or (t.dep in {"xcomp", "parataxis"} and v.lemma == "claim"):
            clause_at = a if clause_at < 0 else min(a, clause_at)
        elif t.dep in {"prep", "npadvmod", "advmod", "dative", "tmod"} and not any(
            map(_is_finite, tokens[a:b])
        ):
            edges[a] = b
        elif t.dep == "dobj" and v.lemma in {"tell", "inform", "brief", "notify", "assure", "advise"}:
            edges[a] = phrase(parse, kids, k, a, s.last)[1]
    outlet: Range | None = None
    j = start
    while j < s.last:
        t = tokens[j]
        if (
            t.lower == "that"
            and t.dep in {"mark", "det", "nsubj", "dobj", "advmod", "pobj"}
            and j + 1 < s.last
        ):
            if t.dep == "mark" or j == clause_at or tokens[j + 1].pos not in {"NOUN"}:
                return outlet, j + 1, True
        if t.text == ":" or (
            t.text in _OPEN
            and j + 1 < s.last
            and tokens[j + 1].text[0].isalnum()
            and j > start - 1
            and v.lemma in lex.stance
        ):
            return outlet, j + (t.text == ":"), True
        if j == clause_at or (clause_at >= 0 and t.lower == "as" and j + 1 == clause_at):
            return outlet, j, True
        if j in edges and edges[j] > j:
            named = outlet_name(parse, j, edges[j])
            if named and (v.lemma in {"tell", "inform"} or t.lower in {"to", "with"}):
                outlet = (j + (t.pos == "ADP"), edges[j])
            j = edges[j]
        elif t.ent in {"DATE", "TIME"}:
            j += 1
        elif (
            v.lemma in {"tell", "inform"}
            and outlet is None
            and (listener := base_after(parse, j, s.last)) is not None
            and outlet_name(parse, *listener)
        ):
            outlet = listener
            j = listener[1]
        else:
            break
    return outlet, j, False


def _figure(
    parse: Parse, kids: Kids, v: Token, source: Range | None, s: Sentence, lex: SpeechWords
) -> int | None:
    """Where a bare figure begins that the verb takes: "put the toll at 17", "spoke of six dead"."""
    tokens = parse.tokens
    if source is None or source[0] > v.i or not speaks(parse, source):
        return None
    wanted = lex.figure_prepositions.get(v.lemma)
    for k in kids.get(v.i, ()):
        t = tokens[k]
        if k < v.i:
            continue
        if wanted and t.dep == "prep" and t.lower == wanted:
            return k + 1
        if v.lemma in lex.figures and t.dep in {"dobj", "obj", "ccomp", "xcomp", "attr"}:
            a = subtree(kids, k)[0]
            if v.lemma in lex.weak_figures:
                document = head_of(parse, source).lemma in lex.documents | lex.outlets
                if not (t.lemma in lex.figure_nouns or document):
                    continue
            if not any(x.pos == "NUM" or x.lemma in lex.figure_nouns for x in tokens[a : s.last]):
                continue
            return a
    return None


def _owner_of_document(parse: Parse, kids: Kids, source: Range, s: Sentence) -> Range:
    """ "a statement released on Saturday by the army" is the army's word."""
    tokens, lex = parse.tokens, speech_words()
    head = head_of(parse, source)
    if head.lemma not in lex.documents:
        return source
    for k in kids.get(head.i, ()):
        t = tokens[k]
        if t.dep == "prep" and t.lower in {"from", "by"}:
            links = [k]
        elif t.dep == "acl" and t.tag == "VBN":
            links = [j for j in kids.get(k, ()) if tokens[j].lower == "by"]
        else:
            continue
        for link in links:
            for j in kids.get(link, ()):
                if tokens[j].dep == "pobj" and can_speak(tokens[j]):
                    return phrase(parse, kids, j, link + 1, s.last)
    return source


def _continued(parse: Parse, start: int, s: Sentence) -> Range | None:
    """What goes on behind a comma after "police said": "..., with 25 others hurt"."""
    tokens = parse.tokens
    j = start + 1
    while j < s.last and tokens[j].text in _MARKS | {","}:
        j += 1
    if j < s.last and (
        tokens[j].lower
        in {"with", "and", "including", "among", "adding", "most", "mostly", "of", "as", "also"}
        or any(t.text in _MARKS for t in tokens[start:j])
    ):
        return _trim(parse, j, s.last)
    return None


def _left_start(parse: Parse, s: Sentence, at: int) -> int:
    """Where the clause left of a trailing cue begins: the sentence, or what follows a semicolon."""
    for i in range(at - 1, s.first - 1, -1):
        if parse.tokens[i].text == ";":
            return i + 1
    return s.first


def _skip_aside(parse: Parse, start: int, s: Sentence) -> int:
    """Past ", which counted 20," behind a source."""
    tokens = parse.tokens
    if start + 1 < s.last and tokens[start].text == "," and tokens[start + 1].lower in {"which", "who"}:
        for i in range(start + 2, s.last):
            if tokens[i].text == ",":
                return start
    return start


def _trim(parse: Parse, first: int, last: int) -> Range | None:
    """``[first, last)`` without the commas, stops and dashes around it; None when nothing is left."""
    tokens = parse.tokens
    while (
        first < last
        and not tokens[first].text[0].isalnum()
        and tokens[first].text not in {"$", "“", '"', "(", "#"}
    ):
        first += 1
    while (
        last > first
        and not tokens[last - 1].text[-1].isalnum()
        and tokens[last - 1].text not in {"%", "”", '"', ")"}
    ):
        last -= 1
    return (first, last) if last > first else None


def _verb_group(tokens: tuple[Token, ...], v: Token, s: Sentence) -> Range:
    first = v.i
    while (
        first > s.first
        and tokens[first - 1].head == v.i
        and tokens[first - 1].dep in {"aux", "auxpass", "neg"}
    ):
        first -= 1
    return first, v.i + 1


def _near(source: Range, at: int) -> bool:
    return source[1] <= at and at - source[1] < 12


def _is_verb(t: Token) -> bool:
    return t.pos in {"VERB", "AUX"}


def _is_finite(t: Token) -> bool:
    return t.tag in FINITE or (t.tag in {"VBN"} and t.dep in {"ccomp", "ROOT", "conj"})
