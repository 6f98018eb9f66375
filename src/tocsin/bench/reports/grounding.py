"""Whether our words stand where we say: spans that hold their words, and values that carry a span."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.records import Span

PLACED = ("trigger", "when", "where", "perpetrators", "targets", "tolls", "said_by")
_SAYS_SOMETHING = ("name", "text", "span", "outlet", "type", "lat")


def grounding(text: str, accounts: list[Mapping[str, Any]]) -> tuple[Counter[str], list[str]]:
    """Counts of spans, of placed values and of telling toll words; and the spans that hold other words."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for record in _quoting(accounts):
        span, words = record["span"], record["text"]
        if span is None:
            counts["unlocated"] += bool(words)
            continue
        start, end = span
        holds = isinstance(words, str) and 0 <= start < end <= len(text) and text[start:end] == words
        counts["spans"] += 1
        counts["spans_right"] += holds
        if not holds:
            wrong.append(f"{list(span)} holds {text[max(0, start) : end]!r}, we say {words!r}")
    for account in accounts:
        for name, value in _values(account):
            if _is_value(name, value) and (value.get("text") or value.get("basis") in (None, "stated")):
                counts[f"placeable_{name}"] += 1
                counts[f"placed_{name}"] += bool(value.get("span"))
        for toll in account.get("tolls") or []:
            if toll.get("span"):
                counts["toll_words"] += 1
                counts["toll_words_telling"] += telling(toll.get("effect"), Span(*toll["span"]).of(text))
    return counts, wrong


def telling(effect: str | None, words: str) -> bool:
    """Whether the words of a toll hold a number word and a word of its effect."""
    number, effects = _patterns()
    pattern = effects.get(effect or "")
    return bool(pattern and pattern.search(words) and number.search(words))


def _quoting(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object that has both a text and a span."""
    if isinstance(value, dict):
        if "span" in value and "text" in value:
            yield value
        value = value.values()
    elif not isinstance(value, list):
        return
    for inner in value:
        if isinstance(inner, (dict, list)):
            yield from _quoting(inner)


def _values(account: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "trigger", account.get("trigger")
    yield "when", account.get("when")
    for name in ("where", "perpetrators", "targets", "tolls"):
        for value in account.get(name) or []:
            yield name, value
    for toll in account.get("tolls") or []:
        yield "said_by", toll.get("said_by")


def _is_value(name: str, value: Any) -> bool:
    if not value:
        return False
    if name == "when":
        return any(value.get(k) for k in ("start", "end", "text", "span"))
    return name == "tolls" or any(value.get(k) not in (None, "") for k in _SAYS_SOMETHING)


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    table = tomllib.loads(files("tocsin.bench.reports").joinpath("toll_words.toml").read_text("utf-8"))
    number = re.compile("|".join(table["number"]), re.IGNORECASE)
    effects = {
        effect: re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)
        for effect, stems in table["effects"].items()
    }
    return number, effects
