"""Status: whether an incident is the report's news, background, or never happened."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from tocsin.assemble.draft import Draft
from tocsin.assemble.scene import verb_tense
from tocsin.codebook import words
from tocsin.records import When
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger

# Kinds whose words are used of courts, sports and parliaments too.
_LOOSE = frozenset(
    {
        "clash",
        "armed_attack",
        "takeover",
        "other",
        "destruction",
        "sexual_violence",
        "arrest",
        "execution",
        "abduction",
    }
)
# Kinds that private crime and the courts share; alone they need fighters.
_PRIVATE = frozenset({"sexual_violence", "destruction", "arrest", "other"})
_POLICE = frozenset(
    {
        "police",
        "officer",
        "policeman",
        "policewoman",
        "detective",
        "sheriff",
        "deputy",
        "guard",
        "authority",
        "official",
    }
)
# Kinds whose victim may be one person by name.
_SLAYING = frozenset({"assassination", "execution", "abduction"})
_CAUGHT = frozenset({"arrested", "captured"})  # what those who foil an attack do
_TOTAL = 40  # "in ten years" makes a large figure a total, and a small one no less an incident's
_SHORT = 4  # sentences: a short item says little else than what happened
_WAR = re.compile(r"war|conflict|insurgenc|uprising|rebellion", re.IGNORECASE)
NEWS_DAYS = 10  # an incident dated earlier than this before publication is told for context


def main_trigger(findings: Findings, draft: Draft) -> Trigger | None:
    """The trigger that names the draft best: an event word before a verb of harm, the first of equals."""
    order = {"event": 0, "act": 1, "means": 2, "effect": 3}
    triggers = [findings.triggers[k] for k in draft.triggers]
    return min(triggers, key=lambda t: (order.get(t.strength, 4), t.span.start), default=None)


def not_an_incident(findings: Findings, draft: Draft) -> bool:
    """Drafts that tell of nothing that happened, nor of anything foiled, planned or threatened.

    Words of violence are used of courts, sports, parliaments and disasters too: without a weapon
    or a method of war in the words, an incident needs either fighters beside it or people harmed.
    """
    triggers = [findings.triggers[k] for k in draft.triggers]
    events = [t for t in triggers if t.strength == "event"]
    acts = [t for t in triggers if t.strength == "act"]
    slain = any(t.kind in _SLAYING for t in (*acts, *events)) or any(
        t.weapon or t.text.lower().startswith(("kill", "murder")) for t in acts
    )  # a name alone may have died of anything
    figures = [
        t
        for t in (findings.tolls[k] for k in draft.tolls)
        if not t.has("hypothetical") and (not t.has("bare") or (slain and t.has("named")))
    ]
    harmed = any(t.effect in ("killed", "injured", "abducted", "captured") for t in figures)
    fighters = _fighters_beside(findings, draft)
    if not events and not acts:
        return not (harmed and fighters)
    if not figures:
        told = [t for t in (*events, *acts) if t.kind != "other"]
        unreal = all(
            t.has("negated", "recurrent", "future") and not t.has("planned", "threatened", "foiled")
            for t in told
        )
        if not told or unreal:
            return True
    if harmed and is_cumulative(findings, draft):
        return False  # "the war has killed 200,000": told as a total, apart from incidents
    sure = any(t.weapon or not (t.kind in _LOOSE or t.has("loose")) for t in events) or (
        harmed and any(t.weapon for t in acts)
    )
    if sure or fighters:
        return False
    if not events or all(t.kind in _PRIVATE for t in events):
        return len(findings.parse.sentences) > _SHORT or not harmed
    return not harmed


def _fighters_beside(findings: Findings, draft: Draft) -> bool:
    """Whether soldiers, police, rebels or gunmen stand in the draft's sentences; police alone make no war."""
    tokens = findings.parse.tokens
    sentences = set(draft.sentences)
    here = [i for i in findings.fighters if tokens[i].sent in sentences]
    if all(
        findings.triggers[k].kind == "arrest" or findings.triggers[k].strength == "effect"
        for k in draft.triggers
    ):
        here = [i for i in here if tokens[i].lemma not in _POLICE]
    return bool(here)


def status_of(
    findings: Findings, draft: Draft, when: When | None, newest: dt.date | None, linked: bool = False
) -> str:
    """``reported``, ``background`` or ``foiled``; ``newest`` is the latest day of any incident told.

    ``linked``: the report holds it and another one to be parts of one plan.
    """
    triggers = [findings.triggers[k] for k in draft.triggers]
    events = [t for t in triggers if t.strength in ("event", "act")]
    figures = [t for t in (findings.tolls[k] for k in draft.tolls) if not t.has("hypothetical", "bare")]
    deeds = [t for t in events if t.kind != "arrest"]  # "foiled a plot and arrested four men"
    if (
        deeds
        and deeds[0] is events[0]
        and all(t.effect in _CAUGHT for t in figures)
        and all(t.has("planned", "threatened", "foiled", "negated", "future") for t in deeds)
    ):
        return "foiled"
    w = _weights()
    cues = [
        *_time_cues(findings, when, newest),
        *_word_cues(findings, events),
        *_position_cues(findings, draft),
    ]
    cues.append(("linked", float(linked and ("older", 1.0) not in cues)))
    cues.append(("figures", float(min(len(figures), 3))))
    evidence = w["start"] + sum(w[k] * x for k, x in cues)
    return "background" if evidence > 0 else "reported"


