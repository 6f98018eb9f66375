"""JSON lines of ``tocsin.incident/1``: one incident a line, nothing left out."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import BinaryIO

from tocsin.export.incidents.base import Options
from tocsin.records.incident import Incident
from tocsin.records.incident_wire import incident_to_dict


class LinesWriter:
    """The contract's JSON object a line; ``tocsin export`` reads such a file too."""

    def __init__(self, stream: BinaryIO, options: Options) -> None:
        self.options = options
        self.left_out: Counter[str] = Counter()
        self._text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)

    def write(self, incident: Incident) -> None:
        self._text.write(json.dumps(incident_to_dict(incident), ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Nothing follows the last line; the stream stays open."""
        self._text.flush()
        self._text.detach()
