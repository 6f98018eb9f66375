"""The whole page: head, index, pictures of all reports, the reports. It asks nothing of any network.

A policy in the head forbids every request and every script but the page's own, named by its digest:
hostile words of a report stay words even if an escape were missed.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from typing import TextIO

from tocsin.codebook import table as codebook_table
from tocsin.export import phrases
from tocsin.export.page.evidence import KINDS
from tocsin.export.page.map import Land, draw_map
from tocsin.export.page.markup import Html, asset, bdi, h
from tocsin.export.page.report import Section, folded, report_section
from tocsin.export.page.timeline import draw_years
from tocsin.records import Reading

_FOOT = (
    "Read by Tocsin. Every value leads to the words it stands on; what has none says so. "
    "Outlines: Natural Earth (public domain), simplified; they take no side on any border."
)


class PageWriter:
    """Holds the sections until :meth:`close`, because the index and the map of all come first."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._land = Land()
        self._sections: list[Section] = []

    def write(self, reading: Reading) -> None:
        self._sections.append(report_section(reading, len(self._sections) + 1, self._land))

    def close(self) -> None:
        """Write the page."""
        found = self._sections
        many = len(found) > 1
        title = (
            "Tocsin: no reports"
            if not found
            else found[0].title
            if not many
            else f"Tocsin: {len(found):,} reports"
        )
        overview = self._overview() if many else None
        reports = [folded(s, is_open=not many) for s in found]
        body = h(
            "body",
            h("a", "Skip to the reports", href="#reports", class_="skip"),
            h("header", h("h1", bdi(title if many or not found else "What the report says"))),
            h("nav", self._index(), aria_label="Reports") if many else None,
            h("main", overview, _legend(), h("div", reports, id="reports")),
            h("footer", h("p", _FOOT)),
            self._land.defs(),
            h("p", id="tip", role="status", aria_live="polite"),
            Html(f"<script>{_script()}</script>"),
        )  # fmt: skip
        self._stream.write(f"<!doctype html>\n{h('html', _head(title), body, lang='en')}\n")

    def _overview(self) -> Html:
        spots = [s for section in self._sections for s in section.spots if s.status == "reported"]
        bars = [b for section in self._sections for b in section.bars if b.status == "reported"]
        picture = draw_map(
            spots, self._land, "allm", "Map of all reports", width=720, height=400, keyed=False
        )
        return h("section", h("h2", "All reports"), picture, draw_years(bars, "allt"), id="all")

    def _index(self) -> list[Html]:
        counts = Counter(k for s in self._sections for k in s.kinds)
        kinds = [k for k in codebook_table("kinds") if k in counts]
        boxes = [
            h("label", h("input", type="checkbox", name="kind", value=k), f" {phrases.plain(k)} ",
              h("small", str(counts[k])))
            for k in kinds
        ]  # fmt: skip
        controls = h(
            "form",
            h("label", "Words ", h("input", type="search", name="words", autocomplete="off")),
            h("fieldset", h("legend", "Kind of incident"), boxes) if boxes else None,
            h("p", h("output", f"{len(self._sections):,} reports", name="count"), " ",
              h("button", "Open all", type="button", name="open"), " ",
              h("button", "Close all", type="button", name="close")),
            id="filter",
            role="search",
        )  # fmt: skip
        entries = [
            h("li", h("a", bdi(s.title), href=f"#{s.ident}"), " ", h("small", s.summary), data_for=s.ident)
            for s in self._sections
        ]
        return [h("h2", "Index"), controls, h("div", h("ol", entries, id="index"), class_="scrolled")]


def _head(title: str) -> Html:
    policy = (
        f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src '{_digest(_style())}'; script-src '{_digest(_script())}'"
    )
    return h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", http_equiv="Content-Security-Policy", content=policy),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="color-scheme", content="light dark"),
        h("meta", name="referrer", content="no-referrer"),
        h("link", rel="icon", href="data:,"),
        h("title", title),
        Html(f"<style>{_style()}</style>"),
    )


def _style() -> str:
    return asset("page.css")


def _script() -> str:
    return asset("page.js")


def _digest(source: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def _legend() -> Html:
    items = [h("li", h("mark", name, class_=kind)) for kind, name in KINDS.items() if kind != "mention"]
    hint = (
        "Point at a value, or move to it with the Tab key, and its words light up in the text, and the other "
        "way round. In the text the left and right arrow keys go from mark to mark, Enter to the value."
    )
    return h(
        "section",
        h("h2", "Marks in the text", class_="unseen"),
        h("ul", items, class_="legend"),
        h("p", hint, class_="hint"),
    )
