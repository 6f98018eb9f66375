"""Sound bytes to spoiled ones: flipped, cut, doubled, spliced, blown up; compressed ones inside as well."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Sequence

from fuzz.seeds import packed

MAX_SIZE = 256 * 2**10
"""Bytes of one spoiled file: large enough for every trap that multiplies, small enough for many a second."""

_BYTES = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\n",
    b"\r",
    b"\xed\xa0\x80",
    b"\x1b[",
)
_NUMBERS = (b"0", b"-1", b"255", b"65536", b"2147483648", b"4294967295", b"99999999999999999999", b"1e309")


def spoil(seeds: Sequence[bytes], tokens: Sequence[bytes], rng: random.Random) -> bytes:
    """One spoiled file: a seed after one to a dozen of the ways to spoil one."""
    data = bytearray(rng.choice(seeds))
    for _ in range(min(12, 1 + int(rng.expovariate(0.5)))):
        way = rng.choice(_WAYS)
        way(data, seeds, tokens, rng)
        del data[MAX_SIZE:]
    return bytes(data)


def spoil_inside(suffix: str, seed: bytes, tokens: Sequence[bytes], rng: random.Random) -> bytes:
    """A compressed seed unpacked, one part of it spoiled, packed again: what flipped bytes never reach."""
    if suffix not in (".zip", ".xlsx"):
        return gzip.compress(spoil([gzip.decompress(seed)], tokens, rng), 1, mtime=0)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = old.infolist()
        chosen = rng.choice(parts).filename
        for part in parts:
            content = old.read(part)
            if part.filename == chosen:
                if rng.random() < 0.1:
                    continue
                content = spoil([content or b" "], tokens, rng)
            new.writestr(packed(part.filename if rng.random() < 0.98 else "../" * 3 + part.filename), content)
    return out.getvalue()


def _place(data: bytearray, rng: random.Random) -> int:
    return rng.randrange(len(data) + 1)


def _chunk(data: bytes | bytearray, rng: random.Random, most: int = 400) -> tuple[int, int]:
    start = _place(bytearray(data), rng)
    return start, min(len(data), start + rng.randint(1, most))


def _flip(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    for _i in range(rng.randint(1, 8)):
        if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _insert(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    at = _place(data, rng)
    data[at:at] = rng.choice(_BYTES) * rng.choice((1, 1, 1, 2, 50))


def _cut(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    start, end = _chunk(data, rng)
    del data[start:end]


def _truncate(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    del data[_place(data, rng) :]


def _double(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    start, end = _chunk(data, rng)
    at = _place(data, rng)
    data[at:at] = data[start:end] * rng.choice((1, 2, 3, 200))


def _splice(data: bytearray, seeds: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    other = rng.choice(seeds)
    start, end = _chunk(other, rng, 4000)
    at = _place(data, rng)
    data[at : at + rng.choice((0, end - start))] = other[start:end]


def _token(data: bytearray, _: Sequence[bytes], tokens: Sequence[bytes], rng: random.Random) -> None:
    at = _place(data, rng)
    data[at:at] = rng.choice(tokens) * rng.choice((1, 1, 1, 2, 30, 5000))


def _number(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    start = _place(data, rng)
    digits = next((i for i in range(start, min(start + 3000, len(data))) if 48 <= data[i] <= 57), None)
    if digits is not None:
        end = digits
        while end < len(data) and 48 <= data[end] <= 57:
            end += 1
        data[digits:end] = rng.choice(_NUMBERS)


def _swap(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    start, end = _chunk(data, rng)
    data[start:end] = bytes(reversed(data[start:end]))


def _noise(data: bytearray, _: Sequence[bytes], __: Sequence[bytes], rng: random.Random) -> None:
    start, end = _chunk(data, rng, 40)
    data[start:end] = rng.randbytes(end - start)


_Way = Callable[[bytearray, Sequence[bytes], Sequence[bytes], random.Random], None]
_WAYS: tuple[_Way, ...] = (
    _flip, _flip, _insert, _cut, _truncate, _double, _splice, _token, _token, _number, _swap, _noise,
)  # fmt: skip
