"""Writes the compiled gazetteer: entries in order of weight, sorted keys, skeletons, names, header."""

from __future__ import annotations

import json
import struct
from array import array
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from tocsin.gazetteer import layout
from tocsin.gazetteer.names import key_hash, normalise, skeleton, without_article


@dataclass(slots=True)
class Row:
    """One place before it is written. ``admin1`` and ``admin2`` are codes (``SY.01``)."""

    name: str
    kind: str
    iso2: str
    code: str = ""  # own code of a province or district
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    gid: int = 0
    feature: str = ""
    zone: str = ""
    admin1: str = ""
    admin2: str = ""
    radius: float = 0.0
    aliases: set[str] = field(default_factory=set)  # as good as the name
    weak: set[str] = field(default_factory=set)  # other spellings, old and short names


def write(rows: list[Row], path: Path, header: dict[str, Any], skeleton_countries: frozenset[str]) -> str:
    """Write ``rows`` and return the digest of the sections."""
    order = {k: i for i, k in enumerate(layout.KINDS)}
    group = dict(order, neighbourhood=order["city"], site=order["city"], water=order["region"])
    rows = sorted(rows, key=lambda r: (group[r.kind], -r.population, r.iso2, r.name, r.gid))
    countries = sorted({r.iso2 for r in rows})
    zones = sorted({r.zone for r in rows})
    features = sorted({r.feature for r in rows})
    at = {r.code: i for i, r in enumerate(rows) if r.kind in ("admin1", "admin2") and r.code}
    names = bytearray()
    offsets: dict[str, int] = {}
    entries = bytearray()
    keys: dict[int, int] = {}
    skeletons: set[int] = set()
    for i, r in enumerate(rows):
        raw = r.name.encode("utf-8")[:255]
        if r.name not in offsets:
            offsets[r.name] = len(names)
            names += raw
        point = r.lat is not None and r.lon is not None
        entries += layout.ENTRY.pack(
            round((r.lat or 0) * 1e5) if point else layout.NO_POINT,
            round((r.lon or 0) * 1e5) if point else layout.NO_POINT,
            min(r.population, 2**32 - 1), r.gid, offsets[r.name],
            at.get(r.admin1, layout.NONE16) if r.admin1 != r.code else layout.NONE16,
            at.get(r.admin2, layout.NONE16) if r.admin2 != r.code else layout.NONE16,
            zones.index(r.zone), min(round(r.radius), 65535), countries.index(r.iso2), order[r.kind],
            features.index(r.feature), len(raw),
        )  # fmt: skip
        strong = {normalise(a) for a in {r.name, *r.aliases}}
        weak = {normalise(a) for a in r.weak} - strong
        if r.iso2 in skeleton_countries:
            weak |= {without_article(k) for k in strong | weak} - strong
        for key, bit in [*((k, 0) for k in strong), *((k, layout.WEAK_BIT) for k in weak)]:
            if len(key) > 1:
                keys[key_hash(key) << layout.HASH_SHIFT | i] = bit
        if r.iso2 in skeleton_countries and r.kind != "country":
            for key in strong | weak:
                if len(s := skeleton(key)) > 1:
                    skeletons.add(key_hash(f"{r.iso2}|{s}") << layout.HASH_SHIFT | i)
    merged = sorted(k | bit for k, bit in keys.items())
    sections = {
        "entries": bytes(entries),
        "keys": array("Q", merged).tobytes(),
        "skeletons": array("Q", sorted(skeletons)).tobytes(),
        "names": bytes(names),
    }
    digest = sha256(b"".join(sections.values())).hexdigest()
    header |= {"digest": digest, "zones": zones, "features": features, "country_order": countries,
               "counts": {"places": len(rows), "names": len(merged)}}  # fmt: skip
    _place(sections, header, path)
    return digest


def _place(sections: dict[str, bytes], header: dict[str, Any], path: Path) -> None:
    """Lay the sections out, each on a multiple of 8 bytes, after a header padded to a fixed length."""
    size = len(json.dumps(header)) + 400
    size += -(size + 12) % 8
    at = 12 + size
    table = {}
    for name, data in sections.items():
        table[name] = [at, len(data)]
        at += len(data) + -len(data) % 8
    head = json.dumps(header | {"sections": table}).ljust(size).encode("ascii")
    with path.open("wb") as f:
        f.write(layout.MAGIC + struct.pack("<I", size) + head)
        for data in sections.values():
            f.write(data + b"\0" * (-len(data) % 8))
