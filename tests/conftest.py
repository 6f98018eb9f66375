"""What tests share: one parser and one reader a session, since loading the model takes a second."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tocsin.config import KEYS
from tocsin.parse.spacy_parser import SpacyParser
from tocsin.pipeline import Reader


@pytest.fixture(autouse=True, scope="session")
def _no_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nobody's own settings change what the tests see."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("own")))
        for name in [n for n in os.environ if n.startswith("TOCSIN_") and n[7:].lower() in KEYS]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return SpacyParser()


@pytest.fixture(scope="session")
def reader(parser: SpacyParser) -> Reader:
    return Reader(parser=parser)
