"""Link a made-up archive and compare with its truth: time, memory, precision and recall of pairs."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tocsin.bench.archive.outlets import Press
from tocsin.bench.archive.world import World
from tocsin.bench.clusters import pairs
from tocsin.bench.memory import peak_mb
from tocsin.link import link
from tocsin.records.collected import Cluster, Collected

TOLD = 3.57  # accounts an incident, background mentions included


def bench_archive(events: Path, size: int) -> dict[str, Any]:
    """Figures for an archive of some ``size`` accounts around the events of a GED file.

    ``seconds`` and ``cpu_seconds`` are those of linking alone, in one thread; making the accounts, which is
    done as they are asked for, is measured apart (``making_seconds``) and taken off. ``hard``: accounts of
    incidents that have another by the same attacker in the same town on the same day.
    """
    world = World(events)
    happenings = world.happenings(round(size / TOLD))
    truth: dict[str, int] = {}

    making = 0.0

    def archive() -> Iterator[Collected]:
        nonlocal making
        press = Press(happenings).accounts()
        while True:
            at = time.process_time()
            collected, number = next(press, (None, -1))
            making += time.process_time() - at
            if collected is None:
                return
            truth[collected.account.id] = number
            yield collected

    wall, cpu = time.perf_counter(), time.process_time()
    linked = link(archive())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    hard = {h.number for h in happenings if h.hard}
    return {
        "accounts": len(truth),
        "incidents": len(happenings),
        "clusters": len(linked.clusters),
        "pairs_compared": linked.compared,
        "seconds": round(wall - making, 1),
        "cpu_seconds": round(cpu - making, 1),
        "making_seconds": round(making, 1),
        "peak_mb": round(peak_mb()),
        "all": agreement(linked.clusters, truth),
        "hard": {
            "accounts": sum(n in hard for n in truth.values()),
            "share": round(sum(n in hard for n in truth.values()) / len(truth), 3),
            **agreement(linked.clusters, {a: n for a, n in truth.items() if n in hard}),
        },
    }


def agreement(clusters: Iterable[Cluster], truth: dict[str, int]) -> dict[str, float]:
    """Pairs of the accounts in ``truth``: precision, recall, F1; a total (-1) belongs with nothing."""
    together = right = 0
    for cluster in clusters:
        numbers = [truth[a] for a in cluster.accounts if a in truth]
        together += pairs([len(numbers)])
        right += pairs(n for k, n in Counter(numbers).items() if k >= 0)
    wanted = pairs(n for k, n in Counter(truth.values()).items() if k >= 0)
    p, r = right / together if together else 0.0, right / wanted if wanted else 0.0
    return {
        "P": round(100 * p, 2),
        "R": round(100 * r, 2),
        "F1": round(200 * p * r / (p + r), 2) if p + r else 0.0,
    }


def exponent(small: dict[str, Any], large: dict[str, Any]) -> float:
    """Growth of the time: 1 = twice the accounts take twice as long, 2 = four times."""
    return round(
        math.log(large["cpu_seconds"] / max(small["cpu_seconds"], 0.01))
        / math.log(large["accounts"] / small["accounts"]),
        2,
    )
