"""Links: what the report itself says joins two of its incidents ("part of a coordinated action")."""

from __future__ import annotations

import re
from functools import cache

from tocsin.assemble.draft import Draft
from tocsin.assemble.parties import speaker
from tocsin.codebook import words
from tocsin.records import Link, Span
from tocsin.records.findings import Findings

_RELATIONS = ("coordinated", "retaliation", "same_series")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = words("links")
    return {
        r: re.compile(rf"(?<!\w)(?:{'|'.join(table[r]['patterns'])})(?!\w)", re.IGNORECASE)
        for r in _RELATIONS
    }


@cache
def _doubt() -> frozenset[str]:
    return frozenset(words("links")["suspicion"]["words"])


def links_of(findings: Findings, drafts: list[Draft], ids: list[str]) -> list[list[Link]]:
    """Links of each draft, in the order of ``drafts``; ``ids`` are their accounts' ids.

    A sentence with linking words joins every incident it tells of. Each link stands on both
    sides, but for retaliation, which only the answering incident carries: the one whose words
    do not follow the linking words.
    """
    parse = findings.parse
    out: list[list[Link]] = [[] for _ in drafts]
    for n, sentence in enumerate(parse.sentences):
        told = [k for k, d in enumerate(drafts) if any(findings.triggers[t].sent == n for t in d.triggers)]
        if len(told) < 2:
            continue
        start, end = parse.tokens[sentence.first].start, parse.tokens[sentence.last - 1].end
        for relation, pattern in _patterns().items():
            match = pattern.search(parse.text, start, end)
            if match is None:
                continue
            span = Span(*match.span())
            doubtful = any(t.lower in _doubt() for t in parse.tokens[sentence.first : sentence.last])
            certainty = "suspected" if doubtful else "stated"
            said = speaker(findings.speaker_of(span))
            for a in told:
                for b in told:
                    if a == b or any(x.to == ids[b] and x.relation == relation for x in out[a]):
                        continue
                    if relation == "retaliation" and not _answers(findings, drafts[a], drafts[b], n, span):
                        continue
                    out[a].append(Link(ids[b], relation, certainty, match.group(), span, said))
    return out


def _answers(findings: Findings, a: Draft, b: Draft, sentence: int, cue: Span) -> bool:
    """Whether incident ``a`` answers ``b``: ``b`` is the one named right after the linking words."""

    def after(d: Draft) -> int:
        starts = [
            findings.triggers[t].span.start - cue.end
            for t in d.triggers
            if findings.triggers[t].sent == sentence and findings.triggers[t].span.start >= cue.end
        ]
        return min(starts, default=10_000)

    return after(b) < after(a)
