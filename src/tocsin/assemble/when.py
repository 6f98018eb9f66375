"""Which date is whose: the time expression that belongs to one incident.

Tried in order: a date in the trigger's own sentence, weighed by the clauses between the two; the
heading of a dated section; the running date of the story (the sentence before, then the lead).
A date of a statement ("said on Friday"), of another event told in a side clause, or a mere boundary
("until May") is not the incident's date. Failing all, the publication date, and the basis says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from tocsin.assemble.when_story import head_of, opens_sentence, running_date, told_now
from tocsin.codebook import words
from tocsin.records import Parse, Token, When
from tocsin.records.time import TimeValue

_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[./]\d\d$")

Window = tuple[dt.date | None, dt.date | None, str | None]
LocalWindow = Callable[[TimeValue, str | None], Window]

# What one step up the tree costs: within a clause little, into another clause much.
_STEP = {"conj": 2.0, "advcl": 3.0, "ccomp": 3.0, "relcl": 6.0, "acl": 2.5, "parataxis": 4.0, "appos": 2.0}
_OUT_OF_RELATIVE = 6.0  # a date inside a relative clause speaks of what that clause tells
_OF_STATEMENT = 30.0  # "said on Friday"
_OPENS_STATEMENT = 5.0  # "On Friday, police said that ...": more often the day of the event
_BOUNDARY_COST = {"since": 3.0, "until": 14.0, "before": 14.0, "after": 14.0, "by": 10.0, "as of": 10.0}
_ANSWERED = 25.0  # the trigger is what an arrest, a protest or a trial is about
_ELSEWHERE = 12.0  # "the recent attack", or a date bound to another event's noun
_LIMIT = 22.0  # a date further off than this in the same sentence is another event's


def stated_window(value: TimeValue, timezone: str | None) -> Window:  # noqa: ARG001
    """The dates and clock as the words say them: the default when no time-zone rule is handed in."""
    return value.start, value.end, value.time


def choose_when(
    trigger_tokens: Sequence[int],
    values: Sequence[TimeValue],
    parse: Parse,
    published: dt.date | None,
    timezone: str | None,
    local: LocalWindow = stated_window,
    status: str | None = None,
) -> When | None:
    """The date of the incident that the tokens ``trigger_tokens`` name.

    ``status`` is the incident's, where known: only what the report itself is about takes its date from
    the running story; for ``background`` and ``foiled`` a date must stand in the same sentence or heading.
    ``local`` turns a value into local dates at ``timezone`` (an IANA name or None). Without any
    date in the text the publication date is returned with basis ``publication_date``; without
    that one, the words of an undatable date ("on Tuesday") with dates None, or None.
    """
    dated = [v for v in values if _may_date(v, parse, published)]
    found = _in_sentence(trigger_tokens, dated, parse, published)
    basis = "stated"
    story = status in (None, "reported")
    if found is None:
        found, basis = running_date(trigger_tokens, dated, parse, published, story)
    elif found.dayless and found.anchor is None and story:
        # "At dawn", "hours later": the day is that of the story.
        day, _ = running_date(trigger_tokens, [v for v in dated if not v.dayless], parse, published, story)
        if day is not None and day.start is not None:
            found = replace(found, start=day.start, end=day.end)
    if found is not None:
        return _when(found, trigger_tokens, parse, published, timezone, basis, local)
    if published is None:
        return None
    return When(published, published, "day", None, "publication_date", None, None)


def _may_date(v: TimeValue, parse: Parse, published: dt.date | None) -> bool:
    """A placed date that is not the report's own; without a publication date also an undatable one."""
    if v.placed:
        if published is None or v.heading:
            return True
        return not (v.dateline or _is_stamp(v, parse, published))
    return (
        published is None
        and v.basis == "unresolved"
        and v.type in ("DATE", "TIME")
        and v.value[-4:] != "_REF"
    )


def _is_stamp(v: TimeValue, parse: Parse, published: dt.date) -> bool:
    """The publication date with its year, standing loose in the text: a page's time stamp."""
    if v.start != published or v.end != published or _WITH_YEAR.search(v.text) is None:
        return False
    return v.first == 0 or parse.tokens[v.first - 1].pos not in ("ADP", "SCONJ")


