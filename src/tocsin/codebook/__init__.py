"""The codebook: the closed lists of the contract, the word lists and the crosswalks, read from data files.

``table("kinds")`` gives ``{key: meaning}`` in display order; ``words("triggers")`` gives the
parsed ``words/triggers.toml``; ``exports("ged")`` how our words become those of another data set.
All are cached; a broken file raises :class:`DataError`.
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


@cache
def exports(name: str) -> dict[str, Any]:
    """How our words become those of another data set: ``codebook/exports/<name>.toml``, parsed."""
    return _load(f"exports/{name}.toml")


@cache
def countries() -> dict[str, dict[str, str]]:
    """Country codes of other data sets by ISO3 (``exports/countries.tsv``); "" where a set has none."""
    lines = files("tocsin.codebook").joinpath("exports/countries.tsv").read_text("utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}
