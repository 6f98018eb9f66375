"""The commands by which a person decides: merge, split, set, confirm, discount, comment, undo, erase."""

from __future__ import annotations

import click

from tocsin.cli.where import by_option, existing, person, store_option, why_option


@click.command("merge", short_help="Two or more incidents are one.")
@click.argument("incidents", metavar="ID ID...", nargs=-1, required=True)
@store_option
@by_option
@why_option
def merge_command(incidents: tuple[str, ...], store_url: str, by: str | None, why: str | None) -> None:
    """Say that incidents are one. The ids of all of them lead to the record from then on.

    \b
    Example:
      tocsin merge --store record.db kohat-police#1 maiduguri-prison#1 --why "one and the same"
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import merge

    tell(merge(existing(store_url), incidents, by=person(by), why=why))


@click.command("split", short_help="Some accounts of an incident tell of another one.")
@click.argument("incident", metavar="ID")
@click.argument("accounts", metavar="ACCOUNT...", nargs=-1, required=True)
@store_option
@by_option
@why_option
def split_command(
    incident: str, accounts: tuple[str, ...], store_url: str, by: str | None, why: str | None
) -> None:
    """Say that ACCOUNTs of the incident ID tell of another incident than its other accounts.

    \b
    Example:
      tocsin split --store record.db kohat-police#1 kohat-late#1 --why "another police post"
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import split

    tell(split(existing(store_url), incident, accounts, by=person(by), why=why))


@click.command("set", short_help="A field of an incident has this value.")
@click.argument("incident", metavar="ID")
@click.argument("field")
@click.argument("value")
@store_option
@by_option
@why_option
def set_command(
    incident: str, field: str, value: str, store_url: str, by: str | None, why: str | None
) -> None:
    """Set a FIELD of an incident: kind, when.start, where.0.name, toll.killed.best, perpetrators ...

    VALUE is a word, a number, a day, or JSON. The accounts stay as they are; the record says who set it.

    \b
    Examples:
      tocsin set --store record.db kohat-police#1 toll.killed.best 4 --why "the hospital's list"
      tocsin set --store record.db kohat-police#1 kind armed_attack
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import set_value

    tell(set_value(existing(store_url), incident, field, value, by=person(by), why=why))


@click.command("confirm", short_help="An incident is confirmed.")
@click.argument("incident", metavar="ID")
@store_option
@by_option
@why_option
def confirm_command(incident: str, store_url: str, by: str | None, why: str | None) -> None:
    """Say that an incident is confirmed. Only a person gives that grade.

    \b
    Example:
      tocsin confirm --store record.db kohat-police#1 --why "named by the ministry"
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import confirm

    tell(confirm(existing(store_url), incident, by=person(by), why=why))


@click.command("discount", short_help="An incident is discounted, or is none at all.")
@click.argument("incident", metavar="ID")
@click.option("--no-incident", "nothing", is_flag=True, help="Its accounts tell of no incident at all.")
@store_option
@by_option
@why_option
def discount_command(incident: str, nothing: bool, store_url: str, by: str | None, why: str | None) -> None:
    """Say that an incident does not count, such as an accident. It stays in the record and says so.

    \b
    Example:
      tocsin discount --store record.db kohat-police#1 --why "a gas leak, says the inquiry"
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import discount, no_incident

    decide = no_incident if nothing else discount
    tell(decide(existing(store_url), incident, by=person(by), why=why))


@click.command("comment", short_help="A remark on an incident.")
@click.argument("incident", metavar="ID")
@click.argument("text")
@store_option
@by_option
def comment_command(incident: str, text: str, store_url: str, by: str | None) -> None:
    """Leave a remark on an incident; tocsin show prints it.

    \b
    Example:
      tocsin comment --store record.db kohat-police#1 "asked the hospital, no answer yet"
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import comment

    tell(comment(existing(store_url), incident, text, by=person(by)))


@click.command("undo", short_help="A decision no longer holds.")
@click.argument("verdict", metavar="[VERDICT]", required=False)
@store_option
@by_option
@why_option
def undo_command(verdict: str | None, store_url: str, by: str | None, why: str | None) -> None:
    """Take back a decision: the one of that id (tocsin verdicts lists them), else your last one.

    \b
    Example:
      tocsin undo --store record.db
    """
    from tocsin.cli.review import tell
    from tocsin.review.decide import undo

    tell(undo(existing(store_url), verdict, by=person(by), why=why))


@click.command("verdicts", short_help="The decisions of people: list, export, import.")
@store_option
@by_option
@click.option("--export", "out", metavar="FILE", help="Write them as JSON lines to FILE, or - .")
@click.option("--import", "source", metavar="FILE", help="Take in the decisions of such a file.")
def verdicts_command(store_url: str, by: str | None, out: str | None, source: str | None) -> int:
    """List the decisions of people and how they stand, or carry them to another store of the same reports.

    \b
    Examples:
      tocsin verdicts --store record.db
      tocsin verdicts --store record.db --export verdicts.jsonl
      tocsin verdicts --store record.db --import verdicts.jsonl
    """
    from tocsin.cli.review import export_to, import_from, list_verdicts
    from tocsin.errors import UsageError

    if out and source:
        raise UsageError("--export and --import exclude each other")
    store = existing(store_url)
    if out:
        return export_to(store, out)
    if source:
        return import_from(store, source, person(by))
    return list_verdicts(store)


@click.command("erase", short_help="Take a person out of the store for good.")
@click.argument("name")
@click.option("--also", metavar="NAME", multiple=True, help="Another spelling of the same name.")
@click.option("--dry-run", is_flag=True, help="Only tell where the name stands.")
@store_option
@by_option
@why_option
def erase_command(
    name: str, also: tuple[str, ...], dry_run: bool, store_url: str, by: str | None, why: str | None
) -> None:
    """Take a person out of texts, accounts, incidents, history and audit. This cannot be undone.

    The name is blacked out wherever it stands, in any case and with or without accents, and in every report
    that is added later. A tombstone says when and why, without the name. Copies outside the store (the
    source files, exports, backups) are yours to clear.

    \b
    Example:
      tocsin erase --store record.db --dry-run "Abu Hamza"
    """
    from tocsin.cli.review import erase_person

    erase_person(existing(store_url), (name, *also), dry_run, person(by), why)
