"""Drafts over sentences: a sentence's incident joins the one told last that it does not contradict.

Contradictions are those of kind, place and date; "another attack" and a new entry of a list open
an incident of their own. Two tellings with one figure are one incident whatever the words.
"""

from __future__ import annotations

from dataclasses import replace
from heapq import nlargest

from tocsin.assemble.draft import Draft
from tocsin.assemble.joining import against
from tocsin.assemble.scene import Scene
from tocsin.assemble.sentence import drafts_of

_REMEMBERED = 30  # drafts a reader keeps in mind: a sentence takes up none told before these


def group(scene: Scene) -> list[Draft]:
    """The drafts of a report in the order in which the text opens them."""
    drafts: list[Draft] = []
    for n in range(len(scene.parse.sentences)):
        for draft in drafts_of(scene, n):
            if not _history(scene, draft):
                _place(scene, draft, drafts)
    return drafts


def _history(scene: Scene, draft: Draft) -> bool:
    """Harm without figures in a year long past or as a bound in time: the story so far, no incident."""
    published, events = scene.findings.published, scene.events(draft)
    if draft.tolls:
        return False
    if events and all(t.has("since") for t in events):
        return True  # "since they were driven out of the town"
    if events and not draft.places and all(t.has("ends") and t.has("earlier") for t in events):
        return True  # "ended its last offensive in December"
    if published is None:
        return False
    dates = [scene.findings.times[k] for k in draft.times]
    if events:
        dates = [v for v in dates if v.precision == "year"]
    return any(v.end is not None and (published - v.end).days > 365 for v in dates)


def _place(scene: Scene, new: Draft, drafts: list[Draft]) -> None:
    """Let ``new`` join one of ``drafts`` or open its own."""
    recalls = scene.recalls(new)
    if not drafts:
        if not recalls:
            drafts.append(new)
        return
    recent = nlargest(_REMEMBERED, drafts, key=lambda d: _recency(scene, d))
    events = scene.events(new)
    if recalls:
        recent[0].take(new)
        return
    if any(t.has("same") for t in events):  # "it was the second attack since May": the one just told
        recent[0].take(replace(new, places=[], times=[]))
        return
    reason = "new"
    for old in recent:
        apart = against(scene, old, new, drafts[0])
        if apart is None:
            old.take(new)
            return
        reason = apart
    new.opened_by = reason
    drafts.append(new)


def _recency(scene: Scene, d: Draft) -> tuple[int, int]:
    """Where the draft was told last: sentence, then the last place or trigger named in it."""
    last, tokens, findings = max(d.sentences), scene.parse.tokens, scene.findings
    here = [findings.places[k].first for k in d.places if tokens[findings.places[k].first].sent == last]
    here += [findings.triggers[k].first for k in d.triggers if findings.triggers[k].sent == last]
    return last, max(here, default=0)
