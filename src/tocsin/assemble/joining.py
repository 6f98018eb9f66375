"""Joining: what keeps a sentence's telling apart from an incident told before.

The contradictions of place, day and kind, "another attack" and the entries of a list; then the marks of a
story that moves on: a day of its own where the one told before has none, other victims after "also", a
figure that another one of the same town and day does not bear. The same figure in both outweighs these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tocsin.assemble.draft import Draft, kinds_apart
from tocsin.assemble.likeness import dates_differ, is_spot, places_differ
from tocsin.assemble.scene import Scene
from tocsin.codebook import words
from tocsin.records.mention import Trigger

_DURATIVE = frozenset({"abduction", "prison_break", "takeover"})
_SIEGE = 7  # days that a siege may last from its beginning to the end that is told
_LEAD = 2  # sentences of the lead
_OPENING = 5  # words at the head of a sentence
_SURE_NUMBER = 3  # two incidents may both have one or two dead; the same larger figure is no chance


def against(scene: Scene, old: Draft, new: Draft, lead: Draft) -> str | None:
    """What keeps two drafts apart, None where nothing does; ``lead`` is the report's first."""
    last_old, last_new = max(old.sentences), max(new.sentences)
    same = _same_numbers(scene, old, new)
    if scene.section[last_old] != scene.section[last_new] and not same:
        return "section"
    if last_old == last_new:
        return "sentence"  # told apart within one sentence
    if _kinds_differ(scene, old, new):
        return "kind"
    places, times = scene.findings.places, scene.findings.times
    if places_differ([places[k] for k in old.places], [places[k] for k in new.places]):
        return "place"
    dated = old.times or lead.times  # what has no day of its own is of the story's day
    if dates_differ([times[k] for k in dated], [times[k] for k in new.times], _slack(scene, old, new)):
        return "date"
    if same:
        return None
    if any(t.has("another", "earlier") for t in scene.events(new)):
        return "another"
    return _moves_on(scene, old, new)


def _moves_on(scene: Scene, old: Draft, new: Draft) -> str | None:
    """Why the story has come to another incident though place, day and kind may be the same."""
    if _known(scene, new) or _lasts(scene, old, new) or not _names(scene, new):
        return None
    rival, retold = _rival(scene, old, new), len(set(old.sentences)) > 1
    sentences = scene.parse.sentences
    apart = sentences[max(old.sentences)].paragraph != sentences[min(new.sentences)].paragraph
    # a lead is dated by the sentences after it
    dates_lead = not rival and max(old.sentences) < _LEAD
    if new.times and not old.times and not dates_lead and (apart or rival or retold):
        return "date"
    if new.times and old.times and retold and (apart or rival):
        return "date"
    if rival and _spots(scene, old) and _spots(scene, new):
        return "figure"  # two figures for one town named twice
    return "also" if _turns(scene, new) and _others_hit(scene, old, new) else None


def _names(scene: Scene, new: Draft) -> bool:
    """Whether it names a deed; "sixty were injured" only counts, and arrests end a story."""
    return any(t.strength in ("event", "act") and t.kind != "arrest" for t in _triggers(scene, new))


def _kinds_differ(scene: Scene, old: Draft, new: Draft) -> bool:
    # an arrest that follows an attack is part of its story unless place or date say otherwise
    pairs = {
        frozenset((x.kind, y.kind))
        for x in scene.events(old)
        for y in scene.events(new)
        if y.kind != "arrest" and not (x.has("loose") or y.has("loose"))
    }
    if bool(pairs) and pairs <= kinds_apart():
        return True
    flown = [t for t in scene.events(new) if t.kind == "air_strike" and not t.has("loose")]
    return bool(flown) and len(flown) == len(scene.events(new)) and scene.on_foot(old)


def _slack(scene: Scene, old: Draft, new: Draft) -> int:
    """Days by which two tellings of one incident may differ: an attack goes on over night, a siege longer."""
    events = scene.events(new)
    if _lasts(scene, old, new):
        return _SIEGE
    if not events and any(t.kind in _DURATIVE for t in scene.events(old)):
        return 3
    return 1 if _known(scene, new) or (not events and _actors(scene, old) & _actors(scene, new)) else 0


def _lasts(scene: Scene, old: Draft, new: Draft) -> bool:
    """Whether one of them tells how it ended: what lies between beginning and end is one incident."""
    return any(t.has("ends") for d in (old, new) for t in scene.events(d))


def _known(scene: Scene, d: Draft) -> bool:
    """Told as known: "the attack"."""
    return any(t.has("definite") for t in scene.events(d))


def _actors(scene: Scene, d: Draft) -> set[str]:
    """Named armed parties in the sentences of a draft."""
    return set().union(*(scene.actors.get(n, set()) for n in d.sentences))


def _spots(scene: Scene, d: Draft) -> bool:
    """Whether a town or narrower place is named."""
    return any(is_spot(scene.findings.places[k]) for k in d.places)


def _turns(scene: Scene, new: Draft) -> bool:
    """ "Also", "meanwhile", "separately" at the verb or at the head of the sentence."""
    first = scene.parse.sentences[new.sentences[0]].first
    opening = {t.lower for t in scene.parse.tokens[first : first + _OPENING]}
    return any(t.has("also") for t in _triggers(scene, new)) or bool(opening & _turning())


@cache
def _turning() -> frozenset[str]:
    return frozenset(words("joining")["turning"])


def _others_hit(scene: Scene, old: Draft, new: Draft) -> bool:
    """Whether both say who was hit, and it is neither the same nor those who did it."""
    before, now = _heads(scene, old, scene.targets), _heads(scene, new, scene.targets)
    return bool(before and now) and not now & (before | _heads(scene, old, scene.agents))


def _heads(scene: Scene, d: Draft, role: Mapping[int, list[int]]) -> set[str]:
    tokens = scene.parse.tokens
    heads = {h for k in d.triggers for h in role.get(k, ())}
    return {tokens[h].lemma for h in heads if tokens[h].pos != "PRON"}


def _triggers(scene: Scene, d: Draft) -> list[Trigger]:
    return [scene.findings.triggers[k] for k in d.triggers]


def _rival(scene: Scene, old: Draft, new: Draft) -> bool:
    """Whether the new telling counts an effect that the old one has counted, and does not say "more"."""
    mine, theirs = ([scene.findings.tolls[k] for k in d.tolls] for d in (old, new))
    counted = {t.effect for t in mine if not t.has("bare")}
    return any(t.effect in counted and not t.has("bare", "more", "total") for t in theirs)


def _same_numbers(scene: Scene, old: Draft, new: Draft) -> bool:
    """Whether a figure too large for chance stands in both."""

    def figures(d: Draft) -> set[tuple[str, int | None, int | None]]:
        return {
            (t.effect, t.low, t.high)
            for t in (scene.findings.tolls[k] for k in d.tolls)
            if (t.low or t.high or 0) >= _SURE_NUMBER and t.qualifier != "vague"
        }

    return bool(figures(old) & figures(new))
