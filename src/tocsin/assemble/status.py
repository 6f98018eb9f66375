"""Status: whether an incident is the report's news, background, or never happened."""

from __future__ import annotations

import datetime as dt

from tocsin.assemble.drafts import Draft
from tocsin.records import When
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger

NEWS_DAYS = 10  # an incident dated earlier than this before publication is told for context
_CONTEXT_PREPOSITIONS = frozenset({"after", "following", "since", "over", "amid", "about", "despite", "before", "to"})


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
    if counted:
        # a figure with nothing but "died" or "released" is an incident only when it is large or violent
        return False
    if not events and not acts:
        return True
    if all(t.kind == "other" for t in events) and not acts:
        return True
    if all(t.has("negated", "recurrent", "future", "hypothetical") and not t.has("planned", "threatened", "foiled") for t in (*events, *acts)):
        return True
    return False


def status_of(findings: Findings, draft: Draft, when: When | None, first: bool) -> str:
    """``reported``, ``background`` or ``foiled``."""
    triggers = [findings.triggers[k] for k in draft.triggers]
    events = [t for t in triggers if t.strength in ("event", "act")]
    counted = any("hypothetical" not in findings.tolls[k].marks and "bare" not in findings.tolls[k].marks for k in draft.tolls)
    if events and not counted and all(t.has("planned", "threatened", "foiled", "negated", "future") for t in events):
        return "foiled"
    if when is not None and when.basis != "publication_date" and when.end is not None and findings.published is not None:
        if findings.published - when.end > dt.timedelta(days=NEWS_DAYS):
            return "background"
    if events and any(t.has("earlier") and not t.has("definite") for t in events) and not first:
        return "background"
    return "reported"


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
