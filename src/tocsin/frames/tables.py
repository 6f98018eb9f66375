"""The columns of every frame: name, type and meaning, and how a row gets its values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tocsin.records import Account, Perpetrator, Reading, Span, Speaker, Target

Row = dict[str, Any]


class Column(NamedTuple):
    """``kind`` is ``text``, ``whole`` (a number that may be missing), ``real``, ``yes`` or ``day``."""

    name: str
    kind: str
    meaning: str


class Table(NamedTuple):
    """A frame: a row a ``one``; its columns; the rows of a reading."""

    one: str
    columns: tuple[Column, ...]
    rows: Callable[[Reading], Iterator[Row]]


_REPORT = (Column("report_id", "text", "the report"),)
_ACCOUNT = (*_REPORT, Column("account_id", "text", "the account: what this report says of this incident"))
_WORDS = (
    Column("text", "text", "the words it stands on; missing where it stands nowhere"),
    Column("start", "whole", "their first code point in the report's text"),
    Column("end", "whole", "the code point after their last"),
)


def _words(text: str | None, span: Span | None) -> Row:
    return {"text": text, "start": span.start if span else None, "end": span.end if span else None}


def _said(speaker: Speaker | None) -> Row:
    return {
        "said_by": (speaker.name or speaker.text) if speaker else None,
        "said_to": speaker.outlet if speaker else None,
        "stance": speaker.stance if speaker else None,
    }


_SAID = (
    Column("said_by", "text", "who says so; missing: the report itself"),
    Column("said_to", "text", "the outlet it was said to"),
    Column("stance", "text", "asserted, confirmed, claimed, unverified, denied"),
)


def _ids(account: Account) -> Row:
    return {"report_id": account.id.rpartition("#")[0], "account_id": account.id}


def _reports(reading: Reading) -> Iterator[Row]:
    report = reading.report
    yield {
        "report_id": report.id, "outlet": report.outlet, "title": report.title, "url": report.url,
        "published": report.published, "published_basis": report.published_basis, "language": report.language,
        "accounts": len(reading.accounts), "issues": len(reading.issues), "characters": len(report.text),
        "sha256": report.sha256, "original_sha256": report.original_sha256,
    }  # fmt: skip


def _accounts(reading: Reading) -> Iterator[Row]:
    for account in reading.accounts:
        when, place = account.when, account.where[0] if account.where else None
        yield {
            **_ids(account), "published": reading.report.published, "outlet": reading.report.outlet,
            "status": account.status, "kind": account.kind, "cumulative": account.cumulative,
            "date_start": when.start if when else None, "date_end": when.end if when else None,
            "date_precision": when.precision if when else None, "date_basis": when.basis if when else None,
            "time": when.time if when else None,
            "place": place.name if place else None, "place_level": place.level if place else None,
            "place_precision": place.precision if place else None,
            "lat": place.lat if place else None, "lon": place.lon if place else None,
            "radius_km": place.radius_km if place else None,
            "country": place.country if place else None, "admin1": place.admin1 if place else None,
            "perpetrators": _joined(p.name for p in account.perpetrators),
            "targets": _joined(t.name for t in account.targets),
            "weapons": _joined(w.name for w in account.weapons),
            "tolls": len(account.tolls), "confidence": account.confidence,
            **_words(account.trigger.text, account.trigger.span),
        }  # fmt: skip


def _joined(names: Iterator[str]) -> str | None:
    return "; ".join(dict.fromkeys(names)) or None


def _tolls(reading: Reading) -> Iterator[Row]:
    for account in reading.accounts:
        for toll in account.tolls:
            group = toll.group
            yield {
                **_ids(account), "status": account.status, "cumulative": account.cumulative,
                "toll_id": toll.id, "effect": toll.effect, "low": toll.low, "high": toll.high,
                "qualifier": toll.qualifier,
                "group": group.name if group else None, "group_type": group.type if group else None,
                "side": group.side if group else None, "women": group.women if group else None,
                "children": group.children if group else None,
                "whole": toll.whole, "part_of": toll.part_of, "supersedes": toll.supersedes,
                "withdrawn": toll.withdrawn, "as_of": toll.as_of, **_said(toll.said_by),
                **_words(toll.text, toll.span),
            }  # fmt: skip


def _places(reading: Reading) -> Iterator[Row]:
    for account in reading.accounts:
        for rank, place in enumerate(account.where, 1):
            yield {
                **_ids(account), "rank": rank, "name": place.name, "level": place.level,
                "precision": place.precision, "lat": place.lat, "lon": place.lon,
                "radius_km": place.radius_km, "country": place.country, "admin1": place.admin1,
                "gazetteer_id": place.gazetteer_id, "basis": place.basis, **_words(place.text, place.span),
            }  # fmt: skip


def _parties(reading: Reading) -> Iterator[Row]:
    for account in reading.accounts:
        both: tuple[tuple[str, Perpetrator | Target], ...] = (
            *(("perpetrator", p) for p in account.perpetrators),
            *(("target", t) for t in account.targets),
        )
        for role, party in both:
            doer = party if isinstance(party, Perpetrator) else None
            yield {
                **_ids(account), "role": role, "name": party.name, "actor_id": party.actor_id,
                "type": party.type, "certainty": doer.certainty if doer else None,
                "channel": doer.channel if doer else None, **_said(doer.said_by if doer else None),
                **_words(party.text, party.span),
            }  # fmt: skip


def _persons(reading: Reading) -> Iterator[Row]:
    for account in reading.accounts:
        for person in account.persons:
            yield {**_ids(account), "name": person.name, "effect": person.effect, "age": person.age,
                   **_words(person.text, person.span)}  # fmt: skip


def _issues(reading: Reading) -> Iterator[Row]:
    for issue in reading.issues:
        start, end = (issue.span.start, issue.span.end) if issue.span else (None, None)
        yield {"report_id": reading.report.id, "code": issue.code, "message": issue.message,
               "start": start, "end": end}  # fmt: skip


TABLES: dict[str, Table] = {
    "reports": Table(
        "report",
        (
            *_REPORT,
            Column("outlet", "text", "who published it"),
            Column("title", "text", "its headline"),
            Column("url", "text", "its address"),
            Column("published", "day", "its day"),
            Column("published_basis", "text", "given, stated, unknown"),
            Column("language", "text", "ISO 639-1"),
            Column("accounts", "whole", "how many accounts it holds"),
            Column("issues", "whole", "how many things could not be settled"),
            Column("characters", "whole", "length of its text in code points"),
            Column("sha256", "text", "digest of its text in UTF-8"),
            Column("original_sha256", "text", "digest of the bytes that came in; of a table, of its row"),
        ),
        _reports,
    ),
    "accounts": Table(
        "account",
        (
            *_ACCOUNT,
            Column("published", "day", "the report's day"),
            Column("outlet", "text", "who published the report"),
            Column("status", "text", "reported, background, foiled"),
            Column("kind", "text", "kind of incident"),
            Column("cumulative", "yes", "a total of a whole war"),
            Column("date_start", "day", "first day it may have been, local"),
            Column("date_end", "day", "last day it may have been, local"),
            Column("date_precision", "text", "day, days, week, month, year, unknown"),
            Column("date_basis", "text", "stated, inferred, publication_date"),
            Column("time", "text", "HH:MM, local, where stated"),
            Column("place", "text", "the most specific place"),
            Column("place_level", "text", "site, neighbourhood, city, district, admin1, country, region"),
            Column("place_precision", "whole", "UCDP's code, 1 (exact) to 7"),
            Column("lat", "real", "degrees north, WGS84; of a province its middle: mind the precision"),
            Column("lon", "real", "degrees east"),
            Column("radius_km", "real", "uncertainty"),
            Column("country", "text", "ISO 3166 alpha-3"),
            Column("admin1", "text", "province"),
            Column("perpetrators", "text", "names, joined with '; ': the frame parties has them one by one"),
            Column("targets", "text", "likewise"),
            Column("weapons", "text", "likewise"),
            Column("tolls", "whole", "how many figures it has"),
            Column("confidence", "real", "0 to 1"),
            *_WORDS,
        ),
        _accounts,
    ),
    "tolls": Table(
        "figure",
        (
            *_ACCOUNT,
            Column("status", "text", "of the account"),
            Column("cumulative", "yes", "of the account"),
            Column("toll_id", "text", "the figure within its account"),
            Column("effect", "text", "killed, injured, abducted ..."),
            Column("low", "whole", "at least so many; missing: open"),
            Column("high", "whole", "at most so many; missing: open"),
            Column("qualifier", "text", "exact, at_least, up_to, about, more_than, range, vague"),
            Column("group", "text", "of whom"),
            Column("group_type", "text", "state_forces, civilians ..."),
            Column("side", "text", "target, perpetrator, bystander, unknown"),
            Column("women", "whole", "of them, where stated"),
            Column("children", "whole", "of them, where stated"),
            Column("whole", "yes", "a total whose parts are rows too: never add it to them"),
            Column("part_of", "text", "toll_id of the total it is part of"),
            Column("supersedes", "text", "toll_id of the figure it takes the place of"),
            Column("withdrawn", "yes", "taken back by who gave it"),
            Column("as_of", "text", "day or hour of the figure, where stated"),
            *_SAID,
            *_WORDS,
        ),
        _tolls,
    ),
    "places": Table(
        "place of an account",
        (
            *_ACCOUNT,
            Column("rank", "whole", "1 is the most specific"),
            Column("name", "text", "the gazetteer's name"),
            Column("level", "text", "site, neighbourhood, city, district, admin1, country, region"),
            Column("precision", "whole", "UCDP's code, 1 (exact) to 7"),
            Column("lat", "real", "degrees north, WGS84; of a province its middle: mind the precision"),
            Column("lon", "real", "degrees east"),
            Column("radius_km", "real", "uncertainty"),
            Column("country", "text", "ISO 3166 alpha-3"),
            Column("admin1", "text", "province"),
            Column("gazetteer_id", "text", "such as geonames:173811"),
            Column("basis", "text", "stated, inferred"),
            *_WORDS,
        ),
        _places,
    ),
    "parties": Table(
        "perpetrator or target",
        (
            *_ACCOUNT,
            Column("role", "text", "perpetrator, target"),
            Column("name", "text", "name of the actor, or the report's words"),
            Column("actor_id", "text", "id in the actor register"),
            Column("type", "text", "rebel_group, civilians, facility ..."),
            Column("certainty", "text", "of a perpetrator: stated, claimed, suspected, denied"),
            Column("channel", "text", "through which it was claimed"),
            *_SAID,
            *_WORDS,
        ),
        _parties,
    ),
    "persons": Table(
        "named victim",
        (
            *_ACCOUNT,
            Column("name", "text", "personal data: see the note on data protection"),
            Column("effect", "text", "killed, injured, abducted ..."),
            Column("age", "whole", "where stated"),
            *_WORDS,
        ),
        _persons,
    ),
    "issues": Table(
        "thing that could not be settled",
        (
            *_REPORT,
            Column("code", "text", "see the codebook"),
            Column("message", "text", "a sentence"),
            Column("start", "whole", "first code point of the words it is about"),
            Column("end", "whole", "the code point after their last"),
        ),
        _issues,
    ),
}
"""The frames by name."""
