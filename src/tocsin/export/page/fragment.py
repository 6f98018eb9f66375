"""Readings as a piece of a page of others, such as a notebook's: own styles, no script, no map."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence
from functools import cache

from tocsin.export.arrange import sections
from tocsin.export.page.evidence import Evidence
from tocsin.export.page.incident import IncidentBlock
from tocsin.export.page.markup import Html, asset, bdi, h
from tocsin.export.page.report import facts, summary
from tocsin.records import Reading

_NUMBERS = itertools.count(1)  # two fragments of one notebook must share no id
_SELECTORS = re.compile(r"(^|\}|\*/)(\s*)([^@{}/]+)\{", re.MULTILINE)
_LAYOUT = """
.tocsin { color: var(--ink); background: var(--paper); padding: .5rem; line-height: 1.5; text-align: left; }
.tocsin .two { display: flex; flex-wrap: wrap; gap: 1.2rem; }
.tocsin .two > * { flex: 1 1 22rem; min-width: 0; }
.tocsin .text { white-space: pre-wrap; overflow-wrap: anywhere; }
.tocsin .incident { background: var(--panel); border: 1px solid var(--rule); border-radius: 6px;
  padding: .3rem .7rem; margin: .4rem 0; }
.tocsin h4 { margin: 0 0 .2rem; } .tocsin dl, .tocsin ul { margin: 0; } .tocsin p { margin: .2rem 0; }
.tocsin dl > div { display: flex; gap: .5rem; } .tocsin dt { flex: 0 0 4rem; color: var(--soft); }
.tocsin dt, .tocsin thead th { font-weight: normal; color: var(--soft); } .tocsin dd { margin: 0; }
.tocsin table { border-collapse: collapse; width: 100%; font-size: inherit; margin: .3rem 0; }
.tocsin th, .tocsin td { text-align: left; vertical-align: top; padding: .1rem .7rem .1rem 0;
  background: none; }
.tocsin th, .tocsin .figure { white-space: nowrap; } .tocsin tbody tr { border-top: 1px solid var(--rule); }
.tocsin .depth1, .tocsin .depth2, .tocsin .depth3 { padding-left: .7rem; }
.tocsin caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tocsin .badge { border: 1px solid currentColor; border-radius: 1em; padding: 0 .4em; font-size: .8em; }
.tocsin .silent, .tocsin .sure, .tocsin .facts, .tocsin .gist { color: var(--soft); }
"""


def fragment(readings: Sequence[Reading], notes: Sequence[str] = ()) -> str:
    """The markup of ``readings``, each folded where there are several, and ``notes`` below them."""
    shown = [_reading(reading, open_=len(readings) == 1) for reading in readings]
    below = h("ul", [h("li", bdi(note)) for note in notes]) if notes else None
    return h("div", Html(f"<style>{_style()}</style>"), shown, below, class_="tocsin")


def _reading(reading: Reading, *, open_: bool) -> Html:
    report = reading.report
    ident = f"t{hashlib.sha256(report.text.encode('utf-8', 'replace')).hexdigest()[:8]}n{next(_NUMBERS)}"
    evidence = Evidence(report.text, ident)
    numbers = {a.id: f"#{n}" for n, a in enumerate(reading.accounts, 1)}
    parts: list[Html] = []
    for title, accounts in sections(reading.accounts):
        parts.append(h("strong", title))
        for account in accounts:
            place = f"{ident}i{numbers[account.id][1:]}"
            parts.append(IncidentBlock(account, evidence, place, numbers).build().html)
    if not parts:
        parts.append(h("p", "No incident found in it.", class_="silent"))
    if reading.issues:
        parts.append(h("p", "Not settled:"))
        parts.append(h("ul", [h("li", bdi(issue.message)) for issue in reading.issues]))
    text = h("div", evidence.marked(), class_="text", dir="auto", lang=report.language)
    body = [h("p", facts(report), class_="facts"), h("div", text, h("div", parts), class_="two")]
    head = h(
        "summary", bdi(report.title or report.id), " ", h("span", summary(reading.accounts), class_="gist")
    )
    return h("details", head, body, open=open_)


@cache
def _style() -> str:
    """The page's colours and marks, held inside the fragment, and a layout of its own."""
    colours = asset("page.css").split("\n\n")[0].replace(":root", "&")
    scoped = _SELECTORS.sub(_scope, colours).replace("&", ".tocsin")
    return scoped + _LAYOUT


def _scope(rule: re.Match[str]) -> str:
    selectors = [s.strip() for s in rule[3].split(",")]
    held = ", ".join(s if s.startswith("&") else f"& {s}" for s in selectors)
    return f"{rule[1]}{rule[2]}{held} {{"
