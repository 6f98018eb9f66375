"""The actor register: who is called what, and what a broken table says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tocsin.errors import DataError
from tocsin.gazetteer.actors import COLUMNS, ActorEntry, check, name_key, register
from tocsin.gazetteer.states import state_force, states

HEADER = "\t".join(COLUMNS)


def found(words: str) -> str | None:
    entry = register().find(words)
    return entry.id if entry is not None else None


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("FDS", "syrian-democratic-forces"),
        ("SDF", "syrian-democratic-forces"),
        ("Syrian Democratic Forces", "syrian-democratic-forces"),
        ("Fuerzas Democráticas Sirias", "syrian-democratic-forces"),
        ("Daesh", "islamic-state"),
        ("Da'esh", "islamic-state"),
        ("Estado Islámico", "islamic-state"),
        ("Estado Islamico", "islamic-state"),
        ("Isis", "islamic-state"),
        ("al-Shabab", "al-shabaab"),
        ("Al Shabaab", "al-shabaab"),
        ("Harakat al-Shabaab", "al-shabaab"),
        ("Ansar Allah", "houthis"),
        ("F.A.R.C.", "farc"),
        ("People's Protection Units", "ypg"),
        ("Africa Corps", "africa-corps"),
        ("Nato", "nato"),
    ],
)
def test_one_actor_has_many_names(words: str, actor: str) -> None:
    assert found(words) == actor


@pytest.mark.parametrize("words", ["is", "Is", "mend", "adf", "the", "islamic state of confusion", ""])
def test_common_words_are_no_actors(words: str) -> None:
    assert found(words) is None


def test_actors_change_their_names_over_time() -> None:
    actors = register()
    hts = actors.get("hayat-tahrir-al-sham")
    assert hts is not None
    line = [hts.id]
    entry: ActorEntry | None = hts
    while entry is not None and entry.parent:
        entry = actors.get(entry.parent)
        line.append(entry.id if entry else "?")
    assert line == ["hayat-tahrir-al-sham", "jabhat-fateh-al-sham", "al-nusra-front", "al-qaeda"]
    nusra = actors.get("al-nusra-front")
    assert nusra is not None
    assert nusra.existed(dt.date(2014, 5, 1))
    assert not nusra.existed(dt.date(2018, 5, 1))


def test_the_shipped_table_is_sound_and_large_enough() -> None:
    assert check() == []
    armed = [e for e in register() if e.type in ("rebel_group", "militia")]
    assert len(armed) >= 400
    assert all(entry.source for entry in register())


def test_every_state_has_its_forces() -> None:
    for iso3 in states():
        for force in ("army", "air", "navy", "police", "security", "government"):
            assert state_force(register(), iso3, force).country == iso3
    assert state_force(register(), "ISR", "army").name == "Israel Defense Forces"
    assert state_force(register(), "COL", "air").name == "Colombian Air Force"


def test_every_name_of_the_table_finds_an_actor_of_that_name() -> None:
    actors = register()
    for entry in actors:
        for alias in (entry.name, *entry.aliases):
            hit = actors.find(alias)
            assert hit is not None, alias
            assert name_key(alias) in {name_key(a) for a in (hit.name, *hit.aliases)}


def test_a_users_table_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        f"{HEADER}\nriver-guard\tRiver Guard\tmilitia\tSSD\tislamic-state\t2021\t\t\tRG|IS\tfield notes\n",
        "utf-8",
    )
    assert check(own) == []
    assert register(own).find("IS") == register(own).get("river-guard")
    assert register().find("IS") != register(own).find("IS")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("x y\tX\tmilitia\t\t\t\t\t\t\ts", "own.tsv:2: the id 'x y' may hold"),
        ("x\tX\tarmy\t\t\t\t\t\t\ts", "own.tsv:2: the type 'army' is none of"),
        ("x\tX\tmilitia\tSudan\t\t\t\t\t\ts", "own.tsv:2: the country 'Sudan' is no ISO"),
        ("x\tX\tmilitia\t\tnobody\t\t\t\t\ts", "own.tsv:2: the parent 'nobody' is the id of no row"),
        ("x\tX\tmilitia\t\t\t12 May\t\t\t\ts", "own.tsv:2: valid_from '12 May' is no date"),
        ("x\tX\tmilitia\t\t\t2014\t2012\t\t\ts", "own.tsv:2: valid_until 2012 is before"),
        ("x\tX\tmilitia\t\t\t\t\t\t\t", "own.tsv:2: the source is empty"),
        ("x\tX\tmilitia", "own.tsv:2: 3 columns instead of 10"),
    ],
)
def test_a_fault_names_file_line_and_remedy(tmp_path: Path, row: str, fault: str) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"{HEADER}\n{row}\n", "utf-8")
    assert any(fault in message for message in check(own))
    with pytest.raises(DataError, match=r"own\.tsv:2"):
        register(own)
