"""Counts in words: ``1 report``, ``2,000 reports``."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """``number`` of ``what``, in the plural where it takes one."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
