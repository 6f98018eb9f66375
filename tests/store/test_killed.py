"""Killed at any point, and run again: the store ends up as if nothing had happened.

The work runs in a child process that kills itself (SIGKILL: no clean-up runs) as it is about to send
its n-th statement to the database; n is drawn over the whole length of the undisturbed run.
"""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reports_by_hand import everything
from sqlalchemy import Engine, event

from tocsin.ingest import ingest_inputs
from tocsin.pipeline import Reader
from tocsin.pipeline.archive import add_reports
from tocsin.pipeline.incidents import link_store
from tocsin.review.decide import merge, undo
from tocsin.store import Added, open_store
from tocsin.store.engine import open_engine
from tocsin.store.migrate import migrate, migrations

NewUrl = Callable[[], str]
TEXTS = {
    "a": "KANO, Nigeria - Gunmen killed three policemen in Kano on Monday, police said.",
    "b": "Four policemen were killed by gunmen in Kano, Nigeria, on Monday, the governor said.",
    "c": "A car bomb killed 12 people in Kirkuk, Iraq, on Tuesday, officials said. On Monday gunmen had "
    "killed three policemen in Kano, Nigeria.",
    "d": "The Islamic State attacked a prison in Hasakah, Syria, on Tuesday and killed seven guards, the "
    "Syrian Democratic Forces said. A bomb killed two soldiers in Baghdad.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for n, (name, text) in enumerate(TEXTS.items()):
        head = f"---\npublished: 2022-03-{16 + n}\noutlet: Outlet {name}\n---\n"
        (folder / f"{name}.txt").write_text(head + text + "\n", "utf-8")
    return folder


def work(url: str, folder: Path, reader: Reader) -> None:
    """Add, link, decide, add again, link."""
    store = open_store(url)
    for added in add_reports(store, ingest_inputs([str(folder)]), by="ana", reader=lambda: reader):
        assert isinstance(added, Added)
    link_store(store, by="ana")
    store.close()


def in_child(job: Callable[[], None], die_at: int | None = None) -> int:
    """Run ``job`` in a forked process and return how many statements it sent, -1 where it was killed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        sent = 0

        @event.listens_for(Engine, "before_cursor_execute")
        @event.listens_for(Engine, "commit")
        def _count(*_: Any) -> None:
            nonlocal sent
            sent += 1
            if sent == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            job()
            os.write(write, str(sent).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as stream:
        said = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert die_at is not None
        return -1
    assert said, "the job failed in the child; run it in this process to see why"
    return int(said)


def test_adding_and_linking(new_url: NewUrl, folder: Path, reader: Reader) -> None:
    whole = new_url()
    steps = in_child(lambda: work(whole, folder, reader))
    store = open_store(whole)
    expected = everything(store)
    assert len(expected["reports"]) == 4
    assert len(expected["incidents"]) >= 4
    store.close()
    dice = random.Random(20220120)
    points = sorted(dice.sample(range(1, steps), 4 if whole.startswith("postgresql") else 10))
    for point in points:
        url = new_url()
        assert in_child(lambda url=url: work(url, folder, reader), die_at=point) == -1
        in_child(lambda url=url: work(url, folder, reader))
        assert everything_of(url) == everything_of(whole), f"killed at statement {point} of {steps}"


def everything_of(url: str, skip: tuple[str, ...] = ("before", "after")) -> dict[str, list[Any]]:
    store = open_store(url)
    try:
        return everything(store, skip=skip)
    finally:
        store.close()


def test_making_a_store(new_url: NewUrl) -> None:
    whole = new_url()
    steps = in_child(lambda: open_store(whole).close())
    expected = tables_of(whole)
    assert steps > 40
    for point in range(1, steps, 12 if whole.startswith("postgresql") else 2):
        url = new_url()
        assert in_child(lambda url=url: open_store(url).close(), die_at=point) == -1
        open_store(url).close()
        assert tables_of(url) == expected, f"killed at statement {point} of {steps}"


def test_upgrading_a_store_keeps_what_it_held(new_url: NewUrl) -> None:
    """A store of an older version, killed at each step of its upgrade."""
    older = migrations()[:1]
    row = (
        "INSERT INTO reports VALUES ('a', 'd', NULL, NULL, 'unknown', NULL, NULL, NULL, 'en', 'text', "
        "'[]', '[]', NULL, NULL, NULL, '0.1.0/1', 0, '2022', '2022', NULL, NULL)"
    )

    def make(url: str) -> None:
        engine = open_engine(url, create=True)
        migrate(engine, url, older)
        with engine.begin() as connection:
            connection.exec_driver_sql(row)
        engine.dispose()

    whole = new_url()
    make(whole)
    steps = in_child(lambda: open_store(whole).close())
    expected = tables_of(whole)
    for point in range(1, steps, 20 if whole.startswith("postgresql") else 5):
        url = new_url()
        make(url)
        in_child(lambda url=url: open_store(url).close(), die_at=point)
        store = open_store(url)
        assert store.report("a").text == "text"
        store.close()
        assert tables_of(url) == expected


def tables_of(url: str) -> list[tuple[Any, ...]]:
    engine = open_engine(url, create=False)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            query = "SELECT type, name, sql FROM sqlite_master"
        else:
            query = (
                "SELECT table_name, column_name, data_type FROM information_schema.columns "
                "WHERE table_schema = 'public' UNION SELECT 'trigger', tgname, tgrelid::regclass::text "
                "FROM pg_trigger WHERE NOT tgisinternal UNION SELECT 'index', indexname, indexdef "
                "FROM pg_indexes WHERE schemaname = 'public'"
            )
        rows = sorted(map(tuple, connection.exec_driver_sql(query).all()), key=str)
        done = connection.exec_driver_sql("SELECT number, name FROM tocsin_migrations ORDER BY number").all()
    engine.dispose()
    return [*rows, *map(tuple, done)]


def test_two_writers_at_once(new_url: NewUrl, folder: Path, reader: Reader) -> None:
    """Two processes add and link the same reports at the same time, from an empty store."""
    alone = new_url()
    work(alone, folder, reader)
    url = new_url()
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work(url, folder, reader)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    store = open_store(url)
    link_store(store, by="ana")
    together, expected = everything(store), everything_of(alone, ())
    for table in ("reports", "accounts", "incidents", "members", "link_keys"):
        skip = "version" if table == "incidents" else ""
        assert _without(together[table], skip) == _without(expected[table], skip), table
    assert sum('"add"' in row for row in together["audit"]) == 4
    store.close()


def _without(rows: list[str], column: str) -> list[Any]:
    parsed = [json.loads(row) for row in rows]
    return sorted(str([*r[:1], *r[2:]]) if column else str(r) for r in parsed)


def test_a_decision_is_taken_whole_or_not_at_all(new_url: NewUrl, folder: Path, reader: Reader) -> None:
    def decide(url: str) -> None:
        store = open_store(url)
        merge(store, ["a#1", "c#1"], by="ana")
        store.close()

    start = new_url()
    work(start, folder, reader)
    steps = in_child(lambda: decide(start))
    for point in range(1, steps, max(1, steps // 4)):
        url = new_url()
        work(url, folder, reader)
        assert in_child(lambda url=url: decide(url), die_at=point) == -1
        store = open_store(url)
        link_store(store, by="ana")  # what was decided is built at the next occasion
        assert bool(store.verdicts()) == (store.resolve("c#1") == store.resolve("a#1"))
        if store.verdicts():
            undo(store, by="ana")
            assert store.resolve("c#1") != store.resolve("a#1")
        store.close()
