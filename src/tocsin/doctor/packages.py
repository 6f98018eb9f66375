"""Python, the packages that are needed, and those that extras bring, by what the wheel itself says."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import InvalidRequirement, Requirement

from tocsin import __version__
from tocsin.doctor.base import Check, pip

PACKAGE = "tocsin"
_OLDEST = (3, 11)
FOR_DEVELOPERS = {"all", "dev", "docs", "test"}  # extras that no user misses


def program_checks() -> Iterator[Check]:
    """Tocsin, Python and the machine."""
    yield Check("program", PACKAGE, "ok", __version__)
    version = platform.python_version()
    if sys.version_info >= _OLDEST:
        yield Check("program", "Python", "ok", f"{version} ({platform.python_implementation()})")
    else:
        yield Check("program", "Python", "broken", version, "install Python 3.11 or newer")
    yield Check("program", "system", "ok", f"{platform.system()} {platform.release()} {platform.machine()}")


def package_checks() -> Iterator[Check]:
    """A check for each package that is needed, then one for each extra."""
    try:
        wanted = [Requirement(text) for text in metadata.requires(PACKAGE) or ()]
    except (metadata.PackageNotFoundError, InvalidRequirement):
        yield Check("packages", PACKAGE, "broken", "runs from a folder, not installed", pip("."))
        return
    for requirement in wanted:
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            found, fits = _installed(requirement)
            mend = None if fits else pip(f'"{_bare(requirement)}"')
            yield Check("packages", requirement.name, "ok" if fits else "broken", found, mend)
    for extra in metadata.metadata(PACKAGE).get_all("Provides-Extra") or ():
        if extra not in FOR_DEVELOPERS:
            yield _extra(extra, wanted)


def _extra(extra: str, wanted: list[Requirement]) -> Check:
    lacking: list[str] = []
    there: list[str] = []
    for requirement in _of_extra(extra, wanted):
        found, fits = _installed(requirement)
        (there if fits else lacking).append(f"{requirement.name} {found}" if fits else requirement.name)
    if lacking:
        found = f"lacks {', '.join(sorted(set(lacking)))}"
        return Check("extras", extra, "missing", found, pip(f'"{PACKAGE}[{extra}]"'))
    return Check("extras", extra, "ok", ", ".join(sorted(set(there))))


def _of_extra(extra: str, wanted: list[Requirement]) -> Iterator[Requirement]:
    """The requirements of an extra, those of other extras that it names included."""
    for requirement in wanted:
        marker = requirement.marker
        if marker is None or marker.evaluate({"extra": ""}) or not marker.evaluate({"extra": extra}):
            continue
        if requirement.name == PACKAGE:
            for other in requirement.extras:
                yield from _of_extra(other, wanted)
        else:
            yield requirement


def _installed(requirement: Requirement) -> tuple[str, bool]:
    """The version that is there ("not installed"), and whether it is one that fits."""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return "not installed", False
    if requirement.specifier.contains(version, prereleases=True):
        return version, True
    return f"{version}, and {requirement.specifier} is needed", False


def _bare(requirement: Requirement) -> str:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"
