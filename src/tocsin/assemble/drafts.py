"""Drafts: the triggers and figures of a report grouped by the incident they tell of.

Sentence by sentence: triggers of one sentence that may name one incident form a group; a group
joins the incident told last that it does not contradict in kind, place or date, else it opens
a new one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cache

from tocsin.assemble.adjuncts import hangs_on_speech
from tocsin.assemble.sections import sections
from tocsin.assemble.syntax import distance, nearest
from tocsin.codebook import words
from tocsin.records import Parse, Sentence
from tocsin.records.findings import Findings
from tocsin.records.mention import TollMention, Trigger
from tocsin.records.time import TimeValue
from tocsin.records.toponym import PlaceValue

_COMPARING = frozenset({"link", "connect", "relate", "tie", "resemble", "recall", "similar", "unrelated"})
_DURATIVE = frozenset({"abduction", "prison_break", "takeover"})
FAR_KM = 40.0  # two towns further apart than this are two places


@dataclass(slots=True)
class Draft:
    """One incident of the report while it is put together (indexes into the findings).

    ``opened_by`` says why it is an incident of its own: ``first``, ``sentence`` (told apart within
    one sentence), ``section``, ``kind``, ``place``, ``date``, ``another`` or ``new``.
    """

    triggers: list[int] = field(default_factory=list)
    tolls: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    opened_by: str = "first"

    def take(self, other: Draft) -> None:
        """Add everything of ``other``."""
        for mine, theirs in (
            (self.triggers, other.triggers), (self.tolls, other.tolls), (self.places, other.places),
            (self.times, other.times), (self.sentences, other.sentences),
        ):  # fmt: skip
            mine.extend(x for x in theirs if x not in mine)


@cache
def _apart() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words("joining")["apart"])


@cache
def kind_rank() -> dict[str, int]:
    """How narrow each kind is; the narrowest names the incident."""
    return {str(k): int(v) for k, v in words("joining")["rank"].items()}


class Grouping:
    """Groups the findings of one report."""

    def __init__(self, findings: Findings) -> None:
        self._f = findings
        self._tokens = findings.parse.tokens
        # "(Brasilia time)" names no place of the incident, nor does "U.S. soldiers"
        clock = {i for v in findings.times for i in range(v.first, v.last)}
        people = {
            i
            for p in findings.parties
            if p.type != "facility" and p.head >= p.first
            for i in range(p.first, p.head)
        }
        self._literal = {
            k for k, p in enumerate(findings.places)
            if (p.role == "literal" or _soil(findings.parse, p)) and p.first not in clock
            and not (p.level in ("country", "region") and (p.last - 1 in people or _acts(findings.parse, p)))
        }  # fmt: skip
        self._sections = sections(findings)
        self._by_sentence: dict[int, list[int]] = {}
        for n, t in enumerate(findings.triggers):
            if self._counts(t):
                self._by_sentence.setdefault(t.sent, []).append(n)

    def _counts(self, t: Trigger) -> bool:
        """Whether a trigger can tell of an incident at all."""
        if (
            t.strength == "recall"
            or t.has("generic", "hypothetical")
            or (t.kind == "other" and t.strength == "event" and not self._alone(t))
        ):
            return False
        if t.strength == "event" and t.has("recurrent") and t.has("plural"):
            return False  # "its cells continue to carry out attacks"
        return t.sent not in self._f.accident_sentences and not habitual(self._f, t)

    def _alone(self, t: Trigger) -> bool:
        """A war or a wave of violence counts only where no incident of its own stands in the sentence."""
        return not any(
            o.sent == t.sent and o.kind != "other" and o.strength in ("event", "act")
            for o in self._f.triggers
        )

    def literal(self) -> set[int]:
        """Indexes of the places that can be where something happened."""
        return self._literal

    def group(self) -> list[Draft]:
        """The drafts in the order in which the text opens them."""
        drafts: list[Draft] = []
        for n in range(len(self._f.parse.sentences)):
            for draft in self._sentence(n):
                if not self._history(draft):
                    self._place(draft, drafts)
        return drafts

    def _history(self, draft: Draft) -> bool:
        """Harm without figures in a year long past: the story so far, no incident."""
        if draft.tolls or self._f.published is None:
            return False
        dates = [self._f.times[k] for k in draft.times]
        if self._events(draft):
            dates = [v for v in dates if v.precision == "year"]
        return any(v.end is not None and (self._f.published - v.end).days > 365 for v in dates)

    # -- one sentence ------------------------------------------------------------------------

    def _sentence(self, n: int) -> list[Draft]:
        triggers = self._by_sentence.get(n, [])
        tolls = [k for k, t in enumerate(self._f.tolls) if t.sent == n]
        if n in self._f.accident_sentences:
            return []
        groups: list[list[int]] = []
        for k in triggers:
            home = self._home(k, groups)
            if home is None:
                groups.append([k])
            else:
                home.append(k)
        # Means and effects alone name no incident, they go with the one beside them.
        strong = [g for g in groups if any(self._f.triggers[k].strength in ("event", "act") for k in g)]
        if strong and len(strong) < len(groups):
            for g in groups:
                if g not in strong:
                    heads = {self._f.triggers[k].head: s for s in strong for k in s}
                    near = nearest(self._f.parse, self._f.triggers[g[0]].head, heads)
                    if near is not None:
                        heads[near].extend(g)
            groups = strong
        groups = [part for g in groups for part in self._split_by_place(g, n)]
        drafts = [Draft(triggers=sorted(g), sentences=[n]) for g in groups]
        split = self._split_by_target(drafts, n)
        if not drafts:
            return [Draft(tolls=tolls, sentences=[n])] if tolls else []
        self._share_out(drafts, tolls, n)
        for draft, objects in split:
            drafts.extend(self._one_each(draft, objects, n))
        return drafts

    def _compared(self, a: Trigger, b: Trigger) -> bool:
        """ "the raid was linked to a grenade attack": words between two events that set them side by side."""
        between = self._tokens[a.last : b.first] if a.first < b.first else self._tokens[b.last : a.first]
        return any(t.lemma in _COMPARING for t in between)

    def _split_by_target(self, drafts: list[Draft], n: int) -> list[tuple[Draft, list[int]]]:
        """Drafts whose trigger takes joined objects at places of their own: "hit A in X and B in Y"."""
        tokens = self._f.parse.tokens
        out = []
        for d in drafts:
            for k in d.triggers:
                targets = sorted({r.head for r in self._f.roles if r.trigger == k and r.role == "target"})
                if len(targets) < 2 or not all(tokens[h].sent == n for h in targets):
                    continue
                spots = [self._under(h, targets) for h in targets]
                if all(spots) and not any(same_place(p, q) for p in spots[0] for s in spots[1:] for q in s):
                    out.append((d, targets))
                    break
        return out

    def _under(self, head: int, others: list[int]) -> list[PlaceValue]:
        """Places that hang below the phrase headed by ``head`` and below none of ``others``."""
        tokens = self._f.parse.tokens
        found = []
        for k, p in enumerate(self._f.places):
            if k not in self._literal or not _fine(p) or tokens[p.first].sent != tokens[head].sent:
                continue
            current = tokens[p.last - 1]
            while current.head != current.i and current.i not in others:
                current = tokens[current.head]
            if current.i == head:
                found.append(p)
        return found

    def _one_each(self, draft: Draft, targets: list[int], n: int) -> list[Draft]:
        """Leave ``draft`` with its first target and make a draft for each of the others."""
        tokens = self._f.parse.tokens
        new = []
        owners: dict[int, Draft] = {targets[0]: draft}
        for h in targets[1:]:
            d = Draft(triggers=list(draft.triggers), sentences=[n], opened_by="sentence")
            owners[h] = d
            new.append(d)

        def owner(i: int) -> Draft | None:
            current = tokens[i]
            while current.head != current.i and current.i not in owners:
                current = tokens[current.head]
            return owners.get(current.i)

        for name, token_of in (
            ("places", lambda k: self._f.places[k].last - 1), ("tolls", lambda k: self._f.tolls[k].anchor),
        ):  # fmt: skip
            mine = list(getattr(draft, name))
            for k in mine:
                to = owner(token_of(k))
                if to is not None and to is not draft:
                    getattr(draft, name).remove(k)
                    getattr(to, name).append(k)
        return new

    def _split_by_place(self, group: list[int], n: int) -> list[list[int]]:
        """Triggers of one sentence at two places that cannot be one are two incidents."""
        parse = self._f.parse
        strong = [k for k in group if self._f.triggers[k].strength != "means"]
        here = [p for k, p in enumerate(self._f.places) if parse.tokens[p.first].sent == n and k in self._literal and p.level != "admin1"
                and (p.level not in ("country", "region") or _stands_in(parse, p))]  # fmt: skip
        if len(strong) < 2 or len(here) < 2:
            return [group]
        heads = {self._f.triggers[k].head: k for k in strong}
        spots: dict[int, list[PlaceValue]] = {}
        for p in here:
            if hangs_on_speech(parse, p.last - 1, heads):
                continue
            near = nearest(parse, p.last - 1, heads)
            if near is not None:
                spots.setdefault(heads[near], []).append(p)
        cores: list[list[int]] = []
        for k, places in sorted(spots.items()):
            for core in cores:
                if any(same_place(p, q) for j in core for p in spots[j] for q in places):
                    core.append(k)
                    break
            else:
                cores.append([k])
        if len(cores) < 2:
            return [group]
        owners = {self._f.triggers[k].head: core for core in cores for k in core}
        for k in group:
            if not any(k in core for core in cores):
                owner = nearest(parse, self._f.triggers[k].head, owners)
                if owner is not None:
                    owners[owner].append(k)
        return cores

    def _home(self, k: int, groups: list[list[int]]) -> list[int] | None:
        """The group of this sentence that trigger ``k`` belongs to."""
        t = self._f.triggers[k]
        best: tuple[float, list[int]] | None = None
        for g in groups:
            if all(self._may_join(self._f.triggers[j], t) for j in g):
                d = min(distance(self._f.parse, self._f.triggers[j].head, t.head) for j in g)
                if best is None or d < best[0]:
                    best = (d, g)
        return None if best is None else best[1]

    def _may_join(self, a: Trigger, b: Trigger) -> bool:
        if a.has("also") != b.has("also") and a.strength == b.strength == "event":
            return False
        if a.has("earlier", "another") != b.has("earlier", "another") and "event" in (a.strength, b.strength):
            if a.strength == b.strength == "event":
                return False
        unreal = ("planned", "threatened", "foiled", "future", "negated")
        told = "effect" not in (a.strength, b.strength)
        if told and (a.has(*unreal) != b.has(*unreal) or a.has("relative") != b.has("relative")):
            return False
        if "other" in (a.kind, b.kind) and a.kind != b.kind and "event" == a.strength == b.strength:
            return False
        if a.strength == b.strength == "event" and self._compared(a, b):
            return False
        if a.strength in ("act", "effect", "means") or b.strength in ("act", "effect", "means"):
            return (
                "arrest" not in (a.kind, b.kind) or a.kind == b.kind or "effect" in (a.strength, b.strength)
            )
        if a.kind == b.kind:
            return True
        return frozenset((a.kind, b.kind)) not in _apart()

    def _share_out(self, drafts: list[Draft], tolls: list[int], n: int) -> None:
        """Give each figure, place and date of the sentence to the draft nearest in the tree."""
        parse = self._f.parse
        heads: dict[int, Draft] = {}
        for d in drafts:
            for k in d.triggers:
                t = self._f.triggers[k]
                for i in range(t.first, t.last):
                    heads.setdefault(i, d)
        for k in tolls:
            toll = self._f.tolls[k]
            anchor = toll.anchor
            owner = heads.get(anchor) or heads[nearest(parse, anchor, heads) or next(iter(heads))]
            owner.tolls.append(k)
        trigger_heads = {self._f.triggers[k].head: d for d in drafts for k in d.triggers}
        for k, place in enumerate(self._f.places):
            if self._f.parse.tokens[place.first].sent == n and k in self._literal:
                near = nearest(parse, place.last - 1, trigger_heads)
                if near is not None and not hangs_on_speech(parse, place.last - 1, trigger_heads):
                    trigger_heads[near].places.append(k)
        for k, value in enumerate(self._f.times):
            if value.sent == n and is_event_date(parse, value):
                near = (
                    None
                    if hangs_on_speech(parse, value.last - 1, trigger_heads)
                    else nearest(parse, value.last - 1, trigger_heads)
                )
                if near is not None:
                    trigger_heads[near].times.append(k)

    # -- over sentences ----------------------------------------------------------------------

    def _place(self, new: Draft, drafts: list[Draft]) -> None:
        if not drafts:
            drafts.append(new)
            return
        triggers = [self._f.triggers[k] for k in new.triggers]
        events = [t for t in triggers if t.strength == "event"]
        fresh = any(t.has("another", "earlier") and not t.has("same") for t in events)
        if any(t.has("same") for t in events):
            max(drafts, key=self._recency).take(replace(new, places=[], times=[]))
            return
        order = sorted(drafts, key=self._recency, reverse=True)
        reason = "new"
        for d in order:
            if self._sections[max(d.sentences)] != self._sections[
                max(new.sentences)
            ] and not self._same_numbers(d, new):
                reason = "section"
                continue
            if d.sentences and max(d.sentences) == max(new.sentences):
                reason = "sentence"
                continue  # told apart within one sentence
            against = self._contradiction(d, new)
            if against:
                reason = against
                continue
            if fresh and not self._same_numbers(d, new):
                reason = "another"
                continue
            d.take(new)
            return
        new.opened_by = reason
        drafts.append(new)

    def _recency(self, d: Draft) -> tuple[int, int]:
        """Where the draft was told last: sentence, then the last place named in it."""
        last = max(d.sentences)
        tokens = self._f.parse.tokens
        here = [self._f.places[k].first for k in d.places if tokens[self._f.places[k].first].sent == last]
        here += [self._f.triggers[k].first for k in d.triggers if self._f.triggers[k].sent == last]
        return last, max(here, default=0)

    def _events(self, d: Draft) -> list[Trigger]:
        return [t for t in (self._f.triggers[k] for k in d.triggers) if t.strength == "event"]

    def _contradiction(self, old: Draft, new: Draft) -> str | None:
        """What keeps two drafts apart: ``kind``, ``place``, ``date``, or None."""
        a, b = self._events(old), self._events(new)
        if a and b:
            # an arrest that follows an attack is part of its story unless place or date say otherwise
            pairs = [frozenset((x.kind, y.kind)) for x in a for y in b if y.kind != "arrest"]
            if pairs and all(p in _apart() for p in pairs):
                return "kind"
        if self._places_differ(old, new):
            return "place"
        return "date" if self._dates_differ(old, new) else None

    def _share_parties(self, old: Draft, new: Draft) -> bool:
        """Whether a named armed party of the one stands in the sentences of the other."""
        tokens = self._f.parse.tokens

        def names(d: Draft) -> set[str]:
            return {
                p.name for p in self._f.parties if p.named and p.armed and tokens[p.head].sent in d.sentences
            }

        return bool(names(old) & names(new))

    def _same_numbers(self, old: Draft, new: Draft) -> bool:
        def figures(d: Draft) -> set[tuple[str, int | None, int | None]]:
            return {
                (t.effect, t.low, t.high)
                for t in (self._f.tolls[k] for k in d.tolls)
                if (t.low or t.high or 0) >= 3 and t.qualifier != "vague"
            }

        return bool(figures(old) & figures(new))

    def _places_differ(self, old: Draft, new: Draft) -> bool:
        a = [self._f.places[k] for k in old.places]
        b = [self._f.places[k] for k in new.places]
        fine_a, fine_b = [p for p in a if _fine(p)], [p for p in b if _fine(p)]
        if fine_a and fine_b:
            return not any(same_place(p, q) for p in fine_a for q in fine_b)
        countries_a, countries_b = {p.country for p in a if p.country}, {p.country for p in b if p.country}
        return bool(countries_a and countries_b and not countries_a & countries_b)

    def _dates_differ(self, old: Draft, new: Draft) -> bool:
        a = [self._f.times[k] for k in old.times]
        b = [self._f.times[k] for k in new.times]
        if not a or not b:
            return False
        # "the attack" goes on over night: a day's difference does not make it another one
        events = self._events(new)
        slack = (
            1
            if any(t.has("definite") for t in events) or (not events and self._share_parties(old, new))
            else 0
        )
        if not events and any(t.kind in _DURATIVE for t in self._events(old)):
            slack = 3  # a siege goes on for days
        return not any(_windows_meet(x, y, slack) for x in a for y in b)


def habitual(findings: Findings, trigger: Trigger) -> bool:
    """Plural attacks in the present tense of a report told in the past: what a group does, not what it did."""
    if trigger.sent == 0 or (trigger.strength == "event" and not trigger.has("plural")):
        return False
    lead = findings.parse.sentences[0]
    tags = {t.tag for t in findings.parse.tokens[lead.first : lead.last] if t.pos in ("VERB", "AUX")}
    past = (
        "VBD" in tags
        or ("VBN" in tags and not tags & {"VBZ", "VBP"})
        or ("VBN" in tags and "VBZ" in tags and _perfect(findings, lead))
    )
    return past and verb_tense(findings, trigger) in ("VBP", "VBZ")


def _perfect(findings: Findings, sentence: Sentence) -> bool:
    return any(
        t.lemma == "have" and t.dep == "aux" for t in findings.parse.tokens[sentence.first : sentence.last]
    )


def verb_tense(findings: Findings, trigger: Trigger) -> str:
    """Penn tag of the verb that carries the trigger."""
    tokens = findings.parse.tokens
    token = tokens[trigger.head]
    while token.pos not in ("VERB", "AUX") and token.head != token.i:
        token = tokens[token.head]
    return token.tag


def is_event_date(parse: Parse, value: TimeValue) -> bool:
    """Whether a time value can be the day of an incident: placed, no boundary, not "as of Friday"."""
    if value.relation is not None or value.type not in ("DATE", "TIME") or value.start is None:
        return False
    return not is_as_of(parse, value)


def is_as_of(parse: Parse, value: TimeValue) -> bool:
    """ "as of Friday": the day of the count, not of the incident."""
    return [t.lower for t in parse.tokens[max(0, value.first - 2) : value.first]] == ["as", "of"]


def _soil(parse: Parse, p: PlaceValue) -> bool:
    """ "on Iraqi soil": an adjective that does name the place."""
    follower = parse.tokens[p.last].lower if p.last < len(parse.tokens) else ""
    return p.role == "demonym" and follower in ("soil", "territory", "side", "airspace", "waters")


def _acts(parse: Parse, p: PlaceValue) -> bool:
    """A state that does something or qualifies somebody: "the United States launched", "Algeria team"."""
    return parse.tokens[p.last - 1].dep in ("nsubj", "compound", "amod", "nmod", "dative", "agent")


def _stands_in(parse: Parse, p: PlaceValue) -> bool:
    """Whether a country is where something is: "in Syria", "in neighbouring Iraq"."""
    return any(t.lower in ("in", "inside", "across") for t in parse.tokens[max(0, p.first - 2) : p.first])


def _fine(p: PlaceValue) -> bool:
    return p.level in ("site", "neighbourhood", "city", "district", "admin1")


def same_place(p: PlaceValue, q: PlaceValue) -> bool:
    """Whether two named places may be one spot: same name, near, or one inside the other."""
    if p.name == q.name or (p.gazetteer_id and p.gazetteer_id == q.gazetteer_id):
        return True
    if p.country and q.country and p.country != q.country:
        return False
    levels = {p.level, q.level}
    if levels & {"country", "region"}:
        return True
    if "admin1" in levels or "district" in levels:
        if p.level == q.level == "admin1":
            return p.admin1 == q.admin1
        return p.admin1 is None or q.admin1 is None or p.admin1 == q.admin1
    if p.lat is None or q.lat is None or p.lon is None or q.lon is None:
        return False
    return kilometres(p.lat, p.lon, q.lat, q.lon) <= FAR_KM


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km."""
    from math import asin, cos, radians, sin, sqrt

    a = (
        sin(radians(lat2 - lat1) / 2) ** 2
        + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 12742.0 * asin(sqrt(min(1.0, a)))


def _windows_meet(x: TimeValue, y: TimeValue, slack: int) -> bool:
    xs, xe = _window(x)
    ys, ye = _window(y)
    return xs.toordinal() <= ye.toordinal() + slack and ys.toordinal() <= xe.toordinal() + slack


def _window(v: TimeValue) -> tuple[dt.date, dt.date]:
    start = v.start or dt.date.min
    return start, v.end or start


def has_figure(tolls: list[TollMention]) -> bool:
    """Whether any figure is more than a bare plural."""
    return any("bare" not in t.marks for t in tolls)
