"""What tests share: one parser and one reader a session, since loading the model takes a second."""

from __future__ import annotations

import pytest

from tocsin.parse.spacy_parser import SpacyParser
from tocsin.pipeline import Reader


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.fixture(scope="session")
def reader(parser: SpacyParser) -> Reader:
    return Reader(parser=parser)
