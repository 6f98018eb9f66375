"""The right to erasure: after it the name stands nowhere, not in the bytes of the file either."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reports_by_hand import DAY, everything, put, reading

from tocsin.errors import NotInStore
from tocsin.pipeline.incidents import link_store
from tocsin.records.wire import check_reading
from tocsin.review.decide import comment, set_value
from tocsin.review.erasure import erase, persons
from tocsin.store import Filter

NewStore = Callable[..., Any]
NAME = "José al-Hassan"
BURIED = "JOSE AL HASSAN, 34, was buried. Hassan sang. "


@pytest.fixture
def told(store: Any) -> Any:
    """Two reports of one incident that name him, one of another that does not; decisions that do too."""
    put(
        store,
        reading("a", ("Kano", 3, DAY), victim=NAME, before=BURIED),
        reading("b", ("Kano", 3, DAY), victim=NAME, outlet="Rival"),
        reading("c", ("Kirkuk", 9, DAY), victim="Sara Hassan"),
    )
    link_store(store, by="ana")
    comment(store, "a#1", f"the family of {NAME} called", by="ana")
    set_value(store, "a#1", "targets", f'[{{"name": "{NAME}", "type": "civilians"}}]', by="ana")
    return store


def test_the_name_stands_nowhere_any_longer(told: Any) -> None:
    before = {i.id: i.toll for i in told.incidents(Filter())}
    done = erase(told, [NAME], by="ben", why=f"asked for by {NAME}")
    assert done.reports == {"a": 2, "b": 1}
    assert done.left == {"Hassan": ("a", "c")}
    rows = str(everything(told)).encode().decode("unicode_escape").casefold()
    assert "josé" not in rows
    assert "jose" not in rows
    assert "sara hassan" in rows  # another person
    assert {i.id: i.toll for i in told.incidents(Filter())} == before
    assert [p.name for p in persons(told)] == ["Sara Hassan"]
    (stone,) = told.tombstones()
    assert (stone.by, stone.why) == ("ben", "asked for by " + "█" * len(NAME))
    assert stone.id == done.tombstone.id


def test_every_span_still_holds_its_words(told: Any) -> None:
    from tocsin.records import Reading

    erase(told, [NAME], by="ben")
    for report in told.reports():
        own = [c for c in told.collected() if c.source.id == report.id]
        assert own
        assert own[0].source.sha256 == report.sha256
        check_reading(Reading(report, tuple(c.account for c in own), ()))


def test_a_report_added_later_is_cleared_and_a_known_one_is_known(told: Any) -> None:
    erase(told, [NAME], by="ben")
    known = reading("a", ("Kano", 3, DAY), victim=NAME, before=BURIED)
    for fresh in (known, reading("d", ("Hasakah", 5, DAY), victim="Jose Al-Hassan")):
        cleared = told.clear(fresh.report)
        assert "Hassan among" not in cleared.text
        assert len(cleared.text) == len(fresh.report.text)
        assert told.known(cleared, "0.1.0/1") == ("a" if fresh.report.id == "a" else None)


def test_it_may_be_the_name_of_the_file_too(store: Any) -> None:
    put(store, reading("jose-al-hassan", ("Kano", 3, DAY), victim=NAME))
    link_store(store, by="ana")
    erase(store, [NAME], by="ben")
    block = "█" * len(NAME)
    assert [i.id for i in store.incidents(Filter())] == [f"{block}#1"]
    assert [r.id for r in store.reports()] == [block]
    assert "hassan" not in str(everything(store)).casefold()


def test_somebody_nobody_names_is_not_erased(told: Any) -> None:
    before = everything(told)
    with pytest.raises(NotInStore, match="no report in the store names this person"):
        erase(told, ["Nobody Such"], by="ben")
    assert everything(told) == before


def test_the_record_is_guarded_again_afterwards(told: Any) -> None:
    erase(told, [NAME], by="ben")
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError, match="never"), told._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM audit")


def test_no_byte_of_the_name_is_left_in_the_file(tmp_path: Path) -> None:
    from tocsin.store import open_store

    store = open_store(str(tmp_path / "x.db"))
    put(store, *(reading(f"r{n}", ("Kano", n, DAY), victim=NAME) for n in range(1, 40)))
    link_store(store, by="ana")
    assert any(b"Hassan" in p.read_bytes() for p in tmp_path.iterdir())
    erase(store, [NAME], by="ben")
    store.close()
    for path in tmp_path.iterdir():
        assert b"Hassan" not in path.read_bytes(), path


def test_what_was_cleared_is_still_found_by_new_reports(told: Any) -> None:
    erase(told, [NAME], by="ben")
    put(
        told, reading("e", ("Kano", 3, DAY), outlet="Third"), reading("f", ("Kirkuk", 9, DAY), outlet="Third")
    )
    link_store(told, by="ana")
    assert told.resolve("e#1") == told.resolve("a#1")
    assert told.resolve("f#1") == told.resolve("c#1")
