"""Stores that cannot be opened, read or written: one sentence with the remedy, and nothing lost."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from reports_by_hand import DAY, everything, put, reading
from sqlalchemy import create_engine

from tocsin.cli import main
from tocsin.errors import StoreError, UsageError
from tocsin.pipeline.incidents import link_store
from tocsin.store import open_store

NewUrl = Callable[[], str]
REPORTS = tuple(reading(f"r{n}", ("Kano", n, DAY), before="word " * 2000) for n in range(1, 40))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """The exit code and the one sentence of a command that fails."""

    def _said(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(list(arguments))
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "Traceback" not in err
        return code, err.removeprefix("tocsin: ").rstrip("\n")

    return _said


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A store of 39 reports."""
    path = tmp_path / "full.db"
    store = open_store(str(path))
    put(store, *REPORTS)
    link_store(store, by="ana")
    store.close()
    return path


Said = Callable[..., tuple[int, str]]


def test_a_store_that_is_not_there(tmp_path: Path, said: Said) -> None:
    code, sentence = said("incidents", "--store", str(tmp_path / "none.db"))
    assert code == 1
    assert sentence == (
        f"there is no store at {tmp_path}/none.db; make one with: tocsin add REPORTS, "
        "or name yours with --store"
    )
    assert not (tmp_path / "none.db").exists()
    nowhere = tmp_path / "no/where.db"
    assert said("add", "--store", str(nowhere), "x.txt") == (
        1, f"the store {nowhere} cannot be made: there is no folder {nowhere.parent}; make it first",
    )  # fmt: skip
    assert said("incidents", "--store", str(tmp_path)) == (
        1, f"the store {tmp_path} is a folder; name a file in it with --store",
    )  # fmt: skip
    assert said("incidents", "--store", "mysql://x/y")[0] == 2
    assert said("incidents", "--store", "://")[0] == 2


def test_a_file_that_is_no_store(tmp_path: Path, said: Said) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes, long enough that SQLite reads a whole header. " * 9, "utf-8")
    before = text.read_bytes()
    code, sentence = said("incidents", "--store", str(text))
    assert code == 1
    assert sentence.startswith(f"{text} is no Tocsin store: it is another kind of file")
    assert text.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE holidays (day TEXT)")
    connection.close()
    assert said("incidents", "--store", str(other)) == (
        1, f"{other} is a database of another program; name another file with --store, and it is made",
    )  # fmt: skip


def test_a_damaged_file(full: Path, said: Said) -> None:
    bytes_ = bytearray(full.read_bytes())
    for page in range(1, len(bytes_) // 4096):  # every page but the first
        bytes_[page * 4096 : page * 4096 + 512] = b"\xff" * 512
    full.write_bytes(bytes_)
    for command in (("incidents",), ("persons",), ("link",), ("changes", "--since", "2020-01-01")):
        code, sentence = said(*command, "--store", str(full))
        assert code == 1
        assert sentence.startswith(f"the store {full} is damaged")
        assert "put a copy back" in sentence
    full.write_bytes(bytes_[:5000])
    assert said("incidents", "--store", str(full))[1].startswith(f"the store {full} is damaged")


def test_a_store_of_a_newer_version(new_url: NewUrl, said: Said) -> None:
    url = new_url()
    store = open_store(url)
    put(store, REPORTS[0])
    before = everything(store)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO tocsin_migrations VALUES (9999, 'later', 'then')")
    with pytest.raises(StoreError, match=r"made by a newer Tocsin \(schema 9999, this one knows \d\)"):
        open_store(url)
    code, sentence = said("link", "--store", url)
    assert code == 1
    assert sentence.endswith("upgrade with: pip install --upgrade tocsin")
    assert everything(store) == before
    store.close()


def test_a_postgresql_that_is_not_there(tmp_path: Path, server: str, said: Said) -> None:
    code, sentence = said("incidents", "--store", f"postgresql://postgres:secret@/x?host={tmp_path}")
    assert code == 1
    assert sentence.startswith("the database postgresql://postgres:***@/x")
    assert sentence.endswith("cannot be reached; check that the server runs and the name is right")
    code, sentence = said("incidents", "--store", f"postgresql://postgres@/nosuch?host={server}")
    assert code == 1
    assert "make an empty one with createdb" in sentence


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    store = open_store(str(path))
    put(store, *REPORTS[:10])
    with file_size(path.stat().st_size + 200_000), pytest.raises(StoreError) as failed:
        put(store, *REPORTS[10:])
    assert "run the same command again" in str(failed.value)
    assert "full" in str(failed.value) or "no room left" in str(failed.value)
    some = store.count()["reports"]
    assert 10 <= some < len(REPORTS)
    with file_size(4096), pytest.raises(StoreError, match="run the same command again"):
        link_store(store, by="ana")
    put(store, *REPORTS)
    link_store(store, by="ana")
    undisturbed = open_store(str(tmp_path / "y.db"))
    put(undisturbed, *REPORTS)
    link_store(undisturbed, by="ana")
    assert everything(store) == everything(undisturbed)
    store.close()
    undisturbed.close()


@contextmanager
def file_size(most: int) -> Iterator[None]:
    """No file of this process grows over ``most`` bytes inside the block, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_store_that_another_process_holds_for_too_long(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.store.engine.BUSY_SECONDS", 0.2)
    store = open_store(str(full))
    holder = sqlite3.connect(full, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="is busy: another process has been writing to it for a minute"):
        put(store, reading("new", ("Kirkuk", 5, DAY)))
    assert store.count()["reports"] == len(REPORTS)  # reading is not held up
    holder.execute("ROLLBACK")
    holder.close()
    assert put(store, reading("new", ("Kirkuk", 5, DAY)))[0].what == "new"
    store.close()


def test_a_store_that_may_not_be_written(full: Path) -> None:
    import os

    if os.getuid() == 0:
        engine = create_engine(f"sqlite:///file:{full}?mode=ro&uri=true")  # root may write to anything
        from tocsin.store.sql import SqlStore

        store: Any = SqlStore(engine, str(full))
    else:
        full.chmod(0o444)
        store = open_store(str(full))
    assert store.count()["reports"] == len(REPORTS)
    with pytest.raises(StoreError, match="cannot be written: the file or its folder is read-only"):
        put(store, reading("new", ("Kirkuk", 5, DAY)))
    store.close()


def test_an_address_that_is_none() -> None:
    with pytest.raises(UsageError, match="a store is a SQLite file or a PostgreSQL database"):
        open_store("oracle://scott:tiger@host/x")
