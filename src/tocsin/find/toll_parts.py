"""Parts of a figure: "including three women", "two of them children", "eight: six women and two men"."""

from __future__ import annotations

from functools import cache

from tocsin.codebook import words
from tocsin.find.phrases import nominal_run
from tocsin.find.toll_phrase import People
from tocsin.find.toll_reader import TollReader
from tocsin.find.toll_words import person_nouns
from tocsin.records import Token


@cache
def _people() -> frozenset[str]:
    """Nouns of single persons: those who are counted and those who speak ("head", "commissioner")."""
    return person_nouns() | frozenset(words("speech")["speakers"]["persons"])


class PartTolls(TollReader):
    """Figures of one parse that are part of another figure."""

    def subsets(self) -> None:
        """ "including three women", "two of them children", "among them a doctor"."""
        tokens = self._tokens
        for i, t in enumerate(tokens):
            starts: list[int] = []
            if t.lower == "including":
                starts = [i + 1]
            elif t.lower in ("among", "included") and self._counted_before(i):
                continue
            elif t.lower == "among" and i + 1 < len(tokens) and tokens[i + 1].lower in ("them", "whom"):
                starts = [i + 2]
            elif (
                t.text in self._words["beside.list_marks"] and i + 1 < len(tokens) and self._adds_up(i)
            ) or (t.text == "(" and self._breakdown(i)):
                starts = [i + 1]
            elif t.lower in ("among", "include", "included", "includes") and self._told_before(i):
                continue
            elif (
                t.lower in ("them", "whom")
                and i >= 2
                and tokens[i - 1].lower == "of"
                and (i - 2) in self._folk.covering
            ):
                self._subset_of_them(i)
                continue
            if not starts:
                continue
            whole = self._whole_before(i)
            if whole is None:
                continue
            self._subset_list(starts[0], t, whole)

    def _adds_up(self, i: int) -> bool:
        """Whether a list counts what was counted before: "eight: six women, a baby and a boy"."""
        whole = self._whole_before(i)
        if whole is None or self._ledger.found[whole].low is None:
            return False
        total, items = 0, 0
        for people in self._folk.listed(i + 1, self._parse.sentences[self._tokens[i].sent].last):
            total += (people.quantity.low if people.quantity else people.low) or 0
            items += 1
        return items > 1 and total == self._ledger.found[whole].low

    def _breakdown(self, i: int) -> bool:
        """ "At least 24 killed (8 children)": a bracket right behind a figure counts some of it."""
        end = self._parse.sentences[self._tokens[i].sent].last
        people = self._folk.chunk(i + 1, end) if i + 1 < end else None
        if people is None or people.quantity is None or people.group is None:
            return False
        after = self._tokens[people.last] if people.last < len(self._tokens) else None
        beside = any(f.last in (i - 1, i) for f in self._ledger.found)
        return (
            beside
            and self._tokens[people.head].lemma in person_nouns()
            and (after is None or after.lower not in self._effects.forms)
        )

    def _counted_before(self, i: int) -> bool:
        """ "Five children among them", "10 children among 18 dead", "three hunters included"."""
        tokens = self._tokens
        end = self._parse.sentences[tokens[i].sent].last
        after = tokens[i + 1] if i + 1 < end else None
        if tokens[i].lower == "included":
            if after is not None and after.pos != "PUNCT":
                return False
        elif after is None or (
            after.lower not in ("them", "whom", "those") and i + 1 not in self._folk.quantities
        ):
            return False
        if after is not None and after.lower in ("them", "whom"):
            beyond = tokens[i + 2] if i + 2 < end else None
            if beyond is not None and beyond.pos not in ("PUNCT", "CCONJ", "SPACE"):
                return False  # "among them at least 40 civilians": the list comes after
        people = self._folk.ending(i)
        whole = self._whole_before(people[0].first) if people else None
        if whole is None and people:
            whole = max(
                (
                    n
                    for n, f in enumerate(self._ledger.found)
                    if f.sent == tokens[i].sent and f.subset_of is None
                ),
                default=None,
            )
        if whole is None:
            return False
        for p in people:
            self._ledger.part(p, p.first, whole, i + 1)
        return True

    def _told_before(self, i: int) -> bool:
        """ "Two doctors were among the dead", "among the hurt were 39 men", "the dead include a boy"."""
        tokens = self._tokens
        sentence = self._parse.sentences[tokens[i].sent]
        include = tokens[i].lower != "among"
        around = (
            tokens[max(sentence.first, i - 4) : i] if include else tokens[i + 1 : min(i + 5, sentence.last)]
        )
        noun = next(
            (t for t in around if t.lower in self._effects.told or t.lemma in self._effects.told), None
        )
        if noun is None:
            return False
        effect = self._effects.told.get(noun.lower) or self._effects.told[noun.lemma]
        found = self._ledger.found
        whole = next(
            (
                n
                for n in range(len(found) - 1, -1, -1)
                if found[n].effect == effect and found[n].anchor <= i + 6 and found[n].subset_of is None
            ),
            None,
        )
        if include:
            start = i + 1
        elif noun.i + 1 < sentence.last and tokens[noun.i + 1].lemma == "be":
            start = noun.i + 2
        elif i and tokens[i - 1].lemma == "be":
            subjects = self._tree.kids(i - 1, "nsubj", "nsubjpass")
            people = [p for s in subjects for p in self._folk.joined(s)]
            if whole is None:
                return self._ledger.add(effect, noun, people)
            for p in people:
                if not self._ledger.part(p, p.first, whole, noun.i + 1):
                    self._ledger.add(effect, noun, [p])
            return bool(people)
        else:
            return False
        if whole is not None:
            self._subset_list(start, tokens[i], whole)
        return True

    def _whole_before(self, i: int) -> int | None:
        sent = self._tokens[i].sent
        best = None
        for k, toll in enumerate(self._ledger.found):
            if (
                toll.sent == sent
                and toll.first < i
                and toll.subset_of is None
                and (best is None or toll.last > self._ledger.found[best].last)
            ):
                best = k
        if best is None:  # the effect word may follow: "Six people, including three children, were killed"
            for k, toll in enumerate(self._ledger.found):
                if toll.sent == sent and toll.first < i:
                    best = k
        return best

    def _subset_list(self, k: int, anchor: Token, whole: int) -> None:
        end = self._parse.sentences[anchor.sent].last
        single = self._single(k, end)
        if single is not None:
            self._ledger.part(single, anchor.i, whole)
        for n, people in enumerate(self._folk.listed(k, end)):
            lead = (
                n == 0 and anchor.text not in self._words["beside.list_marks"]
            )  # the quote begins at "including"
            self._ledger.part(people, anchor.i if lead else people.first, whole)

    def _single(self, k: int, end: int) -> People | None:
        """One person without a number: "including the mayor", "including Mullah Omar"."""
        tokens = self._tokens
        if k >= end or k in self._folk.quantities:
            return None
        definite = tokens[k].lower in ("the", "its", "their", "his", "her")
        run = nominal_run(tokens, k + definite, end)
        if run is None or tokens[run[0]].lemma in self._effects.not_people:
            return None
        if run[1] < end and tokens[run[1]].tag == "POS":  # "the region's former governor"
            run = nominal_run(tokens, run[1] + 1, end) or run
        head = tokens[run[0]]
        if head.lemma in self._words["collective.nouns"]:
            return None
        if definite and head.tag == "NN" and (head.lemma in _people() or head.lower in _people()):
            return People(k, run[1], run[0], None, (k + 1, run[1], run[0]), frozenset(), 1, 1)
        if not definite and head.ent == "PERSON" and head.tag == "NNP":
            return People(k, run[1], run[0], None, (k, run[1], run[0]), frozenset({"named"}), 1, 1)
        return None

    def _subset_of_them(self, i: int) -> None:
        """ "five of them civilians", "two of whom were children"."""
        tokens = self._tokens
        quantity = self._folk.covering[i - 2]
        whole = self._whole_before(quantity.first)
        if whole is None:
            size, found, sent = quantity.low or 0, self._ledger.found, tokens[i].sent
            for n, toll in enumerate(found):
                if toll.sent == sent - 1 and toll.subset_of is None and (toll.low or 0) >= size:
                    whole = n
        if whole is None:
            return
        end = self._parse.sentences[tokens[i].sent].last
        k = i + 1
        while k < end and tokens[k].lower in ("were", "are", "was", "is", "being", "a", "an", "the"):
            k += 1
        grave = k < end and tokens[k].lower in self._words["severity.words"]
        grave = grave or (k + 1 < end and tokens[k + 1].lower in self._words["severity.states"])
        if grave:
            self._ledger.part(
                People(quantity.first, i + 1, quantity.last - 1, quantity, None), quantity.first, whole
            )
            return
        run = nominal_run(tokens, k, end)
        if run is None or tokens[run[0]].lemma in self._effects.not_people:
            return
        people = People(quantity.first, run[1], run[0], quantity, (k, run[1], run[0]))
        self._ledger.part(people, quantity.first, whole)
