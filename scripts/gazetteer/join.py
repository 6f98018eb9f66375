"""Joins the packages into rows: display names, aliases worth keeping, points for provinces and countries."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from gazetteer import sources
from gazetteer.writer import Row
from tocsin.gazetteer.names import normalise, skeleton

# Countries whose languages are not written in Latin letters: their names come in many spellings.
_SCRIPTS = frozenset(
    [
        "ar",
        "fa",
        "ps",
        "ur",
        "ku",
        "ckb",
        "he",
        "ru",
        "uk",
        "be",
        "bg",
        "sr",
        "mk",
        "hi",
        "bn",
        "ne",
        "si",
        "ta",
        "te",
        "my",
        "am",
        "ti",
        "km",
        "lo",
        "th",
        "ka",
        "hy",
        "dz",
        "mn",
        "kk",
        "ky",
        "tg",
        "ug",
    ]
)
# Words that say what kind of area a name is; provinces are also known without them.
_ADMIN = re.compile(
    r"(?i)[\s-]+(governorate|province|oblast['’]?|region|state|county|district|prefecture|department|"
    r"republic|"
    r"muhafazat|wilayat|vilayat|voivodeship|emirate|municipality|division|parish|canton|zone|autonomous \w+|"
    r"oblast|kray|krai|okrug|sub-?district|woreda|subcounty|rayon|raion|qada|qadaa)$"
    r"|^(muhafazat|wilayat|provincia de|departamento de|estado de|province of|state of|region of|provincia|"
    r"departamento|região|provincie|kabupaten|kota|gobierno de|région de|région du|cercle de|département de|"
    r"département du|préfecture de|province du|province de|sous-préfecture de|amphoe|changwat)\s+(?=\S)"
)
_MARKS = frozenset("\u0304\u0323\u0327\u0331\u0332\u0328")  # macrons and dots below: transliteration


def is_latin(name: str) -> bool:
    return name.isascii() or all(
        "LATIN" in unicodedata.name(c, "") for c in unicodedata.normalize("NFKD", name) if c.isalpha()
    )


def useful(alias: str) -> bool:
    """Whether a GeoNames alternative name is a spelling a report may use.

    Machine romanisations are lower case; codes are short capitals.
    """
    return (
        (
            (2 < len(alias) < 60 and alias[:1] != alias[:1].lower())
            or alias[:3].lower() in ("al-", "al ", "el-", "an-", "as-", "ad-")
        )
        and is_latin(alias)
        and not (alias.isupper() and len(alias) <= 3)
        and not any(c.isdigit() for c in alias)
    )


def plain(name: str) -> str:
    """The display spelling: transliteration marks off, other accents kept; the Arabic article hyphened."""
    name = name.replace("‘", "").replace("ʻ", "").replace("`", "").replace("’", "'").replace("ʼ", "'")
    split = unicodedata.normalize("NFD", name)
    if any(c in _MARKS for c in split) and not any(c in "ãõçğşąęțș" for c in name.lower() if c not in "ş"):
        name = unicodedata.normalize("NFC", "".join(c for c in split if not unicodedata.combining(c)))
    return name.strip("'")


def arabic(name: str) -> str:
    return re.sub(r"^(Al|Ar|As|Ash|Ad|An|At|Az|El) (?=[A-Z])", r"\1-", name)


def bare(name: str) -> str:
    """A province's name without the word for province."""
    return _ADMIN.sub("", name).strip() or name


def transliterated(countries: dict[str, dict[str, Any]]) -> frozenset[str]:
    """ISO2 of the countries where a skeleton match helps."""
    return frozenset(c["iso2"] for c in countries.values() if c.pop("script", False))


def join(
    cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]], features: dict[int, tuple[str, str]],
    country_names: dict[str, list[str]], subdivisions: list[dict[str, Any]], package: Path, tables: Path,
) -> tuple[list[Row], dict[str, dict[str, Any]], dict[str, str]]:  # fmt: skip
    """Rows for the writer, countries by ISO3 for the header, demonym to ISO3."""
    with (tables / "countries.tsv").open(encoding="utf-8") as f:
        hand = {r["iso3"]: r for r in csv.DictReader(f, delimiter="\t")}
    outlines = {p["iso_a2"]: a for p, a in sources.polygons(package, "countries", ("iso_a2",))}
    rows, header, demonyms = [], {}, {}
    arab = set()
    for iso2, c in countries.items():
        iso3, mine = c["iso3"], hand.get(c["iso3"], {})
        script = bool({x.split("-")[0] for x in c["languages"].split(",")[:2]} & _SCRIPTS)
        if c["languages"].startswith("ar"):
            arab.add(iso2)
        lat, lon, radius = outlines.get(iso2, (None, None, 0.0))
        if mine.get("lat"):
            lat, lon = float(mine["lat"]), float(mine["lon"])
        row = Row(c["name"], "country", iso2, code=iso2, lat=lat, lon=lon, population=c["population"],
                  gid=c["geonameid"], feature="PCLI",
                  radius=radius or math.sqrt((c["areakm2"] or 1) / math.pi))  # fmt: skip
        row.aliases = {a for a in (mine.get("aliases") or "").split("|") if a}
        row.weak = {a for a in country_names.get(iso2, []) if a and is_latin(a)}
        rows.append(row)
        borders = [countries[n]["iso3"] for n in c["neighbours"].split(",") if n in countries]
        header[iso3] = {"iso2": iso2, "name": c["name"], "capital": c["capital"], "script": script,
                        "neighbours": borders}  # fmt: skip
        for d in (mine.get("demonyms") or "").split("|"):
            if d:
                demonyms.setdefault(d, iso3)
    demonyms["Congolese"] = "COD"
    admin = _subdivisions(subdivisions, cities, features, package, arab)
    rows += admin.values()
    rows += _cities(cities, features, admin, arab, {i: c["capital"] for i, c in countries.items()})
    _capital_names(rows, frozenset(h["iso2"] for h in header.values() if h["script"]))
    if (tables / "supplement.tsv").exists():
        _supplement(rows, tables / "supplement.tsv", {c["iso3"]: i for i, c in countries.items()})
    _zones(rows)
    _points_by_name(rows)
    return rows, header, demonyms


