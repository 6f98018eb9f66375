"""The codebook: the closed lists of the contract and the word lists, read from data files.

``table("kinds")`` gives ``{key: meaning}`` in display order; ``words("triggers")`` gives the
parsed ``words/triggers.toml``. Both are cached; a broken file raises :class:`DataError`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.errors import DataError


def _load(name: str) -> dict[str, Any]:
    resource = files("tocsin.codebook").joinpath(name)
    try:
        return tomllib.loads(resource.read_text("utf-8"))
    except FileNotFoundError as err:
        raise DataError(f"codebook file {name} is missing; reinstall tocsin") from err
    except tomllib.TOMLDecodeError as err:
        raise DataError(f"codebook file {name} is broken ({err}); mend that line") from err


@cache
def codebook() -> dict[str, dict[str, Any]]:
    """Every table of ``codebook.toml``."""
    return _load("codebook.toml")


def table(name: str) -> dict[str, str]:
    """One closed list: key to meaning. Raises :class:`DataError` for an unknown table."""
    try:
        return codebook()[name]
    except KeyError:
        raise DataError(f"the codebook has no table '{name}'; it has {', '.join(codebook())}") from None


@cache
def words(name: str) -> dict[str, Any]:
    """A word list under ``codebook/words/``, parsed."""
    return _load(f"words/{name}.toml")
