"""Drafts over sentences: a sentence's incident joins the one told last that it does not contradict.

Contradictions are those of kind, place and date; "another attack" and a new entry of a list open
an incident of their own. Two tellings with one figure are one incident whatever the words.
"""

from __future__ import annotations

from dataclasses import replace
from heapq import nlargest

from tocsin.assemble.draft import Draft, kind_rank, kinds_apart
from tocsin.assemble.likeness import dates_differ, is_as_of, places_differ
from tocsin.assemble.scene import Scene, verb_tense
from tocsin.assemble.sentence import drafts_of

__all__ = ["Draft", "group", "is_as_of", "kind_rank", "verb_tense"]

_DURATIVE = frozenset({"abduction", "prison_break", "takeover"})
_REMEMBERED = 30  # drafts a reader keeps in mind: a sentence takes up none told before these
_SURE_NUMBER = 3  # two incidents may both have one or two dead; the same larger figure is no chance


def group(scene: Scene) -> list[Draft]:
    """The drafts of a report in the order in which the text opens them."""
    drafts: list[Draft] = []
    for n in range(len(scene.parse.sentences)):
        for draft in drafts_of(scene, n):
            if not _history(scene, draft):
                _place(scene, draft, drafts)
    return drafts


def _history(scene: Scene, draft: Draft) -> bool:
    """Harm without figures in a year long past: the story so far, no incident."""
    published = scene.findings.published
    if draft.tolls or published is None:
        return False
    dates = [scene.findings.times[k] for k in draft.times]
    if scene.events(draft):
        dates = [v for v in dates if v.precision == "year"]
    return any(v.end is not None and (published - v.end).days > 365 for v in dates)


def _place(scene: Scene, new: Draft, drafts: list[Draft]) -> None:
    """Let ``new`` join one of ``drafts`` or open its own."""
    if not drafts:
        drafts.append(new)
        return
    recent = nlargest(_REMEMBERED, drafts, key=lambda d: _recency(scene, d))
    events = scene.events(new)
    if any(t.has("same") for t in events):  # "it was the second attack since May": the one just told
        recent[0].take(replace(new, places=[], times=[]))
        return
    fresh = any(t.has("another", "earlier") for t in events)
    reason = "new"
    for old in recent:
        against = _against(scene, old, new, drafts[0], fresh)
        if against is None:
            old.take(new)
            return
        reason = against
    new.opened_by = reason
    drafts.append(new)


def _against(scene: Scene, old: Draft, new: Draft, lead: Draft, fresh: bool) -> str | None:
    """What keeps two drafts apart, None where nothing does."""
    last_old, last_new = max(old.sentences), max(new.sentences)
    if scene.section[last_old] != scene.section[last_new] and not _same_numbers(scene, old, new):
        return "section"
    if last_old == last_new:
        return "sentence"  # told apart within one sentence
    if _kinds_differ(scene, old, new):
        return "kind"
    places, times = scene.findings.places, scene.findings.times
    if places_differ([places[k] for k in old.places], [places[k] for k in new.places]):
        return "place"
    slack = _slack(scene, old, new)
    dated = old.times or lead.times  # what has no day of its own is of the story's day
    if dates_differ([times[k] for k in dated], [times[k] for k in new.times], slack):
        return "date"
    return "another" if fresh and not _same_numbers(scene, old, new) else None


def _recency(scene: Scene, d: Draft) -> tuple[int, int]:
    """Where the draft was told last: sentence, then the last place or trigger named in it."""
    last, tokens, findings = max(d.sentences), scene.parse.tokens, scene.findings
    here = [findings.places[k].first for k in d.places if tokens[findings.places[k].first].sent == last]
    here += [findings.triggers[k].first for k in d.triggers if findings.triggers[k].sent == last]
    return last, max(here, default=0)


def _kinds_differ(scene: Scene, old: Draft, new: Draft) -> bool:
    # an arrest that follows an attack is part of its story unless place or date say otherwise
    pairs = {
        frozenset((x.kind, y.kind))
        for x in scene.events(old)
        for y in scene.events(new)
        if y.kind != "arrest"
    }
    return bool(pairs) and pairs <= kinds_apart()


def _slack(scene: Scene, old: Draft, new: Draft) -> int:
    """Days by which two tellings of one incident may differ: an attack goes on over night, a siege longer."""
    events = scene.events(new)
    if not events and any(t.kind in _DURATIVE for t in scene.events(old)):
        return 3
    known = any(t.has("definite") for t in events)
    return 1 if known or (not events and _actors(scene, old) & _actors(scene, new)) else 0


def _actors(scene: Scene, d: Draft) -> set[str]:
    """Named armed parties in the sentences of a draft."""
    return set().union(*(scene.actors.get(n, set()) for n in d.sentences))


def _same_numbers(scene: Scene, old: Draft, new: Draft) -> bool:
    def figures(d: Draft) -> set[tuple[str, int | None, int | None]]:
        return {
            (t.effect, t.low, t.high)
            for t in (scene.findings.tolls[k] for k in d.tolls)
            if (t.low or t.high or 0) >= _SURE_NUMBER and t.qualifier != "vague"
        }

    return bool(figures(old) & figures(new))
