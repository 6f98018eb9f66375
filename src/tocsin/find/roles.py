"""Roles: who acts in a trigger and upon whom, by the syntax around it.

Verbs give subject, object and "by"; nouns give "by", "on", "against", possessives, adjectives and the
subject of the light verb that carries them ("launched an attack", "came under fire").
"""

from __future__ import annotations

from functools import cache

from tocsin.codebook import words
from tocsin.find.phrases import NOMINAL, Tree
from tocsin.find.subjects import is_passive, stopping_verbs, subjects
from tocsin.gazetteer.roles import role_at
from tocsin.records import Parse, Token
from tocsin.records.mention import Role, Trigger

_RELATIVE = frozenset({"who", "that", "which", "whom"})


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in words("roles").items()}


class RoleFinder:
    """Finds the roles of the triggers of one parse."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._tokens = parse.tokens
        self._tree = Tree.of(parse)
        self._words = _lists()

    def find(self, triggers: tuple[Trigger, ...]) -> tuple[Role, ...]:
        """Roles of every trigger; the index of a trigger is its place in ``triggers``."""
        out: list[Role] = []
        for n, trigger in enumerate(triggers):
            seen: set[tuple[str, int]] = set()
            pairs: list[tuple[str, Token]] = []
            head = self._tokens[trigger.head]
            if head.pos in ("VERB", "AUX") or head.tag in ("VBN", "VBD", "VBG", "VBZ", "VBP", "VB"):
                pairs += self._verb(head, trigger)
            if head.pos in NOMINAL or head.tag in ("NN", "NNS", "VBG"):
                pairs += self._noun(head, trigger)
            if self._misread(head, trigger):
                pairs = self._opening(trigger) or pairs
            if not pairs:
                pairs = self._headline(trigger)
            for role, token in pairs:
                if token.ent in ("DATE", "TIME") or token.lemma in self._words["no_targets"]:
                    continue  # "killed on Sunday", "attacked at dawn"
                for member in (token, *self._tree.conjuncts(token.i)):
                    if (role, member.i) not in seen and member.pos in (*NOMINAL, "PRON", "ADJ", "NUM", "DET"):
                        seen.add((role, member.i))
                        out.append(Role(n, role, member.i))
        return tuple(out)

    # -- verbs -------------------------------------------------------------------------------

    def _verb(self, verb: Token, trigger: Trigger) -> list[tuple[str, Token]]:
        tree = self._tree
        side = (
            "side" if trigger.kind == "clash" and verb.lemma not in ("repel", "repulse", "ambush") else None
        )
        out: list[tuple[str, Token]] = []
        doers = self._subjects(verb)
        if is_passive(tree, verb) or self._suffered(verb, trigger):
            out += [("target", s) for s in doers]
            for agent in tree.kids(verb.i, "agent", "prep"):
                if agent.lower == "by":
                    out += [("agent", o) for o in tree.kids(agent.i, "pobj")]
        else:
            out += [(side or "agent", s) for s in doers if s.lemma not in self._words["no_agents"]]
            out += [(side or "target", o) for o in tree.kids(verb.i, "dobj")]
        if " under " in trigger.text.lower():  # "came under fire from the hills": who fired
            for prep in (
                p for k in range(trigger.first, trigger.last) for p in tree.kids(k, "prep", "agent")
            ):
                if prep.lower in ("from", "by"):
                    out += [("agent", o) for o in tree.kids(prep.i, "pobj")]
        for prep in tree.kids(verb.i, "prep"):
            if prep.lower in ("with", "against") and side:
                out += [("side", o) for o in tree.kids(prep.i, "pobj")]
            elif prep.lower in ("at", "on", "against", "into", "upon"):
                for again in (prep, *tree.kids(prep.i, "conj")):  # "fired on the town and on a base"
                    out += [("target", o) for o in tree.kids(again.i, "pobj")]
        return out

    def _suffered(self, verb: Token, trigger: Trigger) -> bool:
        """ "Nine farmers hacked to death": a headline's passive without auxiliary; "came under fire"."""
        if " under " in trigger.text.lower():
            return True
        if verb.tag != "VBD" or self._tree.kids(verb.i, "dobj", "auxpass"):
            return False
        after = [t.lower for t in self._tokens[trigger.last : trigger.last + 2]]
        return trigger.text.lower().endswith((" dead", " down")) or after == ["to", "death"]

    def _misread(self, head: Token, trigger: Trigger) -> bool:
        """A verb that the tagger took for a plural: "A gunman shoots dead ...", "A man in X shoots"."""
        return head.tag == "NNS" and trigger.strength == "act" and head.lower.endswith("s")

    def _opening(self, trigger: Trigger) -> list[tuple[str, Token]]:
        """The noun phrase that opens the sentence before a verb taken for a noun, as who does it."""
        tokens = self._tokens
        first = self._parse.sentences[trigger.sent].first
        head = None
        for t in tokens[first : trigger.first]:
            if t.pos in ("VERB", "AUX") or t.lower in ("as", "after", "when"):
                return []
            if t.pos == "ADP" and head is None:
                return []  # "In Kano, gunmen"
            last = tokens[t.i + 1].pos not in NOMINAL or t.i + 1 == trigger.first
            if head is None and t.pos in NOMINAL and last:
                head = t
        opened = tokens[first].pos in ("DET", "NUM") or (head is not None and head.tag == "NNS")
        return [("agent", head)] if head is not None and opened else []

    def _headline(self, trigger: Trigger) -> list[tuple[str, Token]]:
        """ "An armed group kidnaps twelve villagers", where the verb was taken for a noun: word order."""
        tokens = self._tokens
        if trigger.kind == "clash" or trigger.first == 0:
            return []
        doer = tokens[trigger.first - 1]
        role = role_at(tokens, doer.i) if doer.pos in NOMINAL else None
        if doer.sent != trigger.sent or role is None or not role.armed:
            return []
        out = [("agent", doer)]
        k = trigger.last
        while k < len(tokens) and tokens[k].sent == trigger.sent and tokens[k].pos in ("DET", "NUM", "ADJ"):
            k += 1
        last = None
        while k < len(tokens) and tokens[k].sent == trigger.sent and tokens[k].pos in NOMINAL:
            last = tokens[k]
            k += 1
        return out if last is None else [*out, ("target", last)]

    def _subjects(self, verb: Token) -> list[Token]:
        return subjects(self._tree, verb)

    # -- nouns -------------------------------------------------------------------------------

    def _noun(self, noun: Token, trigger: Trigger) -> list[tuple[str, Token]]:
        tree, tokens = self._tree, self._tokens
        clash = trigger.kind == "clash"
        out: list[tuple[str, Token]] = []
        for child in tree.kids(noun.i):
            if child.dep in ("poss", "compound", "amod", "nmod", "npadvmod") and child.i < noun.i:
                out.append(("side" if clash and child.dep != "poss" else "agent", child))
                if child.dep == "amod" and child.tag == "VBN":
                    out.extend(("agent", t) for t in tree.kids(child.i, "npadvmod", "compound"))
            elif child.dep in ("prep", "agent"):
                out += self._noun_preposition(child, clash, trigger)
            elif child.dep in ("acl", "relcl"):
                out += self._noun_clause(child, clash)
        # "an attack by the group on a checkpoint": the second preposition may hang on the verb or first noun
        out += self._light_verb(noun, clash)
        out += self._light_word(noun, trigger, clash)
        if not any(r == "agent" for r, _ in out) and trigger.first < noun.i:
            for k in range(trigger.first, noun.i):
                if tokens[k].pos in ("PROPN", "ADJ"):
                    out.append(("agent", tokens[k]))
        return out

    def _light_word(self, noun: Token, trigger: Trigger, clash: bool) -> list[tuple[str, Token]]:
        """ "The United States and France launch airstrikes", where the parser took "launch" for a noun."""
        tokens = self._tokens
        k = min(trigger.first, noun.i) - 1
        if (
            k <= 0
            or tokens[k].lemma not in self._words["light"]
            or tokens[k].pos == "VERB"
            or tokens[k].sent != noun.sent
        ):
            return []
        out: list[tuple[str, Token]] = []
        expect = True  # a name may begin here: right of the verb or of "and"
        for i in range(k - 1, max(-1, k - 12), -1):
            t = tokens[i]
            if t.sent != noun.sent:
                break
            if expect and t.pos in NOMINAL:
                out.append(("side" if clash else "agent", t))
                expect = False
            elif t.lower in ("and", ","):
                expect = True
            elif t.pos not in (*NOMINAL, "ADJ", "DET", "ADP"):
                break
        return out

    def _noun_preposition(self, prep: Token, clash: bool, trigger: Trigger) -> list[tuple[str, Token]]:
        objects = self._tree.kids(prep.i, "pobj")
        low = prep.lower
        if low == "by":
            return [("side" if clash else "agent", o) for o in objects] + [
                (("target"), o2) for o in objects for p2 in self._tree.kids(o.i, "prep")
                if p2.lower in ("on", "against") for o2 in self._tree.kids(p2.i, "pobj")
            ]  # fmt: skip
        if low in ("between", "among", "involving", "with", "against") and clash:
            return [("side", o) for o in objects]
        if low in ("on", "against", "at", "upon", "into"):
            return [("target", o) for o in objects]
        if low == "of" and trigger.kind in (
            "abduction",
            "arrest",
            "assassination",
            "execution",
            "destruction",
            "takeover",
            "prison_break",
            "shelling",
            "air_strike",
            "bombing",
            "armed_attack",
            "sexual_violence",
        ):
            return [("target", o) for o in objects]
        if low == "from" and trigger.kind in ("shelling", "air_strike", "drone_strike"):
            return []
        return []

    def _noun_clause(self, clause: Token, clash: bool) -> list[tuple[str, Token]]:
        """ "an attack carried out by X", "a strike targeting Y", "clashes pitting X against Y"."""
        tree = self._tree
        out: list[tuple[str, Token]] = []
        if clause.lemma in self._words["aiming"] and clause.tag == "VBG":
            out += [("target", o) for o in tree.kids(clause.i, "dobj")]
        elif clause.lemma in self._words["light"] or clause.lemma in ("claim", "blame", "attribute"):
            # "attributed by officials to the rebels", "blamed by the army on the rebels", "claimed by"
            told = {"attribute": ("to",), "blame": ("on",)}.get(clause.lemma, ("by",))
            for agent in tree.kids(clause.i, "agent", "prep"):
                if agent.lower in told:
                    out += [("agent", o) for o in tree.kids(agent.i, "pobj")]
            out += [("agent", s) for s in tree.kids(clause.i, "nsubj") if s.lower not in _RELATIVE]
        elif clause.lemma in ("involve", "pit", "pitting") and clash:
            out += [("side", o) for o in tree.kids(clause.i, "dobj")]
        return out

    def _light_verb(self, noun: Token, clash: bool) -> list[tuple[str, Token]]:
        """The verb that the noun hangs on: "X launched an attack on Y", "came under fire"."""
        tree, tokens = self._tree, self._tokens
        out: list[tuple[str, Token]] = []
        current = noun
        for _ in range(3):
            if current.head == current.i:
                return out
            parent = tokens[current.head]
            if (
                current.dep in ("dobj", "nsubjpass")
                and parent.pos == "VERB"
                and parent.lemma in self._words["light"]
            ):
                if current.dep == "dobj" and parent.lemma in stopping_verbs():
                    struck = parent.lemma in ("repel", "repulse", "rebuff", "survive", "escape")
                    return [("target", s) for s in self._subjects(parent)] if struck and not clash else out
                if current.dep == "dobj":
                    out += [("side" if clash else "agent", s) for s in self._subjects(parent)]
                else:
                    for agent in tree.kids(parent.i, "agent"):
                        out += [("agent", o) for o in tree.kids(agent.i, "pobj")]
                for prep in tree.kids(parent.i, "prep"):
                    if prep.lower in ("on", "against", "at"):
                        out += [("target", o) for o in tree.kids(prep.i, "pobj")]
                return out
            if current.dep == "nsubj" and parent.lemma in self._words["aiming"]:
                out += [("target", o) for o in tree.kids(parent.i, "dobj")]
                return out
            if current.dep == "pobj" and parent.dep in ("prep", "agent"):
                verb = tokens[parent.head]
                if verb.lemma == "come" and parent.lower == "under":
                    by = [
                        p for n in (noun.i, verb.i) for p in tree.kids(n, "prep") if p.lower in ("from", "by")
                    ]
                    return [
                        *(("target", s) for s in self._subjects(verb)),
                        *(("agent", o) for p in by for o in tree.kids(p.i, "pobj")),
                    ]
                if clash and parent.lower in ("in", "during", "after", "into") and verb.pos == "VERB":
                    if verb.lemma in ("engage", "involve", "lock"):
                        out += [("side", s) for s in self._subjects(verb)]
                    return out
                if parent.lower == "on" and verb.lemma == "go":
                    return [("agent", s) for s in self._subjects(verb)]
                if parent.lower == "for" and verb.lemma == "responsibility":
                    current = verb
                    continue
                return out
            if current.dep in ("conj", "appos", "compound"):
                current = parent
                continue
            return out
        return out


def find_roles(parse: Parse, triggers: tuple[Trigger, ...]) -> tuple[Role, ...]:
    """Agents, targets and sides of every trigger, as head tokens of their phrases."""
    return RoleFinder(parse).find(triggers)
