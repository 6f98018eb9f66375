"""Doers: who acts in an incident's own words, surest readings first.

The subject or "by" of a word that names the attack, then of a deed, then of a harm; with them the
state or group beside the word ("a Russian missile strike") and whoever says it did it ("X says it
killed"). Whoever killed those who attacked is kept apart as a defender.
"""

from __future__ import annotations

from collections.abc import Collection

from tocsin.assemble.doer_words import is_empty, stopping_verbs
from tocsin.assemble.doers_beside import Beside
from tocsin.records import Token
from tocsin.records.mention import Role, Trigger
from tocsin.records.party import PartyValue

_STATES = frozenset({"state_forces", "international_forces", "government"})
_FINDING = frozenset({"find", "discover", "recover", "exhume", "unearth", "retrieve", "dig", "locate"})
Found = tuple[PartyValue, str]


class Doers(Beside):
    """Readings of who did it for one draft."""

    def by_words(self) -> list[Found]:
        """Agents of the triggers with their certainty: of events, else of acts, else of effects and means.

        After them who acts in words told by the way ("two tankers hijacked by rebels were bombed"), and
        those who attacked and were hit themselves ("two men were shot dead after attacking a post").
        """
        tiers: dict[str, list[Found]] = {
            name: [] for name in ("event", "act", "effect", "means", "aside", "hit")
        }
        self.defenders: list[Found] = []
        struck_at: dict[int, set[int]] = {}
        for r in self._roles:
            if r.role == "target":
                struck_at.setdefault(r.trigger, set()).add(r.head)
        for role in self._roles:
            trigger = self._f.triggers[role.trigger]
            party = self._acting(role, struck_at.get(role.trigger, ()))
            if party is None or not self._takes_part(trigger):
                continue
            if self._against_attackers(role.trigger):
                self.defenders.append((party, "stated"))  # "police shot the gunman": not their attack
            elif role.head in self.hurt and not party.armed:
                if self._tokens[trigger.head].tag == "VBG" and trigger.strength == "event":
                    tiers["hit"].append((party, "stated"))
            elif trigger.strength != "effect" or self._tokens[trigger.head].pos == "VERB":
                tiers[self._tier(trigger)].append((party, "stated"))
        for k in self._draft.triggers:
            trigger = self._f.triggers[k]
            if trigger.strength == "recall" or not self._takes_part(trigger):
                continue
            found = [*self._beside(trigger), *self._own_word(trigger)]
            if self._against_attackers(k):
                self.defenders.extend(found)
            else:
                tiers[self._tier(trigger)].extend(found)
        struck = {p.name for p in (self._index.at(h) for h in self.struck) if p is not None}
        figures = [self._f.tolls[k] for k in self._draft.tolls]
        victims = {t.group[2] for t in figures if t.group and t.effect in ("killed", "injured")}
        hurt = {p.name for p in (self._index.at(h) for h in victims) if p is not None}
        return (
            [x for x in tiers["event"] if x[0].armed or x[0].name not in hurt]
            or [x for x in tiers["act"] if x[0].name not in struck or x[0].head not in self.struck]
            or [
                x
                for x in (*tiers["effect"], *tiers["means"], *tiers["aside"])
                if x[0].armed and x[0].name not in struck and x[0].head not in self.hurt
            ]
            or tiers["event"]
            or tiers["hit"]
        )

    def _acting(self, role: Role, struck: Collection[int]) -> PartyValue | None:
        """The party that acts in a role; in a riot the protesters who clash are those who act."""
        trigger = self._f.triggers[role.trigger]
        riot = self._kind == "protest_violence" and _is_subject(self._tokens[role.head])
        if role.role != "agent" and not (role.role == "side" and riot):
            return None
        party = self.doer_at(role.head)
        if party is None or role.head in struck or is_empty(self._tokens[role.head], party):
            return None
        if self._kind == "prison_break" and trigger.kind != "prison_break" and party.type in _STATES:
            return None  # soldiers who hunt the fugitives
        return party if self._can_act(role.head, party, trigger) else None

    def _takes_part(self, trigger: Trigger) -> bool:
        """Whether who acts in the word may have made this attack: no arrest after it, no bomb defused."""
        if (trigger.kind == "arrest") != (self._kind == "arrest"):
            return False
        if trigger.has("planned", "future", "threatened", "hypothetical") and len(self._draft.triggers) > 1:
            return False  # "they were on their way to attack when they were caught"
        lemma = self._tokens[trigger.head].lemma
        return lemma not in stopping_verbs() and lemma not in _FINDING

    def _tier(self, trigger: Trigger) -> str:
        """The strength of a word; ``aside`` where it only describes somebody in the telling of another."""
        own = trigger.kind == self._kind or len(self._draft.triggers) == 1
        if not own and (trigger.has("relative") or self._describes(trigger)):
            return "aside"
        return trigger.strength

    def _describes(self, trigger: Trigger) -> bool:
        """Whether the word only tells of a party of another word: "clashed with rebels who seized"."""
        heads = {self._f.triggers[k].head for k in self._draft.triggers} - {trigger.head}
        current, inside = self._tokens[trigger.head], False
        while current.head != current.i:
            parent = self._tokens[current.head]
            if current.dep == "relcl" or (current.dep == "acl" and current.tag == "VBN"):
                inside = inside or parent.i not in heads
            if parent.i in heads:
                return inside
            current = parent
        return False

    def _against_attackers(self, trigger: int) -> bool:
        return trigger in self._stopping


def _is_subject(token: Token) -> bool:
    return token.dep in ("nsubj", "conj")
