"""Faults planted in perfect answers at random: every field, every status, every span may go wrong."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from typing import Any

KINDS = ("armed_attack", "clash", "bombing", "suicide_bombing", "air_strike", "shelling", "arrest", "other")
NAMES = ("Islamic State", "ISIS", "the Taliban", "Boko Haram fighters", "Gunmen (Taliban)", None)
NUMBERS = (None, 1, 2, 3, 7, 30, 40)
LEVELS = ("city", "admin1", "country", "region", None)


def spoil(accounts: Sequence[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """The accounts with about one value in six changed, some dropped, doubled and out of order."""

    def hit(p: float) -> bool:
        return chance.random() < p

    out = []
    for account in copy.deepcopy(list(accounts)):
        if hit(0.1):
            continue
        if hit(0.1):
            out.append(copy.deepcopy(account))
        if hit(0.2):
            account["kind"] = chance.choice(KINDS)
        if hit(0.15):
            account["status"] = chance.choice(("reported", "background", "foiled"))
        _dates(account, chance)
        _tolls(account, chance)
        _places(account, chance)
        for party in account["perpetrators"]:
            if hit(0.2):
                party["name"] = chance.choice(NAMES)
            if hit(0.1):
                party["certainty"] = "claimed"
            if hit(0.1):
                party["type"] = "militia"
        for name in ("perpetrators", "targets", "weapons"):
            if hit(0.1):
                account[name] = account[name][1:]
        _spans(account, chance)
        out.append(account)
    if hit(0.2):
        chance.shuffle(out)
    return out


def _dates(account: dict[str, Any], chance: random.Random) -> None:
    when = account["when"]
    if when and chance.random() < 0.2:
        when["basis"] = chance.choice(("publication_date", "stated"))
        if chance.random() < 0.5:
            when["start"], when["end"] = "2019-02-03", chance.choice((None, "2019-03-01", "2030-01-01"))
    elif chance.random() < 0.15:
        basis = chance.choice(("publication_date", "stated"))
        day = {"start": "2020-01-01", "end": "2020-01-01", "basis": basis, "text": None, "span": None}
        account["when"] = chance.choice((None, day))


def _tolls(account: dict[str, Any], chance: random.Random) -> None:
    tolls = account["tolls"]
    for toll in tolls:
        for bound in ("low", "high"):
            if chance.random() < 0.15:
                toll[bound] = chance.choice(NUMBERS)
        if chance.random() < 0.05:
            toll["effect"] = chance.choice(("killed", "injured", "escaped"))
        if chance.random() < 0.1:
            toll["whole"] = not toll["whole"]
        for part in ("said_by", "group"):
            if chance.random() < 0.1:
                toll[part] = None
        if chance.random() < 0.1:
            toll["qualifier"] = "vague"
        if chance.random() < 0.05:
            toll["said_by"] = {"text": "x", "span": [0, 3], "name": None, "stance": "claimed"}
    if tolls and chance.random() < 0.1:
        tolls.append(copy.deepcopy(chance.choice(tolls)))
    if tolls and chance.random() < 0.1:
        tolls.pop()


def _places(account: dict[str, Any], chance: random.Random) -> None:
    if chance.random() < 0.15:
        account["where"].reverse()
    for place in account["where"]:
        if place["lat"] is not None and chance.random() < 0.2:
            place["lat"] += chance.choice((-0.3, 0.3, 1, 2))
        if chance.random() < 0.1:
            place["lat"] = None
        if chance.random() < 0.1:
            place["name"] = place["name"].split()[0]
        if chance.random() < 0.1:
            place["country"] = chance.choice(("SYR", "IRQ", None))
        if chance.random() < 0.1:
            place["level"] = chance.choice(LEVELS)


def _spans(value: Any, chance: random.Random) -> None:
    if isinstance(value, list):
        for one in value:
            _spans(one, chance)
    elif isinstance(value, dict):
        if value.get("span") and chance.random() < 0.1:
            by = chance.randint(-40, 40)
            value["span"] = [max(0, value["span"][0] + by), max(1, value["span"][1] + by)]
        if value.get("span") and chance.random() < 0.05:
            value["span"] = None
        if "text" in value and chance.random() < 0.05:
            value["text"], value["basis"] = (
                None,
                chance.choice((None, "inferred", "title", "publication_date")),
            )
        for one in value.values():
            _spans(one, chance)
