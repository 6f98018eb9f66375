"""The models and tables that a reading stands on: version, digest, and whether the digest is the right one.

The models come from packages of others, so that their digests are written down here, in ``digests.toml``. The
gazetteer carries its own. The rest of our files are held against the digests that the installer noted.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tocsin.doctor.base import Check, pip
from tocsin.doctor.packages import PACKAGE
from tocsin.errors import TocsinError

_TABLES = {
    "actor register": "gazetteer/actors.tsv",
    "states": "gazetteer/states.tsv",
    "codebook": "codebook/**/*.t[os][mv]*",
    "outlines": "export/page/data/outlines.json.gz",
}


def data_checks() -> Iterator[Check]:
    """A check for each model and table."""
    for name, part in recorded().items():
        yield _model(name, part)
    yield _gazetteer()
    notes = _noted()
    for name, path in _TABLES.items():
        yield _table(name, path, notes)


@cache
def recorded() -> dict[str, Any]:
    """``digests.toml``: the packages with models, their version, files and digest."""
    text = resources.files("tocsin.doctor").joinpath("digests.toml").read_text("utf-8")
    return tomllib.loads(text)


def tree_digest(root: Path, pattern: str) -> str:
    """One digest of all files of ``root`` that fit, by name and content; what Python compiled is left out."""
    digest = hashlib.sha256()
    for path in sorted(p for p in root.glob(pattern) if p.is_file() and p.suffix != ".pyc"):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {path.relative_to(root).as_posix()}\n".encode())
    return digest.hexdigest()


def _model(name: str, part: dict[str, str]) -> Check:
    package, module = part["package"], part["module"]
    again = f'"{package}=={part["version"]}"'
    try:
        version = metadata.version(package)
        spec = find_spec(module)
    except (metadata.PackageNotFoundError, ImportError):
        version, spec = "", None
    if spec is None or spec.origin is None:
        return Check("data", name, "broken", f"{package} is not installed", pip(again))
    digest = tree_digest(Path(spec.origin).parent, part["files"])
    if digest == part["sha256"]:
        return Check("data", name, "ok", f"{package} {version}", None, digest)
    if version == part["version"]:
        found = f"{package} {version} with changed or lost files"
        return Check("data", name, "broken", found, pip("--force-reinstall", "--no-deps", again), digest)
    found = f"{package} {version}, measured with {part['version']}"
    state = "broken" if part["pinned"] == "yes" else "ok"
    return Check("data", name, state, found, pip(again) if state == "broken" else None, digest)


def _gazetteer() -> Check:
    from tocsin.gazetteer import open_gazetteer

    try:
        gazetteer = open_gazetteer()
    except (TocsinError, OSError) as err:
        return Check("data", "gazetteer", "broken", str(err), _again())
    found = hashlib.sha256()
    data = gazetteer.path.read_bytes()
    for at, length in gazetteer.header["sections"].values():
        found.update(data[at : at + length])
    digest = found.hexdigest()
    if digest != gazetteer.header["digest"]:
        return Check("data", "gazetteer", "broken", "changed since it was built", _again(), digest)
    return Check("data", "gazetteer", "ok", f"{len(data):,} bytes", None, digest)


def _table(name: str, pattern: str, notes: dict[str, str]) -> Check:
    root = Path(str(resources.files(PACKAGE)))
    paths = sorted(root.glob(pattern))
    if not paths:
        return Check("data", name, "broken", f"{pattern} is gone", _again())
    digest = tree_digest(root, pattern)
    noted = [notes.get(f"{PACKAGE}/{path.relative_to(root).as_posix()}") for path in paths]
    if changed := [p.name for p, note in zip(paths, noted, strict=True) if note and note != _as_noted(p)]:
        found = f"changed since it was installed: {', '.join(changed)}"
        return Check("data", name, "broken", found, _again(), digest)
    size = sum(path.stat().st_size for path in paths)
    what = f"{len(paths)} files, {size:,} bytes" if len(paths) > 1 else f"{size:,} bytes"
    return Check("data", name, "ok", what if all(noted) else f"{what}, in a checkout", None, digest)


def _as_noted(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _noted() -> dict[str, str]:
    """What the installer wrote down of our files: path to digest. Nothing of a checkout."""
    try:
        files = metadata.files(PACKAGE) or ()
    except metadata.PackageNotFoundError:
        return {}
    return {f.as_posix(): f.hash.value for f in files if f.hash is not None and f.hash.mode == "sha256"}


def _again() -> str:
    return pip("--force-reinstall", "--no-deps", PACKAGE)
