"""Fusing: one incident from the accounts that tell of it, one documented rule a field; verdicts first."""

from tocsin.fuse.decided import set_field
from tocsin.fuse.incident import fuse

__all__ = ["fuse", "set_field"]
