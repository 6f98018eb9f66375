"""``tocsin bench pages``: what is taken out of saved web pages, against the article a person sees on them.

A file of truth holds one page a line: ``{name, file, title, outlet, published, body}``; the pages lie beside
it. Words (by blanks) of the extracted text are aligned in order with those of the body: precision is the
share of our words that belong to the article, recall the share of the article's words that we have.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tocsin.errors import DataError
from tocsin.ingest import ingest_inputs
from tocsin.records import Report

ORIGIN = ("title", "published", "outlet")


class Page(NamedTuple):
    """One page: words of ours, of the article, of both; whether its origin is right; the differing words."""

    name: str
    ours: int
    theirs: int
    both: int
    right: dict[str, bool]  # of ORIGIN
    extra: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.both / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.theirs if self.theirs else 1.0


def bench_pages(files: list[Path], errors: int = 0) -> tuple[dict[str, Any], RenderableType]:
    """Figures over all pages and page by page; :class:`DataError` for a line that names no page."""
    pages = [page for file in files for page in read_pages(file)]
    if not pages:
        raise DataError("there is no page to read in these files; name files of truth")
    worst = sorted(pages, key=lambda p: min(p.precision, p.recall))
    ours, theirs, both = (sum(getattr(p, k) for p in pages) for k in ("ours", "theirs", "both"))
    figures: dict[str, Any] = {
        "pages": len(pages),
        "precision": both / ours if ours else 0.0,
        "recall": both / theirs,
        **{k: sum(p.right[k] for p in pages) / len(pages) for k in ORIGIN},
        "worst": worst[0].name,
        "by_page": {p.name: {"precision": p.precision, "recall": p.recall, **p.right} for p in pages},
    }
    return figures, Group(_table(pages, figures), *map(_faults, worst[:errors]))


def read_pages(truth: Path) -> list[Page]:
    """Every page of a file of truth, read and compared."""
    pages = []
    for number, line in enumerate(truth.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            read = ingest_inputs([str(truth.parent / row["file"])])
            pages.append(_compared(row, [r for r in read if isinstance(r, Report)]))
        except (ValueError, KeyError) as err:
            raise DataError(f"{truth}:{number}: not a page with name, file, title, body ({err})") from err
    return pages


def _compared(row: dict[str, Any], reports: Sequence[Report]) -> Page:
    theirs = row["body"].split()
    report = reports[0] if reports else None
    ours = report.text.split() if report else []
    extra: list[str] = []
    missing: list[str] = []
    both = 0
    for tag, a, b, c, d in SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes():
        if tag == "equal":
            both += b - a
        else:
            missing += [" ".join(theirs[a:b])] if b > a else []
            extra += [" ".join(ours[c:d])] if d > c else []
    day = report.published.isoformat() if report and report.published else None
    found = {"title": report and report.title, "published": day, "outlet": report and report.outlet}
    right = {k: found[k] == row[k] for k in ORIGIN}
    return Page(row["name"], len(ours), len(theirs), both, right, tuple(extra), tuple(missing))


def _table(pages: Sequence[Page], figures: dict[str, Any]) -> Table:
    table = Table(
        title="Articles out of web pages", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    table.add_column("page")
    for heading in ("precision", "recall", *ORIGIN):
        table.add_column(heading, justify="right")
    for p in pages:
        marks = ("yes" if p.right[k] else "no" for k in ORIGIN)
        table.add_row(p.name, f"{p.precision:.3f}", f"{p.recall:.3f}", *marks)
    shares = (f"{figures[k]:.2f}" for k in ORIGIN)
    table.add_row("all", f"{figures['precision']:.3f}", f"{figures['recall']:.3f}", *shares)
    return table


def _faults(page: Page) -> Text:
    lines = [f"{page.name}", *(f"  not of the article: {x}" for x in page.extra)]
    return Text("\n".join([*lines, *(f"  missing: {x}" for x in page.missing)]))
