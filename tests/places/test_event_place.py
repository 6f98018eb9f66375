"""The place of an event: real sentences in, the place out; and its bench, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tocsin
from tocsin.bench.event_place import bench_event_place, gold_spans, is_right
from tocsin.errors import InputError


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "A car bomb hit an Iraqi army patrol in Sinjar town, some 100 km west of Mosul, wounding four.",
            [("Sinjar", "IRQ", 1)],
        ),
        (
            "Four soldiers died when a bomb exploded in the restive Diyala province, north of Baghdad.",
            [("Diyala", "IRQ", 4)],
        ),
        (
            "A roadside bomb killed four in the town of Mussaiyab, some 80 km south of Baghdad, Iraq.",
            [("Al-Musayab", "IRQ", 1), ("Iraq", "IRQ", 6)],
        ),
        (
            "A car bomb blew up near a US convoy in Baghdad's southern district of Saiydiah, killing two.",
            [("Saiydiah", "IRQ", 2), ("Baghdad", "IRQ", 1)],
        ),
        (
            "The army captured Jaffna, the capital of a de facto state run by the LTTE.",
            [("Jaffna", "LKA", 1)],
        ),
        (
            "One riot police officer was shot dead outside the regional capital, Grozny.",
            [("Grozny", "RUS", 1)],
        ),
        ("Assane Sanogo, a cab driver from Abidjan, was shot dead by police officers.", []),
    ],
)
def test_where_it_happened(text: str, places: list[tuple[str, str, int]]) -> None:
    (account,) = tocsin.read(text, published="2008-05-09")
    assert [(p.name, p.country, p.precision) for p in account.where] == places


def test_half_of_the_words_or_more_lie_in_the_gold_place() -> None:
    text = "Five people were killed in the town of Kafr Shams, Syria."
    gold = [(text.index("Kafr"), text.index(","))]
    assert is_right(text, gold, gold[0])
    assert is_right(text, gold, (text.index("the town"), text.index(",")))  # light words do not count
    assert not is_right(text, gold, (0, len(text)))
    assert not is_right(text, gold, None)
    assert is_right(text, [], None)
    assert not is_right(text, [], gold[0])


def test_numbers_of_tokens_are_turned_into_characters() -> None:
    text = "The rebels captured the town of Bakwa for less than 24 hours."
    assert gold_spans(text, [{"start": 6, "end": 6, "text": ""}]) == [(32, 37)]
    assert gold_spans(text, [{"start": 32, "end": 37, "text": "Bakwa"}]) == [(32, 37)]
    assert gold_spans(text, [{"start": 60, "end": 61, "text": ""}]) is None


def test_a_file_is_read_answered_and_scored(tmp_path: Path) -> None:
    def row(name: str, text: str, verb: str, place: str | None, gold: bool = True) -> dict[str, object]:
        spans = [
            {"start": text.index(w), "end": text.index(w) + len(w), "text": w} for w in (verb, place) if w
        ]
        return {"doc_id": name, "text": text, "gold": gold, "verbs": spans[:1], "locations": spans[1:]}

    rows = [
        row("a", "Shelling hit a bus in Donetsk on Thursday.", "hit", "Donetsk"),
        row("b", "Dozens of Kurds were killed in the clashes.", "killed", None),
        row("c", "Five were shot in Cali, police in Bogota said.", "shot", "Cali", gold=False),
    ]
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    figures = bench_event_place([gold], out)["gold"]
    assert figures["rows"] == {"rows": 2, "left_out": 0, "contradicting": 0}
    assert (figures["accuracy"], figures["exact"], figures["floor_always_null"]) == (100.0, 100.0, 50.0)
    answers = [json.loads(line)["place"] for line in out.read_text("utf-8").splitlines()]
    assert answers == [{"start": 22, "end": 29, "text": "Donetsk"}, None]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"doc_id": "a"}\n', "utf-8")
    with pytest.raises(InputError, match="line 1"):
        bench_event_place([gold])
