"""What kind an incident is: the narrowest of the words that open its telling; and which words tell it."""

from __future__ import annotations

import re
from functools import cache

from tocsin.assemble.draft import Draft, kind_rank
from tocsin.codebook import words
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger

# Kinds that name a deed done in an attack rather than its method.
_DEEDS = frozenset({"abduction", "takeover", "destruction", "arrest", "other"})
# What those who storm a place do there: "stormed the town, hurling grenades and setting homes ablaze".
_WITHIN = frozenset({"bombing", "shelling", "destruction", "execution", "abduction"})
_LOOSE_RANK = 4.5  # a usual kind gives way to every proper one


def kind_of(findings: Findings, draft: Draft) -> tuple[str, list[Trigger]]:
    """The kind of the incident and the triggers that tell it: the narrowest of its first two sentences."""
    told = [findings.triggers[k] for k in draft.triggers]
    # "did not return the attack": what is denied beside what happened says nothing of it
    triggers = [t for t in told if not t.has("negated")] or told
    named = [t for t in triggers if t.strength == "event"] or [
        t for t in triggers if t.strength in ("act", "means")
    ]
    acts = [t for t in triggers if t.strength == "act"]
    if acts and all(t.kind == "arrest" and t.span > acts[0].span for t in named):
        named = acts + named  # "a gunman killed 20. He was arrested": the arrest is the end of the story
    if not named:
        return ("other" if not draft.tolls else "armed_attack"), []
    sentences = sorted({t.sent for t in named})[:2]
    # a general word first ("attack") takes a method told later, not another deed ("two officers were taken")
    general = any(
        t.kind == "armed_attack" and t.strength == "event" and t.sent == sentences[0] for t in named
    )
    killed = any(findings.tolls[k].effect == "killed" for k in draft.tolls)
    lead = [
        t for t in named
        if t.sent in sentences and not (general and t.kind in _DEEDS and (t.sent != sentences[0] or killed))
    ] or named  # fmt: skip
    assault = next((t for t in lead if t.sent == sentences[0] and _assault(t)), None)
    if assault is not None:
        lead = [t for t in lead if not _within(t, assault)] or [assault]
    best = max(lead, key=lambda t: (_rank(t) if t.kind != "arrest" or t is named[0] else 0, -t.span.start))
    kind = best.kind
    if (kind == "armed_attack" or best.has("loose")) and assault is None:
        later = max(named, key=lambda t: (_rank(t) if t.kind not in _DEEDS else 0, -t.span.start))
        means = [t for t in triggers if t.strength == "means"]
        if later.kind not in ("armed_attack", "arrest", *_DEEDS):
            kind, best = later.kind, later
        elif means and best.strength == "act":
            kind = means[0].kind
    opening = [
        t for t in triggers
        if t.strength == "act"
        and (t.sent == sentences[0] or (t.sent < sentences[0] and t.kind == best.kind))
        and not (t.sent < sentences[0] and t.has("context"))
    ]  # fmt: skip
    telling = {*opening, *(t for t in named if t.kind == best.kind or (assault and _within(t, assault)))}
    return kind, sorted(telling, key=lambda t: (t.has("loose"), t.span))


def _rank(t: Trigger) -> float:
    rank = kind_rank().get(t.kind, 0)
    return min(rank, _LOOSE_RANK) if t.has("loose") else rank


def _assault(t: Trigger) -> bool:
    """Whether people came to kill at close quarters, whatever they threw: "ambushed", "stormed"."""
    return t.kind == "armed_attack" and t.strength == "event" and _close().match(t.text) is not None


def _within(t: Trigger, assault: Trigger) -> bool:
    """Whether ``t`` is what the attackers did or used there; the strikes of an offensive prepare it."""
    if t.kind == "air_strike":
        return _offensive().match(assault.text) is not None
    return t.kind in _WITHIN or (t.kind == "clash" and t.span > assault.span)


@cache
def _offensive() -> re.Pattern[str]:
    return re.compile("|".join(words("joining")["offensive"]), re.IGNORECASE)


@cache
def _close() -> re.Pattern[str]:
    listed = words("joining")
    return re.compile("|".join([*listed["assault"], *listed["offensive"]]), re.IGNORECASE)
