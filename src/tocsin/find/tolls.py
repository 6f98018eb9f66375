"""Tolls: every figure of a report with the effect it counts and the people it counts.

Each effect word ("killed", "dead", "kidnapping of") looks for the people it takes: first by the syntax of
the parse, then, where the parse fails, by the words beside it. Each phrase of people gives one
figure; joined phrases ("two soldiers and a child") give one each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tocsin.codebook import words
from tocsin.find.phrases import NOMINAL, Tree, nominal_run
from tocsin.find.quantities import find_quantities
from tocsin.records import Parse, Token
from tocsin.records.mention import Quantity, TollMention

_LIST_MARKS = frozenset({":", ",", "–", "—", "("})  # "eight persons: six women ...", "six people, a guard and five inmates,"
_ZERO = frozenset({"no", "zero", "without"})
_NOBODY = frozenset({"nobody", "none"})
_DATE_LIKE = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
_SINGULAR_DETERMINERS = frozenset({"a", "an", "one", "another"})
_PRONOUNS = frozenset({"he", "she", "him", "her", "they", "them", "who", "whom", "that", "which", "it", "we", "us", "i", "you"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})


@dataclass(frozen=True, slots=True)
class _Effects:
    object: dict[str, str]
    subject: dict[str, str]
    state: dict[str, str]
    count: dict[str, str]
    event: dict[str, str]
    not_people: frozenset[str]
    happened: frozenset[str]  # verbs whose infinitive took place: "managed to free"
    forms: dict[str, str]  # inflected forms of the verbs of ``object`` that the tagger may take for nouns
    phrasal: dict[str, tuple[tuple[str, str], ...]]  # verb -> (companion word, effect)
    told: dict[str, str]  # "the dead" -> killed


@cache
def _effects() -> _Effects:
    tables: dict[str, dict[str, str]] = {k: {} for k in ("object", "subject", "state", "count", "event")}
    data = words("effects")
    special = ("not_people", "happened", "phrasal", "told", "attackers")
    for effect, forms in data.items():
        if effect not in special:
            for form, lemmas in forms.items():
                for lemma in lemmas:
                    tables[form].setdefault(lemma, effect)
    inflected: dict[str, str] = {}
    for lemma, effect in tables["object"].items():
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        inflected |= {stem + "ing": effect, stem + "ed": effect}
    phrasal: dict[str, tuple[tuple[str, str], ...]] = {}
    for effect, pairs in data["phrasal"].items():
        for pair in pairs:
            verb, companion = pair.split()
            phrasal[verb] = (*phrasal.get(verb, ()), (companion, effect))
    return _Effects(
        **tables, not_people=frozenset(data["not_people"]["nouns"]), happened=frozenset(data["happened"]["verbs"]),
        forms=inflected, phrasal=phrasal, told={w: e for e, ws in data["told"].items() for w in ws},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _People:
    """A phrase of people: tokens ``[first, last)``, its head, the quantity in it."""

    first: int
    last: int
    head: int
    quantity: Quantity | None
    group: tuple[int, int, int] | None
    marks: frozenset[str] = frozenset()
    low: int | None = None
    high: int | None = None
    qualifier: str = "exact"


class TollFinder:
    """Finds the tolls of one parse."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._tree = Tree.of(parse)
        self._quantities = find_quantities(parse)
        self._covering: dict[int, Quantity] = {
            k: q for q in self._quantities.values() for k in range(q.first, q.last)
        }
        self._effects = _effects()
        self._found: list[TollMention] = []
        self._used: set[tuple[str, int]] = set()  # (effect, head of the people): counted once

    def find(self) -> tuple[TollMention, ...]:
        """All tolls in text order."""
        for token in self._tokens:
            self._at(token)
        self._subsets()
        order = sorted(range(len(self._found)), key=lambda k: (self._found[k].span, k))
        place = {old: new for new, old in enumerate(order)}
        return tuple(
            replace(t, subset_of=None if t.subset_of is None else place[t.subset_of])
            for t in (self._found[k] for k in order)
        )

    # -- effect words ------------------------------------------------------------------------

    def _at(self, token: Token) -> None:
        e = self._effects
        lemma = token.lemma
        if token.pos == "VERB" or token.tag in ("VBN", "VBD", "VBG") or (token.pos == "ADJ" and lemma in ("injured", "wounded")):
            effect = e.object.get(lemma) or e.object.get(_participle(token))
            if effect and self._verb(token, effect):
                return
            if lemma in e.subject and self._subject_verb(token, e.subject[lemma]):
                return
            if lemma == "shoot" and self._shot_dead(token):
                return
            if lemma in ("take", "hold", "seize", "keep") and self._hostage(token):
                return
            if lemma in e.phrasal and self._phrasal(token):
                return
            if lemma in ("claim", "cost", "take") and self._claimed_lives(token):
                return
        if token.pos in ("NOUN", "PROPN", "ADJ") and token.lower in e.forms and self._mistaken(token, e.forms[token.lower]):
            return
        if token.lower in e.state:
            self._state(token, e.state[token.lower])
        elif token.lower in ("injured", "wounded", "killed", "missing") and (token.lower, token.i) not in self._used:
            self._state(token, {"killed": "killed", "missing": "missing"}.get(token.lower, "injured"))
        if token.pos in NOMINAL:
            if token.lemma == "toll":
                self._toll_noun(token)
            elif token.lemma == "casualty":
                self._casualties(token)
            else:
                if lemma in e.event:
                    self._event_noun(token, e.event[lemma])
                if lemma in e.count:
                    self._count_noun(token, e.count[lemma])

    def _verb(self, verb: Token, effect: str) -> bool:
        tree = self._tree
        passive = bool(tree.kids(verb.i, "auxpass")) or (verb.tag == "VBN" and not any(
            t.lemma == "have" for t in tree.kids(verb.i, "aux")))  # fmt: skip
        hits: list[Token] = []
        if passive:
            hits = tree.kids(verb.i, "nsubjpass", "nsubj")
            if hits and not tree.kids(verb.i, "auxpass") and verb.tag == "VBN" and tree.kids(verb.i, "dobj"):
                hits = tree.kids(verb.i, "dobj")
            if not hits:
                hits = self._inherited_subject(verb)
        else:
            hits = tree.kids(verb.i, "dobj")
            if not hits:
                for other in tree.kids(verb.i, "conj"):  # "killing and injuring dozens"
                    if other.lemma in self._effects.object and not tree.kids(other.i, "auxpass"):
                        hits = tree.kids(other.i, "dobj")
            if not hits and verb.tag in ("VBD", "VBN") and not tree.kids(verb.i, "prep", "agent", "dobj", "dative"):
                hits = []
        # A quantity right beside the verb outranks a distant subject the parser chose.
        beside = self._beside(verb, passive)
        if beside is not None:
            if not hits or (beside.head not in [h.i for h in hits] and not any(
                    self._people(h, True) and self._people(h, True).first <= beside.first <= h.i for h in hits)):  # type: ignore[union-attr]
                if not hits or beside.quantity is not None:
                    self._add(effect, verb, [beside])
                    if not passive or hits and hits[0].i > beside.head:
                        return True
                    return True
        if not hits:
            return False
        people: list[_People] = []
        for hit in hits:
            people.extend(self._joined(hit))
        return self._add(effect, verb, people)

    def _mistaken(self, word: Token, effect: str) -> bool:
        """A verb that the tagger took for a noun: "wounding 77", "28 Terrorists Killed"."""
        people = self._beside(word, passive=word.lower.endswith("ed"))
        return people is not None and people.quantity is not None and self._add(effect, word, [people])

    def _inherited_subject(self, verb: Token) -> list[Token]:
        """Subject of a passive without its own: "was shot and killed", "people killed in", "who were hurt"."""
        tree, tokens = self._tree, self._tokens
        if verb.dep in ("acl", "relcl") and verb.head != verb.i:
            head = tokens[verb.head]
            return [head] if head.i < verb.i else []
        if verb.dep == "relcl":
            return [tokens[verb.head]]
        if verb.dep == "conj" and verb.head != verb.i:
            first = tokens[verb.head]
            subjects = tree.kids(first.i, "nsubjpass")
            if subjects:
                return subjects
            if first.tag == "VBN" or first.dep in ("acl", "relcl"):
                return self._inherited_subject(first)
        return []

    def _subject_verb(self, verb: Token, effect: str) -> bool:
        subjects = self._tree.kids(verb.i, "nsubj", "nsubjpass")
        if not subjects and verb.dep in ("relcl", "acl") and verb.head < verb.i:
            subjects = [self._tokens[verb.head]]
        if not subjects and verb.dep == "conj":
            subjects = self._tree.kids(verb.head, "nsubj", "nsubjpass")
        beside = self._beside(verb, passive=True)
        people = [p for s in subjects for p in self._joined(self._antecedent(s))]
        if beside is not None and all(beside.head != p.head for p in people) and beside.quantity is not None:
            people = [beside]
        return self._add(effect, verb, people)

    def _antecedent(self, token: Token) -> Token:
        """For a relative pronoun, the noun its clause hangs on."""
        if token.lower in ("who", "that", "which", "whom"):
            clause = self._tokens[token.head]
            if clause.dep == "relcl" and clause.head < clause.i:
                return self._tokens[clause.head]
        return token

    def _shot_dead(self, verb: Token) -> bool:
        after = [t.lower for t in self._tokens[verb.i + 1 : verb.i + 6]]
        before = self._tokens[verb.i - 1].lower if verb.i else ""
        deadly = "dead" in after[:5] or before == "fatally" or after[:2] in (["to", "death"], ["and", "killed"], ["and", "kill"])
        if not deadly or after[:2] == ["and", "killed"] or after[:2] == ["and", "kill"]:
            return False  # "shot and killed": the second verb takes the people
        return self._verb(verb, "killed")

    def _hostage(self, verb: Token) -> bool:
        near = self._tokens[verb.i + 1 : verb.i + 9]
        if not any(t.lemma in ("hostage", "captive") for t in near):
            return False
        objects = [t for t in self._tree.kids(verb.i, "dobj", "nsubjpass") if t.lemma not in ("captive",)]
        people = [p for o in objects for p in self._joined(o)]
        return self._add("abducted", verb, people)

    def _phrasal(self, verb: Token) -> bool:
        """"lost their lives", "broke out", "were taken to hospital": the companion word makes the effect."""
        near = {t.lemma: t.i for t in self._tokens[verb.i + 1 : verb.i + 6] if t.sent == verb.sent}
        for companion, effect in self._effects.phrasal[verb.lemma]:
            if companion in near:
                passive = bool(self._tree.kids(verb.i, "auxpass")) or verb.tag == "VBN"
                hits = self._tree.kids(verb.i, "nsubjpass") or ([] if passive else self._tree.kids(verb.i, "nsubj"))
                if effect in ("abducted", "released") and not passive:
                    hits = self._tree.kids(verb.i, "dobj")
                if not hits and verb.dep in ("relcl", "acl") and verb.head < verb.i:
                    hits = [self._tokens[verb.head]]
                people = [p for h in hits for p in self._joined(self._antecedent(h))]
                beside = self._beside(verb, passive=True) if effect not in ("abducted", "released") or passive else None
                if beside is not None and beside.quantity is not None and all(p.head != beside.head for p in people):
                    people = [beside]
                return self._add(effect, verb, people, reach=near[companion] - verb.i)
        return False

    def _claimed_lives(self, verb: Token) -> bool:
        for t in self._tokens[verb.i + 1 : verb.i + 8]:
            if t.lower in ("lives", "life"):
                counted = self._people(t, True)
                of = self._tree.of_object(t.i)
                if of is not None:
                    return self._add("killed", verb, self._joined(of))
                if counted and counted.quantity:
                    return self._add("killed", verb, [replace(counted, group=None)])
        return False

    def _state(self, word: Token, effect: str) -> bool:
        """"30 dead", "left eight wounded", "three were dead", "the dead numbered" (not counted)."""
        tokens = self._tokens
        if (word.lower, word.i) in self._used:
            return False
        left = self._left_quantity(word.i, 7)
        if left is not None:
            return self._add(effect, word, [left])
        if word.dep in ("acomp", "attr") and tokens[word.head].lemma in ("be", "lie", "remain"):
            subjects = self._tree.kids(word.head, "nsubj")
            return self._add(effect, word, [p for s in subjects for p in self._joined(s)])
        if word.dep in ("oprd", "ccomp", "acomp", "xcomp") and tokens[word.head].lemma in ("leave", "find"):
            objects = [*self._tree.kids(word.head, "dobj", "nsubjpass"), *self._tree.kids(word.i, "nsubj")]
            return self._add(effect, word, [p for o in objects for p in self._joined(o)])
        return False

    def _event_noun(self, noun: Token, effect: str) -> bool:
        of = self._tree.of_object(noun.i)
        if of is None or of.i - noun.i > 12:
            return False
        people = [p for p in self._joined(of) if p.quantity or p.low is not None]
        return self._add(effect, noun, people)

    def _count_noun(self, noun: Token, effect: str) -> bool:
        """"12 deaths", "three fatalities", "no injuries": the noun itself is counted."""
        if noun.lemma == "hostage":
            return False
        counted = self._people(noun, True)
        if counted is None or counted.quantity is None and counted.low != 0:
            return False
        if noun.lemma == "body" and not any(
            t.lemma in ("find", "recover", "discover", "see", "retrieve", "pull", "count", "exhume", "bring", "lie", "dump", "identify", "bury")
            for t in self._tokens[max(0, noun.i - 8) : noun.i + 8]
        ):
            return False
        return self._add(effect, noun, [replace(counted, group=None)])

    def _casualties(self, noun: Token) -> None:
        """"no casualties" is nobody killed and nobody hurt; a counted "casualties" mixes both and is no figure."""
        counted = self._people(noun, True)
        if counted is not None and counted.low == 0 and counted.high == 0:
            for effect in ("killed", "injured"):
                self._add(effect, noun, [replace(counted, group=None)])

    def _toll_noun(self, noun: Token) -> None:
        """"the death toll rose to 17", "put the toll at 30 dead", "a toll of 12"."""
        sentence = self._parse.sentences[noun.sent]
        effect = "injured" if any(t.lower in ("injury", "wounded") for t in self._tokens[max(0, noun.i - 2) : noun.i]) else "killed"
        found: set[bool] = set()  # the new figure (False) and the old one, "cut to 45 from 49"
        for k in range(noun.i + 1, min(sentence.last, noun.i + 22)):
            t = self._tokens[k]
            if t.lower in ("to", "at", "of", "is", "was", "as", "reached", "reaches", "exceeded", "above", "stood", ":", "than", "from", "rises", "passed", "hit", "topped", "tops"):
                q = self._quantities.get(k + 1)
                if q and q.form != "article" and not self._is_date(q):
                    run = nominal_run(self._tokens, q.last, sentence.last)
                    if run and self._tokens[run[0]].lemma in self._effects.not_people:
                        continue
                    last = run[1] if run else q.last
                    marks = {"total", "old"} if t.lower == "from" else {"total"}
                    self._add(effect, noun, [_People(q.first, last, q.last - 1, q, None, frozenset(marks))])
                    found.add(t.lower == "from")
                    if len(found) == 2 or (t.lower != "from" and not any(
                            x.lower == "from" for x in self._tokens[k + 1 : min(sentence.last, k + 6)])):
                        return

    # -- phrases of people -------------------------------------------------------------------

    def _joined(self, head: Token) -> list[_People]:
        head = self._antecedent(head)
        out = []
        first = self._people(head, False)
        if first is not None:
            out.append(first)
        for other in self._tree.conjuncts(head.i):
            if other.pos in (*NOMINAL, "NUM", "PRON", "ADJ"):
                people = self._people(other, False)
                if people is not None and (people.quantity or people.low is not None) and "bare" not in people.marks:
                    out.append(people)
        return out

    def _people(self, head: Token, anything: bool) -> _People | None:
        """The phrase headed by ``head`` as counted people; None when it is no people or cannot be counted."""
        tokens, tree = self._tokens, self._tree
        if head.lower in _REFLEXIVE:
            if head.lower == "themselves":
                return None
            return _People(head.i, head.i + 1, head.i, None, None, frozenset({"self", "bare"}), 1, 1)
        if head.lower in _PRONOUNS:
            return None
        first = tree.left_edge(head.i)
        last = head.i + 1
        real = head
        quantity = self._covering.get(head.i)
        if quantity is None:
            for k in range(first, head.i + 1):
                if k in self._covering:
                    quantity = self._covering[k]
                    break
        else:
            first = min(first, quantity.first)
        if quantity is not None:
            first = min(first, quantity.first)
        of = tree.of_object(head.i)
        if head.pos == "NUM" or head.lower in ("number", "dozens", "scores", "hundreds", "thousands", "tens", "group", "handful", "couple", "total", "one", "some", "many", "several", "half", "both", "majority", "members", "member", "pair", "families"):
            if of is not None and of.i - head.i <= 9:
                real = of
                last = of.i + 1
                if head.lower in ("group", "total", "members", "families") and quantity is None:
                    inner = self._people(of, anything)
                    if inner is not None and inner.quantity is not None:
                        return replace(inner, first=first)
                if head.lower in ("member", "members", "families"):
                    real = head
            elif head.lower in ("number", "group", "total"):
                return None
        for k in range(head.i - 1, first - 1, -1):  # "TURKEY - Two soldiers", "Occupation of Iraq: two men"
            if tokens[k].text in (":", "-", "–", "—") and tokens[k].end != tokens[k + 1].start:
                first = k + 1
                break
        if not anything and real.lemma in self._effects.not_people and real.pos == "NOUN":
            return None
        if quantity is not None:
            if self._is_date(quantity):
                return None
            group = None if real.i < quantity.last else (tree.left_edge(real.i) if real is not head else quantity.last, last, real.i)
            if real is head and real.i >= quantity.last:
                group = (quantity.last, last, real.i)
            return _People(first, last, head.i, quantity, group, frozenset({"more"} if quantity.more else ()))
        return self._uncounted(head, real, first, last)

    def _uncounted(self, head: Token, real: Token, first: int, last: int) -> _People | None:
        tokens = self._tokens
        leading = tokens[first].lower
        group = (first + 1 if tokens[first].pos in ("DET", "PRON") and first < head.i else first, last, real.i)
        if leading in _ZERO or any(t.lower == "no" for t in tokens[first : head.i]):
            return _People(first, last, head.i, None, None, frozenset({"negated"}), 0, 0)
        if head.lower in _NOBODY or (head.lower == "one" and head.i and tokens[head.i - 1].lower == "no"):
            return _People(head.i - (head.lower == "one"), head.i + 1, head.i, None, None, frozenset({"negated"}), 0, 0)
        if head.lower == "one" or leading in _SINGULAR_DETERMINERS and head.tag in ("NN", "NNP"):
            return _People(first, last, head.i, None, group if head.lower != "one" else None, frozenset(), 1, 1)
        if head.lower == "another":
            return _People(first, last, head.i, None, None, frozenset({"more"}), 1, 1)
        if head.pos == "PROPN" and (head.tag == "NNP" or head.ent == "PERSON"):
            if head.ent in ("PERSON", ""):
                return _People(first, last, head.i, None, (first, last, head.i), frozenset({"named", "bare"}), 1, 1)
            return None
        if head.tag in ("NNS", "NNPS") or head.lower in ("people", "police", "personnel"):
            marks = {"bare"}
            if leading in ("the", "these", "those", "all", "its", "their", "his", "her", "our"):
                marks.add("definite")
            return _People(first, last, head.i, None, group, frozenset(marks), 2, None, "vague")
        if head.tag == "NN" and head.pos == "NOUN":
            return _People(first, last, head.i, None, group, frozenset({"bare", "definite"}), 1, 1)
        return None

    def _is_date(self, quantity: Quantity) -> bool:
        """Whether a number is a date, an age, a share or a sum of money rather than a count of people."""
        tokens = self._tokens
        if quantity.first and quantity.form == "number":
            before = tokens[quantity.first - 1]
            if before.lower in ("aged", "age", "ages", "no.", "number", "phase", "article", "chapter", "room", "battalion", "brigade"):
                return True
            if before.lower == "of" and quantity.first >= 2 and tokens[quantity.first - 2].tag == "NN" and tokens[quantity.first - 2].lower in ("boy", "girl", "man", "woman", "child", "youth", "student", "teenager", "syrian", "age", "baby", "infant", "citizen"):
                return True  # "a boy of 15"
        last = tokens[quantity.last - 1]
        if last.ent in ("DATE", "TIME", "PERCENT", "MONEY") and quantity.form == "number":
            nxt = tokens[quantity.last] if quantity.last < len(tokens) else None
            if nxt is None or nxt.ent in _DATE_LIKE or nxt.pos not in NOMINAL or nxt.lemma in self._effects.not_people:
                return True
        if quantity.last < len(tokens) and tokens[quantity.last].text in ("%", "-"):
            return tokens[quantity.last].text == "%" or tokens[min(quantity.last + 1, len(tokens) - 1)].lower in ("year", "day", "hour", "month", "week", "km", "mile")
        return quantity.form == "number" and quantity.low is not None and quantity.low == quantity.high and (
            1900 <= quantity.low <= 2100 and quantity.last - quantity.first == 1
            and "," not in tokens[quantity.first].text and tokens[quantity.first - 1].lower in ("in", "since", "of", "by", "during", "until"))  # fmt: skip

    def _beside(self, verb: Token, passive: bool) -> _People | None:
        """People counted right beside the verb, by word order alone."""
        if passive:
            return self._left_quantity(verb.i, 6)
        end = self._parse.sentences[verb.sent].last
        k = verb.i + 1
        while k < end and k <= verb.i + 2 and (self._tokens[k].pos == "ADV" and k not in self._quantities):
            k += 1
        quantity = self._quantities.get(k)
        return self._counted_from(quantity, end) if quantity else None

    def _left_quantity(self, i: int, reach: int) -> _People | None:
        """The quantity left of token ``i`` with nothing but its noun phrase and auxiliaries between."""
        tokens = self._tokens
        sentence = self._parse.sentences[tokens[i].sent]
        for k in range(i - 1, max(sentence.first, i - reach) - 1, -1):
            t = tokens[k]
            quantity = self._covering.get(k)
            if quantity is not None:
                people = self._counted_from(quantity, i)
                if people is None or people.last > i:
                    return None
                if quantity.first and tokens[quantity.first - 1].lower in ("including", "most"):
                    return self._left_quantity(quantity.first - 1, reach) or people
                return people
            if t.pos in (*NOMINAL, "AUX", "ADV", "ADJ") or t.lower in ("of", "the", "them", "whom", "others", "reported", "reportedly", "been", "also", "left", "feared", "confirmed", "-"):
                continue
            elif t.pos == "VERB" and t.tag in ("VBN", "VBG") and k + 1 < i and tokens[k + 1].pos in NOMINAL:
                continue
            else:
                return None
        return None

    def _counted_from(self, quantity: Quantity, end: int) -> _People | None:
        tokens = self._tokens
        if self._is_date(quantity):
            return None
        k = quantity.last
        if k + 1 < end and tokens[k].lower == "of":
            k += 1
            while k < end and tokens[k].lower in ("the", "its", "their", "his", "them", "whom", "these", "those"):
                k += 1
        run = nominal_run(tokens, k, min(end, len(tokens)))
        if run is None:
            return _People(quantity.first, quantity.last, quantity.last - 1, quantity, None, frozenset({"more"} if quantity.more else ()))
        head = tokens[run[0]]
        if head.lemma in self._effects.not_people:
            return None
        start = k
        while start < run[0] and tokens[start].lower in ("other", "others", "more", "further", "additional"):
            start += 1
        group = None if head.lower in ("others",) else (start, run[1], run[0])
        return _People(quantity.first, run[1], run[0], quantity, group, frozenset({"more"} if quantity.more else ()))

    # -- results -----------------------------------------------------------------------------

    def _add(self, effect: str, anchor: Token, people: list[_People], reach: int = 0) -> bool:
        added = False
        for n, p in enumerate(people):
            key = (effect, p.head)
            number = ("#" + effect, p.quantity.first) if p.quantity is not None else key
            if key in self._used or number in self._used:
                added = True
                continue
            low, high, qualifier = p.low, p.high, p.qualifier
            if p.quantity is not None:
                low, high, qualifier = p.quantity.low, p.quantity.high, p.quantity.qualifier
            elif low is None and high is None:
                continue
            self._used |= {key, number, (anchor.lower, anchor.i)}
            first, last = min(p.first, anchor.i), max(p.last, anchor.i + 1 + reach)
            if n and anchor.i < p.first:
                first = p.first  # later members of a list quote themselves, not the whole list
            span = self._parse.span(first, last)
            marks = set(p.marks)
            if self._negated(anchor):
                if low or high:
                    marks.add("hypothetical")
            self._found.append(
                TollMention(effect, low, high, qualifier, first, last, span, span.of(self._parse.text), anchor.i,
                            anchor.sent, p.group, None, frozenset(marks))
            )  # fmt: skip
            added = True
        return added

    def _negated(self, anchor: Token) -> bool:
        """Denied, only possible, or no more than a purpose ("attacked the prison to free members")."""
        if anchor.tag == "VB" and anchor.dep in ("xcomp", "advcl", "acl", "relcl", "ccomp", "conj"):
            to = any(t.lower == "to" for t in self._tree.kids(anchor.i, "aux"))
            happened = self._tokens[anchor.head].lemma in self._effects.happened
            if to and not happened and not any(t.lemma == "have" for t in self._tree.kids(anchor.i, "aux")):
                return True
        for t in self._tree.kids(anchor.i, "neg", "aux"):
            if t.dep == "neg":
                return True
            if t.lower in ("could", "would", "may", "might", "will", "can", "should") and not any(
                k.lemma == "have" for k in self._tree.kids(anchor.i, "aux")
            ):
                return True
        return False

    def _subsets(self) -> None:
        """"including three women", "two of them children", "among them a doctor": parts of the figure before."""
        tokens = self._tokens
        for i, t in enumerate(tokens):
            starts: list[int] = []
            if t.lower == "including":
                starts = [i + 1]
            elif t.lower == "among" and i + 1 < len(tokens) and tokens[i + 1].lower in ("them", "whom"):
                starts = [i + 2]
            elif t.text in _LIST_MARKS and i + 1 < len(tokens) and self._adds_up(i):
                starts = [i + 1]
            elif t.lower in ("among", "include", "included", "includes") and self._told_before(i):
                continue
            elif t.lower in ("them", "whom") and i >= 2 and tokens[i - 1].lower == "of" and (i - 2) in self._covering:
                self._subset_of_them(i)
                continue
            if not starts:
                continue
            whole = self._whole_before(i)
            if whole is None:
                continue
            self._subset_list(starts[0], t, whole)

    def _adds_up(self, i: int) -> bool:
        """Whether the list after a colon counts what was counted before: "eight: six women, a baby and a boy"."""
        whole = self._whole_before(i)
        if whole is None or self._found[whole].low is None:
            return False
        total, items = 0, 0
        for people in self._listed(i + 1, self._parse.sentences[self._tokens[i].sent].last):
            total += (people.quantity.low if people.quantity else people.low) or 0
            items += 1
        return items > 1 and total == self._found[whole].low

    def _listed(self, k: int, end: int) -> Iterator[_People]:
        """The phrases of people of a list that begins at token ``k``: "seven children and a pregnant woman"."""
        tokens = self._tokens
        while k < end:
            if tokens[k].lower in ("all", "both") and k + 1 in self._quantities:
                k += 1
            quantity = self._quantities.get(k)
            people = None
            if quantity is not None:
                people = self._counted_from(quantity, end)
            elif tokens[k].lower in ("a", "an", "one"):
                run = nominal_run(tokens, k + 1, end)
                if run is not None and tokens[run[0]].lemma not in self._effects.not_people:
                    people = _People(k, run[1], run[0], None, (k + 1, run[1], run[0]), frozenset(), 1, 1)
            if people is None or (people.group is None and people.quantity is None):
                return
            yield people
            k = people.last
            while k < end and tokens[k].lower in (",", "and", "as", "well"):
                k += 1

    def _told_before(self, i: int) -> bool:
        """"two doctors were among the dead", "among the wounded were 39 civilians", "the dead include a boy"."""
        tokens = self._tokens
        sentence = self._parse.sentences[tokens[i].sent]
        include = tokens[i].lower != "among"
        around = tokens[max(sentence.first, i - 4) : i] if include else tokens[i + 1 : min(i + 5, sentence.last)]
        noun = next((t for t in around if t.lower in self._effects.told or t.lemma in self._effects.told), None)
        if noun is None:
            return False
        effect = self._effects.told.get(noun.lower) or self._effects.told[noun.lemma]
        whole = next((n for n in range(len(self._found) - 1, -1, -1)
                      if self._found[n].effect == effect and self._found[n].anchor <= i + 6 and self._found[n].subset_of is None), None)  # fmt: skip
        if include:
            start = i + 1
        elif noun.i + 1 < sentence.last and tokens[noun.i + 1].lemma == "be":
            start = noun.i + 2
        elif i and tokens[i - 1].lemma == "be":
            subjects = self._tree.kids(i - 1, "nsubj", "nsubjpass")
            people = [p for s in subjects for p in self._joined(s)]
            if whole is None:
                return self._add(effect, noun, people)
            for p in people:
                self._add_subset(p, noun, whole, effect)
            return bool(people)
        else:
            return False
        if whole is not None:
            self._subset_list(start, tokens[i], whole)
        return True

    def _whole_before(self, i: int) -> int | None:
        sent = self._tokens[i].sent
        best = None
        for k, toll in enumerate(self._found):
            if toll.sent == sent and toll.first < i and toll.subset_of is None and (best is None or toll.last > self._found[best].last):
                best = k
        if best is None:  # the effect word may follow: "Six people, including three children, were killed"
            for k, toll in enumerate(self._found):
                if toll.sent == sent and toll.first < i:
                    best = k
        return best

    def _subset_list(self, k: int, anchor: Token, whole: int) -> None:
        end = self._parse.sentences[anchor.sent].last
        for n, people in enumerate(self._listed(k, end)):
            lead = n == 0 and anchor.text not in _LIST_MARKS  # the quote begins at "including"
            self._add_subset(people, anchor if lead else self._tokens[people.first], whole)

    def _subset_of_them(self, i: int) -> None:
        """"five of them civilians", "two of whom were children"."""
        tokens = self._tokens
        quantity = self._covering[i - 2]
        whole = self._whole_before(quantity.first)
        if whole is None:
            return
        end = self._parse.sentences[tokens[i].sent].last
        k = i + 1
        while k < end and tokens[k].lower in ("were", "are", "was", "is", "being", "a", "an", "the"):
            k += 1
        run = nominal_run(tokens, k, end)
        if run is None or tokens[run[0]].lemma in self._effects.not_people:
            return
        people = _People(quantity.first, run[1], run[0], quantity, (k, run[1], run[0]))
        self._add_subset(people, tokens[quantity.first], whole)

    def _add_subset(self, people: _People, anchor: Token, whole: int, effect: str | None = None) -> None:
        base = self._found[whole]
        if effect is not None and anchor.i > people.last:
            people = replace(people, last=anchor.i + 1)
        q = people.quantity
        low, high, qualifier = (q.low, q.high, q.qualifier) if q else (people.low, people.high, people.qualifier)
        if (base.effect, people.head) in self._used:
            for k, toll in enumerate(self._found):
                if toll.group and toll.group[2] == people.head and toll.effect == base.effect and k != whole:
                    self._found[k] = replace(toll, subset_of=whole)
            return
        self._used.add((base.effect, people.head))
        first, last = min(people.first, anchor.i), people.last
        span = self._parse.span(first, last)
        self._found.append(
            TollMention(base.effect, low, high, qualifier, first, last, span, span.of(self._parse.text), base.anchor,
                        base.sent, people.group, whole, frozenset())
        )  # fmt: skip


def _participle(token: Token) -> str:
    """Lemma of a participle that the tagger took for an adjective ("injured" -> "injure")."""
    low = token.lower
    if token.pos == "ADJ" and low in ("injured", "wounded"):
        return {"injured": "injure", "wounded": "wound"}[low]
    return ""


def find_tolls(parse: Parse) -> tuple[TollMention, ...]:
    """Every figure of the report with its effect and people, in text order."""
    return TollFinder(parse).find()
