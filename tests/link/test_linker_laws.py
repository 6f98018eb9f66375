"""Laws of linking: order-free, idempotent, the same around new accounts as over all, obedient to people."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from link_cases import ShelfOf, collected, verdict

from tocsin.link import explain, link, link_around

LAW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOWNS = [("Ahmedabad", 23.0, 72.6), ("Sarkhej", 22.98, 72.5), ("Surat", 21.2, 72.8), ("Bharuch", 21.7, 73.0)]


@st.composite
def archives(draw):
    """Up to two dozen accounts of one to three a report, in four towns of one week, with much in common."""
    out = []
    for report in range(draw(st.integers(1, 10))):
        for n in range(1, draw(st.integers(1, 3)) + 1):
            out.append(
                collected(
                    f"r{report}#{n}",
                    kind=draw(st.sampled_from(["bombing", "armed_attack", "arrest"])),
                    status=draw(
                        st.sampled_from(["reported", "reported", "reported", "background", "foiled"])
                    ),
                    day=draw(
                        st.none()
                        | st.integers(0, 5).map(lambda d: dt.date(2008, 7, 24) + dt.timedelta(days=d))
                    ),
                    published=dt.date(2008, 7, 30),
                    town=draw(st.sampled_from(TOWNS)),
                    level=draw(st.sampled_from(["city", "city", "city", "admin1", "country"])),
                    killed=draw(st.sampled_from([(), (1,), (3,), (12,), (29, 12), (45,)])),
                    targets=draw(st.sampled_from([(), ("pupils",), ("soldiers",)])),
                    persons=draw(st.sampled_from([(), (), ("Amit Rao",), ("Jay Shah",)])),
                    copy_of=draw(st.sampled_from([None, None, None, "r0"])) if report else None,
                )
            )
    return out


def sets(linked):
    return {frozenset(c.accounts) for c in linked.clusters}


@given(archives(), st.randoms(use_true_random=False))
@LAW
def test_the_order_of_accounts_changes_nothing(accounts, rng):
    shuffled = list(accounts)
    rng.shuffle(shuffled)
    assert link(shuffled).clusters == link(accounts).clusters


@given(archives())
@LAW
def test_every_account_stands_in_one_cluster_and_twice_given_counts_once(accounts):
    linked = link(accounts)
    assert sorted(a for c in linked.clusters for a in c.accounts) == sorted(a.account.id for a in accounts)
    assert link([*accounts, *accounts]).clusters == linked.clusters


@given(archives())
@LAW
def test_no_cluster_of_firm_accounts_holds_a_forbidden_pair(accounts):
    by_id = {a.account.id: a for a in accounts}
    for cluster in link(accounts).clusters:
        for a in cluster.accounts:
            for b in cluster.accounts:
                if a < b and a.split("#")[0] == b.split("#")[0]:
                    assert explain(by_id[a], by_id[b]).forbidden is None


@given(archives(), st.integers(0, 8))
@LAW
def test_around_the_new_ones_as_over_all(accounts, new):
    old, fresh = accounts[new:], accounts[:new]
    around = link_around(fresh, ShelfOf(old))
    touched = {a for c in around.clusters for a in c.accounts}
    kept = {c for c in sets(link(old)) if not c & touched}
    assert kept | sets(around) == sets(link(accounts))


@given(archives(), st.data())
@LAW
def test_what_people_decided_holds(accounts, data):
    names = sorted(a.account.id for a in accounts)
    assume(len(names) > 1)
    pair = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    merged = sets(link(accounts, [verdict("merge", pair)]))
    assert any(set(pair) <= c for c in merged)
    split = sets(link(accounts, [verdict("split", pair[:1], pair[1:])]))
    assert not any(set(pair) <= c for c in split)
    later = [verdict("split", pair[:1], pair[1:], "v1", 0), verdict("merge", pair, (), "v2", 1)]
    assert any(set(pair) <= c for c in sets(link(accounts, later)))


@given(archives(), st.data())
@LAW
def test_a_verdict_is_followed_around_its_accounts_alone(accounts, data):
    names = sorted(a.account.id for a in accounts)
    pair = data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    decided = [verdict("merge", pair)]
    seeds = [a for a in accounts if a.account.id in pair]
    around = link_around(seeds, ShelfOf(accounts), decided)
    touched = {a for c in around.clusters for a in c.accounts}
    after = sets(link(accounts, decided))
    assert sets(around) <= after
    assert {c for c in after if not c & touched} <= sets(link(accounts))
