"""Which date is whose: the time expression that belongs to one incident.

Tried in order: a date in the trigger's own sentence, weighed by the clauses between the two; the
heading of a dated section; the running date of the story (the sentence before, then the lead).
A date of a statement ("said on Friday"), of another event told in a side clause, or a mere boundary
("until May") is not the incident's date. Failing all, the publication date, and the basis says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from tocsin.assemble.when_clause import WITH_YEAR, inside_since, nearest_in_sentence
from tocsin.assemble.when_story import head_of, running_date
from tocsin.codebook import words
from tocsin.records import Parse, When
from tocsin.records.time import TimeValue

Window = tuple[dt.date | None, dt.date | None, str | None]
LocalWindow = Callable[[TimeValue, str | None], Window]


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
    found = nearest_in_sentence(trigger_tokens, dated, parse, published)
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
    if v.start != published or v.end != published or WITH_YEAR.search(v.text) is None:
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
    if v.relation == "since" and v.said_end is not None and not lasts and inside_since(v, triggers, parse):
        end = v.said_end  # the event that the "since" clause itself tells
    elif lasts and v.relation is None and start is not None and published is not None and start < published:
        end = published
    if start is not None and end is not None:
        precision = precision_of(start, end)
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


def precision_of(start: dt.date, end: dt.date) -> str:
    """The codebook's name for a stretch of that length, both days in it."""
    length = (end - start).days + 1
    for limit, name in ((1, "day"), (6, "days"), (7, "week"), (31, "month")):
        if length <= limit:
            return name
    return "year"
