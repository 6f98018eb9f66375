"""Decisions outlive rebuilds, and the record is one function of accounts and decisions, in any order."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reports_by_hand import DAY, put, reading

from tocsin.errors import NotInStore, UsageError
from tocsin.pipeline.incidents import link_store
from tocsin.records.incident_wire import incident_to_dict
from tocsin.review.changes import changes
from tocsin.review.decide import confirm, discount, merge, no_incident, set_value, split, undo
from tocsin.review.verdicts import import_verdicts, listed, verdict_lines
from tocsin.store import Filter, open_store
from tocsin.store.tables import incident_versions

NewStore = Callable[..., Any]
ALL = Filter(statuses=("incident", "background", "foiled", "cumulative"))


def record(store: Any) -> list[dict[str, Any]]:
    return [incident_to_dict(i) for i in store.incidents(ALL)]


def day(n: int) -> dt.date:
    return dt.date(2022, 1, n)


REPORTS = (
    reading("a", ("Kano", 3, DAY), published=day(21)),
    reading("b", ("Kano", 4, DAY), ("Kirkuk", 11, DAY), published=day(22), outlet="Rival"),
    reading("c", ("Kirkuk", 11, DAY), published=day(22), outlet="Third"),
    reading("d", ("Hasakah", 7, DAY), published=day(23)),
)


def test_the_record_is_the_same_in_whatever_order_and_portions_it_came(new_store: NewStore) -> None:
    whole = new_store()
    put(whole, *REPORTS)
    link_store(whole, by="ana")
    expected = record(whole)
    assert [row["accounts"] for row in expected] == [["a#1", "b#1"], ["b#2", "c#1"], ["d#1"]]
    for order in list(itertools.permutations(REPORTS))[::5]:
        store = new_store()
        for n, report in enumerate(order):
            put(store, report)
            if n % 2:
                link_store(store, by="ana")
        link_store(store, by="ana")
        assert record(store) == expected
        link_store(store, by="ana", everything=True)
        assert record(store) == expected


def test_linking_again_changes_nothing_and_writes_nothing(store: Any) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    before, rows = record(store), len(store.audit())
    for everything in (False, True):
        assert not any(link_store(store, by="ana", everything=everything).saved)
    assert (record(store), len(store.audit())) == (before, rows)


def test_merge_and_undo_and_undo_the_undo(store: Any) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    before = record(store)
    done = merge(store, ["d#1", "a#1"], by="ana", why="one campaign")
    assert done.incident.accounts == ("a#1", "b#1", "d#1")
    assert done.saved.merged == (("d#1", "a#1"),)
    assert store.incident("d#1").id == "a#1"
    with pytest.raises(UsageError, match="d#1 and a#1 are one incident already; name two or more"):
        merge(store, ["d#1", "a#1"], by="ana")
    back = undo(store, by="ana")
    assert record(store) == before
    assert store.resolve("d#1") == "d#1"
    with pytest.raises(UsageError, match="undone already"):
        undo(store, done.verdict.id, by="ana")
    undo(store, back.verdict.id, by="ana")
    assert store.incident("d#1").id == "a#1"
    link_store(store, by="ana", everything=True)
    assert store.incident("d#1").id == "a#1"


def test_split_holds_against_the_next_report(store: Any) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    split(store, "a#1", ["b#1"], by="ana")
    assert [i.accounts for i in store.incidents(ALL)] == [("a#1",), ("b#1",), ("b#2", "c#1"), ("d#1",)]
    put(store, reading("e", ("Kano", 3, DAY), published=day(24), outlet="Fourth"))
    link_store(store, by="ana")
    assert store.resolve("a#1") != store.resolve("b#1")
    with pytest.raises(UsageError, match=r"d#1 is no account of b#1; it has b#1"):
        split(store, "b#1", ["d#1"], by="ana")
    with pytest.raises(UsageError, match="these are all accounts of d#1"):
        split(store, "d#1", ["d#1"], by="ana")


def test_set_confirm_discount_and_no_incident(store: Any) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    done = set_value(store, "a#1", "toll.killed.best", "5", by="ana", why="the hospital's list")
    (killed,) = done.incident.toll
    assert (killed.low, killed.best, killed.high, killed.basis) == (4, 5, 5, "verdict")
    assert set_value(store, "a#1", "when.start", "2022-01-19", by="ana").incident.when.start == day(19)
    assert set_value(store, "a#1", "kind", "armed_attack", by="ana").incident.kind == "armed_attack"
    with pytest.raises(UsageError, match="kind cannot be 'picnic'; it is one of armed_attack"):
        set_value(store, "a#1", "kind", "picnic", by="ana")
    assert confirm(store, "d#1", by="ana").incident.grade == "confirmed"
    assert discount(store, "d#1", by="ben").incident.grade == "discounted"
    assert no_incident(store, "c#1", by="ben").incident.grade == "discounted"
    assert [i.id for i in store.incidents(Filter())] == ["a#1", "d#1"]


def test_decisions_follow_the_words_when_a_report_is_read_again(store: Any) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    confirm(store, "b#2", by="ana", why="seen")
    kano, kirkuk = REPORTS[1].accounts
    # Read again: Kirkuk stands first now, and Kano is no longer told.
    again = replace(REPORTS[1], accounts=(replace(kirkuk, id="b#1"),))
    assert kano.trigger.span != kirkuk.trigger.span
    put(store, again, version="0.2.0/1")
    link_store(store, by="ana")
    assert [i.accounts for i in store.incidents(ALL)] == [("a#1",), ("b#2", "c#1"), ("d#1",)]
    assert store.incident("b#2").grade == "confirmed"


def test_a_decision_on_what_is_no_more_is_one_sentence(store: Any) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    confirm(store, "d#1", by="ana")
    put(store, replace(REPORTS[3], accounts=()), version="0.2.0/1")
    assert link_store(store, by="ana").saved.gone == ("d#1",)
    with pytest.raises(NotInStore, match="the incident 'd#1' is no more: no report tells of it any longer"):
        discount(store, "d#1", by="ana")
    (row,) = listed(store)
    assert row.state == "its account is not told of any longer"
    put(store, REPORTS[3], version="0.3.0/1")  # a third reader finds it again
    link_store(store, by="ana")
    (found,) = [i for i in store.incidents(ALL) if i.where[0].name == "Hasakah"]
    assert found.accounts == ("d#2",)


def test_changes_tell_what_became_of_the_record(store: Any) -> None:
    put(store, REPORTS[0], REPORTS[3])
    link_store(store, by="ana")
    since = dt.datetime.now(dt.UTC)
    put(store, REPORTS[1], REPORTS[2])
    link_store(store, by="ana")
    merge(store, ["d#1", "a#1"], by="ana")
    told = [(c.what, c.incident, c.led_to) for c in changes(store, since)]
    assert sorted(told) == [("merged", "d#1", "a#1"), ("new", "b#2", None), ("revised", "a#1", None)]
    (revised,) = [c for c in changes(store, since) if c.what == "revised"]
    assert ("accounts", "1", "3") in revised.fields
    assert changes(store, dt.datetime.now(dt.UTC)) == []


def test_decisions_travel_to_another_store_once(new_store: NewStore) -> None:
    here, there = new_store(), new_store()
    put(here, *REPORTS)
    link_store(here, by="ana")
    merge(here, ["d#1", "a#1"], by="ana")
    confirm(here, "c#1", by="ben", why="the ministry")
    lines = list(verdict_lines(here))
    put(there, *REPORTS[:2])
    link_store(there, by="cleo")
    done = import_verdicts(there, [*lines, "{broken", '{"schema": "tocsin.verdict/1"}'], by="cleo")
    assert (done.new, done.known, len(done.refused)) == (1, 0, 3)
    assert done.refused[0].startswith("line 1: the verdict v")
    assert done.refused[0].endswith("is about d#1, which this store does not hold; add that report first")
    put(there, *REPORTS[2:])
    link_store(there, by="cleo")
    done = import_verdicts(there, lines, by="cleo")
    assert (done.new, done.known, done.refused) == (1, 1, ())
    assert record(there) == record(here)


def test_every_version_ever_built_is_kept(store: Any) -> None:
    put(store, REPORTS[0])
    link_store(store, by="ana")
    confirm(store, "a#1", by="ana")
    discount(store, "a#1", by="ana")
    assert [v.body.grade for v in store.versions("a#1")] == ["single", "confirmed", "discounted"]
    with store._read() as connection:
        (body, *_) = (connection.execute(incident_versions.select()).first()._mapping["body"],)
    assert json.loads(body)["schema"] == "tocsin.incident/1"


def test_two_people_decide_on_one_file(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    mine, yours = open_store(path), open_store(path)
    put(mine, *REPORTS)
    link_store(mine, by="ana")
    confirm(mine, "a#1", by="ana")
    discount(yours, "d#1", by="ben")
    assert {i.id: i.grade for i in mine.incidents(ALL) if i.id in "a#1 d#1"} == {
        "a#1": "confirmed", "d#1": "discounted",
    }  # fmt: skip
    mine.close()
    yours.close()


def test_what_linking_keeps_for_itself_may_be_lost(store: Any) -> None:
    put(store, *REPORTS[:3])
    link_store(store, by="ana")
    with store._engine.begin() as connection:
        for table in ("link_keys", "link_cards"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    put(store, reading("e", ("Kano", 3, DAY), published=day(24), outlet="Fourth"))
    link_store(store, by="ana")
    assert store.resolve("e#1") == "a#1"


def test_new_rules_build_everything_again_once(store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, *REPORTS)
    link_store(store, by="ana")
    before = record(store)
    monkeypatch.setattr("tocsin.pipeline.incidents.RULES", "0.2.0/1")
    assert link_store(store, by="ana").built == len(before)
    assert link_store(store, by="ana").built == 0
    assert record(store) == before
