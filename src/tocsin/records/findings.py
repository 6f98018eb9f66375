"""Findings: all that the stages before ``assemble`` found and grounded in one report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from tocsin.records.attribution import Attribution, ResponsibilityClaim
from tocsin.records.mention import Role, TollMention, Trigger
from tocsin.records.parse import Parse
from tocsin.records.party import PartyValue
from tocsin.records.span import Span
from tocsin.records.time import TimeValue
from tocsin.records.toponym import PlaceValue

LocalWindow = Callable[[TimeValue, str | None], tuple[dt.date | None, dt.date | None, str | None]]


@dataclass(frozen=True, slots=True)
class Findings:
    """One report's mentions and values.

    ``speaker_of`` gives the attribution that covers a span (None: the reporter's own voice);
    ``fighters`` are head tokens of parties that are fighters by their own words;
    ``accident_sentences`` are those that tell of harm without violence; ``local_window`` turns a
    time value into local dates at a time zone; ``settle`` gives name and type of a party at an
    event in a country on a day (a state's forces at home or abroad); True for its doers.
    """

    parse: Parse
    published: dt.date | None
    triggers: tuple[Trigger, ...]
    roles: tuple[Role, ...]
    tolls: tuple[TollMention, ...]
    parties: tuple[PartyValue, ...]
    places: tuple[PlaceValue, ...]
    times: tuple[TimeValue, ...]
    claims: tuple[ResponsibilityClaim, ...]
    attributions: tuple[Attribution, ...]
    speaker_of: Callable[[Span], Attribution | None]
    accident_sentences: frozenset[int]
    fighters: frozenset[int]
    local_window: LocalWindow
    settle: Callable[[PartyValue, str | None, dt.date | None, bool], PartyValue]
