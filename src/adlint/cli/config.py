"""adlint config: which settings apply to a file, and where each was set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.options import common, which_settings
from adlint.cli.plan import Scope
from adlint.cli.words import say
from adlint.settings import explain
from adlint.text import pad, visible, width


@click.command(
    cls=Command, help="看哪些设置在起作用、从哪来；PATH 是文件或文件夹，默认当前文件夹。\n\nWhat applies and why."
)
@click.argument("path", default="", metavar="[PATH]")
@which_settings
@common
def command(path: str, **given: Any) -> int:
    """Print every setting with its value and where it was set."""
    import os

    inside = os.path.join(path, "x") if not path or os.path.isdir(path) else path
    settings = Scope(Asked(**given)).settings_of(inside)
    lang = settings.lang
    lines = [say("config.file", lang, name=settings.origin) if settings.origin else say("config.no-file", lang), ""]
    told = [(item.key, _shown(item.value), item.origin or say("config.default", lang)) for item in explain(settings)]
    columns = [max(width(row[number]) for row in told) for number in (0, 1)]
    columns[1] = min(columns[1], 40)
    lines += [f"{pad(key, columns[0])}  {pad(value, columns[1])}  {origin}" for key, value, origin in told]
    console.out("".join(f"{visible(line)}\n" for line in lines))
    return 0


def _shown(value: object) -> str:
    """A value as TOML would have it, more or less."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_shown(part)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return str(value) if isinstance(value, int | float) else f'"{value}"'
