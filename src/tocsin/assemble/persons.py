"""Persons: the named victims of an incident, with their ages."""

from __future__ import annotations

import re

from tocsin.records import Perpetrator, Person, Span
from tocsin.records.findings import Findings
from tocsin.records.parse import Name

_LIST = 8  # names in a row of victims
_AGE_AFTER = re.compile(
    r"\s*[,(]\s*(?:aged?\s+)?(\d{1,2})\s*(?=[,).;]|\s|$)(?!\s*(?:of|people|others|were|was)\b)"
)
_AGE_BEFORE = re.compile(r"(\d{1,2})[- ]years?[- ]old\b[^.;,]{0,40}$")


def persons_of(findings: Findings, mentions: list[int], perpetrators: list[Perpetrator]) -> list[Person]:
    """Victims by name: counted by name, or named beside a figure ("a fourth man, X, 38, was hit")."""
    doers = {p.text for p in perpetrators} | {p.name for p in perpetrators}
    tokens = findings.parse.tokens
    beside: dict[int, list[Name]] = {}
    joined: dict[int, list[Name]] = {}
    for n in findings.parse.names:
        if n.label == "PERSON":
            for i in range(n.first, n.last):
                if tokens[i].dep in ("appos", "conj") and not n.first <= tokens[i].head < n.last:
                    (beside if tokens[i].dep == "appos" else joined).setdefault(tokens[i].head, []).append(n)
    out: dict[str, Person] = {}

    def note(first: int, last: int, effect: str) -> None:
        span = findings.parse.span(first, last)
        text = span.of(findings.parse.text)
        if text not in doers and text not in out:
            effect = effect if effect != "captured" else "abducted"
            out[text] = Person(text, text, span, effect, _age(findings.parse.text, span))

    for k in mentions:
        m = findings.tolls[k]
        if m.group is None:
            continue
        if m.has("named"):
            note(m.group[0], m.group[1], m.effect)
            following = [n for i in range(m.group[0], m.group[1]) for n in joined.get(i, ())]
            for _ in range(_LIST):
                for n in following:
                    note(n.first, n.last, m.effect)
                following = [x for n in following for i in range(n.first, n.last) for x in joined.get(i, ())]
        for n in beside.get(m.group[2], ()):
            note(n.first, n.last, m.effect)
    return list(out.values())


def _age(text: str, span: Span) -> int | None:
    """The age told right after the name ("X, 50,") or before it ("24-year-old X")."""
    found = _AGE_AFTER.match(text, span.end) or _AGE_BEFORE.search(text, max(0, span.start - 60), span.start)
    return int(found.group(1)) if found else None
