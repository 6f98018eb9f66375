"""``tocsin doctor``: the examination as a table for people or JSON for programs."""

from __future__ import annotations

import json

import click


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--quick", is_flag=True, help="Do not read a sentence as a trial, which takes a second or two.")
@click.pass_context
def doctor_command(context: click.Context, as_json: bool, quick: bool) -> int:
    """Show what is installed, whether it is whole, and the command that mends what is not.

    Looked at are Python and the packages, the extras that some formats need, the language model, the
    gazetteer and the tables against their digests, and the settings; then one sentence is read. Send the
    output along when you report a bug: it holds no word of your reports.

    Exit code: 0 fine, 1 something that is needed is missing or broken.

    \b
    Examples:
      tocsin doctor
      tocsin doctor --quick --json
    """
    from tocsin.doctor import as_dict, examine, shown

    checks = examine(context.obj, trial=not quick)
    if as_json:
        click.echo(json.dumps(as_dict(checks), indent=2))
    else:
        from tocsin.cli.lookup import show

        for part in shown(checks):
            show(part)
    return 1 if any(check.state == "broken" for check in checks) else 0
