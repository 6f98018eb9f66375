"""JSON lines: one reading a line, as the contract's ``tocsin.account/1``."""

from __future__ import annotations

import json
from typing import TextIO

from tocsin.records import Reading
from tocsin.records.wire import reading_to_dict


class JsonlWriter:
    """``with_text`` puts the report's text into its line, so that the spans can be looked up."""

    def __init__(self, stream: TextIO, *, with_text: bool = False) -> None:
        self._stream = stream
        self._with_text = with_text

    def write(self, reading: Reading) -> None:
        row = reading_to_dict(reading, self._with_text)
        self._stream.write(json.dumps(row, ensure_ascii=False, separators=(", ", ": ")) + "\n")

    def close(self) -> None:
        """Nothing follows the last line."""
