"""Doers beside: who made an attack by the noun phrase around its word, or by its own word for it."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.assemble.adjuncts import speech_verbs
from tocsin.assemble.doer_words import DoerWords, having_verbs, subject_of
from tocsin.records import Token
from tocsin.records.mention import Trigger
from tocsin.records.party import PartyValue

_NOUN_PARTS = frozenset({"amod", "compound", "nmod", "poss", "npadvmod", "conj"})


class Beside(DoerWords):
    """Readings of who did it from the words right beside a trigger."""

    def _beside(self, trigger: Trigger) -> Iterator[tuple[PartyValue, str]]:
        """Armed parties in the noun phrase before the word, or after "by", "from", "of" behind it."""
        tokens, head = self._tokens, self._tokens[trigger.head]
        if head.pos not in ("NOUN", "PROPN") or trigger.kind == "clash":
            return
        s = self._f.parse.sentences[trigger.sent]
        for i in range(trigger.head - 1, max(s.first, trigger.head - 8) - 1, -1):
            t = tokens[i]
            if t.pos in ("VERB", "AUX", "ADP", "PUNCT") and t.text not in ("-", "'s", "’s"):
                break
            if t.dep not in _NOUN_PARTS or not _leads_to(tokens, i, trigger.head):
                continue
            party = self._index.at(i)
            if party is None or not party.armed or i != party.head or not self._can_act(i, party, trigger):
                continue
            if (t.dep == "conj" and not party.named) or self._grounded(party):
                continue
            yield party, "stated"
        for i in range(trigger.last, min(s.last, trigger.last + 12)):
            t = tokens[i]
            if t.lower in ("by", "from") and t.head in (trigger.head, i - 1) and t.dep in ("prep", "agent"):
                if tokens[t.head].lemma in having_verbs():
                    continue  # "struck a village held by rebels"
                for k in range(i + 1, min(s.last, i + 9)):
                    if tokens[k].head == i and tokens[k].dep == "pobj":
                        party = self._index.at(k)
                        if party is not None and party.armed and not self._is_spot(party):
                            yield party, "stated"

    def _is_spot(self, party: PartyValue) -> bool:
        """Whether the words name no more than a country: "rockets from Lebanon"."""
        p = self._index.literal.get(party.head)
        return p is not None and p.last - p.first >= party.last - party.first

    def _own_word(self, trigger: Trigger) -> Iterator[tuple[PartyValue, str]]:
        """ "X says it has killed", "X claims to have killed": who owns up to it by its own word."""
        tokens = self._tokens
        verb = tokens[trigger.head]
        if verb.pos != "VERB" or verb.head == verb.i or self._kind == "clash":
            return
        governor = tokens[verb.head]
        subject = subject_of(self._f.parse, verb)
        if subject is not None and subject.lower in ("it", "they", "we"):
            party = self.doer_at(subject.i)
            if party is not None and party.armed:
                spoken = governor.lemma in speech_verbs() and verb.dep == "ccomp"
                yield party, "claimed" if spoken else "stated"
        elif subject is None and verb.dep == "xcomp" and governor.lemma in speech_verbs():
            teller = subject_of(self._f.parse, governor)
            party = self.doer_at(teller.i) if teller is not None else None
            passive = any(
                t.head == governor.i and t.dep == "auxpass"
                for t in tokens[max(0, governor.i - 4) : governor.i]
            )
            if party is not None and party.armed:
                yield party, "suspected" if passive else "claimed"


def _leads_to(tokens: tuple[Token, ...], i: int, head: int) -> bool:
    """Whether modifiers lead from token ``i`` to ``head`` within one noun phrase."""
    for _ in range(5):
        if tokens[i].head == head:
            return True
        if tokens[i].dep not in _NOUN_PARTS or tokens[i].head == i:
            return False
        i = tokens[i].head
    return False
