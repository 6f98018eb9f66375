"""Fragments of HTML, as feeds and mails hold them, to plain text: one pass, no tree, no package.

The standard library's parser takes minutes for 100 kB of unclosed comments; this one is linear, because
nothing is searched for twice and a tag ends at the next angle bracket.
"""

from __future__ import annotations

import html
import re

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_HIDDEN = frozenset({"figcaption", "head", "math", "noscript", "script", "style", "svg", "template", "title"})
_TAG = re.compile(r"<(?:!--|!\[CDATA\[|[!?][^<>]*>|(/?)([A-Za-z][A-Za-z0-9:-]*)[^<>]*>)")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" *\n[ \n]*")


def plain_text(markup: str) -> str:
    """The text of ``markup``: a line a block, entities resolved, scripts and styles left out."""
    parts: list[str] = []
    end = 0
    while tag := _TAG.search(markup, end):
        parts.append(_text(markup[end : tag.start()]))
        name, end = (tag[2] or "").lower(), tag.end()
        if tag[0] == "<!--":
            end = min(len(markup), _after(markup, "-->", end) + 3)
        elif name in _HIDDEN and not tag[1] and not tag[0].endswith("/>"):
            end = _after(markup, f"</{name}", end)
        elif name in _BLOCKS:
            parts.append("\n")
    parts.append(_text(markup[end:]))
    return _LINES.sub("\n", _BLANKS.sub(" ", "".join(parts))).strip()


def _text(raw: str) -> str:
    """Text between tags: its line ends are blanks; what an entity stands for is no markup."""
    return html.unescape(raw.replace("\n", " ").replace("\r", " ").replace("]]>", ""))


def _after(markup: str, mark: str, start: int) -> int:
    """Where ``mark`` begins, in capitals or not; the end of all where it never comes."""
    found = re.compile(re.escape(mark), re.IGNORECASE).search(markup, start)
    return found.start() if found else len(markup)
