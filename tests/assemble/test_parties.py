"""Who did it, how sure that is, and who was hit: sentences in, perpetrators and targets out."""

from __future__ import annotations

import datetime as dt

import pytest

from tocsin.pipeline import Reader
from tocsin.records import Account, Report

DAY = dt.date(2023, 6, 20)  # a Tuesday


def first(reader: Reader, text: str) -> Account:
    return reader.read_report(Report("r", text, DAY, language="en")).accounts[0]


def doers(reader: Reader, text: str) -> list[str]:
    """Each perpetrator as 'name (certainty)'."""
    return [f"{p.name} ({p.certainty})" for p in first(reader, text).perpetrators]


IN_THE_WORDS = [
    ("A Russian missile strike on a market in Kramatorsk killed 13 people on Monday.",
     ["Russian Armed Forces (stated)"]),
    ("Two soldiers were killed on Sunday in a U.S. drone strike in South Waziristan, Pakistan.",
     ["United States Armed Forces (stated)"]),
    ("Twelve farmers were killed in Mosul on Sunday in an attack by Islamic State fighters.",
     ["Islamic State (stated)"]),
    ("A gunman killed five people in a market in Kano on Sunday before being shot by police.",
     ["gunman (stated)"]),
    ("Fighters of the Islamic State group stormed a village near Mosul on Sunday, killing nine people.",
     ["Islamic State (stated)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), IN_THE_WORDS)
def test_the_words_of_the_attack_name_the_doer(reader: Reader, text: str, expected: list[str]) -> None:
    assert doers(reader, text) == expected


AROUND = [
    ("Three people died on Sunday in a shooting at a school in Lyon. The gunman was shot dead by police.",
     ["gunman (stated)"]),
    ("Six people were wounded on Sunday in a stabbing in Leeds. A suspect has been detained.",
     ["suspect (suspected)"]),
    ("Twelve gunmen were killed by the army near Gao in Mali on Sunday.", ["Malian Armed Forces (stated)"]),
    ("Two people were wounded on Sunday in a stabbing in Leeds. Police do not have a suspect yet.", []),
    ("A car bomb killed nine people in Baghdad on Sunday.", []),
    ("A terrorist attack on a hotel in Ouagadougou killed nine people on Sunday.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), AROUND)
def test_the_attacker_himself_else_who_stopped_him_else_nobody(
    reader: Reader, text: str, expected: list[str]
) -> None:
    assert doers(reader, text) == expected


CLAIMS = [
    ("A bomb killed nine people in Kabul on Sunday. The Taliban claimed responsibility.",
     ["Taliban (claimed)"]),
    ("A bomb killed nine people in Colombo on Sunday. Police said it was the work of the Tamil Tigers.",
     ["Liberation Tigers of Tamil Eelam (suspected)"]),
    ("Missiles hit a railway station in Kramatorsk on Sunday, killing nine people. Kyiv blamed Moscow.",
     ["Russian Armed Forces (suspected)"]),
    ("The Ethiopian army said on Monday it had killed 15 rebels near Mekelle.",
     ["Ethiopian National Defense Force (claimed)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_claims_and_accusations_told_later(reader: Reader, text: str, expected: list[str]) -> None:
    assert doers(reader, text) == expected


SURE = [
    ("Suspected far-right gunmen shot nine people in Hanau on Sunday.", ["far-right gunmen (suspected)"]),
    ("A market in Idlib was hit on Sunday in a suspected Russian air raid that killed nine people.",
     ["Russian Armed Forces (suspected)"]),
    ("Rebels allegedly killed nine villagers near Goma on Sunday.", ["Rebels (suspected)"]),
    ("The US Africa Command says that a US air strike killed 60 al-Shabaab militants in Somalia on Sunday.",
     ["United States Armed Forces (claimed)"]),
    ("Gunmen killed nine villagers near Kano on Sunday, the police said.", ["Gunmen (stated)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SURE)
def test_how_sure_the_report_is(reader: Reader, text: str, expected: list[str]) -> None:
    assert doers(reader, text) == expected


NOT_THE_DOER = [
    ("Gunmen disguised as police officers killed nine people near Kano on Sunday.", ["Gunmen (stated)"]),
    ("Police thwarted an attempt by al-Shabaab to bomb a hotel in Nairobi on Sunday.",
     ["Al-Shabaab (stated)"]),
    ("The army repelled an attack by rebels on a base near Goma on Sunday. Nine soldiers were killed.",
     ["rebels (stated)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NOT_THE_DOER)
def test_who_stops_an_attack_or_is_copied_by_it_did_not_make_it(
    reader: Reader, text: str, expected: list[str]
) -> None:
    accounts = reader.read_report(Report("r", text, DAY, language="en")).accounts
    assert expected in [[f"{p.name} ({p.certainty})" for p in a.perpetrators] for a in accounts]


OTHERS = [
    ("A gunman shoots and kills one person and injures six others, before killing himself, in Kano.",
     ["gunman (stated)"]),
    ("The village of Urazovo came under fire from the Armed Forces of Ukraine on Sunday. A man was killed.",
     ["Armed Forces of Ukraine (stated)"]),
    ("A shooting in Birmingham, Alabama, United States killed four people on Sunday.", []),
    ("Nine civilians were killed on Sunday when government warplanes struck a village held by Islamist"
     " fighters near Idlib, in Syria.", ["Syrian government forces (stated)"]),
    ("A car bomb at a checkpoint manned by rebels killed nine people in Azaz, Syria, on Sunday.", []),
    ("Nine bodies were found near Wamena, Indonesia, on Sunday. Soldiers found them after an attack.", []),
    ("A Damascus car bombing killed nine people on Sunday. Syria's car bombing was the third.", []),
    ("A car bomb killed nine people in Kabul on Sunday. Neither side blamed any group for it.", []),
    ("Al-Shabaab denied an attack on Friday. On Sunday fighters of the group shelled Baidoa, in Somalia, and"
     " killed nine people.", ["Al-Shabaab (stated)"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_only_who_acts_in_the_attack_made_it(reader: Reader, text: str, expected: list[str]) -> None:
    accounts = reader.read_report(Report("r", text, DAY, language="en")).accounts
    assert [f"{p.name} ({p.certainty})" for p in accounts[-1].perpetrators] == expected


def test_strikes_told_one_after_the_other_are_by_one_party(reader: Reader) -> None:
    text = (
        "Syrian government air strikes killed nine people in Jassem on Sunday. Elsewhere, air strikes on"
        " Douma killed six people on Sunday."
    )
    accounts = reader.read_report(Report("r", text, DAY, language="en")).accounts
    assert [[p.name for p in a.perpetrators] for a in accounts] == [["Syrian government"]] * 2


def test_a_state_is_one_doer(reader: Reader) -> None:
    text = (
        "Syrian air strikes killed nine people in Idlib on Sunday. Syrian government warplanes hit a market."
    )
    assert len(first(reader, text).perpetrators) == 1


def test_the_attackers_who_died_are_those_who_attacked(reader: Reader) -> None:
    text = "A gunman shot dead nine people in a market in Kano, in Nigeria, on Sunday before killing himself."
    groups = [(t.low, t.group.name, t.group.side) for t in first(reader, text).tolls if t.group]
    assert groups == [(1, "gunman", "perpetrator")]


WEAPONS = [
    ("A bomb killed nine people in Kano on Sunday.", ["ied"]),
    ("A car bomb killed nine people in Kano on Sunday.", ["vehicle_ied"]),
    ("Rebels shot down an army helicopter near Goma on Sunday, killing nine soldiers.", []),
]


@pytest.mark.parametrize(("text", "expected"), WEAPONS)
def test_weapons_are_what_the_words_name(reader: Reader, text: str, expected: list[str]) -> None:
    assert [w.name for w in first(reader, text).weapons] == expected


def test_an_attacker_takes_the_name_that_the_report_gives_him(reader: Reader) -> None:
    text = "A man stabbed two people in a park in Leeds on Sunday. He was named as Adam Barlow, police said."
    assert doers(reader, text) == ["Adam Barlow (stated)"]


def test_plain_people_are_no_target_beside_what_was_attacked(reader: Reader) -> None:
    account = first(reader, "Gunmen attacked a police station in Kano on Sunday, killing three people.")
    assert [(t.text, t.type) for t in account.targets] == [("police station", "facility")]
