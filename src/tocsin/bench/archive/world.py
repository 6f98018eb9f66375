"""The made-up world: towns, actors and incidents, as unevenly spread as the events of UCDP GED.

Each event of a GED file stands for its dyad, its country and the region around it; most-reported
dyads and towns come again and again. Around each event lie villages that nobody has heard of, so
that a large archive has as many places as GED has. Everything follows from one seed.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tocsin.errors import DataError
from tocsin.gazetteer.actors import open_register
from tocsin.gazetteer.states import states

PER_DAY = 110  # incidents a day: UCDP GED of recent years
HARD = 0.17  # share of scenes (town, day, attacker) with two to four incidents: a third of all accounts
VILLAGES = 20  # around each event of the file
FIRST_DAY = dt.date(2014, 1, 1)


@cache
def lists() -> dict[str, Any]:
    """The words of made-up incidents."""
    return tomllib.loads(files("tocsin.bench.archive").joinpath("words.toml").read_text("utf-8"))


@cache
def details() -> list[str]:
    """Words that one report takes up and another leaves out: those listed and two thousand made up."""
    rng = random.Random(11)
    listed: list[str] = lists()["details"]["all"]
    return listed + [_word(rng) for _ in range(2000)]


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    spellings: tuple[str, ...]
    lat: float
    lon: float
    admin1: str
    country: str


@dataclass(frozen=True, slots=True)
class Actor:
    name: str
    id: str | None
    type: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One incident as it was: what every account of it should say."""

    number: int
    day: dt.date
    minute: int
    town: Town
    site: str | None
    kind: str
    attacker: Actor
    struck: str
    struck_type: str
    struck_actor: Actor | None
    weapon: str
    killed: int
    injured: int
    abducted: int
    victims: tuple[str, ...]
    details: tuple[str, ...]
    hard: bool  # another incident by the same attacker in the same town on the same day


