"""What the user names (files, folders, globs, ``-``) to reports; a bad one never stops the others."""

from __future__ import annotations

import collections
import contextlib
import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, cast

from tocsin.errors import InputError
from tocsin.ingest.base import NOTHING_GIVEN, FileReader, InputFailure, Origin
from tocsin.ingest.readers import ARCHIVES, FILES, SUFFIXES, TABLES, known_suffix, reader_of
from tocsin.records import Report

STDIN = "-"
# Found in a folder these are told, so that nobody takes a half-read folder for a whole one.
_DOCUMENTS = {
    **dict.fromkeys((".doc", ".docx", ".epub", ".odt", ".pages", ".ppt", ".pptx", ".rtf"), "text or PDF"),
    **dict.fromkeys((".mht", ".mhtml"), "HTML"),
    **dict.fromkeys((".xls", ".ods", ".numbers"), ".xlsx or CSV"),
    ".msg": ".eml",
    ".json": "JSON lines (.jsonl)",
}
NO_COLUMNS: Mapping[str, str] = {}


class _File(NamedTuple):
    path: str
    suffix: str  # of SUFFIXES; "" = told by the content


def ingest_inputs(
    inputs: Sequence[str], given: Origin = NOTHING_GIVEN, columns: Mapping[str, str] = NO_COLUMNS
) -> Iterator[Report | InputFailure]:
    """Every report of ``inputs`` in order, and a failure for each that could not be read.

    An input is a file, a folder (searched through in sorted order for the suffixes of
    :data:`SUFFIXES`; hidden files and linked folders are left out), a glob, or ``-`` for standard
    input. ``given`` fills what a report does not say of itself; ``columns`` names the columns or keys of
    tables and JSON lines that hold ``text``, ``id``, ``published``, ``outlet``, ``title``, ``url``. A
    report's id is the stem of its file, or its relative path where two files share a stem, or the id
    that its line states. A report that is there twice, the same in every part, comes once.
    """
    found = list(list_files(inputs))
    names = iter(_names([f.path for f in found if isinstance(f, _File)]))
    used: dict[str, int] = {}  # an account is known by its report's id, so that no two reports may share one
    for file in found:
        if isinstance(file, InputFailure):
            yield file
            continue
        for item in _read_file(file, next(names), given, columns):
            if isinstance(item, Report):
                same = hash((item.text, item.published, item.outlet, item.title))
                if used.get(item.id) == same:
                    continue  # the very same report again, as in an archive and beside it
                if item.id in used:
                    item = InputFailure(
                        _shown(file.path),
                        f"has a second report with the id '{item.id[:60]}'; give each its own",
                    )
                else:
                    used[item.id] = same
            yield item


def list_files(inputs: Iterable[str]) -> Iterator[_File | InputFailure]:
    """The files that ``inputs`` name, each once, and a failure for each input that names none."""
    seen: set[str] = set()
    for name in inputs:
        for item in _expand(name):
            key = os.path.normpath(item.path) if isinstance(item, _File) else item.sentence
            if key not in seen:
                seen.add(key)
                yield item


def count_reports(inputs: Sequence[str]) -> int | None:
    """How many reports ``inputs`` hold at most, for a progress bar; None where only reading would tell."""
    total = 0
    for item in list_files(inputs):
        if isinstance(item, InputFailure):
            total += 1
        elif item.path == STDIN or item.suffix in ARCHIVES or item.suffix == ".xlsx":
            return None
        elif item.suffix not in TABLES:
            total += 1
        else:
            with contextlib.suppress(OSError), open(item.path, "rb") as stream:
                total += sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(2**20), b""))
    return total


def _expand(name: str) -> Iterator[_File | InputFailure]:
    if name == STDIN:
        yield _File(STDIN, "")
    elif os.path.isdir(name):
        yield from _folder(name)
    elif os.path.lexists(name):
        yield _File(name, known_suffix(name))
    elif glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        for match in matches:
            yield from _expand(match)
        if not matches:
            yield InputFailure(name, "matches no file; check the pattern and the folder it starts from")
    elif name.lower().startswith(("http://", "https://")):
        yield InputFailure(name, "is an address, and nothing is downloaded; save the page and name its file")
    elif not name:
        yield InputFailure("''", "is no file name; an input is a file, a folder, a glob or '-'")
    else:
        yield InputFailure(name, "does not exist; check the name and the folder you are in")


def _folder(root: str) -> Iterator[_File | InputFailure]:
    failures: list[InputFailure] = []

    def unreadable(err: OSError) -> None:
        failures.append(InputFailure(str(err.filename), f"cannot be opened ({_reason(err)})"))

    empty = True
    for folder, folders, files in os.walk(root, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            suffix = known_suffix(file)
            path = os.path.join(folder, file)
            better = _DOCUMENTS.get(os.path.splitext(file)[1].lower())
            if better and not file.startswith((".", "~$")):
                failures.append(InputFailure(path, f"is of a kind that is not read; save it as {better}"))
            if file.startswith(".") or not suffix or not (os.path.isfile(path) or os.path.islink(path)):
                continue
            empty = False
            yield _File(path, suffix)
    yield from failures
    if empty and not failures:
        yield InputFailure(root, f"holds no reports: no file in it ends in {', '.join(SUFFIXES)}")


def _names(paths: Sequence[str]) -> list[str]:
    """An id a file: its stem, or its path without the suffix where the stem is not the only one."""
    stems = [_stem(os.path.basename(p)) for p in paths]
    count = collections.Counter(stems)
    names = [s if count[s] == 1 else _stem(p) for p, s in zip(paths, stems, strict=True)]
    count = collections.Counter(names)
    unique = [n if count[n] == 1 else os.path.normpath(p) for n, p in zip(names, paths, strict=True)]
    return [n.encode("utf-8", "replace").decode("utf-8") for n in unique]  # a file name may be no text


def _stem(path: str) -> str:
    return "stdin" if path == STDIN else os.path.normpath(os.path.splitext(path)[0])


def _read_file(
    file: _File, name: str, given: Origin, columns: Mapping[str, str]
) -> Iterator[Report | InputFailure]:
    shown = _shown(file.path)
    try:
        with _open(file.path) as stream:
            reader = reader_of(file.path, columns) if file.suffix else _by_content(stream, columns)
            assert reader is not None  # the suffix is known
            for item in reader(stream, name, given):
                if isinstance(item, InputFailure):
                    yield InputFailure(f"{shown} {item.source}", item.message)
                else:
                    yield item
    except InputError as err:
        yield InputFailure(shown, str(err))
    except OSError as err:
        yield InputFailure(shown, f"cannot be opened ({_reason(err)})")


def _shown(path: str) -> str:
    return "standard input" if path == STDIN else path


def _open(path: str) -> AbstractContextManager[io.BufferedReader]:
    if path == STDIN:
        return contextlib.nullcontext(cast(io.BufferedReader, sys.stdin.buffer))
    return open(path, "rb")


def _by_content(stream: io.BufferedReader, columns: Mapping[str, str]) -> FileReader | None:
    """Lines of JSON, a web page or plain text, for standard input and files of no known suffix."""
    head = stream.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return FILES[".html"]
    return reader_of("x.jsonl" if head.startswith(b'{"') else "x.txt", columns)


def _reason(err: OSError) -> str:
    if isinstance(err, FileNotFoundError):
        return "a link to a file that is gone"
    return (err.strerror or str(err)).lower()
