"""The words of a speaker: from the head of a noun phrase to the phrase that a careful reader would quote.

Two ways: by the parse (head and its dependents) and, where the parser lost the thread, by pattern
(the noun phrase that stands right before or right after the verb).
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.find.speaker_words import can_speak, speech_words
from tocsin.records import Parse, Sentence, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEFT_SKIP = frozenset(
    {"punct", "cc", "mark", "advcl", "relcl", "preconj", "advmod", "prep", "ccomp", "nsubj"}
)
_RIGHT_KEEP = frozenset(
    {"prep", "compound", "flat", "case", "nummod", "poss", "nmod", "appos", "conj", "cc", "amod"}
)
_INNER = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LINKS = frozenset({"of", "in", "for", "from", "at", "near", "on", "with", "to", "within"})
_TIME = frozenset({"DATE", "TIME"})

Kids = dict[int, list[int]]
Range = tuple[int, int]


def children(tokens: Sequence[Token], sentence: Sentence) -> Kids:
    """Token -> its dependents in text order, for one sentence."""
    kids: Kids = {}
    for token in tokens[sentence.first : sentence.last]:
        if token.head != token.i:
            kids.setdefault(token.head, []).append(token.i)
    return kids


def subtree(kids: Kids, i: int) -> Range:
    """First and last + 1 of the tokens under ``i`` (an outer hull; crossing parses may leave gaps)."""
    first = last = i
    stack = [i]
    while stack:
        k = stack.pop()
        first, last = min(first, k), max(last, k)
        stack.extend(kids.get(k, ()))
    return first, last + 1


def phrase(parse: Parse, kids: Kids, head: int, floor: int, ceil: int) -> Range:
    """The noun phrase of ``head`` within ``[floor, ceil)``: modifiers, "of ..." and names set beside it.

    Relative clauses, times and whatever holds a finite verb are left out.
    """
    tokens = parse.tokens
    first = head
    for k in reversed([k for k in kids.get(head, ()) if k < head]):
        if k == first - 1 and tokens[k].text == "-":
            first = k  # "al-Shabaab"
            continue
        if tokens[k].dep in _LEFT_SKIP or tokens[k].ent in _TIME:
            break
        a, b = subtree(kids, k)
        if b != first or a < floor:
            break
        first = a
    while tokens[first].text == "-" and first < head:
        first += 1
    last = head + 1
    for k in (k for k in kids.get(head, ()) if k > head):
        t = tokens[k]
        if t.dep == "punct":
            continue
        if t.dep not in _RIGHT_KEEP or (t.dep == "prep" and t.lower not in _LINKS):
            break
        a, b = subtree(kids, k)
        gap = a - last
        if gap > 1 or (gap == 1 and tokens[last].text not in {",", "-", "("}) or b > ceil:
            break
        if t.dep == "conj" and gap == 0 and tokens[k - 1].dep != "cc" and tokens[a].dep != "cc":
            pass
        if any(x.tag in FINITE or x.ent in _TIME for x in tokens[a:b]):
            break
        last = b
    while (
        last > head + 1 and tokens[last - 1].dep in {"punct", "cc", "prep"} and tokens[last - 1].text != ")"
    ):
        last -= 1
    opened = [t.text for t in tokens[first:last]]
    if opened.count("(") > opened.count(")"):
        last = last + 1 if last < ceil and tokens[last].text == ")" else first + opened.index("(")
    return first, max(last, head + 1)


def base_before(parse: Parse, end: int, floor: int) -> Range | None:
    """The noun phrase that ends at token ``end`` (exclusive), read backwards without the parse.

    It grows over "of", "in", "for" ... while what it is tied to is itself a speaker:
    "a military source in the Kurdish forces".
    """
    tokens = parse.tokens
    first = _one_before(tokens, end, floor)
    if first is None:
        return None
    while first - 2 >= floor and tokens[first - 1].lower in _LINKS | {"and"}:
        outer = _one_before(tokens, first - 1, floor)
        lex = speech_words()
        if outer is None:
            break
        noun = tokens[first - 2]
        if noun.lemma not in lex.speakers and noun.lower not in lex.speakers and noun.lemma != "one":
            break
        first = outer
    return first, end


def _one_before(tokens: Sequence[Token], end: int, floor: int) -> int | None:
    i = end
    while i > floor:
        t = tokens[i - 1]
        if t.ent in _TIME and t.lower not in speech_words().speakers:
            break
        if i < end and tokens[i].ent == "PERSON" and t.ent != "PERSON" and t.tag in {"NN", "NNS"}:
            if t.lemma not in speech_words().persons:
                break  # "... wounded 25 others Ibrahim Leys told"
        if t.pos in _INNER or t.tag in {"POS", "HYPH"} or (t.text == "-" and i < end):
            i -= 1
        elif t.pos == "DET" or t.tag == "PRP$":
            i -= 1
            if not (i > floor and tokens[i - 1].tag == "POS"):
                break
        else:
            break
    if i == end or tokens[end - 1].pos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return None
    while i < end and (tokens[i].tag in {"POS", "HYPH"} or tokens[i].text == "-"):
        i += 1
    return i if i < end else None


def base_after(parse: Parse, first: int, ceil: int) -> Range | None:
    """The noun phrase that starts at token ``first``, read forwards without the parse."""
    tokens = parse.tokens
    i = first
    while i < ceil:
        t = tokens[i]
        if t.pos in _INNER or t.tag in {"POS", "HYPH", "PRP$"} or t.pos == "DET":
            if t.ent in _TIME and i > first:
                break
            i += 1
        elif i > first and t.lower in _LINKS and i + 1 < ceil and tokens[i + 1].pos in _INNER | {"DET"}:
            i += 1
        else:
            break
    while i > first and (tokens[i - 1].lower in _LINKS or tokens[i - 1].pos == "DET"):
        i -= 1
    return (first, i) if i > first else None


def head_of(parse: Parse, span: Range) -> Token:
    """The token of the range whose head lies outside it; the last noun where the parse is broken."""
    tokens = parse.tokens[span[0] : span[1]]
    for t in tokens:
        if (t.head < span[0] or t.head >= span[1] or t.head == t.i) and t.pos in {"NOUN", "PROPN", "PRON"}:
            return t
    for t in reversed(tokens):
        if t.pos in {"NOUN", "PROPN", "PRON"}:
            return t
    return tokens[-1]


def speaks(parse: Parse, span: Range) -> bool:
    """Whether the phrase can be a speaker: one of the nouns outside its "of ..." parts can speak.

    "two officials" speak; "two civilians" are a toll.
    """
    lex = speech_words()
    tokens = parse.tokens[span[0] : span[1]]
    head = head_of(parse, span)
    if head.pos != "PROPN" and (head.lemma in lex.counted or head.lower in lex.counted):
        if any(t.pos == "NUM" and t.lower not in {"one", "two"} for t in tokens if t.i < head.i):
            return False
        if any(t.lower in {"at", "dozens", "several", "many", "more", "no"} for t in tokens if t.i < head.i):
            return False
    for t in tokens:
        if t.pos == "ADP":
            break
        if t.pos in {"NOUN", "PROPN", "PRON", "ADJ"} and can_speak(t):
            return True
    return can_speak(head) or (head.pos in {"NUM", "DET"} and len(tokens) > 2 and tokens[1].lower == "of")


def body_start(parse: Parse, sentence: Sentence) -> int:
    """First token behind a dateline or topic ("KOHAT, Jan 3 -", "Gaza war:"), else the first token."""
    tokens = parse.tokens
    for i in range(sentence.first, min(sentence.first + 14, sentence.last - 2)):
        t = tokens[i]
        if t.tag in FINITE or (t.pos == "NUM" and t.ent == "CARDINAL"):
            break
        spaced = t.start > 0 and parse.text[t.start - 1].isspace() and t.end < len(parse.text)
        if i > sentence.first and (
            t.text == ":"
            or t.text in {"—", "–", "--"}
            or (t.text == "-" and spaced and parse.text[t.end].isspace())
        ):
            return i + 1
    return sentence.first
