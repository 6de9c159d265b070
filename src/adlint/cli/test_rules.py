"""adlint test-rules: the examples written inside rulesets, run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked, words
from adlint.cli.options import common, option, which_settings
from adlint.cli.plan import Scope
from adlint.cli.words import say
from adlint.rules.load import load_ruleset
from adlint.rules.ruleset import is_meant
from adlint.selftest import run_examples, told
from adlint.text import visible

HELP = """跑规则里写的例句：违规的要一字不差地发现，合规的不能误报。

PATH 是自己的规则文件或文件夹；不写就跑设置里的和自带的全部规则。"""


@click.command(cls=Command, help=HELP)
@click.argument("paths", nargs=-1, metavar="PATH...")
@option("--select", multiple=True, metavar="AD1,PI", help="只跑这些规则：编号、前缀或名称")
@which_settings
@common
def command(paths: tuple[str, ...], select: tuple[str, ...], **given: Any) -> int:
    """Run the examples; 1 if some do not hold."""
    settings = Scope(Asked(**given)).settings_of("x")
    ruleset = load_ruleset(tuple(map(Path, paths or settings.rules)))
    rules = [rule for rule in ruleset.rules if not (paths and rule.trusted)]
    if keys := words(select):
        for key in keys:
            ruleset.chosen(select=(key,))  # refuses what no rule has
        rules = [rule for rule in rules if any(is_meant(rule, key) for key in keys)]
    failures = run_examples(ruleset, [rule.id for rule in rules])
    for failure in failures:
        console.out("".join(f"{visible(line)}\n" for line in told(failure, settings.lang).split("\n")))
    if failures:
        console.out(say("test.failed", settings.lang, count=len(failures)) + "\n")
        return 1
    examples = sum(len(rule.bad) + len(rule.good) for rule in rules)
    console.out(say("test.passed", settings.lang, rules=len(rules), examples=examples) + "\n")
    return 0
