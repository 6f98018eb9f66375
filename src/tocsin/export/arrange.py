"""The order in which a person is shown an account: sections, parts below wholes, links, country names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tocsin.export import phrases
from tocsin.gazetteer.places import open_gazetteer
from tocsin.records import Account, Link, Toll

SECTIONS = (
    ("reported", "Reported"),
    ("background", "Background: earlier incidents told for context"),
    ("foiled", "Attempted or threatened, did not happen"),
    ("cumulative", "Totals of a whole war or campaign, not of one incident"),
)
"""What an account is to its report, in the order shown: key and heading."""

_RELATIONS = {
    "coordinated": "coordinated with",
    "retaliation": "retaliation for",
    "same_series": "same series as",
}


def section_of(account: Account) -> str:
    """The key of the section an account stands in: a war-level total is never an incident."""
    return "cumulative" if account.cumulative else account.status


def sections(accounts: Iterable[Account]) -> Iterator[tuple[str, list[Account]]]:
    """Heading and accounts of each section that has any."""
    found = list(accounts)
    for key, title in SECTIONS:
        members = [a for a in found if section_of(a) == key]
        if members:
            yield title, members


def parts_below_wholes(tolls: list[Toll]) -> Iterator[tuple[Toll, int]]:
    """Tolls in order with their depth: parts follow their whole, one level in."""
    ids = {t.id for t in tolls}

    def below(whole: str | None, depth: int) -> Iterator[tuple[Toll, int]]:
        for toll in tolls:
            parent = toll.part_of if toll.part_of in ids and toll.part_of != toll.id else None
            if parent == whole:
                yield toll, depth
                if depth < 5:
                    yield from below(toll.id, depth + 1)

    shown = list(below(None, 0))
    yield from shown
    yield from ((t, 0) for t in tolls if t not in [s for s, _ in shown])  # parts that name each other


def toll_notes(toll: Toll, tolls: Iterable[Toll]) -> tuple[bool, list[str]]:
    """Whether a figure no longer stands, and what is to be said of its history."""
    gone = toll.withdrawn or any(t.supersedes == toll.id for t in tolls)
    notes = ["withdrawn"] if toll.withdrawn else ["later revised"] if gone else []
    if toll.supersedes:
        notes.append("revises an earlier figure")
    if toll.as_of:
        notes.append(f"as of {toll.as_of}")
    return gone, notes


def link_phrase(link: Link, numbers: Mapping[str, str]) -> str:
    """A link in words: ``suspected: retaliation for #2, says the army``."""
    sure = "" if link.certainty == "stated" else f"{link.certainty}: "
    speaker = phrases.says(link.said_by)
    text = f"{sure}{_RELATIONS.get(link.relation, link.relation)} {numbers.get(link.to, link.to)}"
    return f"{text}, {speaker}" if speaker else text


def country_names(account: Account) -> dict[str, str]:
    """The names of the countries of an account's places, by ISO3."""
    codes = {p.country for p in account.where if p.country}
    if not codes:
        return {}
    gazetteer = open_gazetteer()
    return {code: entry.name for code in codes if (entry := gazetteer.country(code))}
