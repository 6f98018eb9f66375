"""The one error tree.

::

    TocsinError                 anything a caller may want to catch
    ├── InputError              one input cannot be read; the others go on
    │   ├── NotText             binary, or an encoding that cannot be told
    │   ├── EmptyInput          nothing to read
    │   └── TooLarge            over a named limit
    ├── UsageError              a wrong option or combination of options
    ├── DataError               a data file of ours or of the user's is broken (file, line, remedy)
    ├── StoreError              the store cannot be opened, read or written; what it held is untouched
    │   └── NotInStore          a report, account, incident or verdict that is asked for is not there
    ├── MissingPart             an optional package or model is not installed (names the pip line)
    └── InternalError           our bug, not yours

A message is one sentence with what, where, the likely cause and the remedy.
"""

from __future__ import annotations


class TocsinError(Exception):
    """Root of every error that Tocsin raises on purpose."""


class InputError(TocsinError):
    """One input cannot be read."""


class NotText(InputError):
    """The input is binary, or its encoding cannot be told."""


class EmptyInput(InputError):
    """The input holds nothing to read."""


class TooLarge(InputError):
    """The input is over a named limit."""


class UsageError(TocsinError):
    """A wrong option, or options that exclude each other."""


class DataError(TocsinError):
    """A data file is broken: the message names file, line and remedy."""


class StoreError(TocsinError):
    """The store cannot be opened, read or written; nothing of it was changed."""


class NotInStore(StoreError):
    """What was asked for is not in the store."""


class MissingPart(TocsinError):
    """An optional package, model or data file is missing: the message names the remedy."""


class InternalError(TocsinError):
    """A law of Tocsin's own is broken: a bug to report."""


def one_line(sentence: str) -> str:
    """``sentence`` on one line and fit for a terminal: a file's own words may hold line ends and escapes."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(sentence.split()))
