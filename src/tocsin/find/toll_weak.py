"""Verbs that harm people only in context: "two more fell", "held 12 hostages", "had shot two looters".

"Fell", "lost", "held", "took", "destroyed" and "shot" mean many things. They count people only beside a
number, and only where what stands around them rules the other meanings out.
"""

from __future__ import annotations

from tocsin.find.toll_ledger import Ledger
from tocsin.find.toll_people import PeopleReader
from tocsin.find.toll_phrase import People
from tocsin.find.toll_reader import TollReader
from tocsin.find.toll_verbs import VerbTolls
from tocsin.gazetteer.roles import role_at
from tocsin.records import Parse, Token


class WeakTolls(TollReader):
    """Figures of one parse that hang on a verb of several meanings."""

    def __init__(self, parse: Parse, folk: PeopleReader, ledger: Ledger, verbs: VerbTolls) -> None:
        super().__init__(parse, folk, ledger)
        self._verbs = verbs

    def verb(self, verb: Token) -> bool:
        """Note the people that ``verb`` counts, when its meaning here is harm."""
        effect = self._effects.weak[verb.lemma]
        if verb.lemma == "lose" and any(t.lemma == "life" for t in self._tokens[verb.i + 1 : verb.i + 5]):
            return False
        if verb.lemma == "stab" and self._deadly(verb):
            return False  # "stabbed two people to death": the phrase says what it did
        negated = any(t.dep == "neg" for t in self._tree.kids(verb.i))
        if verb.lemma in ("find", "survive") and not negated:
            return False
        if verb.lemma == "survive":
            people = self._verbs.settled(
                self._folk.left(verb.i),
                [p for t in self._tree.kids(verb.i, "nsubj") for p in self._folk.joined(t)],
            )
        elif verb.lemma == "fall":
            people = self._fallen(verb)
        else:
            passive = self._verbs.passive(verb)
            people = [p for t in self._verbs.patients(verb, passive) for p in self._folk.joined(t)]
            people = self._verbs.settled(
                self._folk.left(verb.i) if passive else self._folk.right(verb.i), people
            )
            people = [p for p in people if p.counted and not self._other_meaning(verb, passive, p)]
        if verb.lemma == "shoot":
            effect = self._shot(verb)
        else:
            people = [p for p in people if p.quantity is not None]
        firm = verb.lemma in ("find", "survive")  # "could not be found" is no doubt but the fact
        return bool(people) and self._ledger.add(effect, verb, people, firm=firm)

    def _deadly(self, verb: Token) -> bool:
        sentence = self._parse.sentences[verb.sent]
        return any(
            t.lemma in ("death", "kill", "dead", "die", "fatally")
            for t in self._tokens[sentence.first : sentence.last]
        )

    def _fallen(self, verb: Token) -> list[People]:
        k = verb.i + 1
        if k < len(self._tokens) and self._tokens[k].lower in self._words["fall.not_dead"]:
            return []
        people = [p for t in self._tree.kids(verb.i, "nsubj") for p in self._folk.joined(t)]
        return self._verbs.settled(self._folk.left(verb.i), people)

    def _other_meaning(self, verb: Token, passive: bool, people: People) -> bool:
        head = self._tokens[people.head]
        if verb.lemma in ("hold", "take", "destroy") and head.lemma in ("body", "corpse", "other"):
            return True
        if verb.lemma == "hold":  # "the prison holds 1,400 men"
            return verb.tag in ("VB", "VBP", "VBZ") and head.lemma not in self._words["held.nouns"]
        if verb.lemma == "take" and not passive:  # "kidnappers took 27 pupils from a school"
            return not self._taken_by_arms(verb)
        if verb.lemma == "take":  # "eight civilians were taken from the camp", not "were taken to hospital"
            after = self._tokens[verb.i + 1].lower if verb.i + 1 < len(self._tokens) else ""
            return not passive or after not in self._words["held.taken"]
        if verb.lemma == "find":
            return not passive
        if verb.lemma == "destroy":
            return head.lemma not in self._words["fighters.nouns"]
        if verb.lemma == "lose":
            return passive or any(t.lemma == "to" for t in self._tree.kids(verb.i, "prep"))
        return False

    def _taken_by_arms(self, verb: Token) -> bool:
        """Whether gunmen took people from where they were."""
        away = any(t.lower in ("from", "away") for t in self._tree.kids(verb.i, "prep", "advmod", "prt"))
        doers = [role_at(self._tokens, s.i) for s in self._tree.kids(verb.i, "nsubj")]
        return away and any(r is not None and r.armed and r.type in ("rebel_group", "militia") for r in doers)

    def _shot(self, verb: Token) -> str:
        """ "Shot in the leg" wounds; "shot two looters" kills, unless the text says more."""
        around = {t.lemma for t in self._tokens[verb.i + 1 : verb.i + 12] if t.sent == verb.sent}
        return "injured" if around & self._words["shot.survived"] else "killed"
