"""Where bytes go: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO

from tocsin.errors import UsageError


@contextlib.contextmanager
def binary_output(out: str | None) -> Iterator[BinaryIO]:
    """Standard output where ``out`` is None or ``-``, else the file ``out``, written beside and moved there.

    Raises :class:`UsageError` for a folder and for what cannot be written.
    """
    if out is None or out == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if os.path.isdir(out):
        raise UsageError(f"-o {out} is a folder; name a file in it")
    special = os.path.exists(out) and not os.path.isfile(out)  # a pipe or a device is written to directly
    target = out if special else f"{out}.part"
    try:
        stream = open(target, "wb")  # noqa: SIM115 - closed below
    except OSError as err:
        raise UsageError(f"-o {out} cannot be written ({(err.strerror or str(err)).lower()})") from err
    try:
        with stream:
            yield stream
        if not special:
            os.replace(target, out)
    finally:
        if not special:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target)
