"""adlint baseline: remember today's findings, so that only new ones block."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from adlint.cli import console
from adlint.cli.app import Command, Family
from adlint.cli.asked import Asked
from adlint.cli.checking import Outcome, carry_out
from adlint.cli.options import Encoding, common, option, together, which_rules, which_settings
from adlint.cli.output import options_of
from adlint.cli.plan import Scope, plan_of
from adlint.cli.words import say
from adlint.confirm.baseline import FILE_NAME, Baseline, baseline_of, load_baseline, prune, write_baseline
from adlint.errors import AdlintError
from adlint.report import render_text
from adlint.text import visible, visible_name

HELP = "记下现有的问题，以后只报新的。\n\nRemembers today's findings, so that only new ones block."

where = together(
    option("--baseline", metavar="FILE", default="", help=f"基线文件，默认按设置，没有设置就是 {FILE_NAME}"),
    which_settings,
    common,
)
what = together(
    click.argument("paths", nargs=-1, metavar="PATH..."),
    option("--exclude", multiple=True, metavar="GLOB", help="不看这些，写法同 .gitignore，可重复"),
    option("--encoding", type=Encoding(), metavar="NAME", default="", help="文字的编码，默认自动判断"),
    which_rules,
    where,
)

command = Family("baseline", help=HELP)


@command.command(cls=Command, name="create", help="检查一遍，记下所有问题；PATH 默认当前文件夹")
@what
def create(**given: Any) -> int:
    """Write the baseline anew; 3 if something could not be checked."""
    asked, file = _asked(given)
    outcome = _checked(asked)
    baseline = baseline_of([outcome.report], file.parent)
    _write(file, baseline)
    count = sum(baseline.counts.values())
    console.out(visible(say("baseline.created", outcome.lang, count=count, name=file)) + "\n")
    return _told(outcome, asked)


@command.command(cls=Command, name="prune", help="检查一遍，去掉已经不存在的问题，不加新的")
@what
def shrink(**given: Any) -> int:
    """Write the baseline without what is gone; 3 if something could not be checked."""
    asked, file = _asked(given)
    before = load_baseline(file)
    outcome = _checked(asked)
    after = prune(before, [outcome.report])
    if after.counts != before.counts:
        _write(file, after)
    left = sum(after.counts.values())
    gone = sum(before.counts.values()) - left
    console.out(visible(say("baseline.pruned", outcome.lang, count=gone, left=left, name=file)) + "\n")
    return _told(outcome, asked)


@command.command(cls=Command, name="show", help="看基线里记了什么")
@where
def show(**given: Any) -> int:
    """Print how many findings of each rule are known, file by file."""
    asked, file = _asked(given)
    lang = asked.lang or "zh"
    baseline = load_baseline(file)
    console.out(visible(say("baseline.heading", lang, name=file, count=sum(baseline.counts.values()))) + "\n")
    by_rule: Counter[tuple[str, str]] = Counter()
    for (path, rule, _), count in baseline.counts.items():
        by_rule[path, rule] += count
    for (path, rule), count in sorted(by_rule.items()):
        console.out(f"{count:6}  {visible(rule)}  {visible_name(path)}\n")
    return 0


def _asked(given: dict[str, Any]) -> tuple[Asked, Path]:
    """What is asked for, of which the baseline itself is no part, and the file."""
    asked = Asked(**given)
    file = asked.baseline or Scope(asked).settings_of("x").baseline or FILE_NAME
    return asked._replace(baseline="", paths=asked.paths or (".",)), Path(file)


def _checked(asked: Asked) -> Outcome:
    """The outcome of a check without the baseline, which may not be there yet."""
    plan = plan_of(asked)
    groups = [group._replace(settings=group.settings._replace(baseline="")) for group in plan.groups]
    outcome = carry_out(plan._replace(groups=tuple(groups)), asked)
    if outcome.interrupted:
        raise KeyboardInterrupt
    return outcome


def _write(file: Path, baseline: Baseline) -> None:
    try:
        write_baseline(file, baseline)
    except OSError as error:
        raise AdlintError("config.report-unwritable", name=str(file), detail=error.strerror or "") from error


def _told(outcome: Outcome, asked: Asked) -> int:
    """3, with what could not be checked on standard error, or 0."""
    if outcome.report.complete:
        return 0
    report = outcome.report._replace(findings=())
    console.err(render_text(report, "full", options_of(outcome, asked)._replace(quiet=True)))
    return outcome._replace(fails=False).exit_code
