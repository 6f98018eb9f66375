"""Bytes to text: UTF-8, a byte order mark, else an assumption that is said aloud, else a refusal."""

from __future__ import annotations

import codecs
import re

from tocsin.errors import EmptyInput, NotText
from tocsin.records import Issue

_BOMS = (  # UTF-32 before UTF-16: the mark of the one begins like that of the other
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file; save its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip, Word or Excel file; unpack it or save it as plain text"),
    (b"\x1f\x8b", "a gzip file; unpack it with gunzip"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file; save it as plain text"),
    (b"{\\rtf", "a rich text file; save it as plain text"),
    (b"\x89PNG", "a picture; only text can be read"),
    (b"\xff\xd8\xff", "a picture; only text can be read"),
    (b"GIF8", "a picture; only text can be read"),
    (b"SQLite format 3\x00", "a database; only text can be read"),
)
# C0 and C1 controls that no text holds. Tab, line ends, form feed and escape do occur.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROLS = 0.002  # share of all characters; one stray mark in a page of text is none of our business
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_PAIR = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_MAX_HIGH = 0.25  # high bytes a plain letter in Western text; Cyrillic, Arabic or Greek text has over 1
# What high bytes of Western text stand for: letters with accents, curly quotes, dashes, ellipsis, signs.
_WESTERN = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸ‘’“”‚„–—…•€£¥©®°§«»¿¡ºª·\xa0´½¼¾²³ƒ™†‡‰‹›]")
_BINARY = "is binary, or UTF-16 without its mark; save it as plain text in UTF-8"
_LONGEST_WORD = 20_000  # characters without a blank: base64, minified code, anything but a report
_PIECE = 2**20  # characters split into words at a time: all words of a 64 MB file at once take a gigabyte
_ALONE = "save the article's text alone"


def decode(data: bytes, prose: bool = True) -> tuple[str, Issue | None]:
    """Text of ``data`` and, where its encoding had to be assumed, the issue that says so.

    Raises :class:`EmptyInput` for nothing but white space and :class:`NotText` for binary data or
    an encoding that cannot be told. Line ends and all characters stay as they are. ``prose`` False
    leaves out the check for words too long, which markup may hold.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"is {what}")
    text, issue = _decode(data)
    check_text(text)
    if prose:
        check_prose(text)
    return text, issue


def check_text(text: str) -> None:
    """Raise :class:`InputError` where ``text`` is decoded well and holds nothing, or no text."""
    if not text or text.isspace():
        raise EmptyInput("is empty: there is no text to read")
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > max(2, _MAX_CONTROLS * len(text)):
        raise NotText(_BINARY)


def check_prose(text: str) -> None:
    """Raise :class:`NotText` where ``text`` is text and still nothing that a person wrote."""
    carried = 0  # letters of a word that began in the piece before
    for start in range(0, len(text), _PIECE):
        piece = text[start : start + _PIECE]
        words = piece.split()
        whole = len(words) == 1 and len(words[0]) == len(piece)  # one word without an end in sight
        first = 0 if piece[:1].isspace() or not words else len(words[0])
        longest = max(carried + first, max(map(len, words), default=0))
        if longest > _LONGEST_WORD:
            raise NotText(f"is no prose: it holds a word of over {_LONGEST_WORD:,} letters; {_ALONE}")
        carried = (carried if whole else 0) + (0 if piece[-1:].isspace() or not words else len(words[-1]))


def _decode(data: bytes) -> tuple[str, Issue | None]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name), None
            except UnicodeDecodeError as err:
                raise NotText(
                    f"is marked as {name.removesuffix('-sig').upper()} but broken at byte {err.start:,}; "
                    "save it as UTF-8 again"
                ) from err
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as err:
        return _assume(data, err)


def _assume(data: bytes, err: UnicodeDecodeError) -> tuple[str, Issue]:
    if b"\x00" in data:
        raise NotText(_BINARY) from err
    whole = len(_UTF8_PAIR.findall(data))
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if whole > broken:  # mostly sound UTF-8: cut in the middle of a letter, or pasted together
        return text, _assumed(
            f"read as UTF-8 with {broken} broken characters, the first at byte {err.start:,}"
        )
    high = len(_HIGH.findall(data))
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if (
        text
        and high <= _MAX_HIGH * len(_ASCII_LETTER.findall(data))
        and len(_WESTERN.findall(text)) >= 0.95 * high
    ):
        return text, _assumed("read as Windows-1252 (Western European)")
    raise NotText(
        f"is not UTF-8 (byte {err.start:,}) and its encoding cannot be told; "
        "save it as UTF-8, for example with: iconv -f ENCODING -t UTF-8"
    ) from err


def _assumed(what: str) -> Issue:
    return Issue("encoding_assumed", f"The file does not name its encoding: {what}.")
