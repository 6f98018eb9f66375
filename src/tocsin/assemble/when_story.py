"""Where the story stands: the section's heading, the sentence before, the first day after a lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tocsin.records import Parse, Token
from tocsin.records.time import TimeValue

_REACH = 3  # sentences back in which the running date is looked for
_LEAD = 2  # sentences of the lead
_AHEAD = 4  # sentences after the lead in which a wire report names the day
_STORY_DAYS = 31  # a day longer ago than this is background, not where the story stands
_NOT_NOW = frozenset({"had", "will", "would", "could", "may", "might", "should", "must", "can", "to"})


def running_date(
    triggers: Sequence[int], values: Sequence[TimeValue], parse: Parse, published: dt.date | None, story: bool
) -> tuple[TimeValue | None, str]:
    """The heading, the sentence before, or for a lead the sentences after it: where the story stands."""
    if not triggers:
        return None, "inferred"
    trigger = min(triggers)
    sent = parse.tokens[trigger].sent
    heading = None
    for v in values:
        if v.heading and v.sent <= sent:
            heading = v
    if not story or not told_now(trigger, parse):
        return (heading, "stated") if heading is not None else (None, "inferred")
    for back in range(1, _REACH + 1):
        if heading is not None and heading.sent > sent - back:
            break
        found = _story_date(sent - back, values, parse, published)
        if found is not None:
            return found, "inferred"
    if heading is not None:
        return heading, "stated"
    if sent < _LEAD:
        for ahead in range(sent + 1, min(sent + 1 + _AHEAD, len(parse.sentences))):
            found = _story_date(ahead, values, parse, published)
            if found is not None:
                return found, "inferred"
    for lead in range(min(_LEAD, sent)):
        found = _story_date(lead, values, parse, published)
        if found is not None:
            return found, "inferred"
    return None, "inferred"


def told_now(trigger: int, parse: Parse) -> bool:
    """Whether the trigger's clause tells the story: not what had happened before, or may yet happen."""
    tokens = parse.tokens
    at = trigger
    for _ in range(20):
        t = tokens[at]
        if t.pos in ("VERB", "AUX"):
            for i in range(max(parse.sentences[t.sent].first, at - 8), at):
                a = tokens[i]
                if a.head == at and a.dep in ("aux", "auxpass") and a.lower in _NOT_NOW:
                    return False
            if t.tag == "VB" and any(
                tokens[i].head == at and tokens[i].lower == "to" for i in range(max(0, at - 4), at)
            ):
                return False
            if t.dep not in ("xcomp", "conj") or t.tag in ("VBD", "VBZ", "VBP"):
                return True
        if t.head == at:
            return True
        at = t.head
    return True


def _story_date(
    sent: int, values: Sequence[TimeValue], parse: Parse, published: dt.date | None
) -> TimeValue | None:
    """The day on which a sentence moves its story: a plain day of its main clause, not long past."""
    for v in values:
        if (
            v.sent != sent
            or v.precision not in ("day", "days")
            or v.relation
            or v.link
            or v.type == "DURATION"
        ):
            continue
        if v.dayless and v.anchor is None:
            continue
        if v.said and not opens_sentence(v, parse):
            continue
        if (
            published is not None
            and v.start is not None
            and not 0 <= (published - v.start).days <= _STORY_DAYS
        ):
            continue
        if not _in_relative(v, parse):
            return v
    return None


def _in_relative(v: TimeValue, parse: Parse) -> bool:
    """Whether the date stands in a relative clause, which tells of something else."""
    tokens = parse.tokens
    at = head_of(tokens, v)
    for _ in range(12):
        t = tokens[at]
        if t.pos in ("VERB", "AUX"):
            return t.dep == "relcl"
        if t.head == at:
            return False
        at = t.head
    return False


def head_of(tokens: tuple[Token, ...], v: TimeValue) -> int:
    """The token by which the expression hangs in the sentence."""
    return next((i for i in range(v.first, v.last) if not v.first <= tokens[i].head < v.last), v.first)


def opens_sentence(v: TimeValue, parse: Parse) -> bool:
    """Whether the expression stands at the head of its sentence ("On Friday, ...")."""
    return v.first - parse.sentences[v.sent].first <= 2
