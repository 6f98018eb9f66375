"""Doers around: who acts in an incident whose own words name no doer.

The subject of the verb that carries the deed ("responded with air strikes"), an armed band that acts
in its sentences, else the gunman who is shot or the suspect who is at large.
"""

from __future__ import annotations

from tocsin.assemble.adjuncts import speech_verbs
from tocsin.assemble.doer_words import (
    NON_STATE,
    having_verbs,
    idle_verbs,
    is_attacker,
    is_empty,
    stopping_verbs,
    subject_of,
)
from tocsin.assemble.doers import Doers
from tocsin.records import Token
from tocsin.records.party import PartyValue

_NO_ATTACKER = frozenset(
    {"clash", "arrest", "air_strike", "drone_strike", "takeover", "other", "protest_violence"}
)
# what is done about an attack by those who did not make it
_AFTERWARDS = frozenset(
    {"investigate", "probe", "condemn", "find", "discover", "see", "survive", "witness", "recover", "mourn"}
    | {"rescue", "arrest", "detain", "face", "suffer", "fear", "expect", "prevent", "study"}
)


_ANSWERS = frozenset({"respond", "answer", "reply", "retaliate", "react"})  # "with air strikes", not to them


class Around(Doers):
    """The readings of :class:`Doers` and those of the words around."""

    def around(self) -> tuple[PartyValue, str] | None:
        """The armed subject of the verb that carries the trigger: "responded with air strikes"."""
        if self._kind == "clash":
            return None
        tokens = self._tokens
        names = {p.name for p in (self._index.at(h) for h in self.struck | self.hurt) if p is not None}
        for k in self._draft.triggers:
            trigger = self._f.triggers[k]
            if trigger.strength not in ("event", "act") or trigger.kind == "arrest":
                continue
            current = tokens[trigger.head]
            for _ in range(5):
                if current.head == current.i:
                    break
                parent = tokens[current.head]
                if not _carries(current, parent):
                    break
                current = parent
                if current.lemma in stopping_verbs() or current.i in self._stopping_heads():
                    break
                if current.pos != "VERB" or current.lemma in speech_verbs() | _AFTERWARDS:
                    continue
                if current.lemma in _ANSWERS and not self._with(current, trigger.head):
                    continue
                subject = subject_of(self._f.parse, current)
                if subject is None:
                    continue
                party = self.doer_at(subject.i)
                if (
                    party is not None
                    and party.armed
                    and party.type != "government"
                    and party.name not in names
                    and subject.dep == "nsubj"
                ):
                    return party, "stated"
                break
        return None

    def _stopping_heads(self) -> set[int]:
        """Heads of the words by which attackers were stopped: "police kill the shooter with a bomb"."""
        return {self._f.triggers[k].head for k in self._stopping}

    def _with(self, verb: Token, trigger: int) -> bool:
        """Whether the trigger is what the verb was done with."""
        current = self._tokens[trigger]
        while current.head not in (verb.i, current.i):
            current = self._tokens[current.head]
        return current.head == verb.i and current.lower in ("with", "by")

    def acting(self) -> tuple[PartyValue, str] | None:
        """The first non-state armed party that acts in the draft's sentences.

        "Jihadists opened up with rocket launchers": the verb is in no word list, its subject is armed.
        """
        if self._kind == "clash":
            return None  # of fighting that nobody is said to have begun
        tokens = self._tokens
        names = {p.name for p in (self._index.at(h) for h in self.struck | self.hurt) if p is not None}
        for n in sorted(set(self._draft.sentences)):
            for p in self._index.by_sentence.get(n, ()):
                token = tokens[p.head]
                if not p.armed or p.type not in NON_STATE or p.name in names or is_empty(token, p):
                    continue
                verb = tokens[token.head]
                if token.dep == "nsubj" and verb.lemma not in idle_verbs():
                    if verb.pos == "VERB":
                        return p, "stated"
                if (
                    token.dep == "pobj"
                    and verb.lower == "by"
                    and tokens[verb.head].lemma not in having_verbs()
                ):
                    return p, "stated"
        return None

    def attacker(self) -> tuple[PartyValue, str] | None:
        """ "The gunman was shot dead", "a suspect is at large": who else is meant but the attacker."""
        if self._kind in _NO_ATTACKER:
            return None
        last = max(self._draft.sentences, default=-1)
        for n in (*sorted(set(self._draft.sentences)), last + 1, last + 2):
            for p in self._index.by_sentence.get(n, ()):
                token = self._tokens[p.head]
                if is_attacker(self._tokens, token.i) and token.dep != "compound" and self._is_there(token):
                    doubted = token.lemma == "suspect" or "suspected" in p.text.lower()
                    return p, "suspected" if doubted else "stated"
        return None

    def only_attackers_hurt(self, attacker: PartyValue) -> bool:
        """Whether those killed are the attackers alone: "troops kill 12 gunmen" is the troops' deed."""
        tokens = self._tokens
        people = (h for h in self.hurt | self.struck if self._index.at(h) is not None)
        return attacker.head in self.struck and all(is_attacker(tokens, h) for h in people)

    def _is_there(self, token: Token) -> bool:
        """No "police do not have a suspect yet", "perpetrator not established"."""
        if token.pos not in ("NOUN", "PROPN"):
            return False
        near = self._tokens[max(0, token.i - 12) : token.i + 6]
        return not any(
            (t.dep == "neg" and t.head in (token.head, token.i)) or (t.lower == "no" and t.head == token.i)
            for t in near
        )


def _carries(word: Token, parent: Token) -> bool:
    """Whether the deed of ``word`` is part of what ``parent`` tells: its object, means or outcome."""
    if word.dep in ("dobj", "xcomp", "conj", "acl", "pcomp", "compound"):
        return True
    if word.dep == "advcl":
        return word.tag in ("VBG", "VB")
    if word.dep == "pobj":
        return parent.lower in ("with", "in", "by", "through", "during")
    return word.dep == "prep" and word.lower in ("with", "in", "by", "through", "during")
