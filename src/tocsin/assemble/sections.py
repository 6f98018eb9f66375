"""Sections: the entries of a report that is a list (a round-up, a chronology, a live blog)."""

from __future__ import annotations

import re

from tocsin.records.findings import Findings

# "SOMALIA - ", "NORTH WEST, Bui. ", "**Urazovo, Valuysky district.** ", "14.15 - ", "* ", "- "
_HEADING = re.compile(
    r"^[\W_]*(?:\d{1,2}[.:]\d{2}\b|[-*•▪‣]\s"
    r"|[A-Z][A-Z'’ -]{2,}(?:,[^.\n:]{1,40})?\s*(?:[-–—:.]|\n)|\*\*[^*\n]{2,60}\*\*)"
)
_FEW = 3  # this many headed paragraphs make a list


def sections(findings: Findings) -> list[int]:
    """The section of each sentence, 0 for all where the report is no list.

    A paragraph opens a section when a date heads it ("Jan. 8. A strike ...") or it begins like a
    list entry; both only count where the report has several of them.
    """
    parse = findings.parse
    dated = {v.sent for v in findings.times if v.heading}
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
