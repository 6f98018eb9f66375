"""The pipeline: reports in, readings out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # at run time on first use: much is done to a store without the language model
    from tocsin.pipeline.reader import Reader

__all__ = ["Reader"]


def __getattr__(name: str) -> Any:
    if name == "Reader":
        from tocsin.pipeline.reader import Reader

        return Reader
    raise AttributeError(f"module 'tocsin.pipeline' has no attribute '{name}'")
