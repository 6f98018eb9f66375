"""One report as a section that folds: its marked text at one side, what was read of it at the other."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.export import phrases
from tocsin.export.arrange import section_of, sections
from tocsin.export.page.evidence import Evidence
from tocsin.export.page.incident import IncidentBlock, Spot
from tocsin.export.page.map import Land, draw_map
from tocsin.export.page.markup import Html, bdi, h, join
from tocsin.export.page.timeline import Bar, draw_timeline
from tocsin.records import Account, Reading, Report

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Section:
    """A report's markup, and what the index and the maps of all reports need of it."""

    ident: str
    title: str
    facts: Html
    summary: str
    kinds: tuple[str, ...]
    body: Html
    spots: tuple[Spot, ...]
    bars: tuple[Bar, ...]


def report_section(reading: Reading, number: int, land: Land) -> Section:
    """The section of the ``number``-th report of the page (from 1)."""
    report, ident = reading.report, f"r{number}"
    evidence = Evidence(report.text, ident)
    numbers = {a.id: f"#{n}" for n, a in enumerate(reading.accounts, 1)}
    spots: list[Spot] = []
    bars: list[Bar] = []
    parts: list[Html] = []
    for title, accounts in sections(reading.accounts):
        parts.append(h("h3", title))
        for account in accounts:
            place = f"{ident}i{numbers[account.id][1:]}"
            block = IncidentBlock(account, evidence, place, numbers).build()
            parts.append(block.html)
            spots += block.spots
            label = f"{numbers[account.id]} {phrases.plain(account.kind)}"
            bars.append(Bar(account.when, label, section_of(account), block.date_value, f"#{place}"))
    if not parts:
        parts.append(h("p", "No incident found in it.", class_="silent"))
    issues = _issues(reading, evidence)
    title = report.title or report.id
    known = facts(report)
    map_ = draw_map(spots, land, f"{ident}m", f"Map of the places of {title}")
    pictures = h("div", map_, draw_timeline(bars, report.published, f"{ident}t"), class_="pictures")
    text = h(
        "div",
        evidence.marked(),
        class_="text",
        dir="auto",
        lang=report.language,
        tabindex=0,
        role="region",
        aria_label=f"Text of {title}",
        id=f"{ident}x",
    )
    read = h("div", parts, issues, class_="read")
    left = h("div", text, pictures if bars else None, class_="left")
    body = h("div", h("p", known, class_="facts"), h("div", left, read, class_="two"))
    return Section(ident, title, known, summary(reading.accounts), _kinds(reading.accounts), body,
                   tuple(spots), tuple(bars))  # fmt: skip


def folded(section: Section, *, is_open: bool) -> Html:
    """The section as an element that opens and closes."""
    return h(
        "details",
        h("summary", h("h2", bdi(section.title)), h("span", section.summary, class_="gist")),
        section.body,
        id=section.ident,
        class_="report",
        data_kinds=" ".join(section.kinds),
        open=is_open,
    )


def facts(report: Report) -> Html:
    """Id, outlet, day and address of a report, as far as they are known."""
    day = report.published
    known: list[Html | str] = [bdi(report.id)] if report.title else []
    if report.outlet:
        known.append(bdi(report.outlet))
    if day:
        known.append(f"published {phrases.days(day, day)}")
    else:
        known.append("no publication date")
    if report.url:
        web = report.url.lower().startswith(_WEB)
        known.append(h("a", bdi(report.url), href=report.url, rel="noreferrer") if web else bdi(report.url))
    out: list[Html | str] = []
    for fact in known:
        out += [" · ", fact] if out else [fact]
    return join(out)


def _issues(reading: Reading, evidence: Evidence) -> Html | None:
    if not reading.issues:
        return None
    items = [
        h("li", evidence.value("issue", i.span, bdi(i.message)) if i.span else bdi(i.message))
        for i in reading.issues
    ]
    return h("section", h("h3", "Not settled"), h("ul", items, class_="issues"))


def _kinds(accounts: tuple[Account, ...]) -> tuple[str, ...]:
    """Kinds of the incidents a report is about; war-level totals are none."""
    return tuple(dict.fromkeys(a.kind for a in accounts if section_of(a) != "cumulative"))


def summary(accounts: tuple[Account, ...]) -> str:
    """``armed attack, shelling · Gao`` of the reported incidents."""
    reported = [a for a in accounts if section_of(a) == "reported"]
    kinds = ", ".join(dict.fromkeys(phrases.plain(a.kind) for a in reported))
    places = list(dict.fromkeys(a.where[0].name for a in reported if a.where))[:3]
    gist = " · ".join(filter(None, (kinds, ", ".join(places))))
    return gist or ("only background" if accounts else "no incident")
