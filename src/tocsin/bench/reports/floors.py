"""The pinned floors: what a 60-line regex coder reaches on each set, and what we have reached.

``floors.toml`` beside this file holds both, with the digests of the corpus files that they were
measured on. Lowering one of ours is a deliberate act: it is a change of that file.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tocsin.bench.reports.run import ReportScores
from tocsin.bench.reports.summary import Figures

# Figure -> where it stands in the figures of a set.
PATHS: dict[str, tuple[str, ...]] = {
    "IRS": ("IRS",),
    "detection_F1": ("reports", "detection", "F1"),
    "incident_F1": ("incidents", "reported", "F1"),
    "toll_F1": ("tolls", "all", "F1"),
    "killed_F1": ("tolls", "killed", "F1"),
    "said_by_F1": ("tolls", "said_by", "F1"),
    "kind": ("fields", "kind_coarse", "acc"),
    "date": ("fields", "date_overlap", "acc"),
    "place50": ("fields", "place50", "acc"),
    "perpetrator": ("fields", "perpetrator", "acc"),
    "killed_total": ("tolls", "killed_total", "acc"),
    "grounding": ("grounding", "share"),
    "placed": ("placed", "share"),
}


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of one set: figure name -> value."""

    files: tuple[str, ...]
    regex: Mapping[str, float]
    ours: Mapping[str, float]


class Pinned(NamedTuple):
    """Floors by set, and the SHA-256 of every corpus file that they hold for."""

    sets: Mapping[str, Floors]
    corpus: Mapping[str, str]


@cache
def floors() -> Pinned:
    """The floors of ``floors.toml``."""
    table = tomllib.loads(files("tocsin.bench").joinpath("floors.toml").read_text("utf-8"))
    sets = {
        name: Floors(tuple(one["files"]), one.get("regex", {}), one.get("ours", {}))
        for name, one in table["sets"].items()
    }
    return Pinned(sets, table["corpus"])


def pick(figures: Figures, name: str) -> float | None:
    """A figure by its floor's name; None where it has no cases."""
    value: Any = figures
    for key in PATHS[name]:
        value = value[key]
    return None if value is None else float(value)


def remarks(scores: ReportScores, pinned: Pinned | None = None) -> Iterator[str]:
    """Why the floors beside a set may not hold for it: changed or missing files."""
    sets, corpus = pinned or floors()
    for name, one in scores.sets.items():
        if name not in sets:
            continue
        missing = [f for f in sets[name].files if f not in one.files]
        changed = [f for f in one.files if f in corpus and scores.corpus[f] != corpus[f]]
        unknown = [f for f in one.files if f not in corpus]
        if missing:
            yield f"{name}: the floors hold for the whole set; not given: {', '.join(missing)}"
        if changed:
            yield f"{name}: changed since the floors were measured: {', '.join(changed)}"
        if unknown:
            yield f"{name}: not there when the floors were measured: {', '.join(unknown)}"


def gate(scores: ReportScores, pinned: Pinned | None = None) -> list[str]:
    """Every figure of ours that fell below its floor, in words; sets without floors say so too."""
    sets, _ = pinned or floors()
    failures = list(remarks(scores, pinned))
    for name, one in scores.sets.items():
        if name not in sets or not sets[name].ours:
            failures.append(f"{name}: no floors are pinned for it")
            continue
        for figure, floor in sets[name].ours.items():
            value = pick(one.figures, figure)
            if value is None or value < floor:
                failures.append(f"{name}: {figure} is {_short(value)}, its floor {floor}")
    return failures + [f"a reading breaks a law: {text}" for text in scores.broken]


def as_toml(scores: ReportScores, regex: ReportScores | None = None) -> str:
    """The text of ``floors.toml`` with these scores as ours; the regex floors stay unless given anew.

    The sets stay in the order they had, new ones last, in whatever order the files were given.
    """
    sets, _ = floors()
    rank = {name: n for n, name in enumerate(sets)}
    lines = ["# Floors of `tocsin bench reports`, written by scripts/pin_floors.py: do not edit by hand.", ""]
    for name, one in sorted(scores.sets.items(), key=lambda s: rank.get(s[0], len(rank))):
        low = sets[name].regex if name in sets else {}
        if regex:
            low = _values(regex.sets[name].figures)
        lines += [f'[sets."{name}"]', f"files = {_array(one.files)}"]
        lines += ["", f'[sets."{name}".regex]', *_pairs(low)]
        lines += ["", f'[sets."{name}".ours]', *_pairs(_pinned(one.figures)), ""]
    lines += ["# SHA-256 of the corpus files.", "[corpus]"]
    lines += [f'"{name}" = "{sha}"' for name, sha in sorted(scores.corpus.items())]
    return "\n".join(lines) + "\n"


def _values(figures: Figures) -> dict[str, float]:
    values = {name: pick(figures, name) for name in PATHS}
    return {name: round(v, 1 if name == "IRS" else 3) for name, v in values.items() if v is not None}


def _pinned(figures: Figures) -> dict[str, float]:
    """Rounded down, so that the same run passes."""
    values = {name: (pick(figures, name), 10 if name == "IRS" else 1000) for name in PATHS}
    return {name: math.floor(v * unit) / unit for name, (v, unit) in values.items() if v is not None}


def _pairs(values: Mapping[str, float]) -> list[str]:
    return [f"{name} = {value}" for name, value in values.items()]


def _array(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{n}"' for n in names) + "]"


def _short(value: float | None) -> str:
    return "without cases" if value is None else f"{value:.4f}"
