"""A page taken apart again, and the reading of a report that tries to break one."""

from __future__ import annotations

import io
from html.parser import HTMLParser

from tocsin.export import open_writer
from tocsin.records import Account, Issue, Reading, Report, Span, Words

VOID = {"meta", "link", "input", "br"}


class Element:
    """An element with its attributes and all the text inside it."""

    def __init__(self, tag: str, attributes: dict[str, str | None], inside: tuple[Element, ...]) -> None:
        self.tag, self.attributes, self.inside, self.text = tag, attributes, inside, ""

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def classes(self) -> list[str]:
        return (self["class"] or "").split()


class Page(HTMLParser):
    """All elements of a page in order; it fails on elements that are not closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(source)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(
        self, tag: str | None = None, class_: str | None = None, inside: str | None = None
    ) -> list[Element]:
        return [
            e for e in self.elements
            if (tag is None or e.tag == tag) and (class_ is None or class_ in e.classes)
            and (inside is None or any(o["id"] == inside for o in e.inside))
        ]  # fmt: skip


def written(*readings: Reading) -> str:
    stream = io.StringIO()
    writer = open_writer("html", stream)
    for reading in readings:
        writer.write(reading)
    writer.close()
    return stream.getvalue()


HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror="alert(1)">&lt;b&gt; \u202egnp.exe\u2066 '
    "]]><!-- \x00\x1b[31m\ud800 ' \" </style></mark>\r\n"
)


def hostile(words: str = HOSTILE) -> Reading:
    trigger = Words(words[:4], Span(0, 4))
    account = Account("x#1", "reported", "bombing", False, trigger, (), None, (), (), (), (), (), (), (), 0.5)
    report = Report("x", words, None, "unknown", words, words, "javascript:alert(1)", None)
    return Reading(report, (account,), (Issue("unresolved_place", words, Span(2, 9)),))
