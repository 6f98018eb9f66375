"""The ground floor: frozen records that every stage passes and none of them changes."""

from tocsin.records.account import (
    Account,
    Group,
    Link,
    Perpetrator,
    Person,
    Place,
    Reading,
    Speaker,
    Target,
    Toll,
    Weapon,
    When,
    Words,
)
from tocsin.records.issue import Issue
from tocsin.records.parse import Name, Parse, Sentence, Token
from tocsin.records.report import Report
from tocsin.records.span import Span

__all__ = [
    "Account",
    "Group",
    "Issue",
    "Link",
    "Name",
    "Parse",
    "Perpetrator",
    "Person",
    "Place",
    "Reading",
    "Report",
    "Sentence",
    "Span",
    "Speaker",
    "Target",
    "Token",
    "Toll",
    "Weapon",
    "When",
    "Words",
]
