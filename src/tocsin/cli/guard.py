"""Every way a command can end, as an exit code and at most one sentence on stderr.

0 fine, 1 some inputs failed, 2 bad usage, 130 Ctrl-C, 141 the reader of our output went away.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

import click

from tocsin import __version__
from tocsin.errors import TocsinError, UsageError, one_line

DEBUG = "TOCSIN_DEBUG"


def say(sentence: str) -> None:
    """One sentence to stderr, on one line; by ``sys.stderr``, which a progress bar puts itself before."""
    sys.stderr.write(f"tocsin: {one_line(sentence)}\n")


def guarded(command: Callable[[], int | None]) -> int:
    """Run ``command`` and return the exit code; nothing it raises gets out, and no traceback is shown.

    With ``TOCSIN_DEBUG=1`` the traceback of an error is printed before its sentence.
    """
    try:
        code = command() or 0
        sys.stdout.flush()
    except click.exceptions.Exit as err:  # --help and --version end this way
        return err.exit_code
    except click.UsageError as err:
        where = err.ctx.command_path if err.ctx else "tocsin"
        say(f"{err.format_message().rstrip('.')}; see: {where} --help")
        return 2
    except click.ClickException as err:
        say(err.format_message())
        return 2
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        _give_up_stdout()
        return 141
    except UsageError as err:
        _debug()
        say(str(err))
        return 2
    except TocsinError as err:
        _debug()
        say(str(err))
        return 1
    except MemoryError:
        say("out of memory; read fewer or shorter reports at a time")
        return 1
    except OSError as err:
        _debug()
        say(f"{err.filename or 'the output'}: {(err.strerror or str(err)).lower()}")
        return 1
    except Exception as err:  # noqa: BLE001 - the last net: a bug of ours must not show as a traceback
        _debug()
        say(internal_error(err))
        return 1
    return code


def internal_error(err: Exception) -> str:
    """The sentence for an error that nobody foresaw."""
    what = f"{type(err).__name__}: {err}"[:200]
    return (
        f"internal error in tocsin {__version__} ({what}); please report it, "
        f"with the traceback that {DEBUG}=1 shows"
    )


def _debug() -> None:
    if os.environ.get(DEBUG, "") not in ("", "0"):
        traceback.print_exc()


def _give_up_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
