"""Entities of FollowTheMoney as JSON lines: an Event with who was involved, where, and the articles on it.

Who is involved is linked by an UnknownLink that says the role and how sure it is. An entity that stands
in many incidents (an actor) is written once; ids are made of our ids and names, so that two exports meet.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from tocsin.codebook import countries, exports
from tocsin.export.incidents import sides as who
from tocsin.export.incidents.base import Options
from tocsin.export.incidents.phrases import figures, one_line, place, title
from tocsin.export.phrases import plain
from tocsin.records.collected import Source
from tocsin.records.incident import Incident, Party, Site


class Entity(NamedTuple):
    """One entity: its properties are lists of strings, the empty ones left out."""

    id: str
    schema: str
    properties: dict[str, list[str]]


class FtmWriter:
    """Nothing is left out; an incident without a day is an Event without a date."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.left_out: Counter[str] = Counter()
        self._options = options
        self._seen: set[str] = set()
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)

    def write(self, incident: Incident) -> None:
        for entity in entities(incident, self._options):
            if entity.schema not in ("Organization", "PublicBody", "Article") or entity.id not in self._seen:
                self._text.write(json.dumps(entity._asdict(), ensure_ascii=False) + "\n")
            if entity.schema in ("Organization", "PublicBody", "Article"):
                self._seen.add(entity.id)

    def close(self) -> None:
        """Nothing follows the last line; the stream stays open."""
        self._text.flush()
        self._text.detach()


def entities(incident: Incident, options: Options) -> Iterator[Entity]:
    """Every entity of an incident: what others point to comes first, the Event and its links last."""
    event = ident("event", incident.id)
    sources = [s for s in map(options.source, incident.sources.reports) if s is not None]
    for source in sources:
        yield _article(source)
    site = incident.where[0] if incident.where else None
    if site is not None:
        yield _address(incident, site)
    links: list[tuple[str, str]] = []
    roles = exports("ftm")["roles"]
    for party in incident.perpetrators:
        if actor := _actor(party):
            yield actor
            links.append((actor.id, roles[party.certainty or "stated"]))
    for party in incident.targets:
        if actor := _actor(party):
            yield actor
            links.append((actor.id, roles["target"]))
    for number, victim in enumerate(incident.persons):
        person = ident("person", incident.id, str(number), victim.name)
        died = [str(incident.when.start)] if _died_on_a_day(incident, victim.effect) else []
        yield _entity(person, "Person", name=[victim.name], deathDate=died,
                      notes=[f"age {victim.age}"] if victim.age is not None else [])  # fmt: skip
        links.append((person, victim.effect))
    yield _entity(
        event,
        "Event",
        name=[title(incident)],
        recordId=[incident.id],
        startDate=[str(incident.when.start)] if incident.when.start else [],
        endDate=[str(incident.when.end)] if incident.when.end else [],
        location=[place(incident)],
        country=_country(site.country if site else None),
        addressEntity=[ident("address", incident.id)] if site else [],
        involved=list(dict.fromkeys(actor for actor, _ in links)),
        keywords=[plain(incident.kind), incident.grade, *(plain(arm.name) for arm in incident.weapons)],
        summary=[one_line(incident)],
        description=[figures(incident)],
        publisher=list(incident.sources.outlets),
        sourceUrl=[url for s in sources for url in _web(s.url)],
        proof=[ident("article", s.id) for s in sources],
    )
    for actor_id, role in links:
        yield _entity(ident("link", event, actor_id, role), "UnknownLink", subject=[actor_id], object=[event],
                      role=[role])  # fmt: skip


def ident(*parts: str) -> str:
    """A stable id: the same parts have the same id in every export."""
    return "tocsin-" + hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()


def _entity(ident: str, schema: str, **properties: Iterable[str]) -> Entity:
    kept = {name: [v for v in values if v] for name, values in properties.items()}
    return Entity(ident, schema, {name: values for name, values in kept.items() if values})


def _actor(party: Party) -> Entity | None:
    """An organisation; None for people without one and for buildings."""
    schema = exports("ftm")["schemas"].get(party.type)
    if schema is None:
        return None
    return _entity(
        ident("actor", party.actor_id or party.name), schema,
        name=[party.name], country=_country(who.country_of(party)),
    )  # fmt: skip


def _article(source: Source) -> Entity:
    return _entity(
        ident("article", source.id), "Article",
        title=[source.title or ""], publisher=[source.outlet or ""], sourceUrl=_web(source.url),
        publishedAt=[str(source.published or "")],
        name=[source.title or source.id],
    )  # fmt: skip


def _address(incident: Incident, site: Site) -> Entity:
    exact = site.precision <= 2 and site.lat is not None and site.lon is not None
    return _entity(
        ident("address", incident.id), "Address",
        full=[place(incident)], state=[site.admin1 or ""], country=_country(site.country),
        city=[site.name] if site.level == "city" else [],
        latitude=[str(site.lat)] if exact else [], longitude=[str(site.lon)] if exact else [],
    )  # fmt: skip


def _web(url: str | None) -> list[str]:
    """An address of the web; a row of a table has another kind of address."""
    return [url] if url and url.startswith(("http://", "https://")) else []


def _country(iso3: str | None) -> list[str]:
    code = countries().get(iso3 or "", {}).get("iso2", "")
    return [code.lower()] if code else []


def _died_on_a_day(incident: Incident, effect: str) -> bool:
    when = incident.when
    return effect == "killed" and when.start is not None and when.start == when.end