def _subdivisions(
    subdivisions: list[dict[str, Any]], cities: list[dict[str, Any]], features: dict[int, tuple[str, str]],
    package: Path, arab: set[str],
) -> dict[str, Row]:  # fmt: skip
    shapes: dict[tuple[str, str], sources.Area] = {}
    for p, where in sources.polygons(package, "states_provinces", ("iso_a2", "name", "woe_name", "gn_name")):
        for n in (p["gn_name"], p["name"], p["woe_name"]):
            for key in (normalise(n), normalise(bare(n))):
                known = shapes.get((p["iso_a2"], key))
                if known is None or known[2] < where[2]:
                    shapes[p["iso_a2"], key] = where
    members: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for c in cities:
        point = (c["latitude"], c["longitude"], max(c["population"], 100))
        code = f"{c['countrycode']}.{c['admin1code']}"
        members[code].append(point)
        people[code] += c["population"]
        if a2 := features.get(c["geonameid"], ("", ""))[1]:
            members[f"{code}.{a2}"].append(point)
            people[f"{code}.{a2}"] += c["population"]
    out: dict[str, Row] = {}
    for s in subdivisions:
        iso2, level = s["code"][:2], 1 if s["code"].count(".") == 1 else 2
        latin = [s["name"], *(a for a in s["aliases"] if is_latin(a))]
        name = plain(s["name"])
        english = [bare(a) for a in latin[1:]]
        if level == 1 and english and (name != s["name"] or iso2 in arab):
            name = min(english, key=lambda a: (not a.isascii(), -len(set(english) & {a}), len(a) > 24))
        if level == 1:
            name = bare(name) if len(bare(name)) > 3 and not name.startswith("Republic") else name
        row = Row(arabic(name) if iso2 in arab else name, f"admin{level}", iso2, code=s["code"],
                  gid=s["id"], feature=f"ADM{level}", population=people.get(s["code"], 0),
                  admin1="" if level == 1 else ".".join(s["code"].split(".")[:2]))  # fmt: skip
        row.aliases = {*latin, *map(plain, latin)}
        (row.aliases if level == 1 else row.weak).update(map(bare, latin))
        shape = None
        if level == 1:
            shape = next(
                (shapes[iso2, k] for a in sorted(row.aliases) if (iso2, k := normalise(a)) in shapes), None
            )
        if shape:
            row.lat, row.lon, row.radius = shape
        elif points := members.get(s["code"]):
            total = sum(p[2] for p in points)
            row.lat = sum(p[0] * p[2] for p in points) / total
            row.lon = sum(p[1] * p[2] for p in points) / total
            row.radius = max(
                5.0,
                max(
                    math.hypot(p[0] - row.lat, (p[1] - row.lon) * math.cos(math.radians(row.lat)))
                    for p in points
                )
                * 111,
            )
        out.setdefault(s["code"], row)
    return out


def _cities(
    cities: list[dict[str, Any]], features: dict[int, tuple[str, str]], admin: dict[str, Row], arab: set[str],
    capitals: dict[str, str],
) -> list[Row]:  # fmt: skip
    out = []
    for c in cities:
        iso2, code = c["countrycode"], f"{c['countrycode']}.{c['admin1code']}"
        feature, a2 = features.get(c["geonameid"], ("PPL", ""))
        name = plain(c["name"])
        province = admin.get(code)
        if province and name != c["name"] and skeleton(normalise(name)) == skeleton(normalise(province.name)):
            name = province.name  # Dayr az Zawr in the province Deir ez-Zor
        kind = "neighbourhood" if feature == "PPLX" else "city"
        row = Row(arabic(name) if iso2 in arab else name, kind, iso2,
                  lat=c["latitude"], lon=c["longitude"], population=c["population"], gid=c["geonameid"],
                  feature=feature, zone=c["timezone"], admin1=code if province else "",
                  admin2=f"{code}.{a2}" if f"{code}.{a2}" in admin else "")  # fmt: skip
        row.aliases = {c["name"]}
        row.weak = {a for a in c["alternatenames"] if useful(a)}
        if feature == "PPLC":
            row.aliases |= row.weak & {capitals.get(iso2, "")}
        out.append(row)
    return out


