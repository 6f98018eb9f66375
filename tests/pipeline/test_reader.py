"""The reader: what it passes on, what it refuses, and the time it keeps."""

from __future__ import annotations

import datetime as dt

import pytest

from tocsin.parse.spacy_parser import SpacyParser
from tocsin.pipeline import Reader
from tocsin.pipeline.language import language_of
from tocsin.records import Issue, Parse, Report

DAY = dt.date(2021, 4, 20)
KANO = "Gunmen killed three policemen in Kano, Nigeria, on Monday."


def test_accounts_are_numbered_in_the_order_of_the_text(reader: Reader) -> None:
    text = f"{KANO} A car bomb wounded nine people in Mosul, Iraq, on Sunday."
    reading = reader.read_report(Report("paper-7", text, DAY))
    assert [(a.id, a.trigger.text) for a in reading.accounts] == [
        ("paper-7#1", "killed"),
        ("paper-7#2", "car bomb"),
    ]
    assert reading.report.language == "en"


def test_issues_of_taking_the_report_in_come_first(reader: Reader) -> None:
    cut = Issue("text_truncated", "The text is cut.")
    reading = reader.read_report(Report("r", KANO, None, issues=(cut,)))
    assert [i.code for i in reading.issues][:2] == ["text_truncated", "no_publication_date"]


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_report_says_so(reader: Reader, text: str) -> None:
    reading = reader.read_report(Report("r", text, DAY))
    assert reading.accounts == ()
    assert [i.code for i in reading.issues] == ["no_sentences"]


def test_a_language_given_is_believed(reader: Reader) -> None:
    reading = reader.read_report(Report("r", KANO, DAY, language="fr"))
    assert (reading.accounts, [i.code for i in reading.issues]) == ((), ["language_not_supported"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Gunmen killed three policemen in Kano on Monday.", "en"),
        ("GUNMEN KILLED THREE POLICEMEN IN KANO ON MONDAY, THE ARMY SAID.", "en"),
        ("Des hommes armés ont tué trois policiers lundi dans la ville de Kano.", "fr"),
        ("Боевики убили трёх полицейских в понедельник в городе Кано.", "ru"),
        ("قتل مسلحون ثلاثة من رجال الشرطة في مدينة كانو يوم الاثنين", "ar"),
        ("1 2 3 4 5", None),
        ("Kano 1999", None),
    ],
)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_a_parse_can_be_read_again(reader: Reader, parser: SpacyParser) -> None:
    (parse,) = parser.parse([KANO])
    report = Report("r", KANO, DAY, language="en")
    assert isinstance(parse, Parse)
    assert reader.read_parse(report, parse) == reader.read_report(report)


def test_reports_are_read_one_by_one(reader: Reader) -> None:
    taken = []

    def reports() -> object:
        for n in range(3):
            taken.append(n)
            yield Report(f"r{n}", KANO, DAY)

    readings = reader.read_reports(reports())  # type: ignore[arg-type]
    next(readings)
    assert taken == [0]


def test_the_time_of_each_stage_is_kept(parser: SpacyParser) -> None:
    reader = Reader(parser=parser)
    assert not reader.timings
    reader.read_report(Report("r", KANO, DAY))
    assert {"language", "parse", "find", "ground", "assemble"} == reader.timings.keys()
    assert all(seconds >= 0 for seconds in reader.timings.values())
