"""Peak memory of this process."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Largest resident memory of this process so far, in megabytes (2^20 bytes).

    Linux keeps it as ``VmHWM``. ``getrusage`` serves elsewhere only: on Linux a child begins with
    the peak of the process that started it, so that a small child of a large parent looks large.
    """
    if _STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text("ascii"))
        if found:
            return int(found.group(1)) / 1024
    import resource  # not on Windows

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
