"""What every store promises, held against SQLite and a real PostgreSQL alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from reports_by_hand import DAY, put, reading
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from tocsin.errors import NotInStore
from tocsin.pipeline.incidents import link_store
from tocsin.review.decide import verdict_of
from tocsin.store import Filter, Stale
from tocsin.store.tables import metadata

NewStore = Callable[..., Any]


def test_what_goes_in_comes_out_character_by_character(store: Any) -> None:
    odd = reading("odd\x00name", ("Kano", 3, DAY), before="NUL \x00, half a pair \ud83d, \x01json: and 😀. ")
    put(store, odd)
    assert store.report("odd\x00name") == odd.report
    assert [c.account for c in store.collected()] == list(odd.accounts)
    assert list(store.reports()) == [odd.report]


def test_a_text_is_kept_once_and_every_outlet_that_prints_it(store: Any) -> None:
    first = reading("a", ("Kano", 3, DAY), outlet="Daily")
    same = replace(first, report=replace(first.report, id="b"))
    other = replace(first, report=replace(first.report, id="a", outlet="Rival"))
    assert [x[:2] for x in put(store, first, same, other, other)] == [
        ("a", "new"),
        ("a", "known"),
        (f"a~{first.report.sha256[:8]}", "new"),
        (f"a~{first.report.sha256[:8]}", "known"),
    ]
    assert store.known(first.report, "0.1.0/1") == "a"
    assert store.known(first.report, "0.1.1/1") is None
    unnamed = replace(first.report, outlet=None)
    assert store.known(unnamed, "0.1.0/1") == "a"
    assert store.count() == {"reports": 2, "accounts": 2, "verdicts": 0, "incidents": 0}


def test_a_report_whose_name_another_text_has_gets_a_name_of_its_own(store: Any) -> None:
    put(store, reading("report", ("Kano", 3, DAY)))
    another = reading("report", ("Hasakah", 7, DAY), ("Kirkuk", 1, DAY))
    (added,) = put(store, another)
    name = f"report~{another.report.sha256[:8]}"
    assert added == (name, "new", 2)
    assert [c.account.id for c in store.collected()] == ["report#1", f"{name}#1", f"{name}#2"]


def test_a_date_learnt_later_is_taken_in(store: Any) -> None:
    put(store, reading("a", ("Kano", 3, DAY), published=None))
    (added,) = put(store, reading("a", ("Kano", 3, DAY)))
    assert added.what == "reread"
    assert store.source("a").published == dt.date(2022, 1, 22)
    assert store.report("a").published_basis == "given"


def test_read_again_accounts_of_the_same_words_keep_their_ids(store: Any) -> None:
    old = reading("a", ("Kano", 3, DAY), ("Hasakah", 7, DAY), ("Kirkuk", 11, DAY))
    _, hasakah, kirkuk = old.accounts
    killed = replace(hasakah.trigger, text="killed 7 guards", span=hasakah.tolls[0].span)
    put(store, old)
    # The newer reader finds Hasakah and a part of it told apart, has Kirkuk first, and drops Kano.
    again = replace(old, accounts=(
        replace(kirkuk, id="a#1", kind="armed_attack"),
        replace(hasakah, id="a#2"),
        replace(hasakah, id="a#3", trigger=killed),
    ))  # fmt: skip
    (added,) = put(store, again, version="0.2.0/1")
    assert added.what == "reread"
    kinds = {c.account.id: (c.account.kind, c.account.where[0].name) for c in store.collected()}
    assert kinds == {
        "a#2": ("prison_break", "Hasakah"),
        "a#3": ("armed_attack", "Kirkuk"),
        "a#4": ("prison_break", "Hasakah"),
    }
    assert store.heirs() == {"a#1": None}
    assert store.older_than("0.2.0/2") == ["a"]
    assert store.older_than("0.2.0/1") == []
    assert [row.what for row in store.audit("a")] == ["add", "reread"]


def test_rows_of_the_record_are_never_changed_or_deleted(store: Any) -> None:
    put(store, reading("a", ("Kano", 3, DAY)))
    store.decide(verdict_of("comment", "ana", "a remark", accounts=("a#1",)))
    link_store(store, by="ana")
    for table in ("audit", "verdicts", "incident_versions"):
        for statement in (f"UPDATE {table} SET at = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="never"), store._engine.begin() as connection:
                connection.exec_driver_sql(statement)
    assert [(r.by, r.what) for r in store.audit()] == [("ana", "add"), ("ana", "verdict"), ("ana", "link")]


def test_a_verdict_is_kept_once(store: Any) -> None:
    put(store, reading("a", ("Kano", 3, DAY)))
    at = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    verdict = verdict_of("confirm", "ana", "seen", accounts=("a#1",), at=at)
    assert [store.decide(verdict), store.decide(verdict)] == [True, False]
    assert store.verdicts() == (verdict,)


def test_incidents_are_found_by_what_they_hold(store: Any) -> None:
    put(
        store,
        reading("kano", ("Kano", 3, dt.date(2022, 1, 5)), actor="Boko Haram"),
        reading("hasakah", ("Hasakah", 30, DAY)),
        reading("kirkuk", ("Kirkuk", 11, dt.date(2022, 1, 21))),
    )
    link_store(store, by="ana")

    def ids(**asked: Any) -> list[str]:
        return [i.id for i in store.incidents(Filter(**asked))]

    assert ids() == ["kano#1", "hasakah#1", "kirkuk#1"]
    assert ids(since=DAY) == ["hasakah#1", "kirkuk#1"]
    assert ids(until=DAY) == ["kano#1", "hasakah#1"]
    assert ids(countries=("SYR", "IRQ")) == ["hasakah#1", "kirkuk#1"]
    assert ids(box=(40.0, 36.0, 41.0, 37.0)) == ["hasakah#1"]
    assert ids(box=(170.0, -90.0, 41.0, 90.0)) == ["kano#1", "hasakah#1"]
    assert ids(actors=("is",)) == ["hasakah#1", "kirkuk#1"]
    assert ids(actors=("boko",)) == ["kano#1"]
    assert ids(min_dead=11) == ["hasakah#1", "kirkuk#1"]
    assert ids(kinds=("bombing",)) == []
    assert ids(grades=("single", "pending"), min_dead=12) == ["hasakah#1"]
    assert ids(statuses=("background",)) == []
    assert ids(actors=("100%",)) == []


def test_history_is_kept_and_old_ids_lead_on(store: Any) -> None:
    put(store, reading("new", ("Kano", 3, DAY), published=dt.date(2022, 1, 25)))
    link_store(store, by="ana")
    before = dt.datetime.now(dt.UTC)
    put(store, reading("old", ("Kano", 4, DAY), published=dt.date(2022, 1, 21), outlet="Rival"))
    done = link_store(store, by="ana")
    assert done.saved == ((("old#1",), (), (("new#1", "old#1"),), ()))
    assert store.resolve("new#1") == "old#1"
    assert store.incident("new#1").accounts == ("old#1", "new#1")
    assert [(v.incident, v.version, v.state, v.led_to) for v in store.versions_since(before)] == [
        ("new#1", 2, "merged", "old#1"),
        ("old#1", 1, "built", None),
    ]
    assert store.version_before("new#1", before).body.accounts == ("new#1",)
    with pytest.raises(NotInStore, match="no incident 'nowhere#1'"):
        store.resolve("nowhere#1")


def test_what_was_built_on_an_older_state_is_not_saved(store: Any) -> None:
    put(store, reading("a", ("Kano", 3, DAY)))
    generation = store.generation()
    store.decide(verdict_of("confirm", "ben", None, accounts=("a#1",)))
    with pytest.raises(Stale):
        store.save([], [], by="ana", generation=generation)


def test_the_tables_are_those_that_the_migrations_make(store: Any) -> None:
    with store._read() as connection:
        found = inspect(connection)
        made = {t: [c["name"] for c in found.get_columns(t)] for t in found.get_table_names()}
    made.pop("tocsin_migrations")
    assert made == {t.name: [c.name for c in t.columns] for t in metadata.sorted_tables}
