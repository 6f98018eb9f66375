"""The gate to the packages that only some formats need: it names the extra and the pip line."""

from __future__ import annotations

import importlib
from typing import Any

from tocsin.errors import MissingPart


def needed(module: str, extra: str, what: str) -> Any:
    """The module, or :class:`MissingPart` saying that ``what`` needs it and how to get it."""
    try:
        return importlib.import_module(module)
    except ImportError as err:
        raise MissingPart(
            f"{what} needs a package that is not installed; run: pip install 'tocsin[{extra}]'"
        ) from err
