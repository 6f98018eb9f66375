"""A store of the shipped reports (CC0), linked once and copied for each test, and its workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tocsin.export.incidents import Options, export_incidents
from tocsin.ingest import ingest_inputs
from tocsin.pipeline import Reader
from tocsin.pipeline.archive import add_reports
from tocsin.pipeline.incidents import link_store
from tocsin.store import Filter, Store, open_store

EXAMPLES = Path(__file__).parents[2] / "examples"
LATE = """---
title: Kohat hostage-taking: toll rises to 20
published: 2021-06-26
outlet: Frontier Daily
---
KOHAT, Pakistan - Twenty people were killed in the hostage-taking by the Tehreek-e-Taliban Pakistan in Kohat,
Khyber Pakhtunkhwa, which commandos ended on Friday, the district police chief said on Saturday.
"""

Change = Callable[[Any], None]


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """The file of a store: five reports of the examples and one more on an incident of theirs."""
    folder = tmp_path_factory.mktemp("linked")
    (folder / "kohat-late.txt").write_text(LATE, "utf-8")
    store = open_store(str(folder / "record.db"))
    reports = ingest_inputs([str(EXAMPLES / "*.txt"), str(folder / "kohat-late.txt")])
    for added in add_reports(store, reports, by="tests", reader=lambda: reader):
        assert added.what == "new", added
    link_store(store, by="tests")
    store.close()
    return folder / "record.db"


@pytest.fixture
def store(linked: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the linked store, of its own."""
    shutil.copy(linked, tmp_path / "record.db")
    opened = open_store(str(tmp_path / "record.db"))
    yield opened
    opened.close()


@pytest.fixture
def book(store: Store, tmp_path: Path) -> Path:
    """The workbook of the store's incidents."""
    path = tmp_path / "record.xlsx"
    with path.open("wb") as stream:
        export_incidents(
            store.each(Filter()), "xlsx", stream, Options(source=store.source, accounts=store.collected)
        )
    return path


@pytest.fixture
def edit(book: Path) -> Callable[..., Path]:
    """Change cells of the workbook as a person does: ``edit(("incidents", "kohat#1", "kind", "clash"))``.

    The second word names the row: an incident, an account, or ``kohat#1/killed`` for a row of tolls.
    """

    def changed(*cells: tuple[str, str, str, object]) -> Path:
        open_book = openpyxl.load_workbook(book)
        for sheet_name, key, column, value in cells:
            sheet = open_book[sheet_name]
            header = [c.value for c in sheet[1]]
            incident, _, effect = key.partition("/")
            for row in sheet.iter_rows(min_row=2):
                held = {name: cell.value for name, cell in zip(header, row, strict=True)}
                own = held["account"] if sheet_name == "accounts" else held["incident"]
                if own == incident and effect in ("", held.get("effect")):
                    row[header.index(column)].value = value
                    break
            else:
                raise AssertionError(f"no row {key} in {sheet_name}")
        open_book.save(book)
        return book

    return changed
