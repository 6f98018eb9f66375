"""Status: whether an incident is the report's news, background, or never happened."""

from __future__ import annotations

from functools import cache

from tocsin.assemble.drafts import Draft, verb_tense
from tocsin.codebook import words
from tocsin.records import When
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger

# Kinds whose words are used of courts, sports and parliaments too.
_LOOSE = frozenset({"clash", "armed_attack", "takeover", "other", "destruction", "sexual_violence", "arrest", "execution", "abduction"})
NEWS_DAYS = 10  # an incident dated earlier than this before publication is told for context


def main_trigger(findings: Findings, draft: Draft) -> Trigger | None:
    """The trigger that names the draft best: an event word before a verb of harm, the first of equals."""
    order = {"event": 0, "act": 1, "means": 2, "effect": 3}
    triggers = [findings.triggers[k] for k in draft.triggers]
    return min(triggers, key=lambda t: (order.get(t.strength, 4), t.span.start), default=None)


def not_an_incident(findings: Findings, draft: Draft) -> bool:
    """Drafts that tell of nothing that happened, nor of anything foiled, planned or threatened."""
    triggers = [findings.triggers[k] for k in draft.triggers]
    figures = [findings.tolls[k] for k in draft.tolls]
    counted = any("bare" not in t.marks and "hypothetical" not in t.marks for t in figures)
    events = [t for t in triggers if t.strength == "event"]
    acts = [t for t in triggers if t.strength == "act"]
    if not events and not acts:
        # "died", "released": no violence is told unless an armed party stands beside it
        return not (counted and _armed_beside(findings, draft))
    if counted:
        return False
    if not _armed_beside(findings, draft) and all(t.kind in _LOOSE and t.weapon is None for t in events):
        return True  # "attacked the inquiry", "a court battle"
    if all(t.kind == "other" for t in events) and not acts:
        return True
    if all(t.has("negated", "recurrent", "future", "hypothetical") and not t.has("planned", "threatened", "foiled") for t in (*events, *acts)):
        return True
    return False


def _armed_beside(findings: Findings, draft: Draft) -> bool:
    """Whether an armed party stands in the draft's sentences."""
    tokens = findings.parse.tokens
    sentences = set(draft.sentences)
    return any(p.armed and tokens[p.head].sent in sentences for p in findings.parties)


def status_of(findings: Findings, draft: Draft, when: When | None, placed: bool) -> str:
    """``reported``, ``background`` or ``foiled``; ``placed``: the text names a place for it."""
    triggers = [findings.triggers[k] for k in draft.triggers]
    events = [t for t in triggers if t.strength in ("event", "act")]
    figures = [t for t in (findings.tolls[k] for k in draft.tolls) if not t.has("hypothetical", "bare")]
    if events and not figures and all(t.has("planned", "threatened", "foiled", "negated", "future") for t in events):
        return "foiled"
    w = _weights()
    evidence = w["start"] + sum(w[k] * x for k, x in _evidence(findings, draft, when, placed, events, len(figures)))
    return "background" if evidence > 0 else "reported"


def _evidence(
    findings: Findings, draft: Draft, when: When | None, placed: bool, events: list[Trigger], figures: int
) -> list[tuple[str, float]]:
    """Cues for background with their strength (weights in the word list ``status``)."""
    out: list[tuple[str, float]] = []
    stated = when is not None and when.basis != "publication_date"
    if stated and when is not None and when.end is not None and findings.published is not None:
        age = (findings.published - when.end).days
        if age > NEWS_DAYS:
            out.append(("older", 1.0))
        elif age > 3:
            out.append(("days_4_to_10", 1.0))
        elif age <= 1:
            out.append(("today", 1.0))
        if when.precision in ("month", "year"):
            out.append(("month_or_year", 1.0))
    elif not stated:
        out.append(("undated", 1.0))
    if events:
        first = events[0]
        share = 1.0 / len(events)
        out.append(("context", share * sum(t.has("context") for t in events)))
        out.append(("court", float(any(t.has("court") for t in events))))
        out.append(("relative", share * sum(t.has("relative") for t in events)))
        out.append(("earlier", float(first.has("earlier"))))
        out.append(("another", float(first.has("another"))))
        out.append(("definite", float(first.has("definite"))))
        out.append(("present", float(verb_tense(findings, first) in ("VBZ", "VBP"))))
    start = min(draft.sentences)
    out.append(("late", start / max(1, len(findings.parse.sentences))))
    out.append(("lead", float(start == 0)))
    out.append(("mentions", float(min(len(draft.sentences), 4))))
    out.append(("figures", float(min(figures, 3))))
    out.append(("placed", float(placed)))
    return out


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
    for v in findings.times:
        if v.sent in sentences and (v.relation == "since" or (v.precision == "year" and v.type == "DATE") or v.type == "DURATION"):
            return True
    return any(t.kind == "other" and t.strength == "event" for t in triggers)