def _when(
    v: TimeValue,
    triggers: Sequence[int],
    parse: Parse,
    published: dt.date | None,
    timezone: str | None,
    basis: str,
    local: LocalWindow,
) -> When:
    start, end, clock = local(v, timezone)
    precision = v.precision
    lasts = _lasts(v, triggers, parse)
    if v.relation == "since" and v.said_end is not None and not lasts and _inside_since(v, triggers, parse):
        end = v.said_end  # the event that the "since" clause itself tells
    elif lasts and v.relation is None and start is not None and published is not None and start < published:
        end = published
    if start is not None and end is not None:
        precision = _precision(start, end)
    return When(start, end, precision, clock, basis, v.text, v.span)


def _lasts(v: TimeValue, triggers: Sequence[int], parse: Parse) -> bool:
    """Whether the date is the first day of a war or the like: "the conflict began in March 2011"."""
    tokens = parse.tokens
    lasting = words("times")["lasting"]
    if not any(tokens[i].lemma in lasting["nouns"] and tokens[i].sent == v.sent for i in triggers):
        return False
    at = head_of(tokens, v)
    for _ in range(6):
        if tokens[at].pos == "VERB":
            return tokens[at].lemma in lasting["verbs"]
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def _precision(start: dt.date, end: dt.date) -> str:
    length = (end - start).days + 1
    for limit, name in ((1, "day"), (6, "days"), (7, "week"), (31, "month")):
        if length <= limit:
            return name
    return "year"


@cache
def _statement_verbs() -> frozenset[str]:
    return frozenset(words("times")["statements"]["verbs"])


@cache
def _statement_nouns() -> frozenset[str]:
    return frozenset(words("times")["statements"]["nouns"])


@cache
def _answers() -> frozenset[str]:
    return frozenset(words("times")["answers"]["words"])


@cache
def _earlier() -> frozenset[str]:
    return frozenset(words("times")["answers"]["earlier"])


# --- the trigger's own sentence ----------------------------------------------------------------


def _in_sentence(
    triggers: Sequence[int], values: Sequence[TimeValue], parse: Parse, published: dt.date | None
) -> TimeValue | None:
    best: tuple[float, int] | None = None
    chosen: TimeValue | None = None
    for trigger in triggers:
        sent = parse.tokens[trigger].sent
        told = published is not None and told_now(trigger, parse)
        up = _ancestors(parse.tokens, trigger)
        answer = _answered(parse.tokens, trigger)
        now_verb = _present(parse.tokens, trigger)
        for v in values:
            if v.sent != sent or (told and published is not None and _to_come(v, published)):
                continue
            cost = _cost(v, trigger, up, parse)
            if published is not None and now_verb is not None:
                cost += _ANSWERED if _told_of_past(v, trigger, now_verb, parse, published) else 0.0
            if answer is not None and not _its_own(v, trigger, parse.tokens):
                cost += _ANSWERED
            key = (cost + 0.04 * abs(v.first - trigger), abs(v.first - trigger))
            if cost <= _LIMIT and (best is None or key < best):
                best, chosen = key, v
    return chosen


def _present(tokens: tuple[Token, ...], trigger: int) -> int | None:
    """The verb of the trigger's clause where it tells in the present, as diaries and headlines do."""
    at = trigger
    for _ in range(8):
        t = tokens[at]
        if t.pos in ("VERB", "AUX"):
            aux = [a for a in tokens[max(0, at - 6) : at] if a.head == at and a.dep in ("aux", "auxpass")]
            if t.tag in ("VBZ", "VBP") or (aux and all(a.tag in ("VBZ", "VBP") for a in aux)):
                return None if t.lemma in _statement_verbs() else at
            return None
        if t.head == at or t.dep in ("relcl", "acl"):
            return None
        at = t.head
    return None


def _told_of_past(v: TimeValue, trigger: int, now_verb: int, parse: Parse, published: dt.date) -> bool:
    """Whether a past date stands in another clause than the trigger's, which tells in the present."""
    if v.end is None or v.end >= published or v.relation is not None or _its_own(v, trigger, parse.tokens):
        return False
    tokens = parse.tokens
    at, crossed = head_of(tokens, v), False
    for _ in range(20):
        if at == now_verb:
            return crossed
        if at == trigger:
            return False
        crossed = crossed or tokens[at].pos == "VERB" or tokens[at].dep in ("relcl", "acl", "advcl")
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def _to_come(v: TimeValue, published: dt.date) -> bool:
    """A day after the report, which nothing told as past can have; a date with its year is believed."""
    return v.start is not None and v.start > published and _WITH_YEAR.search(v.text) is None


