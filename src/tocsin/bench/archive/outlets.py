"""Outlets and their habits, and what each makes of an incident: accounts as a reader would hand them on."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.bench.archive.world import Happening, details, lists
from tocsin.records import Account, Group, Perpetrator, Person, Place, Span, Target, Toll, Weapon, When, Words
from tocsin.records.collected import Collected, Source

PER_INCIDENT = 4.0  # accounts on average
_DIGEST = "0" * 64


@dataclass(frozen=True, slots=True)
class Outlet:
    """Shares are of 1. ``bias`` multiplies the dead of one side; ``lag`` is the mean in days."""

    name: str
    wire: bool
    copies: float
    lag: float
    rounds: float
    bias: float
    spells: float
    places: float  # share of accounts that name the town or better
    misplaces: float
    dates: float  # share that state the day
    misdates: float
    miskinds: float
    mistakes: float  # share of details (site, weapon, people hit) that are told otherwise
    silent: float  # share of each detail that is left out
    roundup: float  # share of accounts told in a report on several incidents
    recalls: float  # share of reports that tell an older incident as background


def outlets(seed: int = 7, count: int = 60) -> list[Outlet]:
    """Four wires, papers, portals, broadcasters: habits drawn once."""
    rng = random.Random(seed)
    out = []
    for n in range(count):
        wire = n < 4
        u = rng.uniform
        out.append(
            Outlet(
                name=f"wire {n}" if wire else f"outlet {n}",
                wire=wire,
                copies=0.0 if wire else u(0.1, 0.6),
                lag=u(0, 0.3) if wire else u(0, 1.2),
                rounds=u(0.05, 0.3),
                bias=1.0 if rng.random() < 0.7 else rng.choice((0.6, 0.8, 1.3, 1.8)),
                spells=u(0, 0.5),
                places=u(0.75, 0.95),
                misplaces=u(0.005, 0.03),
                dates=u(0.7, 0.95),
                misdates=u(0.01, 0.05),
                miskinds=u(0.05, 0.2),
                mistakes=u(0.03, 0.15),
                silent=u(0.1, 0.45),
                roundup=u(0.05, 0.4),
                recalls=u(0.02, 0.15),
            )
        )
    return out


class Press:
    """Writes the archive: ``accounts()`` yields ``(collected, incident number)``, -1 for totals of many."""

    def __init__(self, happenings: Sequence[Happening], seed: int = 3) -> None:
        self._happenings = happenings
        self._rng = random.Random(seed)
        self._outlets = outlets()
        self._report = 0

    def accounts(self) -> Iterator[tuple[Collected, int]]:
        """Every account of every incident, by incident; ids are ``r<report>#<account>``."""
        rng = self._rng
        papers, wires = self._outlets[4:], self._outlets[:4]
        round_ups: dict[str, tuple[Source, dt.date, int, set[int]]] = {}
        for h in self._happenings:
            number = min(25, 1 + int(rng.expovariate(1 / (PER_INCIDENT - 1)) + (h.killed > 20) * 3))
            told: list[Collected] = []
            for outlet in (
                rng.sample(papers, min(number, len(papers))) if number > 1 else [rng.choice(papers)]
            ):
                if rng.random() < 0.25:
                    outlet = rng.choice(wires)
                originals = [c for c in told if c.source.outlet and c.source.outlet.startswith("wire")]
                if originals and rng.random() < outlet.copies:
                    told.append(self._copy(rng.choice(originals), outlet))
                    yield told[-1], h.number
                    continue
                lag = min(6, int(rng.expovariate(1 / outlet.lag))) if outlet.lag > 0 else 0
                published = h.day + dt.timedelta(days=lag + (h.minute > 20 * 60))
                source, n = self._source(outlet, published, h.number, round_ups)
                told.append(self._tell(h, outlet, source, n, lag, "reported"))
                yield told[-1], h.number
                if rng.random() < outlet.recalls and h.number > 50:
                    past = self._happenings[h.number - rng.randrange(1, 400) % h.number - 1]
                    if past.killed > 3:
                        yield self._tell(past, outlet, source, n + 20, 9, "background"), past.number
                if rng.random() < 0.01:
                    yield self._total(h, source, n + 40), -1

    def _source(
        self,
        outlet: Outlet,
        published: dt.date,
        incident: int,
        open_: dict[str, tuple[Source, dt.date, int, set[int]]],
    ) -> tuple[Source, int]:
        """A new report, or the round-up of that outlet and day; the account's number in it."""
        last = open_.get(outlet.name)
        if (
            last
            and last[1] == published
            and last[2] < 5
            and incident not in last[3]
            and self._rng.random() < outlet.roundup
        ):
            open_[outlet.name] = (last[0], published, last[2] + 1, last[3] | {incident})
            return last[0], last[2] + 1
        self._report += 1
        source = Source(f"r{self._report}", _DIGEST, published, outlet.name, None, None)
        open_[outlet.name] = (source, published, 1, {incident})
        return source, 1

    def _copy(self, original: Collected, outlet: Outlet) -> Collected:
        """A wire's text in another paper: the same account; one copy in twenty is not recognised as one."""
        self._report += 1
        found = original.source.copy_of or original.source.id
        source = replace(
            original.source,
            id=f"r{self._report}",
            outlet=outlet.name,
            copy_of=found if self._rng.random() < 0.95 else None,
        )
        return Collected(replace(original.account, id=f"r{self._report}#1"), source, original.words)

    def _tell(self, h: Happening, outlet: Outlet, source: Source, n: int, lag: int, status: str) -> Collected:
        rng = self._rng
        short = status == "background"

        def says() -> bool:
            return rng.random() > outlet.silent * (2 if short else 1)

        kind = rng.choice(lists()["near"][h.kind]) if rng.random() < outlet.miskinds else h.kind
        tolls = list(self._tolls(h, outlet, lag, short))
        doers: tuple[Perpetrator, ...] = ()
        if says():
            doers = (_doer(self._spelt(h.attacker.spellings, outlet), h.attacker.id, h.attacker.type),)
        elif says():
            doers = (_doer("gunmen", None, "militia"),)
        targets = []
        group = (
            "civilians"
            if h.struck_type == "civilians"
            else "forces"
            if h.struck_type == "state_forces"
            else "fighters"
        )
        struck = self._or_other(h.struck, lists()["struck"][group], outlet)
        weapon = self._or_other(h.weapon, [w for ws in lists()["weapons"].values() for w in ws], outlet)
        if says():
            targets.append(Target(struck, None, None, None, h.struck_type))
        if h.struck_actor and says():
            targets.append(
                Target(
                    self._spelt(h.struck_actor.spellings, outlet),
                    h.struck_actor.id,
                    None,
                    None,
                    h.struck_actor.type,
                )
            )
        persons = (
            tuple(Person(v, None, None, "killed", None) for v in h.victims) if h.victims and says() else ()
        )
        account = Account(
            f"{source.id}#{n}",
            status,
            kind,
            False,
            _TRIGGER,
            (),
            self._when(h, outlet, source),
            self._where(h, outlet, short),
            doers,
            tuple(targets),
            (Weapon(weapon, None, None),) if says() else (),
            tuple(tolls),
            persons,
            (),
            0.5,
        )
        return Collected(account, source, self._words(h, account))

    def _total(self, h: Happening, source: Source, n: int) -> Collected:
        """The dead of a campaign, told beside the incident."""
        toll = _toll("t1", "killed", 100 + self._rng.randrange(900), 0, "more_than", None)
        when = When(h.day - dt.timedelta(days=90), h.day, "year", None, "stated", None, None)
        place = Place(
            h.town.country, None, None, None, None, None, h.town.country, None, "country", 6, None, "stated"
        )
        account = Account(
            f"{source.id}#{n}",
            "background",
            "other",
            True,
            _TRIGGER,
            (),
            when,
            (place,),
            (),
            (),
            (),
            (toll,),
            (),
            (),
            0.5,
        )
        return Collected(account, source, "")

    def _when(self, h: Happening, outlet: Outlet, source: Source) -> When | None:
        rng, day = self._rng, h.day
        if rng.random() < outlet.misdates:
            day += dt.timedelta(days=rng.choice((-1, 1)))
        if rng.random() < outlet.dates:
            time = f"{h.minute // 60:02}:{h.minute % 60:02}" if rng.random() < 0.2 else None
            return When(day, day, "day", time, "stated", None, None)
        if rng.random() < 0.5:
            assert source.published is not None
            return When(source.published, source.published, "day", None, "publication_date", None, None)
        if rng.random() < 0.5:
            return When(
                day - dt.timedelta(days=rng.randrange(3)),
                day + dt.timedelta(days=rng.randrange(3)),
                "days",
                None,
                "stated",
                None,
                None,
            )
        return None

    def _where(self, h: Happening, outlet: Outlet, short: bool) -> tuple[Place, ...]:
        rng, town = self._rng, h.town
        land = Place(
            town.country, None, None, None, None, None, town.country, None, "country", 6, None, "stated"
        )
        area = Place(
            town.admin1,
            None,
            None,
            town.lat + 0.3,
            town.lon - 0.3,
            80.0,
            town.country,
            town.admin1,
            "admin1",
            4,
            None,
            "stated",
        )
        if rng.random() > outlet.places:
            return (area,) if rng.random() < 0.7 else (land,)
        jitter = rng.choice((0.0, 0.0, 0.0, 0.01, 0.05))
        off = 1.5 if rng.random() < outlet.misplaces else 0.0
        city = Place(
            self._spelt(town.spellings, outlet),
            None,
            None,
            town.lat + rng.uniform(-jitter, jitter) + off,
            town.lon + rng.uniform(-jitter, jitter),
            None,
            town.country,
            town.admin1,
            "city",
            1,
            None,
            "stated",
        )
        if h.site and not short and rng.random() > outlet.silent:
            site = Place(
                self._or_other(h.site, lists()["sites"]["all"], outlet),
                None,
                None,
                None,
                None,
                None,
                town.country,
                town.admin1,
                "site",
                1,
                None,
                "stated",
            )
            return (site, city)
        return (city, area) if rng.random() < 0.3 else (city,)

    def _tolls(self, h: Happening, outlet: Outlet, lag: int, short: bool) -> Iterator[Toll]:
        group = Group(h.struck, None, None, h.struck_type, "target", None, None)
        for n, (effect, final) in enumerate(
            (("killed", h.killed), ("injured", h.injured), ("abducted", h.abducted)), 1
        ):
            if (effect != "killed" and not final) or self._rng.random() < (
                0.6 if short and n > 1 else outlet.silent / 3
            ):
                continue
            count = final
            if effect == "killed":
                count = round(final * outlet.bias)
            if lag == 0 and final > 3 and self._rng.random() < 0.5:
                count = round(count * self._rng.uniform(0.5, 1.0))
            yield _toll(f"t{n}", effect, count, self._rng.random() < outlet.rounds, "", group)

    def _or_other(self, word: str, words: Sequence[str], outlet: Outlet) -> str:
        """``word``, or now and then another that this outlet has for it."""
        return self._rng.choice(words) if self._rng.random() < outlet.mistakes else word

    def _spelt(self, spellings: Sequence[str], outlet: Outlet) -> str:
        return self._rng.choice(spellings) if self._rng.random() < outlet.spells else spellings[0]

    def _words(self, h: Happening, account: Account) -> str:
        """The sentences: what the account says, some of the details and some words of the outlet."""
        rng = self._rng
        said = [d for d in h.details if rng.random() < 0.4]
        filler = rng.sample(details(), 10)
        people = [t.name for t in account.targets] + [p.name for p in account.perpetrators]
        numbers = [str(t.low) for t in account.tolls if t.low]
        return " ".join(
            [
                *said,
                *filler,
                *people,
                *(p.name for p in account.where),
                *numbers,
                account.kind.replace("_", " "),
            ]
        )


_TRIGGER = Words("x", Span(0, 1))


def _toll(
    id_: str, effect: str, count: int, rounded: bool | int, qualifier: str, group: Group | None
) -> Toll:
    low: int | None = count
    high: int | None = count
    if rounded and count >= 6:
        step = 10 if count >= 20 else 5
        low, high, qualifier = count // step * step, None, "more_than"
        if count >= 24 and count % 3 == 0:
            low, high, qualifier = 24, None, "vague"
    return Toll(
        id_,
        effect,
        low,
        high,
        qualifier or "exact",
        None,
        None,
        group,
        False,
        None,
        None,
        False,
        None,
        None,
        (),
    )


def _doer(name: str, actor_id: str | None, type_: str) -> Perpetrator:
    return Perpetrator(name, actor_id, None, None, type_, "stated", None, None)
