"""A place name as it stands in a report, and the place it was resolved to."""

from __future__ import annotations

from typing import NamedTuple

from tocsin.records.span import Span


class Toponym(NamedTuple):
    """A place name found in a parse: tokens ``[first, last)``, and what the words around it tell.

    ``kind``: ``name`` (of a place), ``demonym`` (``Syrian``), ``part`` (inside another name,
    ``Kabul University``). ``key`` is the name to look up, without words for its level.
    """

    first: int
    last: int
    span: Span
    text: str
    key: str
    kind: str
    cue: str = ""  # the preposition or "comma" before it
    level: str = ""  # level told by a word beside it: province -> admin1, town -> city
    near: bool = False  # near, outside, on the outskirts of
    distance_km: float | None = None  # 40 km north of Gao
    bearing: float | None = None  # degrees from north, of that distance or of "north of"
    part: float | None = None  # bearing of the part meant: "northern" Syria
    dateline: bool = False
    metonym: bool = False  # the government or people, not the place
    container: int | None = None  # index of the toponym that the words say it lies in
    sentence: int = -1  # index of its sentence in the parse
    beside: int | None = None  # index of the toponym that the words say it lies near


class PlaceValue(NamedTuple):
    """A resolved place name; ``lat``/``lon`` None where it could not be placed on the map.

    ``span``/``text`` is the name itself. ``country`` is ISO 3166 alpha-3, ``precision`` the UCDP
    code, ``radius_km`` the uncertainty. ``role``: ``literal`` may be an event's place, ``demonym``,
    ``metonym`` and ``name_part`` never are, ``dateline`` is where the report was filed. ``within``
    is the index, in the same tuple, of the place that the words say contains it, ``beside`` of the one
    it is told by ("Sinjar, 100 km west of Mosul"). ``basis`` says how
    it was placed: ``gazetteer``; ``consonants`` (of a name in a known country); ``offset`` (a distance
    phrase); ``container`` (only the place that contains it is known); ``beside`` (unlisted, near a known
    place); ``sentence`` (an unlisted site: the one town of its sentence); ``vote`` (not placed; the
    country is the report's main one); ``none``.
    """

    first: int
    last: int
    span: Span
    text: str
    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    level: str
    precision: int
    gazetteer_id: str | None
    timezone: str | None
    role: str
    near: bool
    within: int | None
    basis: str
    beside: int | None = None
