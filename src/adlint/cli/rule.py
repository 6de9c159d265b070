"""adlint rule: what a rule says, why, what it rests on, what to write instead, and how to let words stand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click

from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.options import Choice, as_of, common, option, which_settings
from adlint.cli.plan import Scope
from adlint.rules.document import as_json, document
from adlint.rules.load import load_ruleset
from adlint.settings import day_of

HELP = "解释一条规则：为什么、依据、可改为、正反例、如何放行。RULE 是编号或名称。\n\nExplains a rule."


@click.command(cls=Command, help=HELP)
@click.argument("rules", nargs=-1, required=True, metavar="RULE...")
@option("--rules", "paths", multiple=True, metavar="PATH", help="另加规则文件或文件夹，可重复")
@as_of
@option("--format", type=Choice("text", "md", "json"), default="text", metavar="FORMAT", help="text md json")
@which_settings
@common
def command(rules: tuple[str, ...], paths: tuple[str, ...], format: str, **given: Any) -> int:
    """Print the pages of the rules, whether they are in force or not."""
    settings = Scope(Asked(**given, rules=paths)).settings_of("x")
    day = day_of(settings.as_of)
    ruleset = load_ruleset(tuple(map(Path, settings.rules)))
    found = [ruleset.rule_of(key) for key in rules]
    if format == "json":
        plain = [as_json(ruleset.at(day).rule_of(rule.id), ruleset) | {"as_of": day} for rule in found]
        text = json.dumps(plain[0] if len(plain) == 1 else plain, ensure_ascii=False, indent=1)
        console.out_bytes(f"{text}\n".encode())
    else:
        pages = [document(rule, ruleset, settings.lang, day) for rule in found]
        console.out("\n".join(pages if format == "md" else map(_for_screen, pages)))
    return 0


def _for_screen(page: str) -> str:
    """The page without the marks of Markdown."""
    lines = []
    for line in page.split("\n"):
        if line.startswith("```"):
            continue
        line = re.sub(r"^#+ ", "", line).replace("**", "")
        lines.append(re.sub(r"\\([\\`*_\[\]<>&#|~])", r"\1", line))
    return "\n".join(lines)
