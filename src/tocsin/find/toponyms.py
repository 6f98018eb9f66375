"""Finds place names: capitalised runs that the gazetteer knows or that stand where places stand."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.codebook import words
from tocsin.find import topo_context as context
from tocsin.find.topo_runs import GLUE, Run, capitalised_runs
from tocsin.gazetteer import Entry, Gazetteer
from tocsin.records import Parse
from tocsin.records.toponym import Toponym

_W = words("places")
_STOP = frozenset(_W["stop"]["words"])
_ORGANISATION = frozenset(_W["organisations"]["words"])
_SITE = frozenset(_W["sites"]["words"])
_ABBREVIATED = frozenset(_W["abbreviations"]["words"])
_LEVELS: dict[str, str] = _W["levels"]
_LOCATIVE = frozenset(_W["locative"])
_LOOSE = frozenset(_W["loose"])
_SMALL = frozenset(("ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "AUX", "VERB", "PUNCT", "NUM", "INTJ"))
_MAX_WORDS = 7
_ACCEPT, _ACCEPT_AGAIN, _WELL_KNOWN = 2.5, 1.2, 1.4

# How much the parser's own label speaks for a place.
_LABEL = {"GPE": 2.0, "LOC": 2.0, "FAC": 0.5, "": 0.0, "NORP": 0.0, "ORG": -0.5, "PERSON": -1.5, "ACTOR": -1.5}


class _Hit(NamedTuple):
    """A window of a run that the gazetteer lists, weighed."""

    toponym: Toponym
    weight: float


def find_toponyms(parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Place names of the parse in text order, none overlapping; demonyms and names inside other
    names are among them, marked by ``kind``. A name that is surely a place once in the report is one
    wherever else it stands alone."""
    finder = _Finder(parse, gazetteer)
    hits: list[_Hit] = []
    for run in capitalised_runs(parse):
        hits += finder.read(run, hits[-1].toponym.last if hits else -1)
    sure = {h.toponym.key for h in hits if h.weight >= _ACCEPT and h.toponym.kind == "name"}
    kept = [
        h.toponym
        for h in hits
        if h.weight >= _ACCEPT or (h.weight >= _ACCEPT_AGAIN and h.toponym.key in sure)
    ]
    return context.link(parse, kept)


