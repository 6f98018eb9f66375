"""Stores to test with: SQLite files, and databases of a real PostgreSQL server started for the session."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from postgres import binaries, cluster

from tocsin.store import open_store

NewUrl = Callable[[], str]
_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The socket folder of a running PostgreSQL."""
    folder = binaries()
    if folder is None:
        assert not os.environ.get("TOCSIN_NO_SKIP"), (
            "no PostgreSQL is installed, and TOCSIN_NO_SKIP forbids the skip"
        )
        pytest.skip("no PostgreSQL server (initdb) is installed; on Debian: apt-get install postgresql")
    with cluster(folder) as socket:
        yield socket


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> NewUrl:
    """A function that gives the address of another empty store."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"store{next(_numbers)}.db")
    socket = request.getfixturevalue("server")

    def _new() -> str:
        import psycopg

        name = f"store{next(_numbers)}"
        with psycopg.connect(host=socket, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={socket}"

    return _new


@pytest.fixture
def new_store(new_url: NewUrl) -> Iterator[Callable[..., Any]]:
    """A function that opens a store, a new one unless told which; all are closed at the end."""
    opened = []

    def _open(url: str | None = None) -> Any:
        opened.append(open_store(url or new_url()))
        return opened[-1]

    yield _open
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store: Callable[..., Any]) -> Any:
    return new_store()
