"""A page's headline, its outlet where both are written as one ("Raid kills seven | The paper"), its lead."""

from __future__ import annotations

import re
from typing import Any

_BETWEEN = re.compile(r"\s+(?:[-–—|·»«:]|::)\s+|(?<=\w): ")
_LEAD_WORDS = 8
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def headline(title: str | None, outlet: str | None, tree: Any) -> tuple[str | None, str | None]:
    """``title`` without the name of the outlet at either end, and the outlet.

    Where the page names no outlet, or only its host, it is the part of the ``<title>`` that the page shows by
    itself too, as the name over its front page does; else it stays as it was.
    """
    parts = _BETWEEN.split(" ".join(str(tree.xpath("string(//head/title)")).split()))
    if (outlet is None or _HOST.fullmatch(outlet)) and len(parts) > 1:
        shown = {" ".join(text.split()) for text in tree.xpath("//a/text() | //img/@alt")}
        names = [part for part in parts if part in shown]
        if len(names) > 1:
            names = [name for name in names if name != title]
        outlet = names[0] if len(names) == 1 else outlet
    if outlet is None or title is None:
        return title, outlet
    if title == outlet:
        rest = [part for part in parts if part != outlet]
        return (rest[0] if len(rest) == 1 else title), outlet
    for cut in _BETWEEN.finditer(title):
        before, after = title[: cut.start()].strip(), title[cut.end() :].strip()
        if after.casefold() == outlet.casefold():
            return before, outlet
        if before.casefold() == outlet.casefold():
            return after, outlet
    return title, outlet


def lead(tree: Any, title: str | None, body: str) -> list[str]:
    """Paragraphs between the headline and the beginning of ``body`` that are not in it.

    Systems that keep the first paragraph in a field of its own ("intro") lose it to the search for the
    article, and with it what happened.
    """
    begins = {_first(line) for line in body.split("\n")}
    found: list[str] = []
    begun = False
    for element in tree.iter("h1", "h2", "h3", "p"):
        text = " ".join("".join(element.itertext()).split())
        if element.tag != "p":
            if title and text.casefold() == title.casefold():
                begun, found = True, []
        elif begun and text and _first(text) in begins:
            return found
        elif begun and len(text.split()) >= _LEAD_WORDS and text[-1] in '.!?”"':
            found.append(text)
    return []


def _first(text: str) -> tuple[str, ...]:
    return tuple(text.removeprefix("- ").split()[:3])
