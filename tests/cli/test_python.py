"""``tocsin.read`` as a Python user calls it."""

from __future__ import annotations

import datetime as dt

import pytest

import tocsin
from tocsin.errors import UsageError

TEXT = "Gunmen killed three policemen in the Nigerian city of Kano on Monday, the army said."


def test_read_gives_the_accounts_of_one_report() -> None:
    (account,) = tocsin.read(TEXT, published="2021-03-11")
    assert isinstance(account, tocsin.Account)
    assert account.when is not None
    assert account.when.start == dt.date(2021, 3, 8)
    assert [(t.effect, t.low, t.high) for t in account.tolls] == [("killed", 3, 3)]


def test_a_date_is_as_good_as_its_string() -> None:
    assert tocsin.read(TEXT, published=dt.date(2021, 3, 11)) == tocsin.read(TEXT, published="11 March 2021")


def test_without_a_date_the_weekday_stays_unplaced() -> None:
    (account,) = tocsin.read(TEXT)
    assert account.when is None or account.when.start is None


@pytest.mark.parametrize("text", ["", " \n", "The parliament met on Monday to discuss the budget."])
def test_nothing_violent_is_no_account(text: str) -> None:
    assert tocsin.read(text, published="2021-03-11") == []


def test_a_bad_date_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="published: '2022-13-45' is no day of the calendar"):
        tocsin.read(TEXT, published="2022-13-45")


def test_the_package_has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        tocsin.nonsense  # noqa: B018
