"""Which accounts are one incident, told by accounts made by hand."""

from __future__ import annotations

import datetime as dt
import random

from link_cases import ShelfOf, collected, verdict

from tocsin.link import explain, link, link_around


def clusters(*accounts, verdicts=()):
    return [set(c.accounts) for c in link(accounts, verdicts).clusters]


def test_rising_tolls_of_one_attack_are_one_incident():
    first = collected("a#1", killed=[29], outlet="wire", published=dt.date(2008, 7, 26))
    later = collected("b#1", killed=[45, 29], outlet="paper", published=dt.date(2008, 7, 27))
    assert clusters(first, later) == [{"a#1", "b#1"}]
    assert explain(first, later).score > 4


def test_another_town_the_day_after_is_another_incident():
    city = collected("a#1")
    other = collected("b#1", town=("Bangalore", 13.0, 77.6), day=dt.date(2008, 7, 25))
    assert clusters(city, other) == [{"a#1"}, {"b#1"}]
    assert explain(city, other).forbidden == "different countries or more than 300 km apart"


def test_two_accounts_of_one_report_at_different_times_never_link():
    night = collected("a#1", day=dt.date(2008, 7, 26))
    morning = collected("a#2", day=dt.date(2008, 7, 27))
    assert clusters(night, morning) == [{"a#1"}, {"a#2"}]
    assert explain(night, morning).forbidden == "one report tells them at different times"


def test_a_chain_of_likenesses_is_cut():
    """B is like both; A and C stand in one report, so they cannot be one incident."""
    a = collected("r#1", killed=[12])
    c = collected("r#2", killed=[3])
    b = collected("s#1", killed=[12, 3])
    assert sorted(map(sorted, clusters(a, b, c))) == [["r#1", "s#1"], ["r#2"]]


def test_background_joins_an_incident_and_never_bridges_two():
    one = collected("a#1", killed=[12], targets=["pupils"])
    two = collected("b#1", killed=[40], targets=["soldiers"], day=dt.date(2008, 7, 28))
    past = collected("c#1", killed=[12], targets=["pupils"], status="background")
    assert sorted(map(sorted, clusters(one, two, past))) == [["a#1", "c#1"], ["b#1"]]


def test_a_total_of_many_incidents_links_to_nothing():
    one, total = collected("a#1"), collected("b#1", cumulative=True)
    assert clusters(one, total) == [{"a#1"}, {"b#1"}]


def test_people_decide():
    one, two = collected("a#1"), collected("b#1")
    far = collected("c#1", town=("Kumanovo", 42.1, 21.7), country="MKD")
    assert clusters(one, two, verdicts=[verdict("split", ["a#1"], ["b#1"])]) == [{"a#1"}, {"b#1"}]
    joined = clusters(one, two, far, verdicts=[verdict("merge", ["a#1", "c#1"])])
    assert any({"a#1", "c#1"} <= c for c in joined)
    assert clusters(one, two, verdicts=[verdict("no_incident", ["a#1"])]) == [{"a#1"}, {"b#1"}]


def test_linking_around_new_accounts_gives_the_clusters_of_linking_all():
    rng = random.Random(5)
    accounts = [
        collected(
            f"r{n}#1",
            day=dt.date(2008, 7, 1) + dt.timedelta(days=rng.randrange(12)),
            killed=[rng.randrange(1, 30)],
            town=rng.choice([("Ahmedabad", 23.0, 72.6), ("Surat", 21.2, 72.8), ("Bharuch", 21.7, 73.0)]),
            kind=rng.choice(["bombing", "armed_attack"]),
        )
        for n in range(120)
    ]
    everything = {frozenset(c.accounts) for c in link(accounts).clusters}
    old, new = accounts[:100], accounts[100:]
    before = {frozenset(c.accounts) for c in link(old).clusters}
    around = link_around(new, ShelfOf(old))
    touched = {a for c in around.clusters for a in c.accounts}
    kept = {c for c in before if not c & touched}
    assert kept | {frozenset(c.accounts) for c in around.clusters} == everything
    assert len(touched) < 120
