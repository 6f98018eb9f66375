"""The words under each bar of the waterfall: what one account has to say on one feature."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.records.account import Account, Toll
from tocsin.records.collected import Collected

_FINE = frozenset({"site", "neighbourhood"})


def shown(collected: Collected, feature: str) -> str:
    """What ``collected`` says on ``feature``; empty where it is silent."""
    account = collected.account
    match feature:
        case "place":
            return _join(p.name for p in account.where if p.level not in _FINE)
        case "site":
            sites = [p.name for p in account.where if p.level in _FINE]
            return _join([*sites, *(t.name for t in account.targets if t.type == "facility")])
        case "date":
            return _days(account)
        case "clock":
            return (account.when.time if account.when else None) or ""
        case "kind":
            return account.kind
        case "perpetrator":
            return _join(p.name for p in account.perpetrators)
        case "target":
            groups = [t.group.name for t in account.tolls if t.group and t.group.side != "perpetrator"]
            return _join([*(t.name for t in account.targets), *groups])
        case "weapon":
            return _join(w.name for w in account.weapons)
        case "killed" | "injured":
            return _join(figure(t) for t in account.tolls if t.effect == feature)
        case "others":
            rest = (t for t in account.tolls if t.effect not in ("killed", "injured"))
            return _join(f"{figure(t)} {t.effect}" for t in rest)
        case "persons":
            return _join(p.name for p in account.persons)
        case "words":
            return collected.words
        case "copy":
            return collected.source.copy_of or ""
        case "report":
            return collected.source.id
        case "status":
            return account.status
        case _:
            return ""


def figure(toll: Toll) -> str:
    """A figure with its bounds: ``7``, ``7-9``, ``30+``, ``up to 60``."""
    low, high = toll.low, toll.high
    if low is not None and high is not None:
        return str(low) if low == high else f"{low}-{high}"
    if low is not None:
        return f"{low}+"
    return f"up to {high}" if high is not None else "?"


def _days(account: Account) -> str:
    when = account.when
    if when is None or (when.start is None and when.end is None):
        return ""
    first, last = when.start or when.end, when.end or when.start
    return f"{first}" if first == last else f"{first} to {last}"


def _join(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))