def _time_cues(findings: Findings, when: When | None, newest: dt.date | None) -> list[tuple[str, float]]:
    if when is None or when.basis == "publication_date" or when.end is None:
        return [("undated", 1.0)]
    out = [("inferred", 1.0)] if when.basis == "inferred" else []
    if findings.published is not None:
        age = (findings.published - when.end).days
        if age > NEWS_DAYS:
            out.append(("older", 1.0))
        elif age > 3:
            out.append(("days_4_to_10", 1.0))
        elif age <= 1:
            out.append(("today", 1.0))
    if newest is not None and (newest - when.end).days >= 2:
        out.append(("behind_the_news", 1.0))
    if when.precision in ("month", "year") and when.basis == "stated":
        out.append(("month_or_year", 1.0))
    return out


def _word_cues(findings: Findings, events: list[Trigger]) -> list[tuple[str, float]]:
    if not events:
        return []
    first, share = events[0], 1.0 / len(events)
    return [
        ("context", share * sum(t.has("context") for t in events)),
        ("court", float(any(t.has("court") for t in events))),
        ("relative", share * sum(t.has("relative") for t in events)),
        ("elsewhere", float(_told_by_the_way(findings, first))),
        ("behind", share * sum(_behind(findings, t) for t in events)),
        ("earlier", float(first.has("earlier"))),
        ("another", float(first.has("another"))),
        ("definite", float(first.has("definite"))),
        ("plural", float(first.has("plural"))),
        ("present", float(verb_tense(findings, first) in ("VBZ", "VBP"))),
    ]


def _position_cues(findings: Findings, draft: Draft) -> list[tuple[str, float]]:
    start, length = min(draft.sentences), len(findings.parse.sentences)
    return [
        ("late", start / length if length > 3 else 0.0),
        ("far", float(start >= 4)),
        ("lead", float(start == 0)),
        ("section", float(draft.opened_by == "section")),
        ("mentions", float(min(len(draft.sentences), 4))),
    ]


@cache
def _connectors() -> dict[str, frozenset[str]]:
    return {k: frozenset(v) for k, v in words("status")["connectors"].items()}


def _behind(findings: Findings, trigger: Trigger) -> bool:
    """Whether something else came after the trigger or answers it: "following the raid"."""
    tokens, joined = findings.parse.tokens, _connectors()
    current = tokens[trigger.head]
    for _ in range(12):
        if current.head == current.i:
            return False
        parent = tokens[current.head]
        if current.dep == "prep" and current.lower in joined["prepositions"]:
            return True
        if parent.lemma in joined["nouns"] or (current.dep == "dobj" and parent.lemma == "follow"):
            return True
        if current.dep == "advcl" and any(
            t.head == current.i and t.lower in joined["prepositions"]
            for t in tokens[max(0, current.i - 12) : current.i]
        ):
            return True
        current = parent
    return False


def _told_by_the_way(findings: Findings, trigger: Trigger) -> bool:
    """Whether the main verb of its sentence is neither violence nor a verb that events take."""
    tokens = findings.parse.tokens
    root = tokens[trigger.head]
    while root.head != root.i:
        root = tokens[root.head]
    violent = any(
        t.first <= root.i < t.last
        for t in findings.triggers
        if t.sent == trigger.sent and t.strength in ("event", "act")
    )
    return not violent and root.lemma not in _eventful()


@cache
def _eventful() -> frozenset[str]:
    return frozenset(words("marks")["eventful"])


@cache
def _weights() -> dict[str, float]:
    data = words("status")
    return {"start": float(data["start"]), **{k: float(v) for k, v in data["weights"].items()}}


def is_cumulative(findings: Findings, draft: Draft) -> bool:
    """Totals of a war, a year, a campaign: a boundary date ("since 2014") governs the figure."""
    figures = [findings.tolls[k] for k in draft.tolls]
    if not figures:
        return False
    triggers = [findings.triggers[k] for k in draft.triggers]
    if any(t.strength == "event" and t.kind not in ("other",) for t in triggers):
        return False
    sentences = {t.sent for t in figures}
    large = any((t.low or t.high or 0) >= _TOTAL for t in figures)
    several = any((t.low or t.high or 0) > 1 for t in figures)
    for v in findings.times:
        if v.sent not in sentences:
            continue
        long = (v.precision == "year" and v.type == "DATE") or v.type == "DURATION"
        running = several and v.precision == "year" and "year" in v.text.lower()  # "30 people this year"
        if v.relation == "since" or (large and long) or running:
            return True
    return any(t.kind == "other" and t.strength == "event" and _WAR.search(t.text) for t in triggers)
