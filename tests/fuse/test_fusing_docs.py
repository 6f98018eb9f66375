"""The examples of docs/fusing.md: each table is fused, and the line after it says what must come out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from told import figure, group, perpetrator, told

from tocsin.codebook import table
from tocsin.fuse import fuse
from tocsin.records.account import Toll
from tocsin.records.collected import Collected
from tocsin.records.incident import Bounds, Incident

PAGE = (Path(__file__).parents[2] / "docs/fusing.md").read_text("utf-8")
_EXAMPLE = re.compile(
    r"### (?P<title>[^\n]+)|(?P<rows>(?:\|[^\n]*\n)+)\n"
    r"(?:Perpetrator: (?P<by>[^\n]+)\n\n)?Fused: (?P<fused>[^\n]+)\n"
)


def examples() -> list[tuple[str, str, str, str]]:
    found, title = [], ""
    for match in _EXAMPLE.finditer(PAGE):
        title = match["title"] or title
        if match["rows"]:
            found.append((title, match["rows"], match["by"] or "", match["fused"]))
    return found


def reports(rows: str, by: str) -> list[Collected]:
    """The rows of a table as accounts, one for each outlet and day."""
    of_report: dict[tuple[str, str], list[Toll]] = {}
    for line in rows.splitlines()[2:]:
        cells = [c.strip() for c in line.strip("|").split("|")]
        published, outlet, speaker, words, number, *people = cells
        of_report.setdefault((published, outlet), []).append(
            toll(number, speaker, words, people[0] if people else "")
        )
    did_it = ()
    if by:
        name, type_ = by.split(", ")
        did_it = (perpetrator(name, type_=type_),)
    return [
        told(f"r{n}", day, *tolls, outlet=outlet, perpetrators=did_it)
        for n, ((day, outlet), tolls) in enumerate(of_report.items())
    ]


def toll(number: str, speaker: str, words: str, people: str) -> Toll:
    effect, count, *marks = number.split()
    stances = [m for m in marks if m in table("stances")]
    low, high = None, None
    if count.startswith("-"):
        high = int(count[1:])
    elif count.endswith("+"):
        low = int(count[:-1])
    else:
        low = high = int(count)
    whom = None
    if people:
        name, type_, *side = [p.strip() for p in people.split(",")]
        whom = group(name, type_, side[0] if side else "unknown")
    return figure(
        low,
        high,
        speaker or None,
        effect=effect,
        of=whom,
        text=words,
        stance=stances[0] if stances else "asserted",
        whole="whole" in marks,
    )


def shown(incident: Incident, fused: str) -> str:
    """The incident's toll as the page writes it, for the effects and parts that the page names."""
    parts = []
    for part in fused.split("; "):
        name = part.split()[0]
        if name == "perpetrators":
            killed = next(t for t in incident.toll if t.effect == "killed")
            parts.append(f"{name} {bounds(killed.perpetrators_killed)}")
        else:
            found = next(t for t in incident.toll if t.effect == name)
            parts.append(f"{name} {bounds(Bounds(found.low, found.best, found.high))}")
    return "; ".join(parts)


def bounds(of: Bounds | None) -> str:
    assert of is not None
    return " / ".join("none" if b is None else str(b) for b in (of.low, of.best, of.high))


@pytest.mark.parametrize(("title", "rows", "by", "fused"), examples())
def test_an_example_of_the_page_comes_out_as_it_says(title: str, rows: str, by: str, fused: str) -> None:
    assert shown(fuse(reports(rows, by)), fused) == fused, title


def test_every_toll_rule_of_the_page_has_an_example() -> None:
    titles = re.findall(r"### (\d\. [^\n]+)", PAGE)
    with_examples = {title for title, *_ in examples()}
    assert [t for t in titles if t not in with_examples] == ["8. Sides, women, children"]


def test_every_field_of_an_incident_that_a_rule_gives_stands_on_the_page() -> None:
    for name in (
        "id",
        "status",
        "kind",
        "when",
        "where",
        "perpetrators",
        "targets",
        "persons",
        "toll",
        "grade",
    ):
        assert f"`{name}`" in PAGE
