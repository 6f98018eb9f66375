"""Totals told after their noun: "the death toll rose to 17", "put the dead at 39 and the wounded at 71"."""

from __future__ import annotations

from itertools import pairwise

from tocsin.find.phrases import nominal_run
from tocsin.find.toll_phrase import People
from tocsin.find.toll_reader import TollReader
from tocsin.find.toll_traps import is_other_number
from tocsin.records import Token
from tocsin.records.mention import Quantity

_FAR = 32  # tokens from "toll" to its figure: "the toll in the two bombings near the market of X rose to 17"
_NEAR = 12


class TotalTolls(TollReader):
    """Figures of one parse that stand after the noun they count."""

    def toll(self, noun: Token) -> bool:
        """ "The death toll rose to 17 from 12": the new figure and the old one."""
        before = self._tokens[max(0, noun.i - 2) : noun.i]
        effect = "injured" if any(t.lower in self._words["toll.injured_before"] for t in before) else "killed"
        return self._after(noun, effect, _FAR)

    def number_of(self, word: Token) -> bool:
        """ "The number of wounded as 145", "the dead at more than 30", "the number killed to 17"."""
        effect = (
            self._effects.total[word.lower]
            if word.lower in self._effects.total
            else self._effects.total[word.lemma]
        )
        first = max(self._parse.sentences[word.sent].first, word.i - 6)
        before = [t.lower for t in self._tokens[first : word.i]]
        numbered = before[-1:] == ["number"] or any(
            b in ("number", "count", "tally", "total") and a == "of" for b, a in pairwise(before)
        )
        definite = bool(before) and before[-1] in ("the", "its", "their", "all", "whose")
        if (not numbered and not (definite and word.tag != "VBD")) or "among" in before[-2:]:
            return False
        if any(k in self._folk.covering for k in range(max(first, word.i - 2), word.i)):
            return False  # "the 12 dead": counted already
        return self._after(word, effect, _FAR if numbered else _NEAR)

    def _after(self, noun: Token, effect: str, reach: int) -> bool:
        tokens = self._tokens
        end = self._parse.sentences[noun.sent].last
        found: set[bool] = set()  # the new figure (False) and the old one, "cut to 45 from 49"
        for k in range(noun.i + 1, min(end, noun.i + reach)):
            low = tokens[k].lower
            if tokens[k].text == ";" or (reach == _NEAR and low in self._effects.total and k > noun.i + 1):
                break
            if low not in self._words["toll.links"]:
                continue
            q = self._folk.quantities.get(k + 1)
            if (
                q is None
                or (q.form != "number" and q.low is not None and q.low < 20)
                or is_other_number(tokens, q)
            ):
                continue
            run = nominal_run(tokens, q.last, end)
            if run is not None and not self._same_people(run[0], effect):
                continue
            self._note(noun, effect, q, run[1] if run is not None else q.last, low == "from")
            found.add(low == "from")
            if len(found) == 2 or (
                low != "from" and all(t.lower != "from" for t in tokens[k + 1 : min(end, k + 6)])
            ):
                break
        return bool(found)

    def _same_people(self, head: int, effect: str) -> bool:
        """Whether the noun after the figure is people and not a count of something else."""
        t = self._tokens[head]
        return t.lemma not in self._effects.not_people and self._effects.count.get(t.lemma, effect) == effect

    def _note(self, noun: Token, effect: str, q: Quantity, last: int, old: bool) -> None:
        marks = frozenset({"total", "old"} if old else {"total"})
        self._ledger.add(effect, noun, [People(q.first, last, q.last - 1, q, None, marks)])
