"""What the tests of figures share: the figures of a text as short words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tocsin.find.tolls import find_tolls
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.records.mention import TollMention


@pytest.fixture(scope="session")
def figures(parser: SpacyParser) -> Callable[[str], list[str]]:
    """Reads all stated figures in order: "killed 12", "injured 30+ at_least", "killed 3 of 0" (a part)."""

    def read(text: str) -> list[str]:
        parse = next(iter(parser.parse([text])))
        return [_word(toll) for toll in find_tolls(parse) if not toll.has("hypothetical")]

    return read


def _word(toll: TollMention) -> str:
    if toll.low is None:
        number = f"..{toll.high}"
    elif toll.high is None:
        number = f"{toll.low}+"
    else:
        number = str(toll.low) if toll.low == toll.high else f"{toll.low}..{toll.high}"
    qualifier = "" if toll.qualifier == "exact" else f" {toll.qualifier}"
    part = "" if toll.subset_of is None else f" of {toll.subset_of}"
    return f"{toll.effect} {number}{qualifier}{part}"
