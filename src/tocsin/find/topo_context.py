"""What the words around a place name tell: preposition, level, distance, part, container."""

from __future__ import annotations

import re
from typing import NamedTuple

from tocsin.codebook import words
from tocsin.records import Parse
from tocsin.records.toponym import Toponym

_W = words("places")
COMPASS: dict[str, int] = _W["compass"]
PARTS = frozenset(_W["compass_part"]["words"])
_LEVELS: dict[str, str] = _W["levels"]
_PREPOSITIONS = frozenset(_W["locative"]) | frozenset(_W["loose"])
_NEAR = frozenset(_W["near"])
_AREA = frozenset(_W["area_after"])
_ACTORS = frozenset(_W["actors"]["words"])
_CONVOYS = frozenset(_W["actors"]["convoys"])
_SPEECH = frozenset(_W["speech"]["words"])
_SKIPPED = frozenset(("DET", "ADJ"))

_LEVEL = "|".join(sorted(map(re.escape, _LEVELS), key=len, reverse=True))
_DIRECTION = "|".join(sorted(map(re.escape, COMPASS), key=len, reverse=True))
_NEAR_PHRASE = re.compile(
    rf"(?i)\b(?:{'|'.join(_W['near_phrases'])})\s+(?:the\s+)?(?:[\w-]+\s+){{0,2}}(?:of\s+)?$"
)
_DISTANCE = re.compile(
    r"(?i)(?P<n>\d[\d.,]*|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty))"
    r"[\s-]*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m)\b(?:\s*\([^)]*\))?\s*"
    rf"(?:(?:to\s+the\s+)?(?P<way>{_DIRECTION})\s+)?(?:away\s+)?(?:of|from|outside)\s+(?:the\s+)?"
    rf"(?:[\w-]+\s+){{0,3}}$"
)
_WAY = re.compile(
    rf"(?i)\b(?:just\s+)?(?P<way>{_DIRECTION})\s+of\s+(?:the\s+)?(?:[\w-]+\s+){{0,2}}(?:of\s+)?$"
)
_NUMBERS: dict[str, int] = _W["numbers"]
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|al|el|de|of|-))*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*"
_DATELINE = re.compile(
    rf"\s*(?P<where>{_NAME}(?:\s*[,(/]\s*{_NAME}\)?){{0,2}}?)"
    rf"(?:\s*[,(]?\s*(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?\)?)?\s*"
    r"(?:\([^)\n]{2,40}\)\s*(?:[—–:-]|--)?|[—–:]|--|\s-)\s"
)
# Between two names: "A, B", "A in B", "A town in B", "A in the northern province of B".
_IN = re.compile(
    rf"(?i)(?:\s+(?:{_LEVEL})(?=\s*,|\s+in\b))?\s*,?\s*(?:(?:in|of|inside)\s+)?(?:the\s+|a\s+)?(?:(?:{_DIRECTION}|{_LEVEL}|central|coastal|border|restive|"
    rf"volatile|war-torn|nearby|neighbou?ring|eponymous|same)\s+)*(?:of\s+|in\s+)?(?:the\s+)?\(?"
)
# Between two names: "A near B", "A town, 10 km west of B", "A, a village close to B".
_BESIDE = re.compile(
    rf"(?i)(?:\s+(?:{_LEVEL}))?\s*,?\s*(?:(?:a|an|the|some|about|around|just)\s+)*(?:(?:{_LEVEL}|small|remote)\s+)*(?:some\s+|about\s+)?"
    rf"(?:[\d.,]+\s*(?:km|kilomet(?:er|re)s?|miles?)\s+)?(?:\([^)]*\)\s*)?(?:(?:to\s+the\s+)?(?:{_DIRECTION})\s+)?"
    rf"(?:near(?:\s+to)?|nearby|outside|close\s+to|next\s+to|not\s+far\s+from|of|from)\s+(?:the\s+)?"
    rf"(?:(?:{_LEVEL}|{_DIRECTION}|border|[a-z]+ern)\s+)*(?:of\s+)?"
)
_AND = re.compile(r"\s*(?:,|,?\s+(?:and|or))\s+")
_OWNED = re.compile(r"['’]s?\s+(?:[a-z][\w-]*\s+){0,4}(?:of\s+|in\s+)?(?:the\s+)?")
_DEMONYM_OF = re.compile(rf"\s+(?:[a-z][\w-]*\s+){{0,4}}(?:{_LEVEL})\s+(?:of\s+)?(?:the\s+)?")


class Around(NamedTuple):
    """What stands around a name; see :class:`tocsin.records.toponym.Toponym` for the fields."""

    cue: str
    level: str
    near: bool
    distance_km: float | None
    bearing: float | None
    part: float | None
    dateline: bool


