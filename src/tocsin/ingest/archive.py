"""Archives: the files in a zip, tar or gz, read one by one in memory; nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import posixpath
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, BinaryIO, NamedTuple, cast

from tocsin.errors import InputError, TooLarge
from tocsin.ingest.base import FileReader, InputFailure, Origin, brief
from tocsin.records import Report

MAX_MEMBERS = 200_000
"""Files of one archive that are looked at."""
MAX_TOTAL = 8 * 2**30
"""Bytes of one archive that are unpacked, all its files together: what a full news archive of a year has."""

_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile,
    ValueError, OverflowError, NotImplementedError, struct.error,  # names, dates and sizes that are none
)  # fmt: skip
ReaderOf = Callable[[str], FileReader | None]


class _Member(NamedTuple):
    name: str
    size: int
    open: Callable[[], IO[bytes] | None]


def read_zip(
    stream: BinaryIO, name: str, given: Origin, reader_of: ReaderOf
) -> Iterator[Report | InputFailure]:
    """The reports of the files in a zip; ids are ``<archive>/<path in it without suffix>``."""
    if not stream.seekable():
        raise InputError("is a zip, which cannot be read from a pipe; name the file instead")
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = (i for i in archive.infolist() if not i.is_dir())
            members = (_Member(i.filename, i.file_size, partial(archive.open, i)) for i in infos)
            yield from _members(members, name, given, reader_of)
    except _BROKEN as err:
        raise InputError(f"is a broken zip ({brief(err)}); pack or download it again") from err


def read_tar(
    stream: BinaryIO, name: str, given: Origin, reader_of: ReaderOf
) -> Iterator[Report | InputFailure]:
    """The reports of the files in a tar, packed by gzip, bzip2, xz or not; links and devices are left out."""
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            files = (m for m in archive if m.isfile())
            members = (_Member(m.name, m.size, partial(archive.extractfile, m)) for m in files)
            yield from _members(members, name, given, reader_of)
    except _BROKEN as err:
        raise InputError(f"is a broken tar ({brief(err)}); pack or download it again") from err


def read_gz(
    stream: BinaryIO, name: str, given: Origin, reader_of: ReaderOf
) -> Iterator[Report | InputFailure]:
    """A single packed file such as ``reports.jsonl.gz``: read as what its name without ``.gz`` says."""
    if name.endswith(".tar"):
        yield from read_tar(stream, name.removesuffix(".tar"), given, reader_of)
        return
    reader = reader_of(name)
    if reader is None:
        raise InputError("is packed and its inner suffix says nothing; name it like reports.jsonl.gz")
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from reader(
                cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, unpacked))), _stem(name), given
            )
    except _BROKEN as err:
        raise InputError(f"is a broken gzip file ({brief(err)}); pack or download it again") from err


def _members(
    members: Iterator[_Member], name: str, given: Origin, reader_of: ReaderOf
) -> Iterator[Report | InputFailure]:
    total = found = 0
    for number, member in enumerate(members, 1):
        if number > MAX_MEMBERS:
            raise TooLarge(f"holds more than {MAX_MEMBERS:,} files; unpack it and name the folder")
        base = posixpath.basename(member.name)
        reader = reader_of(base)
        if reader is None or base.startswith((".", "__MACOSX")):
            continue
        found += 1
        total += member.size
        if total > MAX_TOTAL:
            raise TooLarge(f"unpacks to more than {MAX_TOTAL // 2**30} GB; unpack it and name the folder")
        shown = f"file {_safe(member.name)}"
        try:
            with member.open() or io.BytesIO() as content:
                for item in reader(cast(BinaryIO, content), f"{name}/{_stem(_safe(member.name))}", given):
                    yield (
                        InputFailure(f"{shown} {item.source}", item.message)
                        if isinstance(item, InputFailure)
                        else item
                    )
        except InputError as err:
            yield InputFailure(shown, str(err))
        except (
            RuntimeError,
            NotImplementedError,
        ) as err:  # zipfile: locked, or packed in a way it does not know
            yield InputFailure(
                shown, f"cannot be unpacked ({brief(err)}); unpack the archive and name the folder"
            )
    if not found:
        raise InputError("holds no file of a kind that is read")


def _safe(path: str) -> str:
    """A path that stays below: no leading slash, no ``..``, nothing that is no text."""
    parts = [p for p in path.replace("\\", "/").split("/") if p not in ("", ".", "..")]
    return "/".join(parts).encode("utf-8", "replace").decode("utf-8")


def _stem(path: str) -> str:
    return os.path.splitext(path)[0]
