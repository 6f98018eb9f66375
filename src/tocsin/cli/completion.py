"""``tocsin completion``: what a shell needs to complete commands, options, formats and files."""

from __future__ import annotations

import os
from collections.abc import Callable

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class, shell_complete

VARIABLE = "_TOCSIN_COMPLETE"
_SHELLS = {
    "bash": 'add this line to ~/.bashrc:  eval "$(tocsin completion bash)"',
    "zsh": 'add this line to ~/.zshrc, after compinit:  eval "$(tocsin completion zsh)"',
    "fish": "run once:  tocsin completion fish > ~/.config/fish/completions/tocsin.fish",
}

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Leave it to the shell: files and folders."""
    del context, parameter
    return [CompletionItem(incomplete, type="file")]


def words(*choices: str) -> Completer:
    """One of ``choices``."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        del context, parameter
        return [CompletionItem(word) for word in choices if word.startswith(incomplete)]

    return complete


@click.command("completion")
@click.argument("shell", type=click.Choice(list(_SHELLS)))
def completion_command(shell: str) -> None:
    """Print what makes SHELL complete commands, options and files with the Tab key.

    To have it always: bash and zsh run the line that the output begins with, at their start; fish reads
    a file of it.

    \b
    Examples:
      tocsin completion bash
      tocsin completion fish
    """
    root = click.get_current_context().find_root().command
    made = get_completion_class(shell)
    assert made is not None
    # ShellComplete's own source: that of bash runs a bash to ask for its version
    click.echo(f"# To have it always, {_SHELLS[shell]}")
    click.echo(ShellComplete.source(made(root, {}, "tocsin", VARIABLE)))


def asked() -> bool:
    """Whether a shell runs us to ask what could come next."""
    return bool(os.environ.get(VARIABLE))


def completing(app: click.Command) -> int:
    """Answer the shell that asks."""
    return shell_complete(app, {}, "tocsin", VARIABLE, os.environ[VARIABLE])
