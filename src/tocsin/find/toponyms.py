"""Finds place names: capitalised runs that the gazetteer knows or that stand where places stand."""

from __future__ import annotations

from tocsin.codebook import words
from tocsin.find import topo_context as context
from tocsin.find.topo_hits import HAND, Hit, joined, share_level, standing
from tocsin.find.topo_runs import GLUE, Run, capitalised_runs, segment, segments
from tocsin.find.topo_told import Surroundings
from tocsin.gazetteer import Entry, Gazetteer
from tocsin.records import Parse
from tocsin.records.toponym import Toponym

_W = words("places")
_STOP = frozenset(_W["stop"]["words"])
_ORGANISATION = frozenset(_W["organisations"]["words"])
_SITE = frozenset(_W["sites"]["words"])
_ANYWHERE = frozenset(_W["sites"]["anywhere"])
_SITE_NOUNS = frozenset(w.lower() for w in _SITE)
_ABBREVIATED = frozenset(_W["abbreviations"]["words"])
_LEVELS: dict[str, str] = _W["levels"]
_LOCATIVE = frozenset(_W["locative"])
_SMALL = frozenset(("ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "AUX", "VERB", "PUNCT", "NUM", "INTJ"))
_STRICT = frozenset(("near", "outside", "in", "into", "at", "around"))
_OTHER = frozenset(("DATE", "TIME", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "ACTOR", "LANGUAGE", "MONEY"))
_MAX_WORDS = 7
_ACCEPT, _ACCEPT_AGAIN, _AT_HOME = 2.5, 1.2, 1.2
_WELL_KNOWN, _SOME_SIZE = 1.4, 0.7

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
    """Place names of the parse in text order, none overlapping; demonyms and names inside other
    names are among them, marked by ``kind``.

    A name that is surely a place once in the report is one wherever else it stands alone, and a
    name of a place in a country that the report surely speaks of needs less to be taken for one.
    """
    finder = _Finder(parse, gazetteer)
    for run in capitalised_runs(parse):
        finder.read(run)
    hits = share_level(parse, finder.hits)
    sure = {h.toponym.key for h in hits if h.weight >= _ACCEPT and h.toponym.kind == "name"}
    spoken_of = frozenset().union(
        *(h.countries for h in hits if h.weight >= _ACCEPT and len(h.countries) == 1)
    )
    kept = []
    for h in hits:
        at_home = h.size >= _SOME_SIZE and not h.countries.isdisjoint(spoken_of)
        if h.weight + (_AT_HOME if at_home else 0) >= _ACCEPT or (
            h.weight >= _ACCEPT_AGAIN and h.toponym.key in sure
        ):
            kept.append(h.toponym)
    return context.link(parse, kept)


class _Finder:
    """Reads the runs of one parse in order."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse, self.gazetteer = parse, gazetteer
        self.around = Surroundings(parse, gazetteer)
        self.labels = {i: name.label for name in parse.names for i in range(name.first, name.last)}
        self.hits: list[Hit] = []

    def read(self, run: Run) -> None:
        """Add the names in ``run``."""
        before = len(self.hits)
        at = run.first
        while at < run.last:
            found = self._longest(at, run.last)
            if found is None:
                at += 1
                continue
            last, entries, demonym = found
            first_of, last_of = segment(self.parse, run, at, last)
            if (site := self._site(at, first_of, last_of, entries)) is not None:
                self.hits.append(site)
                at = last_of
                continue
            hit = self._judge(at, last, first_of, last_of, entries, demonym)
            if hit is None:
                at = max(last_of, last)
                done = self.hits[-1].toponym.last if len(self.hits) > before else first_of
                if unlisted := self._unlisted(max(first_of, done), last_of):
                    self.hits.append(unlisted)
                continue
            self.hits.append(hit)
            at = last
        if len(self.hits) == before:
            for first, last in segments(self.parse, run):
                if unlisted := self._unlisted(first, last):
                    self.hits.append(unlisted)

    def _previous(self, first: int) -> Toponym | None:
        """The name right before ``first`` but for a comma or "and", if it is surely a place."""
        if self.hits and self.hits[-1].weight >= _ACCEPT:
            t = self.hits[-1].toponym
            if t.kind == "name" and joined(self.parse, t.last, first):
                return t
        return None

    def _longest(self, first: int, end: int) -> tuple[int, list[Entry], str | None] | None:
        """The longest name from ``first`` that the gazetteer lists, or a demonym."""
        tokens, parse = self.parse.tokens, self.parse
        if tokens[first].text in GLUE or tokens[first].text[0] in "'’" or tokens[first].pos == "ADP":
            return None
        for last in range(min(end, first + _MAX_WORDS), first, -1):
            if last - first > 1 and not (
                tokens[last - 1].text[-1].isalnum() or tokens[last - 1].text[-1] in ".'"
            ):
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

    def _site(self, at: int, first: int, last: int, entries: list[Entry]) -> Hit | None:
        """``Damascus International Airport``: the whole name, to be placed at its town."""
        tokens = self.parse.tokens
        if last - first < 2 or last - first > 6 or tokens[last - 1].text not in _SITE:
            return None
        town = next((e for e in entries if e.kind in ("city", "admin1", "admin2", "neighbourhood")), None)
        known = at == first and town is not None and standing(entries) >= _WELL_KNOWN
        known = known and tokens[last - 1].text not in _ANYWHERE
        around = context.around(self.parse, first, last)
        weight = _LABEL.get(self.labels.get(first, ""), 0.0) + (2 if around.cue in _LOCATIVE else 0)
        named = self.labels.get(first) == "FAC" or tokens[last - 1].lower in (
            "airport",
            "prison",
            "hospital",
            "airbase",
        )
        if not known and weight < 1.5 and not (named or self.around.followed(last)):
            return None
        end = next((i for i in range(last, at, -1) if self.gazetteer.lookup(self.parse.words(at, i))), last)
        key = self.parse.words(at, end) if known and end < last else self.parse.words(first, last)
        return Hit(self._toponym(first, last, key, "name", around._replace(level="site")), _ACCEPT)

    def _judge(
        self, first: int, last: int, first_of: int, last_of: int, entries: list[Entry], demonym: str | None
    ) -> Hit | None:
        """Weigh what speaks for a place: size, label, the words around."""
        tokens = self.parse.tokens
        text = self.parse.words(first, last)
        if demonym:
            return Hit(
                Toponym(first, last, self.parse.span(first, last), text, text, "demonym"),
                9.0,
                frozenset((demonym,)),
            )
        around = context.around(self.parse, first, last)
        previous = self._previous(first)
        if text.rstrip(".").lower() in _ABBREVIATED and len(text) < 6:
            if previous is None or around.cue != "comma":
                return None
            return Hit(self._toponym(first, last, text, "name", around), 9.0)
        rest = [t for t in (*tokens[first_of:first], *tokens[last:last_of]) if t.text not in GLUE]
        names = [t for t in rest if t.lower not in _LEVELS and t.lower not in context.PARTS]
        size = standing(entries)
        countries = frozenset(e.country for e in entries if not e.weak or e.population > 15_000)
        hyphened = bool(names) and size >= _WELL_KNOWN and (
            (last < len(tokens) and tokens[last].text == "-") or (first and tokens[first - 1].text == "-")
        )  # fmt: skip
        if names and not hyphened:
            if size >= _WELL_KNOWN and any(t.text in _ORGANISATION or t.text in _SITE for t in names):
                return Hit(self._toponym(first, last, text, "part", around), 9.0)
            listed = last_of - first_of >= 3 and self._tiles(first_of, last_of)
            if not listed and not all(t.lower in _STOP or t.pos in _SMALL for t in names):
                return None
        if (
            size < _WELL_KNOWN
            and not around.level
            and last < len(tokens)
            and tokens[last].text in _SITE_NOUNS
        ):
            around = around._replace(level="site")  # the Druzhba hotel
            return Hit(self._toponym(first, last, self.parse.words(first, last + 1), "name", around), 2.0)
        told = self.around.told(first, around, previous)
        label = self.labels.get(first, "")
        if told == 1.2 and (label != "PERSON" or size >= _SOME_SIZE):
            told = 1.7  # a listed name, and no village of a captured man's name
        against = _LABEL.get(label, -0.5)
        if against < 0 and (told >= 1.5 or (label == "ORG" and size >= _WELL_KNOWN) or size == HAND):
            against /= 4
        token = tokens[first]
        weight = size + against + told + 0.5
        if last - first > 1:
            weight += 0.6  # two words of a listed name seldom meet by chance
        if weight < _ACCEPT and self.around.followed(last):
            weight += 1.5
        if last - first == 1:
            if token.pos != "PROPN":
                weight -= 1.5
            if (
                first == self.parse.sentences[token.sent].first
                and label not in ("GPE", "LOC")
                and not around.dateline
            ):
                weight -= 1
        return Hit(self._toponym(first, last, text, "name", around), weight, countries, size)

    def _tiles(self, first: int, last: int) -> bool:
        """A list whose commas were lost: three or more listed names fill the run."""
        at, n = first, 0
        while at < last:
            found = self._longest(at, last)
            if found is None or found[2]:
                return False
            at = found[0]
            n += 1
        return n >= 3

    def _unlisted(self, first: int, last: int) -> Hit | None:
        """A name that no gazetteer lists, kept where only a place can stand."""
        tokens = self.parse.tokens
        while last > first + 1 and (tokens[last - 1].lower in _LEVELS or tokens[last - 1].text in GLUE):
            last -= 1
        while (
            first < last
            and tokens[first].pos in ("ADP", "DET", "CCONJ")
            and tokens[first].lower not in ("al", "el")
        ):
            first += 1
        inside = tokens[first:last]
        if not inside or len(inside) > 6 or any(t.lower in _STOP or t.text in _ORGANISATION for t in inside):
            return None
        if len(inside) == 1 and inside[0].pos not in ("PROPN", "NOUN", "X", "ADJ"):
            return None
        if len(inside) == 1 and inside[0].text.isupper():
            return None
        if self.gazetteer.country_of_demonym(inside[0].text):
            return None
        label = self.labels.get(first, "")
        around = context.around(self.parse, first, last)
        told = self.around.told(first, around, self._previous(first))
        if label in ("GPE", "LOC") or (around.level and label not in ("DATE", "TIME", "CARDINAL")):
            weight = 1.0 + told
        elif all(t.pos in ("PROPN", "PUNCT", "X") for t in inside) and len(inside) < 4:
            of_place = around.cue == "of" and told >= 1.6
            if around.cue in _STRICT and (around.cue not in ("at", "around") or label in ("PERSON", "")):
                weight = told + (0.5 if label or around.cue in ("in", "near", "outside") else 0.0)
            elif around.cue and label not in _OTHER and self.around.followed(last):
                weight = _ACCEPT
            elif of_place and label not in _OTHER:
                weight = told + 0.9
            else:
                return None
        else:
            return None
        return Hit(self._toponym(first, last, self.parse.words(first, last), "name", around), weight)

    def _toponym(self, first: int, last: int, key: str, kind: str, around: context.Around) -> Toponym:
        metonym = context.is_doer(self.parse, last) or (
            not around.near and around.cue not in _LOCATIVE and context.is_metonym(self.parse, first, last)
        )
        return Toponym(
            first, last, self.parse.span(first, last), self.parse.words(first, last), key, kind, around.cue,
            around.level, around.near, around.distance_km, around.bearing, around.part, around.dateline,
            metonym,
        )  # fmt: skip