def _its_own(v: TimeValue, trigger: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the date stands in the trigger's own phrase, or after it with no other verb between."""
    at = head_of(tokens, v)
    for _ in range(5):
        if at == trigger:
            return True
        if tokens[at].pos in ("VERB", "AUX") or tokens[at].head == at:
            break
        at = tokens[at].head
    return v.first > trigger and all(t.pos != "VERB" for t in tokens[trigger + 1 : v.first])


def _ancestors(tokens: tuple[Token, ...], i: int) -> dict[int, float]:
    """Each token on the way up from ``i`` to its root, with the cost of getting there."""
    cost, out = 0.0, {i: 0.0}
    while tokens[i].head != i and len(out) < 60:
        cost += _STEP.get(tokens[i].dep, 1.0 if tokens[i].pos != "ADP" else 0.5)
        i = tokens[i].head
        out[i] = cost
    return out


def _answered(tokens: tuple[Token, ...], trigger: int) -> int | None:
    """The token that answers or judges the event: "arrested over the attack", "in response to the raid"."""
    i = trigger
    for _ in range(8):
        t = tokens[i]
        if t.head == i or (t.pos in ("VERB", "AUX") and i != trigger):
            return None
        if t.dep in ("dobj", "prep", "pcomp") and tokens[t.head].lemma in _answers():
            return t.head
        i = t.head
    return None


def _cost(v: TimeValue, trigger: int, up: dict[int, float], parse: Parse) -> float:
    """How far the date is from the trigger, in clauses."""
    tokens = parse.tokens
    if v.first <= trigger < v.last:
        return 0.0
    cost = _BOUNDARY_COST.get(v.relation or "", 0.0)
    if v.relation == "since" and _inside_since(v, [trigger], parse):
        cost = 0.0
    if v.link is not None:
        # "a day after the strike": the date of the strike, which is told to the right.
        told = trigger >= v.last and all(t.text != "," for t in tokens[v.last : trigger])
        return cost + (2.0 if told else 40.0)
    at = head_of(tokens, v)
    if any(t.head == trigger and t.lower in _earlier() for t in tokens[max(0, trigger - 4) : trigger]):
        cost += _ELSEWHERE if tokens[at].head != trigger else 0.0
    walked, first_verb = 0.0, True
    for _ in range(40):
        t = tokens[at]
        if t.pos in ("VERB", "AUX") and first_verb:
            first_verb = False
            opens = opens_sentence(v, parse)
            if at != trigger and (v.said or (opens and t.lemma in _statement_verbs())):
                cost += _OPENS_STATEMENT if opens and not _perfect(trigger, tokens) else _OF_STATEMENT
        elif t.lemma in _statement_nouns() and at < v.first and at != trigger:
            cost += _OF_STATEMENT
        if at in up:
            return cost + walked + up[at]
        if t.head == at:
            break
        walked += _STEP.get(t.dep, 1.0 if t.pos != "ADP" else 0.5)
        if t.dep == "relcl":
            walked += _OUT_OF_RELATIVE
        at = t.head
    else:
        return 99.0
    return cost + walked + 10.0  # two trees in one sentence


def _perfect(trigger: int, tokens: tuple[Token, ...]) -> bool:
    """ "said troops had retaken the town": the trigger lies before the statement."""
    verb = trigger if tokens[trigger].pos == "VERB" else tokens[trigger].head
    return any(
        t.head == verb and t.dep == "aux" and t.lower in ("had", "have", "has")
        for t in tokens[max(0, verb - 5) : verb]
    )


def _inside_since(v: TimeValue, triggers: Sequence[int], parse: Parse) -> bool:
    """Whether a trigger stands between "since" and the date: "since troops retook it in 2017"."""
    for trigger in triggers:
        if parse.tokens[trigger].sent != v.sent or trigger > v.first:
            continue
        if any(parse.tokens[i].lower == "since" for i in range(parse.sentences[v.sent].first, trigger)):
            return True
    return False
