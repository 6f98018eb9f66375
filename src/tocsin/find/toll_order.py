"""Word order: the list of people that stands left or right of the word that counts them, without syntax."""

from __future__ import annotations

from tocsin.find.phrases import NOMINAL
from tocsin.find.toll_phrase import People, Phrases
from tocsin.records import Token

_REACH = 9  # tokens between the people and the word that counts them


class WordOrder(Phrases):
    """Reads lists of people off one parse by the order of words alone."""

    def left(self, i: int, reach: int = _REACH) -> list[People]:
        """The list of counted people left of token ``i`` with nothing but fillers between."""
        sentence = self._parse.sentences[self._tokens[i].sent]
        chunks, inside = self.of_sentence(self._tokens[i].sent)
        named = False
        for k in range(i - 1, max(sentence.first, i - reach) - 1, -1):
            if k in inside:
                return self._list_back(chunks, inside[k], i, reach)
            if self._tokens[k].text in (",", ")"):
                return self._over_aside(k, i, reach)
            if k in self.covering or not self._filler(k, i):
                return []
            if self._tokens[k].pos in NOMINAL:
                named = True
            elif named and self._tokens[k].pos == "VERB":
                return []  # "several outlets reported X dead"
        return []

    def _over_aside(self, k: int, i: int, reach: int) -> list[People]:
        """The people before an aside: "34 people, patients and those caring for them, were killed"."""
        tokens = self._tokens
        if tokens[k + 1].pos != "AUX" or k + 1 > i:
            return []
        chunks, inside = self.of_sentence(tokens[i].sent)
        opening = "(" if tokens[k].text == ")" else ","
        for m in range(k - 1, max(self._parse.sentences[tokens[i].sent].first, k - 14), -1):
            if tokens[m].text == opening:
                if (
                    m - 1 in inside
                    and chunks[inside[m - 1]].last == m
                    and chunks[inside[m - 1]].quantity is not None
                ):
                    return self._list_back(chunks, inside[m - 1], i, reach)
                if opening == "(":
                    return []
            elif tokens[m].pos == "AUX" or tokens[m].tag in ("VBD", "VBZ", "VBP"):
                return []
        return []

    def right(self, i: int) -> list[People]:
        """The counted people right after token ``i``: "killing at least 46 people and a dog handler"."""
        tokens = self._tokens
        end = self._parse.sentences[tokens[i].sent].last
        k = i + 1
        while k < end and k <= i + 2 and tokens[k].pos in ("ADV", "PART") and k not in self.quantities:
            k += 1
        if k not in self.quantities and not (
            k + 1 < end and k + 1 in self.quantities and tokens[k].pos == "DET"
        ):
            return []
        out: list[People] = []
        for people in self.listed(k, end):
            if out and self._starts_clause(people.last, end):
                break
            out.append(people)
        return out

    def ending(self, i: int) -> list[People]:
        """The list of counted people that ends before token ``i``, a comma or "were" apart."""
        chunks, inside = self.of_sentence(self._tokens[i].sent)
        k = i - 1
        while k > i - 3 and k >= 0 and self._tokens[k].lower in (",", "were", "was", "are"):
            k -= 1
        if k not in inside or chunks[inside[k]].last != k + 1:
            return []
        return self._list_back(chunks, inside[k], i, _REACH)

    def _list_back(self, chunks: list[People], n: int, i: int, reach: int) -> list[People]:
        last = chunks[n]
        if last.last > i and last.quantity is not None and last.head == i:
            cut = self.counted_from(last.quantity, i)  # "12 hurt": the word that counts is the head
            if cut is None:
                return []
            last = cut
        before = self._before(last)
        if before is not None and before.lower in self._words["beside.subset_leads"]:
            return self.left(before.i, reach) or [last]
        out = [last]
        joiners: list[str] = []
        while n:
            previous = chunks[n - 1]
            gap = " ".join(
                t.lower
                for t in self._tokens[previous.last : chunks[n].first]
                if t.lower not in self._words["phrase.definite"]
            )
            if gap not in self._words["beside.joiners"] or (gap == "," and not joiners):
                break
            if self._part(previous) or (joiners and gap != ","):
                break
            joiners.append(gap)
            n -= 1
            out.insert(0, previous)
        if len(joiners) == 1 and joiners[0].startswith(","):
            del out[:-1]  # "... two of them children, and nine others are hurt"
        while len(out) > 1 and self._governed(out[0]):
            out.pop(0)
        if len(out) == 1 and out[0].quantity is None:
            lead = self._before(out[0])
            if out[0].last != i or lead is None or lead.pos != "CCONJ":  # "three killed and a fourth wounded"
                return []  # "three men in a market were killed": the syntax knows who
        return out

    def _before(self, people: People) -> Token | None:
        t = self._tokens[people.first - 1] if people.first else None
        return t if t is not None and t.sent == self._tokens[people.first].sent else None

    def _part(self, people: People) -> bool:
        """Whether the phrase is told as part of another: "including five children", "among them a nurse"."""
        before = self._before(people)
        return before is not None and before.lower in ("including", "them", "whom")

    def _governed(self, people: People) -> bool:
        """Whether a verb or a preposition before the phrase claims it."""
        before = self._before(people)
        if (
            before is None
            or before.lower in self._words["beside.subset_leads"]
            or before.lemma in ("leave", "find")
        ):
            return False
        if before.lower == "with":  # "..., with 844 people and 33 policemen hurt"
            return before.i == 0 or self._tokens[before.i - 1].text != ","
        return before.pos in ("VERB", "ADP")

    def weak(self, people: People) -> bool:
        """Whether a preposition stands before the phrase: "the leaders of two groups were killed"."""
        before = self._before(people)
        return before is not None and before.pos == "ADP"

    def _starts_clause(self, k: int, end: int) -> bool:
        """Whether the phrase that ends before token ``k`` is the subject of what follows."""
        # "..., a military source in the Kurdish forces told": what hangs on the phrase is read over
        limit = min(end, k + 10)
        if k < limit and self._tokens[k].pos == "ADP":
            while k < limit and self._tokens[k].pos in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "PART"):
                k += 1
        if k >= end:
            return False
        t = self._tokens[k]
        return t.pos == "AUX" or t.tag in ("VBD", "VBZ", "VBP") or t.lower in self._effects.state

    def _filler(self, k: int, i: int) -> bool:
        t: Token = self._tokens[k]
        if t.pos in NOMINAL or t.pos in ("AUX", "ADV", "ADJ") or t.lower in self._words["beside.between"]:
            return True
        if (
            k
            and self._tokens[k - 1].lower == "of"
            and (t.lower in ("a", "an") or t.lower in self._words["phrase.after_of"])
        ):
            return True
        return (
            t.pos == "VERB" and t.tag in ("VBN", "VBG") and k + 1 < i and self._tokens[k + 1].pos in NOMINAL
        )
