"""How far a speaker's words reach beyond the cue's sentence: quotes, "A. B, he said.", repeated figures."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from tocsin.codebook import words
from tocsin.find.quotes import quotes_meeting
from tocsin.find.speaker_phrase import Kids, Range, subtree
from tocsin.find.speaker_scene import Cue
from tocsin.find.speaker_words import speech_words
from tocsin.records import Parse, Span, Token

_FAR, _NEAR = 6, 3  # sentences between a headline figure and the speaker who gives it
_QUOTED = 3  # sentences within which a quote nobody introduces is the last speaker's
_BESIDE = 2  # tokens between a number and the word of its effect
_TELLING = 10  # a number this large is not met twice by chance


class Said(NamedTuple):
    """A cue with the characters of its words and the speaker they belong to."""

    cue: Cue
    source: Range | None  # resolved
    content: list[Span]


def spread(parse: Parse, said: list[Said], quotes: tuple[Span, ...]) -> None:
    """Widen ``content`` in place: whole quotes, quotes that go on, sentences between two of one speaker."""
    _over_quotes(said, quotes)
    _quotes_that_go_on(parse, said, quotes)
    _between(parse, said)


def _over_quotes(said: list[Said], quotes: tuple[Span, ...]) -> None:
    """A quote that holds some of the words said holds them all, over sentence ends too."""
    for one in said:
        if one.cue.source is None:
            continue
        for k, part in enumerate(one.content):
            for quote in quotes_meeting(quotes, part):
                if not (k and quote.start < one.content[0].start):
                    start = min(part.start, quote.start) if k == 0 else part.start
                    one.content[k] = part = Span(start, max(part.end, quote.end))


def _quotes_that_go_on(parse: Parse, said: list[Said], quotes: tuple[Span, ...]) -> None:
    """ "...," he said. "...": a quote of the same paragraph that nobody else introduces."""
    if not quotes:
        return
    starts = [parse.tokens[s.first].start for s in parse.sentences]
    by_sentence: dict[int, list[Said]] = {}
    for one in said:
        if one.cue.source is not None:
            by_sentence.setdefault(one.cue.sent, []).append(one)
    covered = {q for one in said for part in one.content for q in quotes_meeting(quotes, part)}
    for quote in quotes:
        n = bisect_right(starts, quote.start) - 1
        if n < 1 or n in by_sentence or quote in covered:
            continue
        m = next((m for m in range(n - 1, max(n - 1 - _QUOTED, -1), -1) if m in by_sentence), None)
        if m is None or parse.sentences[n].paragraph != parse.sentences[m].paragraph:
            continue
        last = by_sentence[m][-1]
        if any(quotes_meeting(quotes, part) for part in last.content):
            last.content.append(quote)


def _between(parse: Parse, said: list[Said]) -> None:
    """ "A, police said. B. C, they added." gives B to the police too."""
    spoken = [one for one in said if one.cue.source is not None]
    for one, other in pairwise(spoken):
        gap = other.cue.sent - one.cue.sent
        if one.source != other.source or not 1 < gap < 4:
            continue
        sentences = parse.sentences[one.cue.sent : other.cue.sent + 1]
        if sentences[0].paragraph != sentences[-1].paragraph:
            continue
        for s in sentences[1:-1]:
            one.content.append(parse.span(s.first, s.last))


def without_known(parse: Parse, kids: Kids, said: Range) -> list[Range]:
    """The words said without what they take as known: "a day after an attack that killed two"."""
    acts = speech_words().acts
    for t in parse.tokens[said[0] : said[1]]:
        if (
            t.dep == "relcl"
            and t.tag in {"VBD", "VBN"}
            and parse.tokens[t.head].lemma in acts
            and t.head >= said[0]
        ):
            first, last = subtree(kids, t.i)
            if first > said[0] and t.head < first:
                parts = ((said[0], first), (last, said[1]))
                return [p for p in parts if any(x.text[0].isalnum() for x in parse.tokens[p[0] : p[1]])]
    return [said]


def echoes(parse: Parse, said: list[Said]) -> None:
    """Give a figure that nobody is said to give to the speaker who gives the same figure elsewhere.

    Headlines and leads repeat what a source says further down: the same number, the same effect.
    """
    numbers = _numbers(parse)
    if not numbers:
        return
    starts = [parse.tokens[s.first].start for s in parse.sentences]
    cover: dict[int, list[tuple[Span, Said]]] = {}
    for one in said:
        for part in one.content if one.source is not None else ():
            for n in range(bisect_right(starts, part.start) - 1, bisect_right(starts, part.end - 1)):
                cover.setdefault(n, []).append((part, one))
    owner: dict[tuple[str, str], tuple[int, Said]] = {}
    free: list[tuple[tuple[str, str], int, Span]] = []
    for key, at, sent, region in numbers:
        held = next((one for part, one in cover.get(sent, ()) if part.start <= at.start < part.end), None)
        if held is None:
            free.append((key, sent, region))
        else:
            owner.setdefault(key, (sent, held))
    for key, sent, region in free:
        if key not in owner:
            continue
        later, one = owner[key]
        far = _FAR if key[0].isdigit() and int(key[0]) >= _TELLING else _NEAR
        if 0 <= later - sent <= far:
            one.content.append(region)


def _numbers(parse: Parse) -> list[tuple[tuple[str, str], Span, int, Span]]:
    """Each figure of people: (number, effect), its span, and the words around it up to the next figure."""
    effects: dict[str, str] = {w: kind for kind, ws in words("speech")["effects"].items() for w in ws}
    values: dict[str, str] = words("speech")["numbers"]
    out: list[tuple[tuple[str, str], Span, int, Span]] = []
    tokens = parse.tokens
    for s in parse.sentences:
        found = [i for i in range(s.first, s.last) if _counts(tokens, i, values)]
        if not found:
            continue
        acts = [i for i in range(s.first, s.last) if tokens[i].lemma in effects or tokens[i].lower in effects]
        if not acts:
            continue
        for k, i in enumerate(found):
            low = found[k - 1] + 1 if k else s.first
            high = found[k + 1] if k + 1 < len(found) else s.last
            value = values.get(tokens[i].lower, tokens[i].lower.replace(",", ""))
            if value in {"0", "1"}:
                continue
            ahead = [a for a in acts if i < a < high]
            behind = [a for a in acts if a < i]
            if ahead and ahead[0] - i <= _BESIDE:
                act = ahead[0]
            elif behind and (i - behind[-1] <= 2 * _BESIDE or not ahead):
                act = behind[-1]
            else:
                act = ahead[0] if ahead else next(a for a in acts if a > i)
            effect = effects.get(tokens[act].lemma) or effects[tokens[act].lower]
            start = max(low, min(i, act) if act >= low else low)
            region = parse.span(start, max(i + 1, min(high, max(i, act) + 1)))
            out.append(((value, effect), Span(tokens[i].start, tokens[i].end), tokens[i].sent, region))
    return out


def _counts(tokens: tuple[Token, ...], i: int, values: dict[str, str]) -> bool:
    """Whether token ``i`` is a number that may count people: no date, no clock, no "of 2016"."""
    t = tokens[i]
    if t.lower not in values and not t.text.replace(",", "").isdigit():
        return False
    if t.ent in {"DATE", "TIME"}:
        # The tagger takes "2016 6 Killed" for one date: an effect or a noun right behind tells.
        after = tokens[i + 1] if i + 1 < len(tokens) else t
        return after.pos in {"VERB", "NOUN", "ADJ"} and after.ent not in {"DATE", "TIME"}
    return True
