"""Span gold, one JSON object a line: read, answered by our finders, and scored file by file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.parse.base import Parser
from tocsin.records import Parse

Row = dict[str, Any]


def score_files(
    files: Sequence[Path],
    out: Path | None,
    parser: Parser | None,
    read: Callable[[Path], list[Row]],
    answer: Callable[[Row, Parse], Row],
    score: Callable[[list[tuple[Row, Row]]], dict[str, Any]],
) -> dict[str, Any]:
    """``score`` of the (gold row, our answer) pairs of each file, by its stem; ``out`` gets the answers.

    ``parser`` is the default one where there is none.
    """
    if parser is None:
        from tocsin.parse.spacy_parser import SpacyParser

        parser = SpacyParser()
    figures: dict[str, Any] = {}
    answers: list[Row] = []
    for file in files:
        gold = read(file)
        parses = parser.parse(row["text"] for row in gold)
        ours = [answer(row, parse) for row, parse in zip(gold, parses, strict=True)]
        figures[file.stem] = score(list(zip(gold, ours, strict=True)))
        answers += ours
    if out is not None:
        out.write_text("".join(f"{json.dumps(a, ensure_ascii=False)}\n" for a in answers), "utf-8")
    return figures


def read_gold(file: Path, keys: Sequence[str], what: str) -> list[Row]:
    """The ``keys`` of every row of a gold file; :class:`InputError` names a line that is no ``what``."""
    rows: list[Row] = []
    with file.open(encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                rows.append({key: row[key] for key in keys})
            except (ValueError, KeyError, TypeError) as err:
                raise InputError(f"{file}, line {n} is no {what} ({err}); mend or drop it") from err
    return rows
