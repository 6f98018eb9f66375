"""The figures of ``bench groups``, to the digit those of the scorer that comes with the annotated groups.

An item is an annotated incident of a report that has an incident id with a row of truth. Joining is
scored over the items; an account that is no item counts where it was joined to one. Records are
scored over the ids with two reports or more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tocsin.bench.clusters import cluster_scores, pairs
from tocsin.bench.reports.alignment import align
from tocsin.bench.reports.compare import date_fits, kilometres
from tocsin.bench.reports.gold import Finder, Sentences
from tocsin.bench.reports.names import Names
from tocsin.bench.reports.sides import RANKS, gold_side, system_side, window_of

Row = Mapping[str, Any]
Key = tuple[str, str]  # report id and number of the incident, or "?" and the id of an account that is none

EFFECTS = ("killed", "injured")
BOUNDS = ("low", "best", "high")
WITHIN_KM = 50.0


def gold_items(gold: Iterable[Row]) -> dict[Key, str]:
    """The incident id of every annotated incident that has one."""
    return {
        (r["id"], str(i["no"])): ids[str(i["no"])]
        for r in gold
        for ids in [r.get("incident_ids") or {}]
        for i in r.get("incidents") or []
        if ids.get(str(i["no"]))
    }


def account_map(gold: Iterable[Row], accounts: Mapping[str, Sequence[Row]], names: Names) -> dict[str, Key]:
    """Our account id -> the annotated incident it tells, by the alignment of ``bench reports``."""
    out: dict[str, Key] = {}
    for r in gold:
        finder = Finder(r["text"])
        sides = [gold_side(i, finder, names) for i in r.get("incidents") or []]
        ours = [system_side(a, names) for a in accounts.get(r["id"], ())]
        for i, j in align(sides, ours, Sentences(r["text"])):
            out[ours[j].id] = (r["id"], sides[i].id.removeprefix("#"))
    return out


def score(
    gold: Sequence[Row],
    truth: Sequence[Row],
    incidents: Sequence[Row],
    accounts: Mapping[str, Sequence[Row]] | None = None,
    names: Names | None = None,
) -> dict[str, Any]:
    """Joining and fused records; ``accounts`` None: the incidents hold gold accounts."""
    rows = {t["incident_id"]: t for t in truth}
    every = gold_items(gold)
    items = {k: v for k, v in every.items() if v in rows}
    if accounts is None:
        known = {f"{r['id']}#{i['no']}" for r in gold for i in r.get("incidents") or []}
        stands = {f"{report}#{no}": (report, no) for report, no in every}
    else:
        known = {a["id"] for list_ in accounts.values() for a in list_}
        stands = account_map(gold, accounts, names or Names())
    own: dict[Key, int] = {}
    holds: dict[int, list[Key]] = defaultdict(list)
    twice = unknown = 0
    for n, incident in enumerate(incidents):
        for account in incident.get("accounts") or []:
            if account not in known:
                unknown += 1
                continue
            key = stands.get(account, ("?", account))
            if key in own:
                twice += 1
                continue
            own[key] = n
            holds[n].append(key)
    want: dict[Key, Any] = dict(items)
    got: dict[Key, Any] = {k: own.get(k, ("alone", k)) for k in items}
    others = 0
    for n, keys in holds.items():
        if any(k in items for k in keys):
            for k in keys:
                if k not in items:
                    want[k], got[k] = every.get(k, ("none", k)), n
                    others += 1
    out: dict[str, Any] = {
        "n": {
            "items": len(items), "truth_ids": len(set(items.values())), "found": sum(k in own for k in items),
            "system_incidents": len(incidents), "other_accounts_joined": others,
            "accounts_named_twice": twice, "accounts_unknown": unknown,
        },
        "joining": cluster_scores(want, got),
    }  # fmt: skip
    out["false_merges"], out["misses"] = _merges(want, got, incidents), _misses(items, got)
    out["fused"] = _fused(rows, items, own, holds, incidents)
    return out


def _merges(want: Mapping[Key, Any], got: Mapping[Key, Any], incidents: Sequence[Row]) -> dict[str, Any]:
    held: dict[Any, list[Key]] = defaultdict(list)
    for k, v in got.items():
        held[v].append(k)
    bad = {n: pairs([len(ks)]) - pairs(Counter(want[k] for k in ks).values()) for n, ks in held.items()}
    impure = sorted(str(incidents[n].get("id")) for n, v in bad.items() if v)
    return {"pairs": sum(bad.values()), "impure_incidents": len(impure), "incidents": impure}


def _misses(items: Mapping[Key, str], got: Mapping[Key, Any]) -> dict[str, Any]:
    told: dict[str, list[Key]] = defaultdict(list)
    for k, v in items.items():
        told[v].append(k)
    lost = {t: pairs([len(ks)]) - pairs(Counter(str(got[k]) for k in ks).values()) for t, ks in told.items()}
    split = sorted(t for t, v in lost.items() if v)
    return {"pairs": sum(lost.values()), "split_ids": len(split), "ids": split}


def _fused(
    truth: Mapping[str, Row],
    items: Mapping[Key, str],
    own: Mapping[Key, int],
    holds: Mapping[int, Sequence[Key]],
    incidents: Sequence[Row],
) -> dict[str, Any]:
    told: dict[str, list[Key]] = defaultdict(list)
    for k, v in items.items():
        told[v].append(k)
    many = [t for t in truth if len({k[0] for k in told[t]}) >= 2]
    c: Counter[Any] = Counter()
    for t in many:
        row, held = truth[t], Counter(own[k] for k in told[t] if k in own)
        best = min(held, key=lambda n: (-held[n], len(holds[n]), n)) if held else None
        incident = incidents[best] if best is not None else {}
        c["found"] += best is not None
        for effect in EFFECTS:
            _count_toll(c, effect, row.get(effect), (incident.get("toll") or {}).get(effect) or {})
        if window := window_of(row.get("when")):
            c["date_n"] += 1
            ours = window_of(incident.get("when"))
            c["date"] += date_fits(window, ours)
        place = row.get("place") or {}
        if place.get("lat") is not None and place.get("lon") is not None:
            c["place_n"] += 1
            c["place"] += _near(place, incident.get("where") or [])
    return {
        "n": len(many),
        "found": _share(c["found"], len(many)),
        **{effect: _toll_figures(c, effect) for effect in EFFECTS},
        "date_overlap": {"acc": _share(c["date"], c["date_n"]), "n": c["date_n"]},
        "place50": {"acc": _share(c["place"], c["place_n"]), "n": c["place_n"]},
    }


def _count_toll(c: Counter[Any], effect: str, want: Row | None, have: Row) -> None:
    if not want:
        c[effect, "null_n"] += 1
        c[effect, "null"] += any(have.get(b) is not None for b in BOUNDS)
        return
    c[effect, "n"] += 1
    exact = [bool(have) and have.get(b) == want.get(b) for b in BOUNDS]
    within = [bool(have) and _one_apart(have.get(b), want.get(b)) for b in BOUNDS]
    for bound, is_exact, is_within in zip(BOUNDS, exact, within, strict=True):
        c[effect, bound, "exact"] += is_exact
        c[effect, bound, "within_one"] += is_within
    c[effect, "all_exact"] += all(exact)
    c[effect, "all_within_one"] += all(within)


def _toll_figures(c: Counter[Any], effect: str) -> dict[str, Any]:
    n = c[effect, "n"]
    return {
        "n": n,
        **{b: {k: _share(c[effect, b, k], n) for k in ("exact", "within_one")} for b in BOUNDS},
        "all_exact": _share(c[effect, "all_exact"], n),
        "all_within_one": _share(c[effect, "all_within_one"], n),
        "null_filled": {"rate": _share(c[effect, "null"], c[effect, "null_n"]), "n": c[effect, "null_n"]},
    }


def _one_apart(a: int | None, b: int | None) -> bool:
    return (a is None and b is None) or (a is not None and b is not None and abs(a - b) <= 1)


def _near(place: Row, where: Sequence[Row]) -> bool:
    placed = [p for p in where if p.get("lat") is not None and p.get("lon") is not None]
    if not placed:
        return False
    finest = min(placed, key=lambda p: RANKS.get(p.get("level") or "", RANKS["city"]))
    return kilometres((place["lat"], place["lon"]), (finest["lat"], finest["lon"])) <= WITHIN_KM


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
