"""The reader: the one place that knows the order of the stages."""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from tocsin.assemble.accounts import assemble
from tocsin.find.accidents import accident_sentences
from tocsin.find.claims import find_claims
from tocsin.find.parties import find_parties
from tocsin.find.roles import find_roles
from tocsin.find.speakers import find_attributions, speaker_at
from tocsin.find.times import find_times
from tocsin.find.tolls import find_tolls
from tocsin.find.toponyms import find_toponyms
from tocsin.find.triggers import find_triggers
from tocsin.gazetteer import open_gazetteer
from tocsin.gazetteer.actors import open_register
from tocsin.ground.actors import ground_parties, settle
from tocsin.ground.dates import ground_times, local_window
from tocsin.ground.places import ground_places
from tocsin.parse.base import Parser
from tocsin.parse.spacy_parser import DEFAULT_MODEL, SpacyParser
from tocsin.pipeline.language import language_of
from tocsin.records import Issue, Parse, Reading, Report, Span
from tocsin.records.findings import Findings
from tocsin.records.mention import Trigger
from tocsin.records.party import fighters
from tocsin.records.toponym import PlaceValue


class Reader:
    """Reads reports: ``Reader().read_reports(reports)`` gives one :class:`Reading` a report, in order.

    ``timings`` sums the seconds spent in each stage since the reader was made.
    """

    def __init__(self, model: str = DEFAULT_MODEL, parser: Parser | None = None) -> None:
        self._parser = parser if parser is not None else SpacyParser(model)
        self._gazetteer = open_gazetteer()
        self._register = open_register()
        self.timings: dict[str, float] = defaultdict(float)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.timings[stage] += time.perf_counter() - start

    def read_reports(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read each report alone: the same report gives the same reading in any company."""
        for report in reports:
            yield self.read_report(report)

    def read_report(self, report: Report) -> Reading:
        """Read one report; what cannot be read comes back as issues, never as an exception."""
        issues = list(report.issues)
        with self._timed("language"):
            language = report.language or language_of(report.text)
        report = _with_language(report, language)
        if language is not None and language != "en":
            issues.append(
                Issue(
                    "language_not_supported",
                    f"The report is in '{language}'; this version reads English only.",
                )
            )
            return Reading(report, (), tuple(issues))
        if report.published is None:
            issues.append(
                Issue(
                    "no_publication_date",
                    "No publication date: weekdays stay unresolved; give one with --published.",
                )
            )
        if not report.text.strip():
            issues.append(Issue("no_sentences", "The text holds no sentence to read."))
            return Reading(report, (), tuple(issues))
        with self._timed("parse"):
            parse = next(iter(self._parser.parse([report.text])))
        return self.read_parse(report, parse, tuple(issues))

    def read_parse(self, report: Report, parse: Parse, issues: tuple[Issue, ...] = ()) -> Reading:
        """Read a report whose text is parsed already."""
        findings = self.findings(parse, report.published)
        with self._timed("assemble"):
            accounts, found = assemble(findings, report.id)
        return Reading(report, accounts, (*issues, *found))

    def findings(self, parse: Parse, published: dt.date | None) -> Findings:
        """Everything found and grounded in one parse, before it is put together."""
        with self._timed("find"):
            triggers = find_triggers(parse)
            roles = find_roles(parse, triggers)
            tolls = find_tolls(parse)
            attributions = find_attributions(parse)
            claims = find_claims(parse)
            time_mentions = find_times(parse)
            toponyms = find_toponyms(parse, self._gazetteer)
            party_mentions = find_parties(parse)
        with self._timed("ground"):
            times = ground_times(time_mentions, parse, published)
            places = ground_places(toponyms, parse, self._gazetteer)
            demonym: Callable[[str], str | None] = self._gazetteer.country_of_demonym
            parties = ground_parties(party_mentions, parse, self._register, demonym)
        with self._timed("find"):
            armed = fighters(parties, _bare_states(parse, places, triggers))
            accidents = accident_sentences(parse, triggers, armed)
        return Findings(
            parse, published, triggers, roles, tolls, parties, places, times, claims, attributions,
            partial(speaker_at, attributions), accidents, armed, local_window, settle,
        )  # fmt: skip


def _bare_states(
    parse: Parse, places: tuple[PlaceValue, ...], triggers: tuple[Trigger, ...]
) -> frozenset[Span]:
    """Country names and adjectives that stand for no force: all but "the Turkish raid"."""
    violent = {t.head for t in triggers}
    return frozenset(
        p.span for p in places
        if p.level == "country" and (p.role != "demonym" or parse.tokens[p.last - 1].head not in violent)
    )  # fmt: skip


def _with_language(report: Report, language: str | None) -> Report:
    return report if report.language == language else replace(report, language=language)
