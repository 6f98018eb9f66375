"""The settings there are: name, type, meaning; the one place to add one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

_TRUE = ("1", "true", "yes", "on")
_FALSE = ("0", "false", "no", "off")


class Key(NamedTuple):
    """A setting; ``check`` gives its value or raises :class:`ValueError` with what it must be."""

    name: str
    meaning: str
    check: Callable[[Any], Any]
    default: str
    """What holds where nothing is set, in words."""

    @property
    def variable(self) -> str:
        """Its environment variable."""
        return f"TOCSIN_{self.name.upper()}"


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('must be words in quotes, such as "words"')
    return value


def _yes(value: Any) -> bool:
    """true or false; as an environment variable also 1, 0, yes, no, on, off."""
    if isinstance(value, str) and value.lower() in (*_TRUE, *_FALSE):
        return value.lower() in _TRUE
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _format(value: Any) -> str:
    formats = ("table", "jsonl", "csv", "html")  # those of tocsin.export; a test compares the two
    if value not in formats:
        raise ValueError(f"must be one of {', '.join(formats)}")
    return str(value)


def _order(value: Any) -> str:
    orders = ("dmy", "mdy")  # those of tocsin.ingest; a test compares the two
    if value not in orders:
        raise ValueError(f"must be one of {', '.join(orders)}")
    return str(value)


def _width(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if type(value) is not int or not 40 <= value <= 400:
        raise ValueError("must be a number from 40 to 400")
    return value


def _columns(value: Any) -> str:
    """A table of field = column, or ``text=Article,published=Date``, as the option has it."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or not all(isinstance(v, str) and v for v in value.values()):
        raise ValueError('must be a table such as { text = "Article", published = "Day" }')
    if any("," in column for column in value.values()):
        raise ValueError("must not hold a column with a comma in its name; rename the column")
    return ",".join(f"{field}={column}" for field, column in value.items())


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("store", "the store: a file or postgresql://...", _text, "tocsin.db in the working folder"),
        Key("user", "who adds, decides and reviews", _text, "your login name"),
        Key("outlet", "who published reports that do not say so", _text, "not stated"),
        Key("dates", "what 01/02/2022 means: dmy or mdy", _order, "refused: it means two days"),
        Key("map", "which column or key is the text, published ...", _columns, "columns of common names"),
        Key("format", "how tocsin read prints", _format, "what the suffix of -o says; table; jsonl"),
        Key("evidence", "table: show the words each value stands on", _yes, "true"),
        Key("colour", "table: colours", _yes, "on a terminal"),
        Key("width", "table: columns, 40 to 400", _width, "the terminal's"),
        Key("quiet", "no progress bar and no summary", _yes, "false"),
    )
}
"""The settings by name, in the order they are shown in."""
