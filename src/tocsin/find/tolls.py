"""Tolls: every figure of a report with the effect it counts and the people it counts.

Each effect word ("killed", "dead", "kidnapping of") looks for the people it takes: first by the syntax of
the parse, then, where the parse fails, by the words beside it. Each phrase of people gives one
figure; joined phrases ("two soldiers and a child") give one each.
"""

from __future__ import annotations

from tocsin.find.phrases import NOMINAL
from tocsin.find.toll_back import BackTolls
from tocsin.find.toll_echo import EchoTolls
from tocsin.find.toll_ledger import Ledger
from tocsin.find.toll_nouns import NounTolls
from tocsin.find.toll_parts import PartTolls
from tocsin.find.toll_people import PeopleReader
from tocsin.find.toll_totals import TotalTolls
from tocsin.find.toll_verbs import VerbTolls
from tocsin.find.toll_weak import WeakTolls
from tocsin.find.toll_words import effects
from tocsin.records import Parse, Token
from tocsin.records.mention import TollMention


class TollFinder:
    """Finds the tolls of one parse."""

    def __init__(self, parse: Parse) -> None:
        folk = PeopleReader(parse)
        self._tokens = parse.tokens
        self._effects = effects()
        self._ledger = Ledger(parse, folk.tree)
        self._verbs = VerbTolls(parse, folk, self._ledger)
        self._weak = WeakTolls(parse, folk, self._ledger, self._verbs)
        self._nouns = NounTolls(parse, folk, self._ledger)
        self._parts = PartTolls(parse, folk, self._ledger)
        self._totals = TotalTolls(parse, folk, self._ledger)
        self._echoes = EchoTolls(parse, folk, self._ledger)
        self._back = BackTolls(parse, folk, self._ledger)

    def find(self) -> tuple[TollMention, ...]:
        """All tolls in text order."""
        for token in self._tokens:
            self._at(token)
        self._parts.subsets()
        self._echoes.find()
        self._back.find()
        return self._ledger.in_order()

    def _at(self, token: Token) -> None:
        e = self._effects
        lemma = token.lemma
        if token.pos == "AUX" and lemma in e.phrasal and self._verbs.phrasal(token):
            return
        if lemma == "toll" and token.pos in NOMINAL:
            self._totals.toll(token)
            return
        if (token.lower in e.total or (lemma in e.total and token.pos in NOMINAL)) and self._totals.number_of(
            token
        ):
            return
        if (
            token.pos == "VERB"
            or token.tag in ("VBN", "VBD", "VBG")
            or (token.pos == "ADJ" and lemma in ("injured", "wounded"))
        ):
            if lemma in e.weak and lemma != "shoot" and self._weak.verb(token):
                return
            effect = e.object.get(lemma) or e.object.get(_participle(token))
            if effect and self._verbs.verb(token, effect):
                return
            if lemma in e.subject and self._verbs.subject_verb(token, e.subject[lemma]):
                return
            if lemma == "shoot" and (self._verbs.shot_dead(token) or self._weak.verb(token)):
                return
            if lemma in ("take", "hold", "seize", "keep") and self._verbs.hostage(token):
                return
            if lemma in e.phrasal and self._verbs.phrasal(token):
                return
            if not effect and token.lower in e.forms and self._verbs.mistaken(token, e.forms[token.lower]):
                return
            if lemma in ("claim", "cost", "take") and self._verbs.claimed_lives(token):
                return
        if (
            token.pos in ("NOUN", "PROPN", "ADJ")
            and token.lower in e.forms
            and self._verbs.mistaken(token, e.forms[token.lower])
        ):
            return
        if token.lower in e.state:
            self._nouns.state(token, e.state[token.lower])
        elif (
            token.lower in ("injured", "wounded", "killed", "missing")
            and (token.lower, token.i) not in self._ledger.used
        ):
            self._nouns.state(token, {"killed": "killed", "missing": "missing"}.get(token.lower, "injured"))
        if token.pos in NOMINAL:
            if lemma in ("casualty", "victim", "loss"):
                self._nouns.casualties(token)
            elif lemma in ("report", "word", "sign"):
                self._nouns.no_reports(token)
            else:
                if lemma in e.event:
                    self._nouns.event_noun(token, e.event[lemma])
                counted = e.count.get(lemma) or e.count.get(token.lower)
                if counted:
                    self._nouns.count_noun(token, counted)


def _participle(token: Token) -> str:
    """Lemma of a participle that the tagger took for an adjective ("injured" -> "injure")."""
    low = token.lower
    if token.pos == "ADJ" and low in ("injured", "wounded"):
        return {"injured": "injure", "wounded": "wound"}[low]
    return ""


def find_tolls(parse: Parse) -> tuple[TollMention, ...]:
    """Every figure of the report with its effect and people, in text order."""
    return TollFinder(parse).find()