def _supplement(rows: list[Row], table: Path, iso2_of: dict[str, str]) -> None:
    """Add the hand-kept rows; a row that matches a place near it only adds its names and weight."""
    index: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    towns: dict[str, list[Row]] = defaultdict(list)
    for r in rows:
        for a in sorted({normalise(a) for a in (r.name, *r.aliases, *r.weak)}):
            index[r.iso2, _family(r.kind), a].append(r)
        if r.kind == "city":
            towns[r.iso2].append(r)
    with table.open(encoding="utf-8") as f:
        lines = [line for line in f if line.strip() and not line.startswith("#")]
    lost: list[str] = []
    for r in csv.DictReader(lines, delimiter="\t"):
        iso2 = iso2_of[r["country"]] if r["country"] else "ZZ"
        aliases = {a for a in (r["aliases"] or "").split("|") if a}
        point = (float(r["lat"]), float(r["lon"])) if r["lat"] else None
        weight = int(r["weight"] or 0)
        same = [
            k
            for n in (r["name"], *sorted(aliases))
            for k in index[iso2, _family(r["kind"]), normalise(n)]
            if point is None or k.lat is None or k.lon is None or _km(point, (k.lat, k.lon)) < 40
        ]
        if same:
            known = max(same, key=lambda k: k.population)
            known.aliases |= {r["name"], *aliases}
            known.population = max(known.population, weight)
            if r["kind"] not in ("admin1", "admin2"):
                known.kind = r["kind"]
            if r["kind"] in ("neighbourhood", "site") or re.search(
                r"(?i)\b(oblast|kray|respublika)", known.name
            ):
                known.name = r["name"]
            if r["kind"] == "admin1":
                known.name = bare(r["name"])
            if point and known.lat is None:
                known.lat, known.lon, known.radius = *point, float(r["radius_km"] or 0)
            continue
        if point is None:
            lost.append(f"{r['name']} ({r['kind']} of {r['country']})")
            continue
        row = Row(r["name"], r["kind"], iso2, lat=point[0], lon=point[1], feature="HAND", population=weight,
                  radius=float(r["radius_km"] or 0))  # fmt: skip
        row.aliases = aliases
        near = min(towns[iso2], key=lambda t: _km(point, (t.lat or 0, t.lon or 0)), default=None)
        if near and r["kind"] not in ("region", "water") and _km(point, (near.lat or 0, near.lon or 0)) < 120:
            row.admin1, row.zone = near.admin1, near.zone
        rows.append(row)
    if lost:
        raise SystemExit(f"{table}: rows without a point that match nothing: {'; '.join(lost)}")


def _family(kind: str) -> str:
    return "place" if kind in ("city", "neighbourhood", "site") else kind


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance good enough to tell neighbours from namesakes."""
    return 111 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def _zones(rows: list[Row]) -> None:
    """Provinces, districts and countries take the time zone of their largest town."""
    best: dict[str, Row] = {}
    for r in rows:
        if r.zone:
            for code in (r.iso2, r.admin1, r.admin2):
                if code and (code not in best or r.population > best[code].population):
                    best[code] = r
    for r in rows:
        if not r.zone and (town := best.get(r.code) or best.get(r.admin1) or best.get(r.iso2)):
            r.zone = town.zone


def _capital_names(rows: list[Row], script: frozenset[str]) -> None:
    """Provinces of countries with other scripts are called as their capital where that is one of their
    names (Kandahar, not Qandahor viloyati); oblasts and krais always (Yaroslavl, not Yaroslavskaya)."""
    seats = {r.admin1: r.name for r in rows if r.feature in ("PPLA", "PPLC")}
    for r in rows:
        seat = seats.get(r.code)
        if r.kind != "admin1" or not seat or r.iso2 not in script:
            continue
        known = {normalise(bare(a)) for a in (r.name, *r.aliases)}
        if re.search(r"(?i)(skaya|skiy|s'ka|ska$|oblast|kray|voblas)", r.name):
            r.aliases |= {r.name, seat, *(f"{seat} {w}" for w in ("Oblast", "region", "province"))}
            r.name = seat
        elif normalise(seat) in known and not r.name.endswith("City"):
            r.aliases.add(r.name)
            r.name = seat


def _points_by_name(rows: list[Row]) -> None:
    """A district without a point takes that of the town of its name in the same province."""
    towns: dict[tuple[str, str], Row] = {}
    for r in rows:
        if r.kind == "city" and r.admin1:
            for a in (r.name, *sorted(r.aliases | r.weak)):
                towns.setdefault((r.admin1, normalise(a)), r)
    for r in rows:
        if r.kind == "admin2" and r.lat is None:
            names = (r.name, *sorted(r.aliases | r.weak))
            town = next((t for a in names if (t := towns.get((r.admin1, normalise(bare(a)))))), None)
            if town:
                r.lat, r.lon, r.radius = town.lat, town.lon, 20.0
