"""The process that tries spoiled files of one kind; its watcher ends it when one takes too long."""

from __future__ import annotations

import contextlib
import json
import random
import resource
import sys
import time
import warnings
from pathlib import Path

from fuzz.laws import fault
from fuzz.mutate import spoil, spoil_inside
from fuzz.seeds import PACKED, SEEDS, TOKENS


def make(suffix: str, seed: int, number: int, seeds: list[bytes]) -> bytes:
    """Input ``number`` of a run with ``seed``: always the same bytes; the first ones are sound files."""
    if number < len(seeds):
        return seeds[number]
    rng = random.Random(f"{suffix}:{seed}:{number}")
    tokens = [t.encode("utf-8", "surrogatepass") for t in TOKENS[suffix]]
    if suffix in PACKED and rng.random() < 0.8:
        return spoil_inside(suffix, rng.choice(seeds), tokens, rng)
    return spoil(seeds, tokens, rng)


def work(
    suffix: str, folder: Path, seconds: float, seed: int, first: int, cpu_s: float, memory_mb: int
) -> None:
    """Try inputs from number ``first`` on for ``seconds``; a line of JSON a fault, and one at the end."""
    warnings.simplefilter("ignore")
    seeds = SEEDS[suffix]()
    path = folder / f"input{suffix}"
    path.write_bytes(seeds[0])
    fault(path)  # imports what the reader needs, so that the limits count the reading alone
    base = _peak_mb()
    resource.setrlimit(resource.RLIMIT_AS, ((_virtual_mb() + 2 * memory_mb) * 2**20,) * 2)
    end = time.monotonic() + seconds
    number = first
    while time.monotonic() < end:
        data = make(suffix, seed, number, seeds)
        path.write_bytes(data)
        _say({"trying": number})
        start, before = time.process_time(), _peak_mb()
        found = fault(path)
        took = time.process_time() - start
        if found is None and took > cpu_s:
            found = f"takes {took:.1f} s"
        if found is None and _peak_mb() - base > memory_mb and _peak_mb() > before:
            found = f"takes {_peak_mb() - base} MB"
        if number < len(seeds) and found is None and not _has_report(path):
            found = "gives no report of a sound file"
        if found:
            _say({"number": number, "fault": found})
        number += 1
    _say({"done": number, "peak_mb": _peak_mb() - base})


def _has_report(path: Path) -> bool:
    from tocsin.ingest import ingest_inputs
    from tocsin.records import Report

    return any(isinstance(item, Report) for item in ingest_inputs([str(path)]))


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**10


def _virtual_mb() -> int:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmSize"):
                return int(line.split()[1]) // 2**10
    return 4096
