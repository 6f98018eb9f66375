"""Laws of fusing: no order, no repetition and no verdict that was taken back changes the incident."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import records
from told import figure, told

from tocsin.codebook import table
from tocsin.fuse import fuse
from tocsin.records.account import Account
from tocsin.records.collected import Collected, Source
from tocsin.records.verdict import Verdict
from tocsin.schema import check_incident

LAW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SPEAKERS = [None, "police", "the army", "a hospital doctor", "residents", "the interior minister", "Al Qaeda"]


@st.composite
def figures(draw: st.DrawFn) -> object:
    low = draw(st.none() | st.integers(0, 60))
    high = draw(st.integers(low or 0, 90)) if low is None or draw(st.booleans()) else None
    toll = figure(
        low, high, draw(st.sampled_from(SPEAKERS)), effect=draw(st.sampled_from(["killed", "injured"]))
    )
    return dataclasses.replace(toll, whole=draw(st.booleans()))


@st.composite
def clusters(draw: st.DrawFn) -> list[Collected]:
    """Reports of one incident on the days after it, with figures of various speakers."""
    found = []
    for n in range(draw(st.integers(1, 5))):
        day = dt.date(2024, 3, 1) + dt.timedelta(days=draw(st.integers(0, 4)))
        tolls = draw(st.lists(figures(), max_size=4))
        outlet = draw(st.sampled_from([None, "Reuters", "AFP"]))
        found.append(told(f"r{n}", day.isoformat(), *tolls, outlet=outlet))
    return found


@st.composite
def wild_clusters(draw: st.DrawFn) -> list[Collected]:
    """Any accounts that the records allow."""
    found = []
    for n, account in enumerate(draw(st.lists(records(Account), min_size=1, max_size=3))):
        named = dataclasses.replace(account, id=f"r{n}#1")
        published = draw(st.none() | st.dates(dt.date(1990, 1, 1)))
        found.append(Collected(named, Source(f"r{n}", "0", published, None, None, None)))
    return found


@LAW
@given(clusters() | wild_clusters(), st.randoms(use_true_random=False))
def test_the_order_in_which_accounts_come_does_not_matter(
    cluster: list[Collected], shuffle: random.Random
) -> None:
    other = list(cluster)
    shuffle.shuffle(other)
    assert fuse(other) == fuse(cluster)


@LAW
@given(clusters() | wild_clusters())
def test_an_account_collected_twice_counts_once(cluster: list[Collected]) -> None:
    assert fuse([*cluster, *cluster]) == fuse(cluster)


@LAW
@given(clusters() | wild_clusters())
def test_low_best_and_high_stand_in_their_order_and_every_figure_is_in_the_history(
    cluster: list[Collected],
) -> None:
    incident = fuse(cluster)
    check_incident(incident)
    for toll in incident.toll:
        known = [b for b in (toll.low, toll.best, toll.high) if b is not None]
        assert known == sorted(known)
        assert toll.basis in table("toll_bases")
    given_in = {(f.account, f.toll) for f in incident.toll_history}
    accounts = [c.account for c in cluster if not c.account.cumulative] or [c.account for c in cluster]
    if incident.status == "incident":
        accounts = [a for a in accounts if a.status != "foiled"]
        assert given_in == {(a.id, t.id) for a in accounts for t in a.tolls}


@LAW
@given(clusters())
def test_every_reason_names_a_rule_of_the_codebook_and_accounts_of_the_incident(
    cluster: list[Collected],
) -> None:
    incident = fuse(cluster)
    for reason in incident.why:
        assert reason.rule in table("fuse_rules")
        assert set(reason.accounts) <= set(incident.accounts)


@LAW
@given(clusters(), st.integers(0, 99))
def test_a_verdict_that_is_undone_leaves_no_trace(cluster: list[Collected], best: int) -> None:
    account = cluster[0].account.id
    at = dt.datetime(2024, 4, 1, tzinfo=dt.UTC)
    decided = Verdict("v1", at, "ana", "set", (account,), field="toll.killed.best", value=str(best))
    undone = Verdict("v2", at + dt.timedelta(hours=1), "ana", "undo", (), target="v1")
    assert fuse(cluster, [decided, undone]) == fuse(cluster)
    toll = next(t for t in fuse(cluster, [decided]).toll if t.effect == "killed")
    assert toll.best == best
    assert toll.basis == "verdict"
