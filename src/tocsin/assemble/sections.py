"""Sections: the entries of a report that is a list (a round-up, a chronology, a live blog)."""

from __future__ import annotations

import re

from tocsin.records.findings import Findings
from tocsin.records.time import TimeValue

# "SOMALIA - ", "NORTH WEST, Bui. ", "**Urazovo, Valuysky district.** ", "14.15 - ", "* ", "- "
_HEADING = re.compile(
    r"^[\W_]*(?:\d{1,2}[.:]\d{2}\b|[-*•▪‣]\s"
    r"|[A-Z][A-Z'’ -]{2,}(?:,[^.\n:]{1,40})?\s*(?:[-–—:.]|\n)|\*\*[^*\n]{2,60}\*\*)"
)
_SET_OFF = frozenset({",", ":", ".", "-", "–", "—"})
_FEW = 3  # this many headed paragraphs make a list


def _opens(findings: Findings, value: TimeValue) -> bool:
    """A day that begins a paragraph and is set off from it: "15 September, Rupa: cattle raid ..."."""
    parse = findings.parse
    sentence = parse.sentences[value.sent]
    new_paragraph = value.sent == 0 or parse.sentences[value.sent - 1].paragraph != sentence.paragraph
    follower = parse.tokens[value.last].text if value.last < len(parse.tokens) else ""
    begins = all(not t.text.isalpha() for t in parse.tokens[sentence.first : value.first])
    return new_paragraph and begins and value.precision == "day" and follower in _SET_OFF


def sections(findings: Findings) -> list[int]:
    """The section of each sentence, 0 for all where the report is no list.

    A paragraph opens a section when a date heads it ("Jan. 8. A strike ...") or it begins like a
    list entry; both only count where the report has several of them.
    """
    parse = findings.parse
    dated = {v.sent for v in findings.times if v.heading or _opens(findings, v)}
    opens: list[bool] = []
    previous = -1
    for n, sentence in enumerate(parse.sentences):
        new_paragraph = sentence.paragraph != previous
        previous = sentence.paragraph
        start = parse.tokens[sentence.first].start
        headed = new_paragraph and _HEADING.match(parse.text[start : start + 80]) is not None
        opens.append(n in dated or headed)
    if sum(opens) < _FEW:
        return [0] * len(opens)
    out, current = [], 0
    for opening in opens:
        current += opening
        out.append(current)
    return out
