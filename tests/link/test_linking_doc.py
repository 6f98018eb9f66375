"""The examples of docs/linking.md: each row is two accounts, and what linking makes of them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from link_cases import collected

from tocsin.link import explain, link

PAGE = (Path(__file__).parents[2] / "docs/linking.md").read_text("utf-8")
TOWNS = {
    "Ahmedabad": {"town": ("Ahmedabad", 23.03, 72.58)},
    "Sarkhej": {"town": ("Sarkhej", 22.98, 72.50)},
    "Surat": {"town": ("Surat", 21.2, 72.8)},
    "Gujarat": {"town": ("Gujarat", 22.7, 71.6), "level": "admin1"},
    "Kano": {"town": ("Kano", 12.0, 8.5), "country": "NGA"},
}
_TOLD = re.compile(
    r"(?P<kind>\w+) in (?P<town>\w+) on (?P<day>\d+) July(?:, (?P<killed>\d+) killed)?"
    r"(?:, of (?P<target>\w+))?(?:, named (?P<name>[\w ]+))?(?:, report (?P<report>\w))?"
)
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if re.match(r"\| \w+ in ", line)
]


def account(told: str, name: str):
    said = _TOLD.fullmatch(told)
    assert said, told
    return collected(
        f"{said['report']}#{name}" if said["report"] else f"{name}#1",
        kind=said["kind"],
        day=dt.date(2008, 7, int(said["day"])),
        published=dt.date(2008, 7, 30),
        killed=[int(said["killed"])] if said["killed"] else [],
        targets=[said["target"]] if said["target"] else [],
        persons=[said["name"]] if said["name"] else [],
        **TOWNS[said["town"]],
    )


def test_the_page_has_its_examples():
    assert len(ROWS) >= 12


@pytest.mark.parametrize(("one", "other", "result"), ROWS)
def test_example(one, other, result):
    left, right = account(one, "1"), account(other, "2")
    pair = explain(left, right)
    assert (len(link([left, right]).clusters) == 1) is (result == "yes"), pair
    assert pair.forbidden == (result.removeprefix("never: ") if result.startswith("never") else None)
