"""The errors view as plain lines: the worst reports, and every fault of a class with its sentence."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from tocsin.bench.reports.faults import CLASSES, Fault, Prices, describe, faults
from tocsin.bench.reports.score import ReportScore
from tocsin.records import Span

WHOLE_TEXT = 1200  # characters: a longer report is shown by the sentences concerned


def count_lines(found: Sequence[Fault]) -> Iterator[str]:
    """A line a class: how many, and about how many points of IRS they cost together."""
    number = Counter(f.cls for f in found)
    cost: defaultdict[str, float] = defaultdict(float)
    for f in found:
        cost[f.cls] += f.cost
    for cls in CLASSES:
        if number[cls]:
            yield f"{number[cls]:6d}  {cls:<27}" + (f"{cost[cls]:6.1f} IRS" if cost[cls] >= 0.05 else "")


def worst_lines(scores: Sequence[ReportScore], price: Prices, n: int, width: int = 110) -> Iterator[str]:
    """The ``n`` worst reports, each with its text and its faults incident by incident."""
    ranked = sorted(((s, faults(s, price)) for s in scores), key=lambda x: (-x[0].loss, -len(x[1])))
    for score, found in ranked[:n]:
        if found:
            yield from report_lines(score, found, width)


def report_lines(score: ReportScore, found: Sequence[Fault], width: int = 110) -> Iterator[str]:
    """One report: head, text, then its incidents with what is wrong with each."""
    row = score.row
    origin = f"{row.get('outlet') or '-'} | {row.get('published') or 'no date'}"
    yield f"=== {score.id} | {origin} | loss {score.loss:.2f} ".ljust(width, "=")
    text: str = row["text"]
    short = len(text) <= WHOLE_TEXT
    if short:
        for paragraph in filter(None, text.splitlines()):
            yield from textwrap.wrap(paragraph, width - 4, initial_indent="    ", subsequent_indent="    ")
    for m in score.matches:
        ours = describe(m.ours) if m.ours else "nothing"
        optional = " (optional)" if m.gold.optional else ""
        yield f"  {m.gold.id}{optional} gold {describe(m.gold)}"
        yield f"  {' ' * len(m.gold.id)} ours {ours}" + (f"   [{m.score:.2f}]" if m.ours else "")
        yield from _fault_lines((f for f in found if f.incident == m.gold.id), score, short, width)
    aligned = {m.ours.id for m in score.matches if m.ours}
    for s in score.ours:
        if s.id not in aligned:
            yield f"  +  ours {describe(s)}"
            yield from _fault_lines(
                (f for f in found if not f.incident and f.account == s.id), score, short, width
            )
    yield from _fault_lines((f for f in found if not f.incident and not f.account), score, short, width)
    yield ""


def class_lines(
    scores: Sequence[ReportScore], price: Prices, classes: Collection[str], width: int = 110
) -> Iterator[str]:
    """Every fault of some classes, the sentence below it: for reading one kind of error in a row."""
    for score in scores:
        for fault in faults(score, price):
            if fault.cls in classes:
                yield f"{score.id} {fault.incident or '+'} {_line(fault)}"
                yield from _context(score, fault.span, width)


def _fault_lines(found: Iterator[Fault], score: ReportScore, short: bool, width: int) -> Iterator[str]:
    for fault in found:
        yield f"       - {_line(fault)}"
        if not short:
            yield from _context(score, fault.span, width)


def _line(fault: Fault) -> str:
    if fault.gold and fault.ours:
        return f"{fault.cls}: gold {fault.gold} | ours {fault.ours}"
    return f"{fault.cls}: {fault.gold or fault.ours}"


def _context(score: ReportScore, span: Span | None, width: int) -> Iterator[str]:
    """The sentence of a span, its words between » and «."""
    if span is None or not 0 <= span.start < span.end <= len(score.row["text"]):
        return
    text, around = score.row["text"], score.sentences.words(span)
    start, end = max(around.start, span.start - 300), min(around.end, span.end + 300)
    marked = f"{text[start : span.start]}»{text[span.start : span.end]}«{text[span.end : end]}"
    pad = "           "
    yield from textwrap.wrap(" ".join(marked.split()), width, initial_indent=pad, subsequent_indent=pad)
