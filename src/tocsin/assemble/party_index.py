"""Parties looked up by the tokens that they cover and by sentence."""

from __future__ import annotations

from tocsin.records.findings import Findings
from tocsin.records.party import PartyValue
from tocsin.records.toponym import PlaceValue


class PartyIndex:
    """Parties by the tokens they cover; tokens of places, of datelines, of places where something is."""

    def __init__(self, findings: Findings) -> None:
        self._by_head = {p.head: n for n, p in enumerate(findings.parties)}
        self._cover: dict[int, int] = {}
        self.by_sentence: dict[int, list[PartyValue]] = {}
        for n, p in enumerate(findings.parties):
            self.by_sentence.setdefault(findings.parse.tokens[p.head].sent, []).append(p)
            for i in range(p.first, p.last):
                if (
                    i not in self._cover
                    or findings.parties[self._cover[i]].last - findings.parties[self._cover[i]].first
                    > p.last - p.first
                ):
                    self._cover[i] = n
        self._parties = findings.parties
        self.spots: set[int] = set()
        self.datelines: set[int] = set()
        self.literal: dict[int, PlaceValue] = {}
        for place in findings.places:
            tokens = range(place.first, place.last)
            self.spots.update(tokens)
            if place.role == "dateline":
                self.datelines.update(tokens)
            elif place.role == "literal":
                for i in tokens:
                    self.literal.setdefault(i, place)

    def at(self, token: int) -> PartyValue | None:
        """The party whose phrase has this head, else the narrowest that covers the token."""
        n = self._by_head.get(token, self._cover.get(token))
        return None if n is None else self._parties[n]
