"""Twenty-six pages in the manner of common systems (tests/ingest/pages, CC0): the article, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tocsin.bench.base import run_bench
from tocsin.bench.pages import bench_pages, read_pages
from tocsin.errors import DataError
from tocsin.ingest import Origin, ingest_inputs
from tocsin.records import Report

PAGES = Path(__file__).parent / "pages"
TRUTH, LATER = PAGES / "truth.jsonl", PAGES / "unseen.jsonl"


@pytest.mark.parametrize("truth", [TRUTH, LATER], ids=["twenty", "six later ones"])
def test_words_of_the_article_and_no_others(truth: Path) -> None:
    figures, _ = bench_pages([truth])
    assert figures["precision"] >= 0.985
    assert figures["recall"] >= 0.985
    assert figures["title"] == 1
    for name, page in figures["by_page"].items():
        assert min(page["precision"], page["recall"]) >= 0.94, (name, page)


def test_every_file_has_its_truth() -> None:
    named = [
        json.loads(line)["file"] for path in (TRUTH, LATER) for line in path.read_text("utf-8").splitlines()
    ]
    assert sorted(named) == sorted(p.name for p in PAGES.iterdir() if p.suffix != ".jsonl")
    assert len(set(named)) == 26


def test_what_pages_do_not_say_of_their_origin_stays_unsaid() -> None:
    wrong = {
        (p.name, key)
        for f in (TRUTH, LATER)
        for p in read_pages(f)
        for key, right in p.right.items()
        if not right
    }
    # the day beside a mast head may be that of the visit; the others name no outlet in their metadata
    assert wrong == {("old-tables", "published"), ("print-view", "outlet"), ("channel", "outlet")}
    (old,) = ingest_inputs([str(PAGES / "old-tables.html")])
    assert isinstance(old, Report)
    assert (old.published, old.outlet, old.title) == (
        None, "The Eastern Telegraph", "Rebels raid Kuru, three killed"
    )  # fmt: skip


def page(tmp_path: Path, body: str, head: str = "") -> str:
    html = f"<html><head><title>Raid</title>{head}</head><body>{body}</body></html>"
    (tmp_path / "page.html").write_text(html, "utf-8")
    (item,) = ingest_inputs([str(tmp_path / "page.html")], Origin())
    assert isinstance(item, Report), item
    return item.text


STORY = [
    "Seven soldiers were killed when gunmen attacked an army post near Bama on Thursday, the military said.",
    "Two civilians were wounded in the crossfire and taken to the hospital of the town, a nurse said.",
    "The group known as ISWAP claimed the attack on Telegram and spoke of weapons that it had taken.",
    "The army said that its troops had killed twelve of the attackers. It could not be checked.",
]


def test_a_system_that_calls_every_paragraph_an_advertisement(tmp_path: Path) -> None:
    marked = "".join(f'<div class="ads-after"><p class="ad-unit share">{p}</p></div>' for p in STORY)
    assert page(tmp_path, f"<article><h1>Raid</h1>{marked}</article>") == "\n".join(STORY)


def test_a_first_paragraph_in_a_field_of_its_own_is_kept(tmp_path: Path) -> None:
    rest = "".join(f"<p>{p}</p>" for p in STORY[1:])
    fields = f'<div class="introtext"><p>{STORY[0]}</p></div><div class="fulltext">{rest}</div>'
    assert page(tmp_path, f"<div><h1>Raid</h1>{fields}</div>") == "\n".join(STORY)


def test_a_date_alone_goes_only_where_the_page_is_dated(tmp_path: Path) -> None:
    story = (
        "<article><h1>Raid</h1><p>As of 10 December 2022</p>"
        + "".join(f"<p>{p}</p>" for p in STORY)
        + "</article>"
    )
    dated = '<meta property="article:published_time" content="2022-12-11T08:00:00Z">'
    assert page(tmp_path, story, dated) == "\n".join(STORY)
    assert page(tmp_path, story).startswith("As of 10 December 2022\nSeven soldiers")


def test_deep_nests_of_furniture_leave_the_article(tmp_path: Path) -> None:
    nested = '<div class="share">' * 200 + "<p>Ten died.</p>" + "</div>" * 200
    text = page(tmp_path, "".join(f"<p>{p}</p>" for p in STORY) * 5 + nested * 20)
    assert STORY[0] in text


def test_the_bench_shows_pages_and_what_is_wrong_with_the_worst(tmp_path: Path) -> None:
    row = json.loads(TRUTH.read_text("utf-8").splitlines()[0]) | {"body": "Eleven people died."}
    (tmp_path / row["file"]).write_bytes((PAGES / row["file"]).read_bytes())
    (tmp_path / "t.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    figures, _ = run_bench("pages", [tmp_path / "t.jsonl"], errors=1)
    assert figures["worst"] == "wordpress"
    assert figures["precision"] < 0.1
    (tmp_path / "t.jsonl").write_text('{"name": "x"}\n', "utf-8")
    with pytest.raises(DataError, match=r"t\.jsonl:1: not a page with name, file, title, body"):
        bench_pages([tmp_path / "t.jsonl"])
