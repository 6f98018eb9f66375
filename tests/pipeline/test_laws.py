"""Laws of the whole reader with the real parser: any text is read, spans are exact, company matters not."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.pipeline import Reader
from tocsin.records import Reading, Report
from tocsin.records.wire import reading_from_dict, reading_to_dict
from tocsin.schema import check_reading, schema

DAY = dt.date(2021, 4, 20)


def law(examples: int) -> settings:
    """Few examples, because each is parsed in earnest; the reader is shared on purpose."""
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@cache
def _validator() -> Any:
    return jsonschema.Draft202012Validator(schema())


def read(reader: Reader, text: str, published: dt.date | None = DAY, language: str | None = "en") -> Reading:
    """Read and check everything that must hold of any reading."""
    reading = reader.read_report(Report("r", text, published, language=language))
    check_reading(reading)
    line = json.dumps(reading_to_dict(reading, with_text=True), ensure_ascii=False)
    _validator().validate(json.loads(line))
    assert reading_from_dict(json.loads(line)).accounts == reading.accounts
    return reading


# Words that every rule of the reader looks at, put together without sense.
PHRASES = """
    gunmen|soldiers|rebels|police|Islamic State|ISWAP|the army|Boko Haram|children|he|it|they|the group
    attacked|killed|bombing|raid|car bomb|suicide bomber|clash|shelling|airstrike|ambush|arrested|kidnapped
    prison|wounded|dead|died|at least 12|1,500|3.5|dozens of|between 7 and 9|no casualties|nobody|12|the toll
    Kano|Nigeria|Mosul|near Goma|Monday|yesterday|since 2014|in early March|at 9 pm (London time)|local time
    on|by|against|after|said|told Reuters|confirmed|claimed responsibility|denied|that|who|which|and|a|the
    ,|.|;|:|"|“|”|(|)|--|was|were|has been|may|if|not|plot|foiled|another|second|previous|rose to|including
"""
WORDS = st.sampled_from([w for line in PHRASES.strip().splitlines() for w in line.strip().split("|")])
SALAD = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\x1b\ufeff\u200b\u202e\u2028\ud83d😀()[]{}<>«»“”'\"\r\n\t0123456789½²٣%$-–—…"
        ),
    ),
    max_size=120,
)


@law(40)
@given(SALAD)
def test_words_without_sense_are_read(reader: Reader, text: str) -> None:
    read(reader, text)


@law(40)
@given(ODD)
def test_odd_characters_are_read(reader: Reader, text: str) -> None:
    read(reader, text)


@law(30)
@given(st.lists(st.one_of(WORDS, ODD), max_size=30).map(" ".join))
def test_odd_characters_between_words_are_read(reader: Reader, text: str) -> None:
    read(reader, text)


@law(25)
@given(st.data())
def test_mangled_reports_are_read(reader: Reader, data: st.DataObject) -> None:
    text = mangled(data)
    read(reader, text)


SENTENCES = [
    sentence + "."
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
    for sentence in path.read_text("utf-8").rpartition("---")[2].strip().split(". ")
]


def mangled(data: st.DataObject) -> str:
    """Sentences of the shipped reports in any order, some cut short and some with a word too few."""
    out = []
    for sentence in data.draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6)):
        words = sentence.split(" ")
        match data.draw(st.sampled_from("kcd")):
            case "c":
                del words[data.draw(st.integers(1, len(words))) :]
            case "d":
                del words[data.draw(st.integers(0, len(words) - 1))]
        out.append(" ".join(words))
    return " ".join(out)


@law(25)
@given(SALAD, st.one_of(st.none(), st.dates()))
def test_any_day_of_publication(reader: Reader, text: str, published: dt.date | None) -> None:
    reading = read(reader, text, published)
    known = [i.code for i in reading.issues]
    assert ("no_publication_date" in known) == (published is None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "killed",
        "x" * 50_000,
        "(" * 500 + ")" * 500,
        "killed " * 400,
        "12 " * 400,
        "Kano " * 200,
        "“" * 200 + "Rebels killed 3 people" + "”" * 200,
        "killed 99999999999999999999999999999 people in Kano on Monday",
        "killed 1,2,3,4,5,,,6 people and 0 soldiers and -3 rebels",
        "On 31 February 2021, gunmen killed 1/0 people at 25:99 pm (GMT+99).",
        "Rebels killed three\x00 people in Ka\u0301no.\r\nOn Monday\u2028five died.",
        "Rebels killed 3 people in Kano. " + "a" * 20_000 + " Five died in Mosul.",
    ],
    ids=lambda t: f"{t[:20]!r} {len(t)}",
)
def test_hard_cases(reader: Reader, text: str) -> None:
    read(reader, text)


def test_five_thousand_lines_of_one_word(reader: Reader) -> None:
    words = ["bomb", "killed", "12", "soldiers", "Kano", "Monday", "rebels", "said", "the", "army"]
    read(reader, "\n".join(words[n % len(words)] for n in range(5000)))


# -- company -----------------------------------------------------------------------------------

REPORTS = [
    "Gunmen killed three policemen in Kano, Nigeria, on Monday.",
    "A car bomb wounded nine people in Mosul, Iraq, on Sunday. The Islamic State claimed the attack.",
    "The group killed eleven traders in the town.",
    "Al menos diez soldados murieron el jueves en un ataque contra un cuartel del ejército.",
    "",
    "Nothing happened in Oslo on Monday.",
]


@law(25)
@given(st.permutations(range(len(REPORTS))), st.integers(1, len(REPORTS)))
def test_a_report_is_read_the_same_in_any_company(reader: Reader, order: list[int], many: int) -> None:
    company = [Report(f"r{n}", REPORTS[n], DAY) for n in order[:many]]
    together = [reading_to_dict(r) for r in reader.read_reports(company)]
    assert together == [alone(reader, n) for n in order[:many]]


_ALONE: dict[int, dict[str, Any]] = {}


def alone(reader: Reader, n: int) -> dict[str, Any]:
    """The reading of one report by itself, before it is read with others."""
    if n not in _ALONE:
        _ALONE[n] = reading_to_dict(reader.read_report(Report(f"r{n}", REPORTS[n], DAY)))
    return _ALONE[n]


def test_the_reports_above_are_worth_reading(reader: Reader) -> None:
    assert [len(alone(reader, n)["accounts"]) for n in range(len(REPORTS))] == [1, 1, 1, 0, 0, 0]


def test_a_fresh_reader_reads_the_same(reader: Reader) -> None:
    other = Reader()
    for n in range(len(REPORTS)):
        assert reading_to_dict(other.read_report(Report(f"r{n}", REPORTS[n], DAY))) == alone(reader, n)


@law(25)
@given(SALAD, st.text(st.sampled_from("\n \t"), max_size=5))
def test_blanks_before_the_text_only_move_the_spans(reader: Reader, text: str, blanks: str) -> None:
    plain, moved = read(reader, "\n" + text), read(reader, blanks + "\n" + text)
    if blanks.strip("\n"):
        return  # blanks within the first line may change how it is parsed
    assert [(a.kind, a.status, a.trigger.text) for a in plain.accounts] == [
        (a.kind, a.status, a.trigger.text) for a in moved.accounts
    ]
    assert [a.trigger.span.start + len(blanks) for a in plain.accounts] == [
        a.trigger.span.start for a in moved.accounts
    ]
