"""The generated parts of the documentation are up to date and whole."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tocsin.bench.reports.floors import PATHS
from tocsin.codebook import codebook
from tocsin.export.incidents import FORMATS
from tocsin.export.incidents.flat import columns
from tocsin.schema import NAMES, schema

ROOT = Path(__file__).parent.parent.parent
REMEDY = "run: python scripts/make_docs_tables.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs_tables", ROOT / "scripts/make_docs_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_codebook_page_is_up_to_date(script: ModuleType) -> None:
    page = (ROOT / "docs/codebook.md").read_text("utf-8")
    assert page == script.codebook_page(), REMEDY
    assert set(script.HEADINGS) == set(codebook())
    for name, table in codebook().items():
        for word in table:
            assert f"| `{word}` | " in page, f"{name}.{word}"


def test_the_scores_page_is_up_to_date(script: ModuleType) -> None:
    page = (ROOT / "docs/scores.md").read_text("utf-8")
    assert page == script.scores_page(page), REMEDY
    assert list(script.LABELS) == list(PATHS)
    assert "| IRS (0-100) | " in page


def test_the_fields_page_is_up_to_date_and_has_every_field(script: ModuleType) -> None:
    page = (ROOT / "docs/fields.md").read_text("utf-8")
    assert page == script.fields_page(), REMEDY
    for name in NAMES:
        _, _, section = page.partition(f"\n## {name}\n")
        for part in (schema(name), *schema(name)["$defs"].values()):
            for field, kind in part.get("properties", {}).items():
                row = next(line for line in section.splitlines() if line.startswith(f"| `{field}` | "))
                assert row.count(" | ") == 2
                assert kind["description"] in section


def test_the_exports_page_is_up_to_date(script: ModuleType) -> None:
    page = (ROOT / "docs/exports.md").read_text("utf-8")
    assert page == script.exports_page(page), REMEDY
    for name, form in FORMATS.items():
        assert f"| `{name}` | `{form.suffix}` | " in page
    for column in columns():
        assert f"| `{column.name}` | {column.kind} | `{column.hxl}` | " in page
    for kind in codebook()["kinds"]:
        assert f"| `{kind}` | " in page
