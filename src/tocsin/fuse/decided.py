"""What people decided: verdicts set a field, confirm or discount the incident, each with its reason."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Sequence
from functools import cache
from typing import Any

from tocsin.codebook import table
from tocsin.errors import UsageError
from tocsin.records.incident import ByGroup, EffectToll, Incident, Reason
from tocsin.records.verdict import Verdict

# Fields that no verdict sets: they follow from the accounts and the verdicts themselves.
FIXED = frozenset({"id", "accounts", "verdicts", "why", "toll_history", "sources", "wave", "grade"})


def decide(incident: Incident, verdicts: Sequence[Verdict]) -> Incident:
    """The incident with the verdicts in force on its accounts; ``verdicts`` oldest first, the last wins."""
    own = set(incident.accounts)
    for verdict in verdicts:
        touched = own & {*verdict.accounts, *verdict.others}
        if not touched:
            continue
        incident = dataclasses.replace(incident, verdicts=(*incident.verdicts, verdict.id))
        if not own & set(verdict.accounts[:1]):
            continue
        if verdict.action in ("confirm", "discount"):
            grade = "confirmed" if verdict.action == "confirm" else "discounted"
            incident = _because(dataclasses.replace(incident, grade=grade), "grade", "verdict_grade", verdict)
        elif verdict.action == "set" and verdict.field is not None:
            try:
                changed = set_field(incident, verdict.field, verdict.value)
                incident = _because(changed, verdict.field, "verdict_set", verdict)
            except UsageError as err:
                incident = _refused(incident, verdict, str(err))
    return incident


def set_field(incident: Incident, path: str, value: str | None) -> Incident:
    """The incident with the field at ``path`` set to ``value`` (JSON text).

    Paths: ``kind``, ``when.start``, ``where.0.name``, ``toll.killed.best``,
    ``toll.killed.by_group.civilians``, ``perpetrators`` (a whole list), ``perpetrators.0.certainty``.
    Raises :class:`UsageError` where the path names no field, or the field cannot hold the value.
    """
    steps = path.split(".")
    if steps[0] in FIXED:
        raise UsageError(f"{steps[0]} cannot be set: it follows from the accounts and verdicts")
    try:
        data = json.loads(value) if value is not None else None
    except json.JSONDecodeError as err:
        raise UsageError(f"the value for {path} is no JSON ({err.msg}); put words in double quotes") from err
    try:
        changed: Incident = _put(incident, steps, data, path)
    except (ValueError, TypeError, KeyError, IndexError) as err:
        raise UsageError(f"{path} cannot hold {value}; see the schema of an incident for its form") from err
    return changed


def _put(record: Any, steps: Sequence[str], data: Any, path: str) -> Any:
    name, rest = steps[0], steps[1:]
    if isinstance(record, tuple):
        return _put_item(record, name, rest, data, path)
    cls: type = type(record)
    hints = _hints(cls)
    if name not in hints or name == "accounts":
        raise UsageError(f"{path} names no field of an incident that can be set")
    old = getattr(record, name)
    if rest:
        if old is None:
            old = _empty(hints[name])
        new = _put(old, rest, data, path)
    else:
        new = _made(hints[name], data, _words(cls, name), path)
    changed = dataclasses.replace(record, **{name: new})
    if isinstance(changed, EffectToll):
        return _summed(changed, name)
    return changed


def _put_item(
    items: tuple[Any, ...], name: str, rest: Sequence[str], data: Any, path: str
) -> tuple[Any, ...]:
    """Items are reached by number, tolls by their effect."""
    if name in table("effects"):
        at = next((n for n, item in enumerate(items) if getattr(item, "effect", None) == name), None)
        if at is None:
            items = (*items, _no_toll(name))
            at = len(items) - 1
    else:
        at = int(name)
    if not rest:
        raise UsageError(f"{path} names a whole entry; name one of its fields")
    return (*items[:at], _put(items[at], rest, data, path), *items[at + 1 :])


def _no_toll(effect: str) -> EffectToll:
    none = ByGroup(None, None, None, None)
    return EffectToll(effect, None, None, None, "verdict", none, None, None, None, ())


def _summed(toll: EffectToll, changed: str) -> EffectToll:
    """A toll that a person set: best within low and high, and its basis says so."""
    if changed not in ("low", "best", "high"):
        return toll
    low, best, high = toll.low, toll.best, toll.high
    value = getattr(toll, changed)
    if value is not None:
        low = value if low is not None and low > value else low
        high = value if high is not None and high < value else high
        if changed == "best" and low is None:
            low = value
        if best is not None and changed != "best":
            best = value if (best < value) == (changed == "low") and best != value else best
    return dataclasses.replace(toll, low=low, best=best, high=high, basis="verdict")


def _empty(hint: Any) -> Any:
    cls = next(h for h in typing.get_args(hint) if h is not type(None))
    return cls(**dict.fromkeys(f.name for f in dataclasses.fields(cls)))


def _made(hint: Any, data: Any, words: str | None, path: str) -> Any:
    """``data`` (parsed JSON) as a value of the type ``hint``."""
    if isinstance(hint, types.UnionType):
        if data is None:
            return None
        hint = next(h for h in typing.get_args(hint) if h is not type(None))
    if words is not None and str(data) not in table(words):
        raise UsageError(f"{path} cannot be {data!r}; it is one of {', '.join(table(words))}")
    if typing.get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise UsageError(f"{path} needs a list")
        return tuple(_made(typing.get_args(hint)[0], item, None, path) for item in data)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, data, path)
    if hint is dt.date:
        return dt.date.fromisoformat(data)
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, hint) or isinstance(data, bool):
        raise TypeError(path)
    if isinstance(data, int) and data < 0:
        raise ValueError(path)
    return data


def _record(cls: type, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise UsageError(f"{path} needs an object")
    hints = _hints(cls)
    unknown = set(data) - set(hints)
    if unknown:
        raise UsageError(f"{path} has no field {', '.join(sorted(unknown))}")
    values = {}
    for name, hint in hints.items():
        if name in data:
            values[name] = _made(hint, data[name], _words(cls, name), path)
        else:
            values[name] = () if typing.get_origin(hint) is tuple else _made(hint, None, None, path)
    return cls(**values)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _words(cls: type, name: str) -> str | None:
    found = next(f for f in dataclasses.fields(cls) if f.name == name)
    return found.metadata.get("words")


def _because(incident: Incident, field: str, rule: str, verdict: Verdict) -> Incident:
    note = f"{verdict.by}, verdict {verdict.id}" + (f": {verdict.why}" if verdict.why else "")
    return _with(incident, Reason(field, rule, _own(incident, verdict), note))


def _refused(incident: Incident, verdict: Verdict, message: str) -> Incident:
    note = f"verdict {verdict.id}: {message}"
    return _with(incident, Reason(verdict.field or "", "verdict_refused", _own(incident, verdict), note))


def _own(incident: Incident, verdict: Verdict) -> tuple[str, ...]:
    return tuple(a for a in verdict.accounts if a in incident.accounts)


def _with(incident: Incident, reason: Reason) -> Incident:
    """One reason a field: a later one takes the place of the earlier."""
    kept = tuple(r for r in incident.why if r.field != reason.field)
    return dataclasses.replace(incident, why=(*kept, reason))
