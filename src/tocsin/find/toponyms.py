"""Finds place names: capitalised runs that the gazetteer knows or that stand where places stand."""

from __future__ import annotations

from tocsin.codebook import words
from tocsin.find import topo_context as context
from tocsin.find.topo_runs import Run, capitalised_runs
from tocsin.gazetteer import Entry, Gazetteer
from tocsin.records import Parse
from tocsin.records.toponym import Toponym

_W = words("places")
_STOP = frozenset(_W["stop"]["words"])
_ORGANISATION = frozenset(_W["organisations"]["words"])
_SITE = frozenset(_W["sites"]["words"])
_LEVELS: dict[str, str] = _W["levels"]
_LOCATIVE = frozenset(_W["locative"])
_LOOSE = frozenset(_W["loose"])
_MAX_WORDS = 7
_ACCEPT = 2.5

# How much the parser's own label speaks for a place.
_LABEL = {
    "GPE": 2.0,
    "LOC": 2.0,
    "FAC": 0.5,
    "": 0.0,
    "NORP": 0.0,
    "ORG": -0.5,
    "PERSON": -1.5,
    "ACTOR": -1.5,
}


def find_toponyms(parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Place names of the parse in text order, overlapping none; demonyms and names inside other
    names are among them, marked by ``kind``."""
    labels = _labels(parse)
    found: list[Toponym] = []
    for run in capitalised_runs(parse):
        found += _of_run(parse, gazetteer, run, labels, found)
    return context.link(parse, found)


def _labels(parse: Parse) -> dict[int, str]:
    return {i: name.label for name in parse.names for i in range(name.first, name.last)}


def _of_run(
    parse: Parse, gazetteer: Gazetteer, run: Run, labels: dict[int, str], before: list[Toponym]
) -> list[Toponym]:
    out: list[Toponym] = []
    at = run.first
    while at < run.last:
        hit = _longest(parse, gazetteer, at, run.last)
        if hit is None:
            at += 1
            continue
        last, entries, demonym = hit
        made = _judge(
            parse, run, at, last, entries, demonym, labels, bool(out) or _follows(parse, before, at)
        )
        if made:
            out.append(made)
        at = last
    if not out and (made := _unlisted(parse, run, labels)):
        out.append(made)
    return out


def _longest(
    parse: Parse, gazetteer: Gazetteer, first: int, end: int
) -> tuple[int, list[Entry], str | None] | None:
    """The longest name from ``first`` that the gazetteer lists, or a demonym."""
    tokens = parse.tokens
    for last in range(min(end, first + _MAX_WORDS), first, -1):
        if not tokens[last - 1].text[-1].isalnum() and tokens[last - 1].text[-1] not in ".'":
            continue
        text = parse.words(first, last)
        if last - first <= 2 and (country := gazetteer.country_of_demonym(text)) and not text.isupper():
            return last, [], country
        if last - first == 1 and text.lower() in _STOP:
            return None
        if entries := gazetteer.lookup(text):
            return last, entries, None
    return None


def _judge(
    parse: Parse, run: Run, first: int, last: int, entries: list[Entry], demonym: str | None,
    labels: dict[int, str], after_place: bool,
) -> Toponym | None:  # fmt: skip
    """Weigh what speaks for a place: size, label, the words around; None when it is none."""
    tokens = parse.tokens
    around = context.around(parse, first, last)
    text = parse.words(first, last)
    span = parse.span(first, last)
    if demonym:
        return Toponym(first, last, span, text, text, "demonym", dateline=False)
    label = labels.get(first, "")
    rest = [tokens[i] for i in range(run.first, run.last) if not first <= i < last]
    names = [t.text for t in rest if t.text not in "-'’" and t.lower not in _LEVELS]
    whole = not [n for n in names if n.lower() not in context.COMPASS]
    organisation = any(n in _ORGANISATION or n in _SITE for n in names)
    weight = _weight(entries) + _LABEL.get(label, -0.5)
    if around.cue in _LOCATIVE:
        weight += 2
    elif around.cue in _LOOSE:
        weight += 0.8
    if around.level:
        weight += 1.5
    if after_place and around.cue == "comma":
        weight += 1.5
    weight += 0.5 if whole else -2
    first_token = tokens[first]
    if last - first == 1:
        if first_token.pos != "PROPN":
            weight -= 1.5
        if first == parse.sentences[first_token.sent].first and label not in ("GPE", "LOC"):
            weight -= 1
    kind = "name"
    if not whole and organisation and _weight(entries) >= 1.5:
        kind = "part"
    elif weight < _ACCEPT:
        return None
    return Toponym(
        first, last, span, text, text, kind, around.cue, around.level, around.near, around.distance_km,
        around.bearing, around.part, around.dateline, context.is_metonym(parse, first, last) and not around.near,
    )  # fmt: skip


def _weight(entries: list[Entry]) -> float:
    """How well known the best place of that name is, 0 to 3."""
    best = 0.0
    for e in entries[:8]:
        if e.kind == "country":
            w = 3.0
        elif e.kind in ("admin1", "region", "water"):
            w = 2.0
        elif e.population >= 1_000_000:
            w = 2.0
        elif e.population >= 100_000:
            w = 1.5
        elif e.population >= 15_000 or e.feature == "HAND":
            w = 1.0
        else:
            w = 0.5
        best = max(best, w * 0.7 if e.weak and e.kind != "country" else w)
    return best


def _unlisted(parse: Parse, run: Run, labels: dict[int, str]) -> Toponym | None:
    """A run that no gazetteer lists, kept where only a place can stand."""
    tokens = parse.tokens
    first, last = run.first, run.last
    while last > first + 1 and (tokens[last - 1].lower in _LEVELS or tokens[last - 1].text in "-'’"):
        last -= 1
    label = labels.get(first, "")
    inside = tokens[first:last]
    if last - first > 4 or any(t.lower in _STOP or t.text in _ORGANISATION for t in inside):
        return None
    if any(t.pos not in ("PROPN", "PUNCT", "DET", "ADP", "PART", "NOUN", "X", "ADJ") for t in inside):
        return None
    around = context.around(parse, first, last)
    weight = _LABEL.get(label, -2.0)
    if around.cue in _LOCATIVE:
        weight += 2
    if around.level:
        weight += 1.5
    if weight < 2 or (label == "PERSON" and not around.level):
        return None
    return Toponym(
        first, last, parse.span(first, last), parse.words(first, last), parse.words(first, last), "name",
        around.cue, around.level, around.near, around.distance_km, around.bearing, around.part, around.dateline,
        context.is_metonym(parse, first, last) and not around.near,
    )  # fmt: skip


def _follows(parse: Parse, before: list[Toponym], at: int) -> bool:
    return bool(before) and before[-1].last == at - 1 and parse.tokens[at - 1].text == ","
