"""Echoes: bare figures that lean on a figure told before ("the army says 26", "two were civilians").

"Doctors counted nine dead. Iraqi media, later in the day: twelve." The second number names no effect
and no people; it takes both from the last figure before it.
"""

from __future__ import annotations

from tocsin.find.phrases import nominal_run
from tocsin.find.toll_ledger import Ledger
from tocsin.find.toll_people import PeopleReader
from tocsin.find.toll_phrase import People
from tocsin.find.toll_reader import TollReader
from tocsin.find.toll_traps import is_other_number
from tocsin.records import Parse, Token
from tocsin.records.mention import Quantity

_SMALL = 9  # larger figures than this are known again by their value
_LIKE = 3  # a rival figure is rarely more than so many times the first
_SENTENCES = 3  # how far back the figure may stand that a bare number leans on


class EchoTolls(TollReader):
    """Figures of one parse that take their effect from an earlier figure."""

    def __init__(self, parse: Parse, folk: PeopleReader, ledger: Ledger) -> None:
        super().__init__(parse, folk, ledger)
        self._last = -1  # token after the last echo: "giving 53, 64 and 49"

    def find(self) -> None:
        """Add the echoes of every figure found so far."""
        counted = {k for t in self._ledger.found for k in range(t.first, t.last)}
        for q in sorted(self._folk.quantities.values(), key=lambda q: q.first):
            if q.form != "number" or q.first in counted or is_other_number(self._tokens, q, bare=True):
                continue
            if self._gravely(q) or self._were(q) or self._ordinary(q):
                continue

    def _near(self, q: Quantity) -> list[int]:
        sent = self._tokens[q.first].sent
        return [
            n
            for n, toll in enumerate(self._ledger.found)
            if toll.first < q.first
            and 0 <= sent - toll.sent <= _SENTENCES
            and toll.subset_of is None
            and not toll.has("bare", "hypothetical")
            and (toll.low or toll.high)
        ]

    def _meant(self, q: Quantity) -> int | None:
        """The figure that ``q`` repeats or corrects: one of the same size if there is one, else the last."""
        value = q.low or q.high or 0
        near = sorted(self._near(q), key=lambda n: self._ledger.found[n].first, reverse=True)
        for n, toll in enumerate(self._ledger.found):
            if value > _SMALL and (toll.low or toll.high) == value and not toll.has("bare", "hypothetical"):
                return n
        for n in near:
            size = self._ledger.found[n].low or self._ledger.found[n].high or 1
            if size / _LIKE <= value <= size * _LIKE:
                return n
        return near[0] if near else None

    def _gravely(self, q: Quantity) -> bool:
        """ "Nine were hurt, two critically": part of the hurt."""
        tokens = self._tokens
        after = tokens[q.last] if q.last < len(tokens) else None
        if after is None or after.lower not in self._words["severity.words"]:
            return False
        follows = tokens[q.last + 1] if q.last + 1 < len(tokens) else None
        if follows is not None and follows.pos not in ("PUNCT", "CCONJ", "SPACE"):
            return False
        hurt = [n for n in self._near(q) if self._ledger.found[n].effect == "injured"]
        if not hurt:
            return False
        whole = max(hurt, key=lambda n: self._ledger.found[n].first)
        self._ledger.part(People(q.first, q.last + 1, q.last - 1, q, None), q.first, whole)
        return True

    def _were(self, q: Quantity) -> bool:
        """ "Two were civilians", "fourteen of these are soldiers", "33 were policemen": a part."""
        tokens = self._tokens
        end = self._parse.sentences[tokens[q.first].sent].last
        k = q.last
        if (
            k + 1 < end
            and tokens[k].lower == "of"
            and tokens[k + 1].lower in ("these", "those", "them", "whom")
        ):
            k += 2
        while k < end and tokens[k].pos == "ADV":
            k += 1
        if k >= end or tokens[k].lower not in ("were", "was", "are", "is"):
            return False
        run = nominal_run(tokens, k + 2 if k + 1 < end and tokens[k + 1].pos == "DET" else k + 1, end)
        value = q.low or q.high or 0
        found = self._ledger.found
        near = [n for n in self._near(q) if (found[n].low or found[n].high or 0) >= value]
        sent = tokens[q.first].sent
        beside = [
            t.subset_of for t in found if t.subset_of is not None and t.sent == sent and t.first < q.first
        ]
        whole = beside[-1] if beside else max(near, key=lambda n: found[n].first, default=None)
        if run is None or whole is None or tokens[run[0]].lemma in self._effects.not_people:
            return False
        head = tokens[run[0]]
        if head.tag not in ("NNS", "NNPS", "NN") or tokens[k + 1].pos == "VERB":
            return False
        self._ledger.part(People(q.first, run[1], run[0], q, (k + 1, run[1], run[0])), q.first, whole)
        return True

    def _ordinary(self, q: Quantity) -> bool:
        """ "The army says 26", "Iraqi media: nine", "then 51", "not 84": same effect, another voice."""
        tokens = self._tokens
        end = self._parse.sentences[tokens[q.first].sent].last
        before = tokens[q.first - 1] if q.first and tokens[q.first - 1].sent == tokens[q.first].sent else None
        if before is None:
            return False
        strength = self._lead(before)
        after = tokens[q.last] if q.last < end else None
        people = after is not None and after.lower in _PEOPLE
        if not strength or not (
            after is None
            or people
            or after.text in _STOPS
            or after.pos == "SPACE"
            or (strength == "strong" and after.lower in self._words["echo.after"])
        ):
            return False
        n = self._meant(q)
        if n is None:
            return False
        base = self._ledger.found[n]
        echoed = People(q.first, q.last + people, q.last - 1, q, None, frozenset({"echo"}))
        self._last = q.last
        return self._ledger.add(base.effect, before, [echoed])

    def _lead(self, before: Token) -> str:
        """How surely the word before a bare number makes it a figure: "strong", "weak" or not at all ("")."""
        if before.lower in self._words["echo.leads"]:
            return "strong" if before.lower == "not" else "weak"
        if before.lemma in self._words["echo.verbs"]:
            return "weak"
        led = self._tokens[before.i - 1] if before.i else before
        if f"{led.lemma} {before.lower}" in self._words["echo.through"]:
            return "strong"
        back = [t.lemma for t in self._tokens[max(0, before.i - 8) : before.i - 1]]
        if before.lower == "at" and "put" in back:
            return "weak"  # "put the army's dead at around thirty"
        listed = before.lower in (",", "and") and before.i == self._last
        return "weak" if listed else ""


_STOPS = frozenset({".", ",", ";", ")", "!", "?", "–", "—", "”", '"'})
_PEOPLE = frozenset({"people", "persons", "dead", "victims", "deaths", "names", "bodies"})