def around(parse: Parse, first: int, last: int) -> Around:
    """Read the context of the name at tokens ``[first, last)``."""
    tokens = parse.tokens
    sentence = parse.sentences[tokens[first].sent]
    level, k, part = "", first - 1, None
    if last < sentence.last:
        level = _LEVELS.get(tokens[last].lower, "")
        if tokens[last].lower in _AREA and not level:
            level = ""
    if tokens[last - 1].lower in _LEVELS and last - first > 1 and not level:
        level = _LEVELS[tokens[last - 1].lower]
    if k >= sentence.first and tokens[k].lower in PARTS:
        part = float(COMPASS.get(tokens[k].lower, -1))
        k -= 1
    of_level = k > sentence.first and tokens[k].lower == "of" and tokens[k - 1].lower in _LEVELS
    if of_level and _belongs_before(parse, k - 1, sentence.first):
        k -= 1  # "Salaheddin province of Iraq": the province is not Iraq
    elif of_level:
        level = level or _LEVELS[tokens[k - 1].lower]
        k -= 2
    elif k >= sentence.first and tokens[k].lower in _LEVELS and tokens[k].text[0].islower():
        level = level or _LEVELS[tokens[k].lower]
        k -= 1
    while k >= sentence.first and (tokens[k].pos in _SKIPPED or tokens[k].lower in COMPASS):
        k -= 1
    cue = ""
    if k >= sentence.first:
        cue = (
            tokens[k].lower if tokens[k].lower in _PREPOSITIONS else "comma" if tokens[k].text == "," else ""
        )
    near, distance, bearing = cue in _NEAR, None, None
    if cue in ("of", "from", "outside", "to", "off"):
        before = parse.text[
            max(parse.tokens[sentence.first].start, tokens[first].start - 90) : tokens[first].start
        ]
        if found := _DISTANCE.search(before):
            distance, bearing, near = *_measure(found), True
        elif way := _WAY.search(before):
            bearing, near = float(COMPASS[way["way"].lower()]), True
        elif _NEAR_PHRASE.search(before):
            near = True
    dateline = sentence.first + 12 > first and _in_dateline(parse, first)
    return Around(cue, level, near, distance, bearing, part, dateline)


def _belongs_before(parse: Parse, noun: int, start: int) -> bool:
    """Whether a word for a province or district goes with the name before it, not with the "of" after it."""
    if noun <= start or _LEVELS[parse.tokens[noun].lower] == "city":
        return False
    return parse.tokens[noun - 1].pos == "PROPN" and parse.tokens[noun - 1].text[:1].isupper()


def _measure(found: re.Match[str]) -> tuple[float, float | None]:
    raw = found["n"].lower()
    n = float(_NUMBERS[raw]) if raw in _NUMBERS else _number(raw)
    unit = found["unit"].lower()
    km = n * 1.609344 if unit.startswith("mi") else n if unit.startswith("k") else n / 1000
    way = found["way"]
    return km, float(COMPASS[way.lower()]) if way else None


def _number(raw: str) -> float:
    digits = raw.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        return 0.0


def _in_dateline(parse: Parse, first: int) -> bool:
    """Whether the name stands in ``KABUL, Afghanistan (AP) --`` at the start of the text."""
    start = parse.tokens[first].start
    if start > 80:
        return False
    found = _DATELINE.match(parse.text)
    return bool(found) and start < found.end("where")  # type: ignore[union-attr]


def is_metonym(parse: Parse, first: int, last: int) -> bool:
    """Whether the name means a government, its forces or a side: it acts, or stands before such a noun."""
    tokens = parse.tokens
    t = tokens[last - 1]
    head = tokens[t.head]
    if t.dep in ("nsubj", "agent") and head.pos in ("VERB", "AUX") and head.lemma in _SPEECH:
        return True
    if t.dep in ("compound", "nmod", "amod", "poss", "npadvmod") and head.i >= last and head.lower in _ACTORS:
        return True
    if t.dep == "pobj" and head.lower in ("by", "with", "against") and head.i >= first - 2:
        return head.lower == "by" or tokens[head.head].pos == "VERB"
    return (
        last < len(tokens)
        and tokens[last].text == "-"
        and last + 1 < len(tokens)
        and tokens[last + 1].lower
        in ("backed", "led", "based", "allied", "aligned", "controlled", "held", "run", "supported", "funded")
    )


def is_doer(parse: Parse, last: int) -> bool:
    """ "near a US convoy": before a noun for people who act, whatever stands before it."""
    token = parse.tokens[last - 1]
    head = parse.tokens[token.head]
    return token.dep in ("compound", "nmod", "amod") and head.i >= last and head.lower in _CONVOYS


def link(parse: Parse, found: list[Toponym]) -> tuple[Toponym, ...]:
    """Tell each name the index of the one that the words between say it lies in."""
    out = [t._replace(sentence=parse.tokens[t.first].sent) for t in found]
    for i in range(len(out) - 1):
        a, b = out[i], out[i + 1]
        if parse.tokens[a.first].sent != parse.tokens[b.first].sent:
            continue
        between = parse.text[a.span.end : b.span.start]
        if len(between) > 70 or b.kind == "part" or a.kind == "part":
            continue
        if b.kind == "demonym":
            if i + 2 < len(out) and a.kind == "name" and _across(parse, between, b, out[i + 2]):
                out[i] = a._replace(container=i + 2)
        elif (_DEMONYM_OF if a.kind == "demonym" else _OWNED).fullmatch(between):
            out[i + 1] = b._replace(container=i)
        elif a.kind == "name" and b.bearing is not None and _BESIDE.fullmatch(between):
            out[i] = a._replace(beside=i + 1)
        elif a.kind == "name" and between.strip() and _IN.fullmatch(between):
            out[i] = a._replace(container=i + 1)
        elif a.kind == "name" and b.near and _BESIDE.fullmatch(between):
            out[i] = a._replace(beside=i + 1)
    for i in range(len(out) - 2, -1, -1):
        # "A, B and C districts of D": what holds the last of a list holds all of it.
        a, b = out[i], out[i + 1]
        last_held = b.container is not None and b.container > i + 1
        if last_held and a.kind == "name" and _AND.fullmatch(parse.text[a.span.end : b.span.start]):
            out[i] = a._replace(container=b.container)
    return tuple(out)


def _across(parse: Parse, before: str, demonym: Toponym, name: Toponym) -> bool:
    """``A, in the Afghan province of B``."""
    after = parse.text[demonym.span.end : name.span.start]
    return bool(name.kind == "name" and _IN.fullmatch(before) and _DEMONYM_OF.fullmatch(after))
