"""What stands on a web page beside its article, taken out of the tree before the article is looked for.

Systems differ in where they put the article and agree in what they call the rest: the class of a block says
"related", "share", "newsletter". A block goes by such a word, or because it is mostly links, but never when
it holds a large part of the page's text: a page may call its article anything.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from tocsin.codebook import words

_LARGE = 0.4  # of the page's text: such a block may be the article or hold it
_LINE = 90  # characters of a line about the article
_LINKS = 0.5  # share of a block's text inside links that makes it a list of links
_LINK_LINE = 0.6  # the same of a paragraph with one link: "Read more: ..."
_FORM = 300  # characters around a field to fill in
_NEVER = frozenset({"html", "head", "body", "main", "h1"})
_BLOCKS = frozenset({"aside", "div", "dl", "li", "nav", "ol", "section", "table", "tbody", "td", "tr", "ul"})
_TOKEN = re.compile(r"[A-Z]?[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]+(?![a-z])")
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s*$")


class _Size(NamedTuple):
    """Of an element with all in it: characters of text, those inside links, links, first headings, fields."""

    text: int
    linked: int
    links: int
    headings: int
    fields: int


def prune(tree: Any) -> float:
    """Take what is no part of an article by its own marks out of ``tree`` (lxml); the share that went.

    That is the share of the text outside links. A large one is right where many readers comment, and wrong
    where a system marks every paragraph.
    """
    sizes = _sizes(tree)
    total = max(sizes[tree].text, 1)
    gone: set[Any] = set()
    for element in sizes:
        if element.getparent() in gone or _is_furniture(element, sizes[element], total):
            gone.add(element)
    tops = [e for e in gone if e.getparent() is not None and e.getparent() not in gone]
    for element in tops:
        _drop(element)
    _flatten_articles(tree)
    plain = max(sizes[tree].text - sizes[tree].linked, 1)
    return sum(sizes[e].text - sizes[e].linked for e in tops) / plain


def _sizes(tree: Any) -> dict[Any, _Size]:
    """The size of every element, parents before children: one pass down and one up, however deep it goes."""
    order = [e for e in tree.iter() if isinstance(e.tag, str)]
    found: dict[Any, list[int]] = {e: [0, 0, 0, 0, 0] for e in order}
    for element in reversed(order):
        size = found[element]
        hidden = element.tag in ("script", "style", "noscript", "template")
        size[0] += 0 if hidden else len((element.text or "").strip())
        if element.tag == "a":
            size[1], size[2] = size[0], size[2] + 1
        size[3] += element.tag == "h1"
        size[4] += element.tag in ("input", "textarea") and element.get("type") != "hidden"
        parent = element.getparent()
        if parent is not None and parent in found:
            above = found[parent]
            for n in range(5):
                above[n] += size[n]
            above[0] += len((element.tail or "").strip())
    return {e: _Size(*size) for e, size in found.items()}


def _is_furniture(element: Any, size: _Size, total: int) -> bool:
    tag = element.tag
    if tag in _elements():
        return True
    if tag in _NEVER or size.headings or size.text > _LARGE * total:
        return False
    names = _names(element)
    if names & _blocks() and (tag != "p" or not _ends_sentence(element)):
        return True
    if names & _lines() and size.text <= _LINE and not _ends_sentence(element):
        return True
    if size.fields and size.text <= _FORM and tag != "form":
        return True
    if tag in _BLOCKS:
        return size.links > 1 and size.linked > _LINKS * size.text
    return (
        tag == "p"
        and size.links == 1
        and size.linked > _LINK_LINE * size.text
        and not _ends_sentence(element)
    )


def _names(element: Any) -> set[str]:
    """The words of an element's class and id, whole tokens and their parts: ``relatedPosts`` has both."""
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    if sum(len(mark) < 3 for mark in marks.split()) > 1:  # "ab ac ad": names made by a machine say nothing
        return set()
    return {m.lower() for m in (*marks.split(), *_TOKEN.findall(marks), *_WORD.findall(marks))}


def _ends_sentence(element: Any) -> bool:
    return bool(_SENTENCE.search("".join(element.itertext())[-40:]))


def _drop(element: Any) -> None:
    """Remove an element and leave the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _flatten_articles(tree: Any) -> None:
    """Entries of a live blog, each an ``article`` beside the others, are parts of one."""
    for article in list(tree.iter("article")):
        parent = article.getparent()
        if parent is not None and sum(1 for other in parent if other.tag == "article") > 1:
            for other in [o for o in parent if o.tag == "article"]:
                other.tag = "div"


@cache
def _blocks() -> frozenset[str]:
    return frozenset(words("web_pages")["blocks"])


@cache
def _lines() -> frozenset[str]:
    return frozenset(words("web_pages")["lines"])


@cache
def _elements() -> frozenset[str]:
    return frozenset(words("web_pages")["elements"])
