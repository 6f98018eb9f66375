"""The history of a toll as rows and as a picture: who said what, whether it counts, and why not."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pytest
from told import figure, told

from tocsin.analyse import steps
from tocsin.analyse.chart import Chart, day_marks, scale_of, svg, tick
from tocsin.analyse.history import history_chart, number
from tocsin.fuse import fuse
from tocsin.records.incident import Incident


@pytest.fixture
def ambush() -> Incident:
    """The ambush of Wapenamanda as its reports counted it."""
    return fuse(
        [
            told("a", "2024-02-18", figure(53, None, "police"), outlet="wire agency A"),
            told("b", "2024-02-19", figure(64, by="Police"), outlet="broadcaster"),
            told(
                "c", "2024-02-20", figure(49, by="the provincial police commander"),
                figure(62, by="Community leader Tom Yakasi"), outlet="national newspaper",
            ),
            told("d", "2024-02-21", figure(26, by="police", text="down to 26"), outlet="wire agency A"),
        ]
    )  # fmt: skip


def test_every_figure_has_a_step_and_those_that_fell_away_say_why(ambush: Incident) -> None:
    assert [
        (str(s.day), s.said_by, number(s.low, s.high), s.counts, s.superseded_by) for s in steps(ambush)
    ] == [
        ("2024-02-18", "police", "53+", False, "b#1/t1"),
        ("2024-02-19", "police", "64", False, "c#1/t1"),
        ("2024-02-20", "police", "49", False, "d#1/t1"),
        ("2024-02-20", "Community leader Tom Yakasi", "62", True, None),
        ("2024-02-21", "police", "26", True, None),
    ]


def test_the_picture_is_sound_xml_with_a_dot_a_figure_and_their_words(ambush: Incident) -> None:
    picture = svg(history_chart(ambush))
    root = ET.fromstring(picture)
    space = "{http://www.w3.org/2000/svg}"
    dots = root.findall(f"{space}circle")
    assert [d.get("fill") == "#ffffff" for d in dots].count(True) == 3
    assert "Community leader Tom Yakasi, 2024-02-20: 62" in [d.findtext(f"{space}title") for d in dots]
    assert "best 26" in picture
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


def test_a_png_of_the_same_picture(ambush: Incident) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed (extra plot)")
    from tocsin.analyse.picture import png

    drawn = image.open(io.BytesIO(png(history_chart(ambush))))
    assert drawn.size == (1720, 840)
    assert len(drawn.resize((86, 42)).getcolors(4000)) > 10


def test_an_empty_chart_says_so() -> None:
    assert "No figures with a day." in svg(Chart("nothing", "", ""))


def test_marks_of_the_axes_are_few_and_even() -> None:
    assert [tick(n) for n in (1, 6, 7, 43, 332, 5000)] == [1, 1, 2, 10, 100, 1000]
    chart = history_chart(fuse([told("a", "2020-01-01", figure(3)), told("b", "2020-01-31", figure(4))]))
    scale = scale_of(chart)
    assert scale is not None
    assert [str(d) for d in day_marks(scale)] == [f"2020-01-{d:02d}" for d in (1, 6, 11, 16, 21, 26, 31)]
