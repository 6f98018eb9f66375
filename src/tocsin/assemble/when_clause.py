"""A date in the trigger's own sentence: how many clauses lie between the two, and what they mean."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache

from tocsin.assemble.when_story import head_of, opens_sentence, told_now
from tocsin.codebook import words
from tocsin.records import Parse, Token
from tocsin.records.time import TimeValue

WITH_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[./]\d\d$")
# What one step up the tree costs: within a clause little, into another clause much.
_STEP = {"conj": 2.0, "advcl": 3.0, "ccomp": 3.0, "relcl": 6.0, "acl": 2.5, "parataxis": 4.0, "appos": 2.0}
_OUT_OF_RELATIVE = 6.0  # a date inside a relative clause speaks of what that clause tells
_OF_STATEMENT = 30.0  # "said on Friday"
_OPENS_STATEMENT = 5.0  # "On Friday, police said that ...": more often the day of the event
_BOUNDARY_COST = {"since": 3.0, "until": 14.0, "before": 14.0, "after": 14.0, "by": 10.0, "as of": 10.0}
_ANSWERED = 25.0  # the trigger is what an arrest, a protest or a trial is about
_ELSEWHERE = 12.0  # "the recent attack", or a date bound to another event's noun
_ABOUT = frozenset({"over", "for", "about", "of"})
_LIMIT = 22.0  # a date further off than this in the same sentence is another event's


def nearest_in_sentence(
    triggers: Sequence[int], values: Sequence[TimeValue], parse: Parse, published: dt.date | None
) -> TimeValue | None:
    """The date of a sentence with a trigger that is fewest clauses away from it, None if all are too far."""
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
    return v.start is not None and v.start > published and WITH_YEAR.search(v.text) is None


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
    if v.relation == "since" and inside_since(v, [trigger], parse):
        cost = 0.0
    if v.link is not None:
        # "a day after the strike": the date of the strike, which is told to the right.
        told = trigger >= v.last and all(t.text != "," for t in tokens[v.last : trigger])
        return cost + (2.0 if told else 40.0)
    at = head_of(tokens, v)
    if any(t.head == trigger and t.lower in _earlier() for t in tokens[max(0, trigger - 4) : trigger]):
        cost += _ELSEWHERE if tokens[at].head != trigger else 0.0
    if _of_another(v, at, trigger, tokens):
        cost += _ANSWERED
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


def _of_another(v: TimeValue, at: int, trigger: int, tokens: tuple[Token, ...]) -> bool:
    """Whether the date qualifies a noun that hangs on something other than the trigger's verb.

    "Arrested over last week's massacre": the massacre is dated, not the arrest; but "killed in
    Saturday's attack" dates the killing.
    """
    t = tokens[at]
    if t.dep not in ("poss", "compound", "nmod", "amod", "nummod") or tokens[t.head].pos not in (
        "NOUN",
        "PROPN",
    ):
        return False
    noun = tokens[t.head]
    if v.text.lower() in words("times")["holidays"] and t.dep == "compound":
        return True  # "the Christmas market"
    if noun.i == trigger or noun.head == trigger or noun.dep not in ("pobj", "compound"):
        return False
    prep = tokens[noun.head]
    return prep.lower in _ABOUT or tokens[prep.head].pos not in ("VERB", "AUX")


def _perfect(trigger: int, tokens: tuple[Token, ...]) -> bool:
    """ "said troops had retaken the town": the trigger lies before the statement."""
    verb = trigger if tokens[trigger].pos == "VERB" else tokens[trigger].head
    return any(
        t.head == verb and t.dep == "aux" and t.lower in ("had", "have", "has")
        for t in tokens[max(0, verb - 5) : verb]
    )


def inside_since(v: TimeValue, triggers: Sequence[int], parse: Parse) -> bool:
    """Whether "since" tells the trigger too: "since troops retook it in 2017", "since May, when 40 died"."""
    for trigger in triggers:
        if _below(parse.tokens, trigger, range(v.first, v.last)):
            return True
        if parse.tokens[trigger].sent != v.sent or trigger > v.first:
            continue
        if any(parse.tokens[i].lower == "since" for i in range(parse.sentences[v.sent].first, trigger)):
            return True
    return False


def _below(tokens: tuple[Token, ...], i: int, words: range) -> bool:
    """Whether token ``i`` hangs in a clause below one of ``words``."""
    for _ in range(8):
        t = tokens[i]
        if t.head == i:
            return False
        if t.dep == "relcl" and t.head in words:
            return True
        i = t.head
    return False
