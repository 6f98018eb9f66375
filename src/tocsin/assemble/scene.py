"""The scene: a report's findings by sentence, and which of them can tell of an incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tocsin.assemble.adjuncts import speech_verbs
from tocsin.assemble.draft import Draft
from tocsin.assemble.likeness import is_event_date
from tocsin.assemble.sections import sections
from tocsin.records import Parse, Sentence, Token
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger
from tocsin.records.toponym import PlaceValue

# A sentence of more words of violence than this is no prose; what lies beyond is not read,
# so that a hostile text cannot make the reading slow.
MOST_A_SENTENCE = 40


class Scene:
    """Findings of one report, looked up by sentence.

    ``literal`` holds the indexes of places where something can happen: "(Brasilia time)" names
    none, nor does "U.S. soldiers", nor a state that acts. ``section`` is the list entry of each
    sentence.
    """

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.parse = findings.parse
        self.section = sections(findings)
        self.literal = _literal(findings)
        tokens = self.parse.tokens
        self._incidents = {t.sent for t in findings.triggers if t.kind != "other" and t.strength == "event"}
        self.triggers = _by_sentence((t.sent, n) for n, t in enumerate(findings.triggers) if self._counts(t))
        self.tolls = _by_sentence((t.sent, n) for n, t in enumerate(findings.tolls))
        self.places = _by_sentence((tokens[findings.places[k].first].sent, k) for k in sorted(self.literal))
        self.times = _by_sentence(
            (v.sent, n) for n, v in enumerate(findings.times) if is_event_date(self.parse, v)
        )
        self.actors: dict[int, set[str]] = defaultdict(set)
        for p in findings.parties:
            if p.named and p.armed:
                self.actors[tokens[p.head].sent].add(p.name)
        self._irregular = {p.head for p in findings.parties if p.type in ("rebel_group", "militia")}
        self.targets: dict[int, list[int]] = defaultdict(list)
        self.agents: dict[int, list[int]] = defaultdict(list)
        for role in findings.roles:
            if role.role in ("target", "agent"):
                (self.targets if role.role == "target" else self.agents)[role.trigger].append(role.head)

    def _counts(self, t: Trigger) -> bool:
        """Whether a trigger can tell of an incident at all."""
        if t.strength == "recall":
            return t.has("told") and t.sent > 0  # "it took place at dawn"
        if t.has("generic", "hypothetical"):
            return False
        if t.kind == "other" and t.strength == "event" and t.sent in self._incidents:
            return False  # a war counts only where no incident of its own stands in the sentence
        if t.strength == "event" and t.has("recurrent") and t.has("plural"):
            return False  # "its cells continue to carry out attacks"
        return t.sent not in self.findings.accident_sentences and not habitual(self.findings, t)

    def recalls(self, draft: Draft) -> bool:
        """Whether a draft only goes on telling of the incident told last."""
        return bool(draft.triggers) and all(
            self.findings.triggers[k].strength == "recall" for k in draft.triggers
        )

    def on_foot(self, draft: Draft) -> bool:
        """Whether rebels or gunmen did it, who have no aircraft."""
        return any(h in self._irregular for k in draft.triggers for h in self.agents.get(k, ()))

    def events(self, draft: Draft) -> list[Trigger]:
        """The triggers of a draft that name an incident by themselves."""
        return [t for t in (self.findings.triggers[k] for k in draft.triggers) if t.strength == "event"]


def _by_sentence(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = defaultdict(list)
    for sentence, index in pairs:
        if len(out[sentence]) < MOST_A_SENTENCE:
            out[sentence].append(index)
    return out


def _literal(findings: Findings) -> frozenset[int]:
    parse = findings.parse
    clock = {i for v in findings.times for i in range(v.first, v.last)}
    people = {
        i
        for p in findings.parties
        if p.type != "facility" and p.head >= p.first
        for i in range(p.first, p.head)
    }

    def acts(p: PlaceValue) -> bool:
        """A state that does something or qualifies somebody: "the United States launched", "Algeria team"."""
        dep = parse.tokens[p.last - 1].dep
        return p.last - 1 in people or dep in ("nsubj", "compound", "amod", "nmod", "dative", "agent")

    return frozenset(
        k
        for k, p in enumerate(findings.places)
        if (p.role == "literal" or _soil(parse, p))
        and p.first not in clock
        and not (p.level in ("country", "region") and acts(p))
        and not _origin(parse, p)
    )


def _origin(parse: Parse, p: PlaceValue) -> bool:
    """ "A cab driver from Abidjan": where somebody comes from, not where he was shot."""
    before = parse.tokens[p.first - 1] if p.first else None
    if before is None or before.lower != "from" or p.near:
        return False
    return before.dep == "prep" and parse.tokens[before.head].pos in ("NOUN", "PROPN")


def _soil(parse: Parse, p: PlaceValue) -> bool:
    """An adjective that does name the place: "on Iraqi soil"."""
    follower = parse.tokens[p.last].lower if p.last < len(parse.tokens) else ""
    return p.role == "demonym" and follower in ("soil", "territory", "side", "airspace", "waters")


def habitual(findings: Findings, trigger: Trigger) -> bool:
    """Plural attacks in the present tense of a report told in the past: what a group keeps doing."""
    if trigger.sent == 0 or (trigger.strength == "event" and not trigger.has("plural")):
        return False
    verb = carrying_verb(findings, trigger)
    if verb.tag not in ("VBP", "VBZ") or verb.lemma in speech_verbs():
        return False  # "officials suspect a link with shots fired at a post"
    lead = findings.parse.sentences[0]
    tags = {t.tag for t in findings.parse.tokens[lead.first : lead.last] if t.pos in ("VERB", "AUX")}
    if "VBD" in tags:
        return True
    return "VBN" in tags and (not tags & {"VBZ", "VBP"} or ("VBZ" in tags and _perfect(findings, lead)))


def _perfect(findings: Findings, sentence: Sentence) -> bool:
    tokens = findings.parse.tokens[sentence.first : sentence.last]
    return any(t.lemma == "have" and t.dep == "aux" for t in tokens)


def verb_tense(findings: Findings, trigger: Trigger) -> str:
    """Penn tag of the verb that carries the trigger."""
    return carrying_verb(findings, trigger).tag


def carrying_verb(findings: Findings, trigger: Trigger) -> Token:
    """The verb that the trigger is, or hangs on; the root of its sentence where there is none."""
    tokens = findings.parse.tokens
    token = tokens[trigger.head]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = tokens[token.head]
    return token
