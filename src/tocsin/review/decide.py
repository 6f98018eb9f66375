"""Decisions of people on incidents: merge, split, set, confirm, discount, no incident, comment, undo.

Each writes one verdict about accounts, never about an incident, so that no rebuild can lose it, and then
builds what it touches again. An incident may be named by any id it ever had, or by any of its accounts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.errors import NotInStore, UsageError
from tocsin.fuse import set_field
from tocsin.pipeline.incidents import link_store
from tocsin.records.incident import Incident
from tocsin.records.verdict import Verdict, in_force
from tocsin.store import Saved, Store


class Decision(NamedTuple):
    """The verdict as it was kept, what it changed, and the incident that is about it now (None = gone)."""

    verdict: Verdict
    saved: Saved
    incident: Incident | None


def merge(store: Store, incidents: Sequence[str], *, by: str, why: str | None = None) -> Decision:
    """These incidents are one. Raises :class:`UsageError` where they are already."""
    ids = list(dict.fromkeys(store.resolve(i) for i in incidents))
    if len(ids) < 2:
        one = f"{' and '.join(incidents)} are one incident already" if len(incidents) > 1 else "one incident"
        raise UsageError(f"{one}; name two or more to merge")
    # All their accounts: one that no score would join with the other incident's belongs to it as well.
    accounts = (a for i in ids for a in store.incident(i).accounts)
    return _decide(store, "merge", by, why, accounts=tuple(accounts))


def split(
    store: Store, incident: str, accounts: Sequence[str], *, by: str, why: str | None = None
) -> Decision:
    """These accounts of ``incident`` tell of another one than its other accounts."""
    whole = store.incident(incident)
    heirs = store.heirs()
    apart = tuple(dict.fromkeys(heirs.get(a) or a for a in accounts))
    strangers = [a for a in apart if a not in whole.accounts]
    rest = tuple(a for a in whole.accounts if a not in apart)
    if not apart or strangers:
        raise UsageError(
            f"{', '.join(strangers) or 'nothing'} is no account of {whole.id}; "
            f"it has {', '.join(whole.accounts)}"
        )
    if not rest:
        raise UsageError(f"these are all accounts of {whole.id}; name some of them, not all")
    return _decide(store, "split", by, why, accounts=apart, others=rest)


def set_value(
    store: Store, incident: str, field: str, value: str, *, by: str, why: str | None = None
) -> Decision:
    """``field`` of the incident is ``value``: JSON, or plain words where the field holds words or a day."""
    whole = store.incident(incident)
    return _decide(
        store, "set", by, why, accounts=(whole.id,), field=field, value=_as_json(whole, field, value)
    )


def confirm(store: Store, incident: str, *, by: str, why: str | None = None) -> Decision:
    """The incident is confirmed."""
    return _decide(store, "confirm", by, why, accounts=(store.resolve(incident),))


def discount(store: Store, incident: str, *, by: str, why: str | None = None) -> Decision:
    """The incident is discounted: it stays in the record and says so."""
    return _decide(store, "discount", by, why, accounts=(store.resolve(incident),))


def no_incident(store: Store, incident: str, *, by: str, why: str | None = None) -> Decision:
    """The accounts of ``incident`` tell of no incident at all."""
    return _decide(store, "no_incident", by, why, accounts=store.incident(incident).accounts)


def comment(store: Store, incident: str, text: str, *, by: str) -> Decision:
    """A remark on the incident."""
    return _decide(store, "comment", by, text, accounts=(store.resolve(incident),))


def undo(store: Store, verdict: str | None = None, *, by: str, why: str | None = None) -> Decision:
    """``verdict`` (None = the last one of ``by`` that holds) no longer holds; an undo can be undone."""
    known = store.verdicts()
    holds = in_force(known)
    if verdict is None:
        own = [v for v in holds if v.by == by]
        if not own:
            raise NotInStore(f"no decision of {by} holds; tocsin verdicts lists all of them")
        target = own[-1]
    else:
        found = next((v for v in known if v.id == verdict), None)
        if found is None:
            raise NotInStore(f"there is no verdict '{verdict}'; tocsin verdicts lists them")
        target = found
    undone = {v.target for v in known if v.action == "undo"}
    if target.action != "undo" and target not in holds:
        raise UsageError(f"the verdict {target.id} was undone already; undo that undo to bring it back")
    if target.action == "undo" and target.id in undone:
        raise UsageError(f"the undo {target.id} was undone already")
    return _decide(store, "undo", by, why, accounts=target.accounts, others=target.others, target=target.id)


def rebuild(store: Store, by: str) -> Saved:
    """Build again what verdicts, new readings or erasures touched; new accounts wait for ``tocsin link``."""
    return link_store(store, by=by, fresh=False).saved


def verdict_of(
    action: str, by: str, why: str | None, *, accounts: tuple[str, ...], others: tuple[str, ...] = (),
    field: str | None = None, value: str | None = None, target: str | None = None,
    at: dt.datetime | None = None,
) -> Verdict:  # fmt: skip
    """A verdict with the id that follows from what it says, so that importing it twice keeps it once."""
    at = at or dt.datetime.now(dt.UTC)
    said = [at.isoformat(), by, action, accounts, others, field, value, target, why]
    digest = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return Verdict(f"v{digest[:10]}", at, by, action, accounts, others, field, value, target, why)


def _decide(
    store: Store, action: str, by: str, why: str | None, *, accounts: tuple[str, ...],
    others: tuple[str, ...] = (), field: str | None = None, value: str | None = None,
    target: str | None = None,
) -> Decision:  # fmt: skip
    verdict = verdict_of(
        action, by, why, accounts=accounts, others=others, field=field, value=value, target=target
    )
    store.decide(verdict)
    saved = rebuild(store, by)
    try:
        now = store.incident(accounts[0])
    except NotInStore:
        now = None
    return Decision(verdict, saved, now)


def _as_json(incident: Incident, field: str, value: str) -> str:
    """``value`` as the JSON text that the field can hold: as it is, else as a string."""
    quoted = json.dumps(value, ensure_ascii=False)
    try:
        json.loads(value)
    except json.JSONDecodeError:
        set_field(incident, field, quoted)  # raises UsageError where the field cannot hold it
        return quoted
    try:
        set_field(incident, field, value)
    except UsageError:
        try:
            set_field(incident, field, quoted)
        except UsageError:
            set_field(incident, field, value)
        return quoted
    return value
