"""The one gate to packages that only some formats need: it names the extra and the pip line."""

from __future__ import annotations

import importlib
from typing import Any

from tocsin.errors import InputError


def need(module: str, extra: str) -> Any:
    """The module, or an :class:`InputError` saying how to get it, so that inputs of other kinds go on."""
    try:
        return importlib.import_module(module)
    except ImportError as err:
        raise InputError(
            f"needs a package that is not installed; run: pip install 'tocsin[{extra}]'"
        ) from err