class World:
    """Towns and actors around the events of a GED file."""

    def __init__(self, events: Path, seed: int = 1) -> None:
        self._rng = random.Random(seed)
        rows = _read(events)
        self._dyads: dict[tuple[str, str, str], list[int]] = {}
        self._rows = rows
        self._towns: dict[tuple[str, str, str], list[Town]] = {}
        self._actors: dict[tuple[str, str], Actor] = {}
        for n, row in enumerate(rows):
            self._dyads.setdefault(_dyad(row), []).append(n)
        for dyad, members in self._dyads.items():
            places = [self._town(rows[n]) for n in members]
            for n in members:
                places.extend(self._village(rows[n]) for _ in range(VILLAGES))
            self._towns[dyad] = places

    def happenings(self, count: int) -> list[Happening]:
        """``count`` incidents in order of days, ``PER_DAY`` a day."""
        rng, out = self._rng, list[Happening]()
        while len(out) < count:
            day = FIRST_DAY + dt.timedelta(days=len(out) // PER_DAY)
            row = self._rows[rng.randrange(len(self._rows))]
            dyad = _dyad(row)
            town = self._pick_town(dyad)
            attacker, other, mode = self._sides(row)
            several = rng.choice((2, 2, 2, 3, 3, 4)) if rng.random() < HARD else 1
            for _ in range(several):
                out.append(self._happening(len(out), day, town, attacker, other, mode, several > 1))
        return out[:count]

    def _pick_town(self, dyad: tuple[str, str, str]) -> Town:
        """Towns of a dyad by Zipf's law: the n-th half as often as the 2n-th is rare."""
        towns = self._towns[dyad]
        rank = int(len(towns) ** self._rng.random()) - 1
        return towns[min(rank, len(towns) - 1)]

    def _happening(
        self, number: int, day: dt.date, town: Town, attacker: Actor, other: Actor, mode: str, hard: bool
    ) -> Happening:
        rng = self._rng
        kinds = lists()["kinds"][mode]
        kind = rng.choices(list(kinds), list(kinds.values()))[0]
        civilians = mode == "on_civilians" or (kind != "clash" and rng.random() < 0.35)
        group = "civilians" if civilians else "forces" if other.type == "state_forces" else "fighters"
        killed = 0 if rng.random() < 0.2 else min(400, int(rng.paretovariate(1.1)))
        injured = int(killed * rng.uniform(0, 4)) + (rng.randrange(5) if rng.random() < 0.5 else 0)
        abducted = min(300, int(3 * rng.paretovariate(1.0))) if kind in ("abduction", "arrest") else 0
        named = rng.random() < 0.2 and 0 < killed <= 3
        return Happening(
            number,
            day,
            rng.randrange(24 * 60),
            town,
            rng.choice(lists()["sites"]["all"]) if rng.random() < 0.5 else None,
            kind,
            attacker,
            rng.choice(lists()["struck"][group]),
            "civilians" if civilians else other.type,
            None if civilians else other,
            rng.choice(lists()["weapons"][kind]),
            killed,
            injured,
            abducted,
            tuple(f"{_word(rng).title()} {_word(rng).title()}" for _ in range(killed)) if named else (),
            tuple(rng.sample(details(), 8)),
            hard,
        )

    def _sides(self, row: dict[str, str]) -> tuple[Actor, Actor, str]:
        a, b = self._actor(row["side_a"], row["country"]), self._actor(row["side_b"], row["country"])
        if row["side_b"] == "Civilians":
            return a, b, "on_civilians"
        if self._rng.random() < 0.5:
            a, b = b, a
        return a, b, "government" if a.type == "state_forces" else "armed_group"

    def _actor(self, name: str, country: str) -> Actor:
        if (name, country) not in self._actors:
            if name.startswith("Government of "):
                state = name.removeprefix("Government of ").split(" (")[0]
                spellings = (f"{state} army", f"{state} Armed Forces", f"{state} security forces")
                self._actors[name, country] = Actor(f"{state} Armed Forces", None, "state_forces", spellings)
            else:
                entry = open_register().find(name)
                aliases = tuple(a for a in entry.aliases if a.isascii())[:4] if entry else ()
                self._actors[name, country] = Actor(
                    entry.name if entry else name,
                    entry.id if entry else None,
                    "rebel_group",
                    (name, *aliases),
                )
        return self._actors[name, country]

    def _town(self, row: dict[str, str]) -> Town:
        name = row["where_coordinates"]
        for tail in (" town", " city", " village", " governorate", " province", " district", " state"):
            name = name.removesuffix(tail)
        return self._placed(name, row, 0.0)

    def _village(self, row: dict[str, str]) -> Town:
        return self._placed(_word(self._rng).title(), row, 0.8)

    def _placed(self, name: str, row: dict[str, str], spread: float) -> Town:
        rng = self._rng
        other = name.replace("a", "e", 1) if rng.random() < 0.5 else f"al-{name}"
        return Town(
            name,
            (name, name, name, other),
            float(row["latitude"]) + rng.uniform(-spread, spread),
            float(row["longitude"]) + rng.uniform(-spread, spread),
            row["adm_1"] or row["country"],
            _iso(row["country"]),
        )


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(lists()["syllables"]["all"]) for _ in range(rng.choice((2, 3, 3, 4))))


def _dyad(row: dict[str, str]) -> tuple[str, str, str]:
    return row["dyad_name"], row["country"], row["type_of_violence"]


@cache
def _iso(country: str) -> str:
    bare = country.split(" (")[0]
    return next((iso for iso, s in states().items() if bare in s.names), bare[:3].upper())


def _read(path: Path) -> list[dict[str, str]]:
    needed = {
        "dyad_name",
        "side_a",
        "side_b",
        "country",
        "adm_1",
        "where_coordinates",
        "latitude",
        "longitude",
    }
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows or not needed <= rows[0].keys():
        raise DataError(
            f"{path} is no file of UCDP GED events: it needs the columns {', '.join(sorted(needed))}"
        )
    return rows
