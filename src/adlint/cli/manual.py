"""Help pages, set in columns that hold for wide characters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

import click

from adlint.cli.words import say
from adlint.text import pad, width

#: Column in which the explanations stand.
INDENT = 30
#: Marks that must not begin a line.
_CLOSING = "，。；：、！？）」》”"


def page(ctx: click.Context, command: click.Command, commands: Sequence[tuple[str, str]] = ()) -> str:
    """The help page of a command."""
    columns = min(100, max(60, shutil.get_terminal_size().columns))
    lines = [f"{say('usage')}{ctx.command_path} {' '.join(_pieces(ctx, command))}", ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines.extend(wrapped(" ".join(paragraph.split("\n")), columns))
        lines.append("")
    for title, rows in _sections(ctx, command, commands):
        lines.append(f"{title}：")
        for name, text in rows:
            lines.extend(_row(name, text, columns))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def wrapped(text: str, columns: int) -> Iterator[str]:
    """The text in lines no wider than that; it may break at spaces and between wide characters."""
    line = ""
    for piece in _breakable(text):
        if line and width(line + piece.rstrip()) > columns and piece not in _CLOSING:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _breakable(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if width(char) == 2 or char == " ":
            if char == " ":
                yield word + char
            else:
                if word:
                    yield word
                yield char
            word = ""
        else:
            word += char
    if word:
        yield word


def _pieces(ctx: click.Context, command: click.Command) -> list[str]:
    pieces = [say("usage.options")]
    for param in command.params:
        if isinstance(param, click.Argument):
            name = param.metavar or str(param.name)
            pieces.append(name if param.required else f"[{name}]")
    return [*pieces, "COMMAND …"] if isinstance(command, click.Group) else pieces


def _sections(
    ctx: click.Context, command: click.Command, commands: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    if commands:
        yield say("section.commands"), list(commands)
    sections: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        if isinstance(param, click.Option) and not param.hidden:
            section = getattr(param, "section", "") or say("section.options")
            names = ", ".join(param.opts) + (f" {param.metavar}" if param.metavar else "")
            sections.setdefault(section, []).append((names, param.help or ""))
    yield from sections.items()


def _row(name: str, text: str, columns: int) -> Iterator[str]:
    first = "  " + name
    lines = list(wrapped(text, columns - INDENT))
    if width(first) > INDENT - 2:
        yield first
        first = ""
    yield (pad(first, INDENT) + lines[0]).rstrip()
    for line in lines[1:]:
        yield " " * INDENT + line
