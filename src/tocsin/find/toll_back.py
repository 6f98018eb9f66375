"""Figures that point back: "all the hostages were freed", "both were released" count those told before."""

from __future__ import annotations

from dataclasses import replace

from tocsin.find.toll_reader import TollReader
from tocsin.records.mention import TollMention

_TAKEN = frozenset({"abducted", "captured", "arrested"})
_HELD = frozenset({"hostage", "captive", "abductee", "kidnapped"})
_FATES = frozenset({"released", "killed", "escaped", "injured"})
_SENTENCES = 3  # how far back "both" may point


class BackTolls(TollReader):
    """Figures of one parse whose number or people stand with an earlier figure."""

    def find(self) -> None:
        """Give the figures that point back what they point to."""
        found = self._ledger.found
        for n, toll in enumerate(found):
            whole = self._all_held(toll)
            if whole is not None:
                found[n] = replace(
                    toll, low=whole.low, high=whole.high, qualifier=whole.qualifier,
                    marks=toll.marks - {"bare"},
                )  # fmt: skip
                continue
            pair = self._both(toll)
            if pair is not None:
                found[n] = replace(toll, group=pair.group)

    def _all_held(self, toll: TollMention) -> TollMention | None:
        """The figure of those taken that "the hostages" stands for."""
        if (
            toll.effect not in _FATES
            or not toll.has("bare")
            or not toll.has("definite")
            or toll.group is None
        ):
            return None
        first, _, head = toll.group
        if self._tokens[head].lemma not in _HELD:
            return None
        before = [t.lower for t in self._tokens[max(0, first - 3) : first]]
        if "of" in before or "some" in before or "most" in before:
            return None  # "some of the hostages"
        taken = [
            t
            for t in self._ledger.found
            if t.effect in _TAKEN and t.first < toll.first and t.low and not t.has("bare", "hypothetical")
        ]
        return max(taken, key=lambda t: t.first, default=None)

    def _both(self, toll: TollMention) -> TollMention | None:
        """The two people that "both" stands for."""
        if toll.group is not None or self._tokens[toll.first].lower != "both" or toll.low != 2:
            return None
        pairs = [
            t
            for t in self._ledger.found
            if t.low == t.high == 2
            and t.group is not None
            and t.first < toll.first
            and toll.sent - t.sent <= _SENTENCES
        ]
        return max(pairs, key=lambda t: t.first, default=None)
