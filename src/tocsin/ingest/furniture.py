"""Lines in the text of a page or a feed that are no part of the report: dates, bylines, buttons, notices."""

from __future__ import annotations

import re
from functools import cache

from tocsin.codebook import words

_HEAD, _TAIL = 5, 3  # lines of the text in which a date or a byline stands alone
_STAMP_WORDS = 12
_BYLINE = re.compile(r"by (?:our |the )?[\w.'’-]+(?: [\w.,'’-]+){0,6}", re.I)
_DAY = re.compile(
    r"\b(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4})\b",
    re.I,
)
_SENTENCE = re.compile(r"[.!?:][\"'”’)]*$")


def without_furniture(text: str, title: str | None = None, dated: bool = False) -> str:
    """``text`` without lines that only repeat the ``title``, carry buttons or notices, or sign it.

    A line with nothing but a day or a time goes only where the report is ``dated`` otherwise: it may be all
    that says when the report was written. Marks of list items ("- ") go, their words stay.
    """
    lines = text.split("\n")
    kept = []
    for number, line in enumerate(lines):
        line = line[2:] if line.startswith("- ") else line
        bare = line.strip()
        edge = number < _HEAD or number >= len(lines) - _TAIL
        if bare and (_is_notice(bare) or (edge and _is_about(bare, title, dated))):
            continue
        kept.append(line)
    return "\n".join(kept).strip("\n") if any(line.strip() for line in kept) else text


def _is_notice(line: str) -> bool:
    low = line.casefold().rstrip(" :>»…")
    return (
        low in _furniture() or set(re.findall(r"\w+", low)) <= _networks() or bool(_patterns().fullmatch(low))
    )


def _is_about(line: str, title: str | None, dated: bool) -> bool:
    """At the head or the end: the headline again, who wrote it, when."""
    if title and line.casefold() == title.strip().casefold():
        return True
    if _SENTENCE.search(line) or len(line.split()) > _STAMP_WORDS:
        return False
    return bool(_BYLINE.fullmatch(line)) or (dated and bool(_DAY.search(line)))


@cache
def _furniture() -> frozenset[str]:
    return frozenset(words("web_pages")["furniture"])


@cache
def _networks() -> frozenset[str]:
    return frozenset(words("web_pages")["networks"])


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in words("web_pages")["patterns"]), re.I)
