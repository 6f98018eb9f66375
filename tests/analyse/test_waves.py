"""Waves: what reports tie is one wave; a burst of one actor is found, and its usual tempo is not."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from records_of import incident

from tocsin.analyse import waves, with_waves
from tocsin.analyse.knox import knox, near_pairs
from tocsin.records.incident import Incident, Tie


def tempo(seed: int, count: int = 150, days: int = 700) -> list[Incident]:
    """An actor's incidents without any burst, around six towns, more of them in its last year."""
    chance = random.Random(seed)
    towns = [(33.3, 44.4), (36.3, 43.1), (35.5, 44.4), (34.2, 43.9), (30.5, 47.8), (33.4, 43.3)]
    found = []
    for n in range(count):
        lat, lon = chance.choice(towns)
        day = dt.date(2012, 1, 1) + dt.timedelta(days=int(days * chance.random() ** 0.7))
        at = (lat + chance.gauss(0, 0.2), lon + chance.gauss(0, 0.2))
        found.append(incident(f"i{n}", day.isoformat(), at=at, country="IRQ", actor=("isi", "ISI")))
    return found


def burst(count: int = 12) -> list[Incident]:
    """Twelve attacks on one day along the Tigris."""
    at = [(33.3 + 0.25 * n, 44.4 - 0.1 * n) for n in range(count)]
    return [
        incident(f"wave{n}", "2012-07-23", at=p, country="IRQ", actor=("isi", "ISI"))
        for n, p in enumerate(at)
    ]


def test_an_injected_burst_is_found_whole_and_called_possible() -> None:
    found = waves([*tempo(1), *burst()], within_km=60)
    (wave,) = [w for w in found if "wave0#1" in w.incidents]
    assert {i.id for i in burst()} <= set(wave.incidents)
    assert (wave.basis, wave.certainty, wave.actor) == ("statistical", "possible", "isi")
    assert wave.p is not None
    assert wave.p <= 0.05
    assert "incidents of ISI" in wave.evidence[0].sentence


def test_the_order_of_the_incidents_does_not_matter() -> None:
    archive = [*tempo(2, 60), *burst()]
    turned = archive[::-1]
    assert waves(archive, within_km=60, samples=39) == waves(turned, within_km=60, samples=39)


@pytest.mark.slow
def test_an_actor_without_bursts_has_a_possible_wave_about_as_often_as_the_level_says() -> None:
    """30 archives at 5%: 5 or more would have a chance of one in sixty."""
    assert sum(bool(waves(tempo(seed, 100), within_km=60, samples=59)) for seed in range(30)) <= 4


def test_few_incidents_wide_places_and_uncertain_days_are_not_tested() -> None:
    assert waves(burst(9)) == ()
    assert waves([incident(f"i{n}", "2012-07-23", precision=4) for n in range(12)]) == ()
    assert waves([incident(f"i{n}", None) for n in range(12)]) == ()


def test_incidents_that_reports_tie_are_one_reported_wave() -> None:
    tie = Tie("b#1", "coordinated", "stated", ("a#1",))
    next_one = Tie("c#1", "coordinated", "suspected", ("b#1",))
    other = Tie("d#1", "retaliation", "stated", ("c#1",))
    archive = [
        incident("a", "2020-01-01", links=(tie,)),
        incident("b", "2020-01-01", links=(next_one,)),
        incident("c", "2020-01-02", links=(other,)),
        incident("d", "2020-01-03"),
    ]
    (wave,) = waves(archive)
    assert (wave.basis, wave.certainty, wave.incidents) == ("reported", "suspected", ("a#1", "b#1", "c#1"))
    assert [e.accounts for e in wave.evidence] == [("a#1",), ("b#1",)]
    assert [i.wave for i in with_waves(archive, [wave])] == ["wave:a#1"] * 3 + [None]


def test_near_pairs_are_those_within_the_distance_on_the_sphere() -> None:
    along = [(0.0, 0.0), (0.0, 1.0), (0.0, 179.9), (0.0, -179.9)]  # a degree is 111.19 km
    assert [tuple(map(int, p)) for p in near_pairs(along, 111.0)] == [(2, 3)]
    assert sorted(tuple(map(int, p)) for p in near_pairs(along, 111.3)) == [(0, 1), (2, 3)]


def test_knox_counts_pairs_near_in_space_and_time() -> None:
    points = [(0.0, 0.0), (0.0, 0.1), (0.0, 0.2), (9.0, 9.0)]
    test = knox([10, 11, 30, 10], points, within_km=12, within_days=1, samples=19)
    assert test.pairs == 1
    assert [members for members, _ in test.chains] == [(0, 1)]
    assert 0 < test.p <= 1
