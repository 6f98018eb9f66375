"""How often waves are found where there are none, and where there is one: python scripts/measure_waves.py.

Made archives: one actor, six towns with a spread of about 20 km, more incidents towards the end. Null:
nothing added. Power: a burst of incidents in a line of towns on one day of the second half.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys

from tocsin.analyse import waves
from tocsin.records.incident import ByGroup, EffectToll, Incident, Party, Site, Sources, Window

TOWNS = ((33.3, 44.4), (36.3, 43.1), (35.5, 44.4), (34.2, 43.9), (30.5, 47.8), (33.4, 43.3))


def one(name: str, day: dt.date, at: tuple[float, float]) -> Incident:
    """An incident of the actor with an exact day and place."""
    own = (name,)
    none = ByGroup(None, None, None, None)
    return Incident(
        name, "incident", "bombing", Window(day, day, "day", "stated", own),
        (Site(name, *at, None, "IRQ", None, "city", 1, None, own),),
        (Party("ISI", "isi", "rebel_group", "stated", (), own),), (), (), (), (),
        (EffectToll("killed", 1, 1, 1, "one_root", none, None, None, None, own),), (), "single",
        Sources(own, (), ()), own, (), None, (),
    )  # fmt: skip


def archive(seed: int, count: int, days: int, burst: int) -> list[Incident]:
    """Incidents over ``days`` days, with a burst of ``burst`` of them."""
    chance = random.Random(seed)
    found = []
    for n in range(count):
        lat, lon = chance.choice(TOWNS)
        day = dt.date(2012, 1, 1) + dt.timedelta(days=int(days * chance.random() ** 0.7))
        found.append(one(f"i{n}", day, (lat + chance.gauss(0, 0.2), lon + chance.gauss(0, 0.2))))
    day = dt.date(2012, 1, 1) + dt.timedelta(days=int(days * (0.5 + chance.random() / 2)))
    for n in range(burst):
        found.append(one(f"w{n}", day, (33.3 + 0.25 * n, 44.4 - 0.1 * n)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--samples", type=int, default=199)
    options = parser.parse_args()
    for count, days in ((50, 700), (150, 700), (400, 700)):
        null = sum(
            bool(waves(archive(s, count, days, 0), samples=options.samples)) for s in range(options.runs)
        )
        line = [f"{count} incidents in {days} days: a wave where there is none {null / options.runs:.3f}"]
        for burst in (4, 6, 8, 12):
            hits = 0
            for s in range(options.runs // 4):
                found = waves(archive(s, count, days, burst), samples=options.samples)
                own = {f"w{n}" for n in range(burst)}
                hits += any(own <= set(w.incidents) for w in found)
            line.append(f"burst of {burst} found whole {hits / (options.runs // 4):.2f}")
        sys.stdout.write("; ".join(line) + "\n")


if __name__ == "__main__":
    main()
