"""adlint rules: the rules in force, as a table, Markdown or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.options import Choice, as_of, common, option, which_settings
from adlint.cli.plan import Scope
from adlint.cli.words import say
from adlint.finding import Rule
from adlint.linter import Linter
from adlint.rules.document import as_json, index
from adlint.rules.load import load_ruleset
from adlint.settings import day_of
from adlint.text import pad, visible, width

HELP = """列出规则；PATTERN 是编号、前缀、名称，或规则里的词。

adlint rules mine CORPUS --term 第一  从语料里找含有一个词的正常说法。"""


@click.command(cls=Command, help=HELP)
@click.argument("pattern", default="", metavar="[PATTERN]")
@option("--category", metavar="NAME", default="", help="只列这一类，如 absolute、pii")
@option("--severity", type=Choice("error", "warning", "info"), default="", metavar="LEVEL", help="error warning info")
@option("--all", "every", is_flag=True, help="没有起作用的也列：试行的、已停用的、设置里没选的")
@option("--rules", multiple=True, metavar="PATH", help="另加规则文件或文件夹，可重复")
@as_of
@option("--format", type=Choice("text", "json", "md"), default="text", metavar="FORMAT", help="text json md")
@which_settings
@common
def command(pattern: str, category: str, severity: str, every: bool, format: str, **given: Any) -> int:
    """List the rules in force; 0, or 1 if there are none of that kind."""
    settings = Scope(Asked(**given)).settings_of("x")
    if every:
        ruleset = load_ruleset(tuple(map(Path, settings.rules))).at(day_of(settings.as_of))
    else:
        ruleset = Linter(settings=settings).ruleset
    rules = [
        rule
        for rule in ruleset.rules
        if _fits(rule, pattern, settings.lang)
        and category in ("", rule.category)
        and severity in ("", rule.severity.value)
    ]
    if format == "json":
        text = json.dumps([as_json(rule, ruleset) for rule in rules], ensure_ascii=False, indent=1)
        console.out_bytes(f"{text}\n".encode())
    elif format == "md":
        console.out(index(ruleset._replace(rules=tuple(rules)), settings.lang))
    else:
        console.out(_table(rules, settings.lang))
    return 0 if rules else 1


def _fits(rule: Rule, pattern: str, lang: str) -> bool:
    low = pattern.lower()
    texts = (rule.name, rule.message[lang], rule.why[lang], *rule.terms, *rule.second)
    return not pattern or rule.id.lower().startswith(low) or any(low in text.lower() for text in texts)


def _table(rules: Sequence[Rule], lang: str) -> str:
    if not rules:
        return say("rules.none", lang) + "\n"
    names = max(width(rule.name) for rule in rules)
    lines = [
        f"{rule.id}  {pad(rule.severity.value, 7)}  {pad(visible(rule.name), names)}  {visible(_short(rule, lang))}"
        for rule in rules
    ]
    return "\n".join([*lines, "", say("rules.count", lang, count=len(rules))]) + "\n"


def _short(rule: Rule, lang: str) -> str:
    """What a rule is about, in one line: its message without the words it would name."""
    return re.sub(r"“\{text\}”|\{\w+\}", "…", rule.message[lang].replace("{where}", "")).strip()
