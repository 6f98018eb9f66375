"""What tests share: one parser a session, because loading the language model takes a second."""

from __future__ import annotations

import pytest

from tocsin.parse.spacy_parser import SpacyParser


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return SpacyParser()
