"""``tocsin link``: what was done, in a line or two."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

from tocsin.cli.review import changed
from tocsin.cli.where import existing
from tocsin.cli.words import counted
from tocsin.pipeline.incidents import link_store
from tocsin.store import Filter


def link_and_tell(store_url: str, by: str, everything: bool, quiet: bool) -> None:
    """Bring the incidents of the store up to date and say what changed."""
    store = existing(store_url)
    with _spinner(quiet) as said:
        done = link_store(store, by=by, everything=everything, said=said)
    if quiet:
        return
    copies = f"; {counted(done.copies, 'report')} found to be copies or updates" if done.copies else ""
    click.echo(f"{counted(done.accounts, 'account')} linked{copies}; {changed(done.saved)}")
    shown = counted(len(store.incidents(Filter())), "incident")
    click.echo(f"{store.url} holds {shown}; list them with: tocsin incidents")


@contextlib.contextmanager
def _spinner(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Tell what is being done, where a person watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("linking") as status:
        yield status.update
