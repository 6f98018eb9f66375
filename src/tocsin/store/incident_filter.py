"""A :class:`Filter` as SQL: which incidents a person asks for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from tocsin.store.base import Filter
from tocsin.store.tables import incident_actors, incident_places, incidents


def query(which: Filter) -> Select[Any]:
    """The incidents that ``which`` asks for, by first day (those without one last), then id."""
    table = incidents.c
    wanted: list[ColumnElement[bool]] = [table.status.in_(which.statuses)]
    if which.since is not None:  # an incident of several days counts where any day of it does
        wanted.append(table.end_day >= which.since.isoformat())
    if which.until is not None:
        wanted.append(table.start_day <= which.until.isoformat())
    if which.kinds:
        wanted.append(table.kind.in_(which.kinds))
    if which.grades:
        wanted.append(table.grade.in_(which.grades))
    if which.min_dead is not None:
        wanted.append(table.killed >= which.min_dead)
    if which.countries:
        wanted.append(_place(incident_places.c.country.in_(which.countries)))
    if which.box is not None:
        wanted.append(_place(_inside(which.box)))
    if which.actors:
        wanted.append(or_(*map(_actor, which.actors)))
    return select(incidents).where(*wanted).order_by(table.start_day.is_(None), table.start_day, table.id)


def _place(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(incident_places.c.incident == incidents.c.id, condition)


def _inside(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    west, south, east, north = box
    lat, lon = incident_places.c.lat, incident_places.c.lon
    across = lon.between(west, east) if west <= east else or_(lon >= west, lon <= east)
    return and_(lat.between(south, north), across)


def _actor(name: str) -> ColumnElement[bool]:
    """The id of an actor, or words of its name."""
    words = incident_actors.c.name.contains(name.casefold(), autoescape=True)
    return exists().where(
        incident_actors.c.incident == incidents.c.id, or_(incident_actors.c.actor_id == name, words)
    )
