"""Write the software bill of materials of the environment it runs in, as CycloneDX 1.6.

    python scripts/make_sbom.py sbom.json

Named are Tocsin, every package it needs or that an installed extra brings, each with version, licence and the
digest of its files as the installer noted them, what needs what, and the data that come in the package. The
same environment gives the same bytes: no time and no chance is in it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from tocsin.doctor.data import data_checks, recorded
from tocsin.doctor.packages import FOR_DEVELOPERS

ROOT = "tocsin"
_DATA = {
    "gazetteer": "Places: GeoNames (CC BY 4.0), Natural Earth (public domain), supplement of the project",
    "actor register": "Armed groups and forces, by the project",
    "states": "States and the words for them, by the project",
    "codebook": "Closed lists and word lists, by the project",
    "outlines": "Outlines of countries and provinces: Natural Earth (public domain)",
}


def bill() -> dict[str, Any]:
    """The whole document."""
    found: dict[str, metadata.Distribution] = {}
    needs: dict[str, list[str]] = {}
    extras = set(metadata.metadata(ROOT).get_all("Provides-Extra") or ()) - FOR_DEVELOPERS
    _walk(ROOT, extras, found, needs)
    root = _component(found[ROOT], "application")
    others = [_component(found[name], "library") for name in sorted(found) if name != ROOT]
    data = [
        {
            "type": "data" if check.name in _DATA else "machine-learning-model",
            "bom-ref": f"data:{check.name.replace(' ', '-')}",
            "name": check.name,
            "description": _DATA.get(check.name) or f"files of {recorded()[check.name]['package']}",
            "hashes": [{"alg": "SHA-256", "content": check.digest}],
        }
        for check in data_checks()
        if check.digest
    ]
    graph = [
        {"ref": _purl(found[name]), "dependsOn": sorted(_purl(found[n]) for n in needs[name])}
        for name in sorted(found)
    ]
    graph[[row["ref"] for row in graph].index(root["bom-ref"])]["dependsOn"] += [d["bom-ref"] for d in data]
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": [*others, *data],
        "dependencies": [*graph, *({"ref": d["bom-ref"], "dependsOn": []} for d in data)],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    schema = "http://cyclonedx.org/schema/bom-1.6.schema.json"
    return {"$schema": schema, "serialNumber": f"urn:uuid:{serial}", **body}


def _walk(
    name: str, extras: set[str], found: dict[str, metadata.Distribution], needs: dict[str, list[str]]
) -> None:
    """Add a package and all that it needs; of extras only what is installed."""
    found.setdefault(name, metadata.distribution(name))
    below = needs.setdefault(name, [])
    for text in found[name].requires or ():
        need = Requirement(text)
        if need.marker is not None and not any(need.marker.evaluate({"extra": e}) for e in ("", *extras)):
            continue
        other = _normal(need.name)
        try:
            metadata.distribution(other)
        except metadata.PackageNotFoundError:
            continue  # of an extra that is not installed
        if other != name and other not in below:
            below.append(other)
            if other not in needs:
                _walk(other, set(need.extras), found, needs)


def _component(package: metadata.Distribution, kind: str) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": kind,
        "bom-ref": _purl(package),
        "name": _normal(package.metadata["Name"]),
        "version": package.version,
        "purl": _purl(package),
    }
    if licence := _licence(package):
        component["licenses"] = [licence]
    noted = sorted(f"{f.as_posix()} {f.hash.value}" for f in package.files or () if f.hash is not None)
    if noted:
        component["properties"] = [
            {"name": "tocsin:files", "value": str(len(noted))},
            {"name": "tocsin:files-sha256", "value": hashlib.sha256("\n".join(noted).encode()).hexdigest()},
        ]
    return component


def _licence(package: metadata.Distribution) -> dict[str, Any] | None:
    """An SPDX expression where the package gives one, else the name it gives."""
    if expression := package.metadata.get("License-Expression"):
        return {"expression": expression}
    classifiers = package.metadata.get_all("Classifier") or ()
    named = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License")]
    name = next(iter(named), None) or (package.metadata.get("License") or "").split("\n")[0].strip()
    return {"license": {"name": name[:100]}} if name else None


def _purl(package: metadata.Distribution) -> str:
    return f"pkg:pypi/{_normal(package.metadata['Name'])}@{package.version}"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("out", type=Path)
    out: Path = args.parse_args().out
    made = bill()
    out.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(f"{out}: {len(made['components'])} components\n")


if __name__ == "__main__":
    main()
