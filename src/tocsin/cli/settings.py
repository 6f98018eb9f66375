"""``tocsin config``, and how settings become the defaults of every option that knows them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tocsin.config import KEYS, Config, load_config, places

_PARAMETERS = {  # parameter of a command -> setting; those not named here are called alike
    "store_url": "store",
    "by": "user",
    "columns": "map",
    "format_name": "format",
}
_ONLY = {"format": ("read",)}  # other commands print other formats


def default_map(command: click.Command, config: Config, name: str = "") -> dict[str, Any]:
    """The settings as click wants defaults: a value a parameter, a mapping a command of a group."""
    defaults: dict[str, Any] = {}
    if isinstance(command, click.Group):
        for sub, member in command.commands.items():
            defaults[sub] = default_map(member, config, sub)
        return defaults
    for parameter in command.params:
        key = _PARAMETERS.get(parameter.name or "", parameter.name or "")
        if isinstance(parameter, click.Option) and key in KEYS and name in _ONLY.get(key, (name,)):
            value = config.get(key)
            if value is not None:
                defaults[str(parameter.name)] = value
    return defaults


def use_config(context: click.Context, named: str | None) -> None:
    """Let the configuration in force give the defaults of the command that follows."""
    config = load_config(Path(named) if named else None)
    context.obj = config
    if isinstance(context.command, click.Group):
        context.default_map = default_map(context.command, config)


def out_decides(out: str | None) -> bool:
    """Whether the suffix of ``-o`` is to choose the format, because the format is only a setting."""
    source = click.get_current_context().get_parameter_source("format_name")
    return source is ParameterSource.DEFAULT_MAP and out is not None and bool(os.path.splitext(out)[1])


@click.command("config")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def config_command(context: click.Context, as_json: bool) -> None:
    """Show the settings in force, and which file or environment variable each comes from.

    Settings are looked for in tocsin.toml of the working folder, in config.toml of your own folder, and
    in environment variables such as TOCSIN_STORE. An option of a command counts most.

    \b
    Examples:
      tocsin config
      tocsin config --json
    """
    config: Config = context.obj
    if as_json:
        click.echo(json.dumps(as_dict(config), indent=2))
        return
    for line in config_lines(config):
        click.echo(line)


def as_dict(config: Config) -> dict[str, Any]:
    """The settings and their sources; ``null`` where nothing is set."""
    settings = {
        name: {"value": s.value, "source": s.source} if (s := config.settings.get(name)) else None
        for name in KEYS
    }
    return {"settings": settings, "files": [str(path) for path in config.files]}


def config_lines(config: Config) -> Iterator[str]:
    """A line a setting: name, value, where it comes from; then the files."""
    for name, key in KEYS.items():
        setting = config.settings.get(name)
        value = json.dumps(setting.value, ensure_ascii=False) if setting else f"({key.default})"
        yield f"{name:<9} {value:<42} {setting.source if setting else 'default'}"
    yield ""
    for path in dict.fromkeys((*config.files, *places())):
        state = "read" if path in config.files else "not looked at" if path.exists() else "not there"
        yield f"{path}: {state}"