class _Finder:
    """Reads runs of one parse."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse, self.gazetteer = parse, gazetteer
        self.labels = {i: name.label for name in parse.names for i in range(name.first, name.last)}

    def read(self, run: Run, previous: int) -> list[_Hit]:
        """Names in ``run``; ``previous`` is the end of the last name before it."""
        out: list[_Hit] = []
        at = run.first
        while at < run.last:
            found = self._longest(at, run.last)
            if found is None:
                at += 1
                continue
            last, entries, demonym = found
            first_of, last_of = self._segment(run, at, last)
            if (site := self._site(at, first_of, last_of, entries)) is not None:
                out.append(site)
                at = last_of
                continue
            after_place = (out[-1].toponym.last if out else previous) == at - 1
            hit = self._judge(at, last, first_of, last_of, entries, demonym, after_place)
            if hit is None:
                at = last_of if last_of > last else last
                if unlisted := self._unlisted(max(first_of, out[-1].toponym.last if out else first_of), last_of):
                    out.append(unlisted)
                continue
            out.append(hit)
            at = last
        if not out:
            for first, last in self._segments(run):
                if unlisted := self._unlisted(first, last):
                    out.append(unlisted)
        return out

    def _longest(self, first: int, end: int) -> tuple[int, list[Entry], str | None] | None:
        """The longest name from ``first`` that the gazetteer lists, or a demonym."""
        tokens, parse = self.parse.tokens, self.parse
        if tokens[first].text in GLUE or tokens[first].text[0] in "'’":
            return None
        for last in range(min(end, first + _MAX_WORDS), first, -1):
            if last - first > 1 and not (tokens[last - 1].text[-1].isalnum() or tokens[last - 1].text[-1] in ".'"):
                continue
            text = parse.words(first, last)
            if last - first <= 2 and not text.isupper() and (c := self.gazetteer.country_of_demonym(text)):
                return last, [], c
            if last - first == 1 and (text.lower() in _STOP or text.lower() in context.COMPASS):
                return None
            entries = self.gazetteer.lookup(text)
            if entries and len(text) <= 4 and not text.isupper() and text[-1] != ".":
                # ACT is a territory, an Act is not: short names keep their capitals.
                entries = [e for e in entries if len(e.name) <= 5]
            if entries:
                return last, entries, None
        return None

    def _segment(self, run: Run, first: int, last: int) -> tuple[int, int]:
        """The capitalised words that touch ``[first, last)``, without "of", "and", "the" between."""
        tokens = self.parse.tokens
        a, b = first, last
        while a > run.first and _touches(tokens[a - 1]):
            a -= 1
        while b < run.last and _touches(tokens[b]):
            b += 1
        while a < first and tokens[a].text in GLUE:
            a += 1
        while b > last and tokens[b - 1].text in GLUE:
            b -= 1
        if a < first and a == self.parse.sentences[tokens[a].sent].first and tokens[a].pos in _SMALL:
            a += 1
        return a, b

    def _segments(self, run: Run) -> list[tuple[int, int]]:
        out, i = [], run.first
        while i < run.last:
            if not _touches(self.parse.tokens[i]):
                i += 1
                continue
            a, b = self._segment(run, i, i + 1)
            out.append((a, max(b, i + 1)))
            i = max(b, i + 1)
        return out

    def _site(self, at: int, first: int, last: int, entries: list[Entry]) -> _Hit | None:
        """``Damascus International Airport``: the whole name, to be placed at its town."""
        tokens = self.parse.tokens
        if last - first < 2 or last - first > 6 or tokens[last - 1].text not in _SITE:
            return None
        town = next((e for e in entries if e.kind in ("city", "admin1", "admin2", "neighbourhood")), None)
        known = at == first and town is not None and _weight(entries) >= _WELL_KNOWN
        around = context.around(self.parse, first, last)
        weight = _LABEL.get(self.labels.get(first, ""), 0.0) + (2 if around.cue in _LOCATIVE else 0)
        if not known and weight < 1.5:
            return None
        end = next((i for i in range(last, at, -1) if self.gazetteer.lookup(self.parse.words(at, i))), last)
        key = self.parse.words(at, end) if known and end < last else self.parse.words(first, last)
        return _Hit(self._toponym(first, last, key, "name", around._replace(level="site")), _ACCEPT)

    def _judge(
        self, first: int, last: int, first_of: int, last_of: int, entries: list[Entry], demonym: str | None,
        after_place: bool,
    ) -> _Hit | None:  # fmt: skip
        """Weigh what speaks for a place: size, label, the words around."""
        tokens = self.parse.tokens
        text = self.parse.words(first, last)
        if demonym:
            span = self.parse.span(first, last)
            return _Hit(Toponym(first, last, span, text, text, "demonym"), 9.0)
        around = context.around(self.parse, first, last)
        if text.rstrip(".").lower() in _ABBREVIATED and len(text) < 6:
            if not (after_place and around.cue == "comma"):
                return None
            return _Hit(self._toponym(first, last, text, "name", around), 9.0)
        label = self.labels.get(first, "")
        rest = [t for t in (*tokens[first_of:first], *tokens[last:last_of]) if t.text not in GLUE]
        names = [t for t in rest if t.lower not in _LEVELS and t.lower not in context.COMPASS]
        size = _weight(entries)
        hyphened = bool(names) and size >= _WELL_KNOWN and (
            (last < len(tokens) and tokens[last].text == "-") or (first and tokens[first - 1].text == "-")
        )  # fmt: skip
        if names and not hyphened:
            if size >= _WELL_KNOWN and any(t.text in _ORGANISATION or t.text in _SITE for t in names):
                return _Hit(self._toponym(first, last, text, "part", around), 9.0)
            if not all(t.lower in _STOP or t.pos in _SMALL for t in names):
                return None
        weight = size + _LABEL.get(label, -0.5) + 0.5
        if around.cue in _LOCATIVE:
            weight += 2
        elif around.cue in _LOOSE:
            weight += 0.8
        if around.level:
            weight += 1.5
        if after_place and around.cue == "comma":
            weight += 1.5
        token = tokens[first]
        if last - first == 1:
            if token.pos != "PROPN":
                weight -= 1.5
            if first == self.parse.sentences[token.sent].first and label not in ("GPE", "LOC"):
                weight -= 1
        return _Hit(self._toponym(first, last, text, "name", around), weight)

    def _unlisted(self, first: int, last: int) -> _Hit | None:
        """A name that no gazetteer lists, kept where only a place can stand."""
        tokens = self.parse.tokens
        while last > first + 1 and (tokens[last - 1].lower in _LEVELS or tokens[last - 1].text in GLUE):
            last -= 1
        inside = tokens[first:last]
        if not inside or len(inside) > 6 or any(t.lower in _STOP or t.text in _ORGANISATION for t in inside):
            return None
        label = self.labels.get(first, "")
        if len(inside) == 1 and inside[0].pos not in ("PROPN", "NOUN", "X", "ADJ"):
            return None
        if self.gazetteer.country_of_demonym(inside[0].text):
            return None
        around = context.around(self.parse, first, last)
        weight = _LABEL.get(label, -2.0) + (2 if around.cue in _LOCATIVE else 0) + (1.5 if around.level else 0)
        if weight < 2 or (label == "PERSON" and not around.level):
            return None
        return _Hit(self._toponym(first, last, self.parse.words(first, last), "name", around), weight + 0.5)

    def _toponym(self, first: int, last: int, key: str, kind: str, around: context.Around) -> Toponym:
        metonym = not around.near and around.cue not in _LOCATIVE and context.is_metonym(self.parse, first, last)
        return Toponym(
            first, last, self.parse.span(first, last), self.parse.words(first, last), key, kind, around.cue,
            around.level, around.near, around.distance_km, around.bearing, around.part, around.dateline, metonym,
        )  # fmt: skip


def _touches(token: object) -> bool:
    text: str = token.text  # type: ignore[attr-defined]
    return text[:1].isupper() or text in GLUE or text.lower() in ("al", "el", "ad", "ez", "az", "as", "ash", "ar")


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
