"""One sentence: its triggers grouped by incident, its figures, places and dates shared out."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.assemble.adjuncts import hangs_on_speech
from tocsin.assemble.draft import Draft, kinds_apart
from tocsin.assemble.likeness import is_fine, same_place, stands_in
from tocsin.assemble.scene import Scene
from tocsin.assemble.syntax import distance, nearest
from tocsin.records.mention import Trigger
from tocsin.records.toponym import PlaceValue

_COMPARING = frozenset({"link", "connect", "relate", "tie", "resemble", "recall", "similar", "unrelated"})
_UNREAL = ("planned", "threatened", "foiled", "future", "negated")
_REMOTE = frozenset({"air_strike", "drone_strike", "shelling"})
_JOINED_WITHIN = 2  # tokens between two methods named in one breath
_WEAK = frozenset({"act", "effect", "means"})


def drafts_of(scene: Scene, n: int) -> list[Draft]:
    """The drafts that sentence ``n`` tells of; figures without a trigger make one of their own."""
    if n in scene.findings.accident_sentences:
        return []
    tolls = scene.tolls.get(n, [])
    groups = [part for g in _groups(scene, n) for part in _split_by_place(scene, g, n)]
    drafts = [Draft(triggers=sorted(g), sentences=[n]) for g in groups]
    if not drafts:
        return [Draft(tolls=list(tolls), sentences=[n])] if tolls else []
    split = _joined_targets(scene, drafts, n)
    _share_out(scene, drafts, n)
    for draft, targets in split:
        drafts.extend(_one_each(scene, draft, targets, n))
    return drafts


# -- grouping ------------------------------------------------------------------------------------


def _groups(scene: Scene, n: int) -> list[list[int]]:
    triggers = scene.findings.triggers
    groups: list[list[int]] = []
    for k in scene.triggers.get(n, []):
        home = _home(scene, k, groups)
        if home is None:
            groups.append([k])
        else:
            home.append(k)
    # Means and effects alone name no incident, they go with the one beside them.
    strong = [g for g in groups if any(triggers[k].strength in ("event", "act") for k in g)]
    if not strong or len(strong) == len(groups):
        return groups
    for g in groups:
        if g not in strong:
            heads = {triggers[k].head: s for s in strong for k in s}
            near = nearest(scene.parse, triggers[g[0]].head, heads)
            if near is not None:
                heads[near].extend(g)
    return strong


def _home(scene: Scene, k: int, groups: list[list[int]]) -> list[int] | None:
    """The nearest group of this sentence that trigger ``k`` may belong to."""
    triggers = scene.findings.triggers
    best: tuple[float, list[int]] | None = None
    for g in groups:
        if all(_may_join(scene, triggers[j], triggers[k]) for j in g):
            d = min(distance(scene.parse, triggers[j].head, triggers[k].head) for j in g)
            if best is None or d < best[0]:
                best = (d, g)
    return None if best is None else best[1]


def _may_join(scene: Scene, a: Trigger, b: Trigger) -> bool:
    """Whether two triggers of a sentence may name one incident."""
    events = a.strength == b.strength == "event"
    if events and (
        a.has("also") != b.has("also")
        or a.has("earlier", "another") != b.has("earlier", "another")
        or _compared(scene, a, b)
        or ("other" in (a.kind, b.kind) and a.kind != b.kind)
    ):
        return False
    if "effect" not in (a.strength, b.strength):
        if a.has(*_UNREAL) != b.has(*_UNREAL) or a.has("relative") != b.has("relative"):
            return False
    if a.kind == b.kind or (events and (a.has("loose") or b.has("loose"))):
        return True
    if events and {a.kind, b.kind} <= _REMOTE and _joined_methods(scene, a, b):
        return True
    if a.strength in _WEAK or b.strength in _WEAK:
        return "arrest" not in (a.kind, b.kind) or "effect" in (a.strength, b.strength)
    return frozenset((a.kind, b.kind)) not in kinds_apart()


def _joined_methods(scene: Scene, a: Trigger, b: Trigger) -> bool:
    """ "Shelling and air raids on Idlib killed nine": one subject, with nothing said of either alone."""
    tokens = scene.parse.tokens
    x, y = tokens[a.head], tokens[b.head]
    if x.i > y.i:
        a, b, x, y = b, a, y, x
    joined = (
        y.dep == "conj" and y.head == x.i and x.pos == y.pos == "NOUN" and x.dep in ("nsubj", "pobj", "dobj")
    )
    return joined and b.first - a.last <= _JOINED_WITHIN


def _compared(scene: Scene, a: Trigger, b: Trigger) -> bool:
    """Words between two events that set them side by side: "the raid was linked to a grenade attack"."""
    left, right = (a, b) if a.first < b.first else (b, a)
    return any(t.lemma in _COMPARING for t in scene.parse.tokens[left.last : right.first])


def _split_by_place(scene: Scene, group: list[int], n: int) -> list[list[int]]:
    """Triggers of one sentence at two places that cannot be one are two incidents."""
    parse, triggers = scene.parse, scene.findings.triggers
    strong = [k for k in group if triggers[k].strength != "means"]
    here = [
        p
        for p in (scene.findings.places[k] for k in scene.places.get(n, []))
        if p.level != "admin1" and (p.level not in ("country", "region") or stands_in(parse, p))
    ]
    if len(strong) < 2 or len(here) < 2:
        return [group]
    heads = {triggers[k].head: k for k in strong}
    spots: dict[int, list[PlaceValue]] = {}
    for p in here:
        near = None if hangs_on_speech(parse, p.last - 1, heads) else nearest(parse, p.last - 1, heads)
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
    owners = {triggers[k].head: core for core in cores for k in core}
    placed = {k for core in cores for k in core}
    for k in group:
        owner = None if k in placed else nearest(parse, triggers[k].head, owners)
        if owner is not None:
            owners[owner].append(k)
    return cores


# -- sharing out ---------------------------------------------------------------------------------


def _share_out(scene: Scene, drafts: list[Draft], n: int) -> None:
    """Give each figure, place and date of the sentence to the draft nearest in the tree."""
    parse, findings = scene.parse, scene.findings
    words: dict[int, Draft] = {}
    heads: dict[int, Draft] = {}
    for d in drafts:
        for k in d.triggers:
            t = findings.triggers[k]
            heads[t.head] = d
            for i in range(t.first, t.last):
                words.setdefault(i, d)
    for k in scene.tolls.get(n, []):
        anchor = findings.tolls[k].anchor
        owner = words.get(anchor)
        if owner is None:
            near = nearest(parse, anchor, words)
            owner = drafts[0] if near is None else words[near]
        owner.tolls.append(k)
    for k in scene.places.get(n, []):
        owner = _owner(scene, findings.places[k].last - 1, heads)
        if owner is not None:
            owner.places.append(k)
    for k in scene.times.get(n, []):
        owner = _owner(scene, findings.times[k].last - 1, heads)
        if owner is not None:
            owner.times.append(k)


def _owner(scene: Scene, token: int, heads: dict[int, Draft]) -> Draft | None:
    """The draft whose trigger a phrase belongs to; None for the where and when of a statement."""
    if hangs_on_speech(scene.parse, token, heads):
        return None
    near = nearest(scene.parse, token, heads)
    return None if near is None else heads[near]


def _joined_targets(scene: Scene, drafts: list[Draft], n: int) -> list[tuple[Draft, list[int]]]:
    """Drafts whose trigger takes joined objects at places of their own: "hit A in X and B in Y"."""
    tokens = scene.parse.tokens
    out = []
    for d in drafts:
        for k in d.triggers:
            targets = sorted(set(scene.targets.get(k, [])))
            if len(targets) < 2 or not all(tokens[h].sent == n for h in targets):
                continue
            spots = [_under(scene, h, targets, n) for h in targets]
            if all(spots) and not any(same_place(p, q) for p in spots[0] for s in spots[1:] for q in s):
                out.append((d, targets))
                break
    return out


def _under(scene: Scene, head: int, others: list[int], n: int) -> list[PlaceValue]:
    """Places that hang below the phrase headed by ``head`` and below none of ``others``."""
    places = (scene.findings.places[k] for k in scene.places.get(n, []))
    return [p for p in places if is_fine(p) and _above(scene, p.last - 1, others) == head]


def _above(scene: Scene, token: int, stops: list[int]) -> int:
    """The first of ``stops`` on the way up from ``token``, else the root."""
    current = scene.parse.tokens[token]
    while current.head != current.i and current.i not in stops:
        current = scene.parse.tokens[current.head]
    return current.i


def _one_each(scene: Scene, draft: Draft, targets: list[int], n: int) -> list[Draft]:
    """Leave ``draft`` with its first target and make a draft for each of the others."""
    others = [Draft(triggers=list(draft.triggers), sentences=[n], opened_by="sentence") for _ in targets[1:]]
    owners = dict(zip(targets, [draft, *others], strict=True))

    def move(mine: list[int], theirs: Callable[[Draft], list[int]], token: Callable[[int], int]) -> None:
        for k in list(mine):
            to = owners.get(_above(scene, token(k), targets))
            if to is not None and to is not draft:
                mine.remove(k)
                theirs(to).append(k)

    move(draft.places, lambda d: d.places, lambda k: scene.findings.places[k].last - 1)
    move(draft.tolls, lambda d: d.tolls, lambda k: scene.findings.tolls[k].anchor)
    return others
