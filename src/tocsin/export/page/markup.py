"""Markup that is escaped by construction: whatever is not :class:`Html` already becomes text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files

_VOID = frozenset(("br", "hr", "img", "input", "link", "meta"))
# What HTML cannot hold or a browser would act on: NUL and other controls, halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Html(str):
    """Markup that is safe to write as it is."""

    __slots__ = ()


Child = str | None | Iterable["Child"]


def text(value: str) -> Html:
    """Any text as markup that shows it, character for character; unfit characters become ``U+FFFD``."""
    if isinstance(value, Html):
        return value
    return Html(escape(_UNFIT.sub("\ufffd", value)).replace("\r", "&#13;"))


def join(children: Child) -> Html:
    """The markup of children of any nesting."""
    if children is None:
        return Html()
    if isinstance(children, str):
        return text(children)
    return Html("".join(map(join, children)))


def h(tag: str, /, *children: Child, **attributes: str | int | float | bool | None) -> Html:
    """An element. ``class_`` is ``class``, ``data_v`` ``data-v``; None and False leave an attribute out."""
    parts = [tag]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        parts.append(key if value is True else f'{key}="{text(str(value))}"')
    head = f"<{' '.join(parts)}>"
    return Html(head if tag in _VOID else f"{head}{join(children)}</{tag}>")


def bdi(value: str) -> Html:
    """Foreign words in a line of ours: their direction of writing stays their own."""
    return h("bdi", value)


def asset(name: str) -> str:
    """The text of a file of ``page/data``."""
    return files("tocsin.export.page").joinpath("data", name).read_text("utf-8")
