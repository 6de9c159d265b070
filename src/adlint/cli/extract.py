"""adlint extract: what was read from a file, and where it stands."""

from __future__ import annotations

from typing import Any

import click

from adlint.batch import read_source
from adlint.cli import NOT_CHECKED, console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.options import Choice, Encoding, common, option, which_settings
from adlint.cli.plan import Scope
from adlint.cli.words import say, sentences_of
from adlint.errors import AdlintError, Unreadable
from adlint.extract import extract
from adlint.i18n import place_label
from adlint.model import Document
from adlint.report.json import dump
from adlint.report.shown import machine_name, place_fields
from adlint.text import mask_all, visible, visible_name


@click.command(cls=Command, help="看从文件里读出了什么文字、在哪里。\n\nShows what was read, and where.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option("--format", type=Choice("text", "jsonl"), default="text", metavar="FORMAT", help="text jsonl（每段一行）")
@option("--encoding", type=Encoding(), metavar="NAME", default="", help="文字的编码，如 gb18030；默认自动判断")
@option("--show-personal-data", is_flag=True, help="不遮盖个人信息")
@which_settings
@common
def command(files: tuple[str, ...], format: str, **given: Any) -> int:
    """Print what was read; 3 if something could not be."""
    asked = Asked(**given)
    scope = Scope(asked)
    lang = scope.settings_of("x").lang
    if asked.show_personal_data:
        console.err(say("warning", lang, what=say("cli.personal-data-shown", lang)))
    code = 0
    for name in files:
        try:
            document = extract(read_source(name, scope.settings_of(name)))
        except Unreadable as error:
            document = Document(name, problems=(error,))
        lines = (_json_lines if format == "jsonl" else _text_lines)(document, lang, asked.show_personal_data)
        text = "".join(f"{line}\n" for line in lines)
        if format == "jsonl":
            console.out_bytes(text.encode("utf-8", "replace"))
        else:
            console.out(text or say("extract.empty", lang) + "\n")
        for problem in document.problems:
            code = NOT_CHECKED
            _complain(problem, name, lang)
    return code


def _complain(problem: AdlintError, name: str, lang: str) -> None:
    what, hint = sentences_of(AdlintError(problem.code, **{"name": name, **problem.facts}), lang)
    console.err(f"{visible_name(name)}: {visible(what)}\n      {visible(hint)}")


def _text_lines(document: Document, lang: str, show: bool) -> list[str]:
    lines = []
    for segment in document.segments:
        first, *rest = _shown(segment.text, show).split("\n")
        lines.append(visible(f"{place_label(segment.anchors[0].place, lang)}  [{segment.kind}]  {first}"))
        lines += [f"      {visible(line)}" for line in rest]
    return lines


def _json_lines(document: Document, lang: str, show: bool) -> list[str]:
    lines = []
    for segment in document.segments:
        fields = {
            "source": machine_name(document.source),
            "kind": segment.kind,
            "text": _shown(segment.text, show),
            "confidence": segment.confidence,
            "places": [place_fields(anchor.place) for anchor in segment.anchors],
        }
        lines.append(dump(fields))
    return lines


def _shown(text: str, show: bool) -> str:
    return text if show else mask_all(text)
