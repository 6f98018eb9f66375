"""Text as it came in: NUL and lone surrogates, which databases refuse, are stored escaped and come back."""

from __future__ import annotations

import json
import re
from typing import Any

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

_REFUSED = re.compile("[\x00\ud800-\udfff]")
_MARK = "\x01json:"


class Exact(TypeDecorator[str]):
    """A text column that gives back exactly what was put in, whatever the database thinks of its characters.

    A text with a NUL or a lone surrogate stands in the table as a mark and JSON; every other as it is.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:  # noqa: ARG002
        if value is not None and (_REFUSED.search(value) or value.startswith(_MARK)):
            return _MARK + json.dumps(value)
        return value

    def process_result_value(self, value: Any, dialect: Any) -> str | None:  # noqa: ARG002
        if isinstance(value, str) and value.startswith(_MARK):
            return str(json.loads(value.removeprefix(_MARK)))
        return value  # type: ignore[no-any-return]
