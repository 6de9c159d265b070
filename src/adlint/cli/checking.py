"""Carrying out a plan: every input checked by the linter of its settings, and what that comes to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from adlint.batch import check_all, check_item, merge, read_source, workers_for
from adlint.cli import INTERRUPTED, NOT_CHECKED, console
from adlint.cli.asked import Asked
from adlint.cli.plan import Group, Plan
from adlint.cli.progress import Progress
from adlint.cli.words import say, sentences_of
from adlint.errors import AdlintError, Misconfigured, Unreadable
from adlint.extract import suffix_of
from adlint.finding import Input, Problem, Report, Rule, Severity
from adlint.linter import Linter
from adlint.model import Source
from adlint.record import NamedTuple
from adlint.settings import Settings
from adlint.text import visible


class Outcome(NamedTuple):
    """A report, and what its exit code hangs on: each input counts by the settings that apply to it."""

    report: Report
    rules: Mapping[str, Rule]
    lang: str = "zh"
    fails: bool = False  # an open finding at or above its fail level
    incomplete: bool = False  # something was not checked, and that matters
    interrupted: bool = False
    dated: bool = False  # a day was asked for

    @property
    def exit_code(self) -> int:
        """The highest that applies."""
        if self.interrupted:
            return INTERRUPTED
        return NOT_CHECKED if self.incomplete else int(self.fails)


def carry_out(plan: Plan, asked: Asked) -> Outcome:
    """Check everything in the plan. Raises Misconfigured, before anything is checked, where rules do not load."""
    teams, refused = _teams(plan)
    plan = plan._replace(refused=plan.refused + refused)
    told: list[Report] = []
    done = 0
    fails = incomplete = interrupted = False
    progress = Progress(plan.size)
    try:
        for report, settings in chain(_left_out(plan, teams, asked), _checked(plan, teams, asked)):
            told.append(report)
            fails = fails or fails_at(report, settings.fail_on)
            incomplete = incomplete or (settings.unchecked == "error" and not report.complete)
            done += report.inputs[0].status != "skipped"
            progress.step(done)
    except KeyboardInterrupt:
        interrupted = True
        told.append(_interruption(done, plan.size, plan.groups[0].settings.lang))
    finally:
        progress.end()
    rules = {rule.id: rule for _, linter in teams for rule in linter.ruleset.rules}
    first = teams[0][1].settings
    report = merge(told)._replace(verdicts=first.verdict)
    dated = any(group.settings.as_of for group, _ in teams)
    return Outcome(report, rules, first.lang, fails, incomplete, interrupted, dated)


def _teams(plan: Plan) -> tuple[list[tuple[Group, Linter]], tuple[tuple[str, AdlintError], ...]]:
    """The groups with their linters, and the files whose rules do not load; if that is all, their error is raised."""
    teams: list[tuple[Group, Linter]] = []
    refused: list[tuple[str, AdlintError]] = []
    errors: list[Misconfigured] = []
    for group in plan.groups:
        try:
            teams.append((group, Linter(settings=group.settings)))
        except Misconfigured as error:
            errors.append(error)
            refused += [(name, error) for name in ([group.stdin.name] if group.stdin else []) + [*group.files]]
    if not teams:
        raise errors[0]
    warn(group.settings for group, _ in teams)
    return teams, tuple(refused)


def warn(settings: Iterable[Settings]) -> None:
    """Say, once each, what in the settings has no effect."""
    for lang, what in dict.fromkeys((item.lang, what) for item in settings for what in _without_effect(item)):
        console.err(visible(say("warning", lang, what=what)))


def _without_effect(settings: Settings) -> Iterator[str]:
    if settings.vi:
        yield from _about_specs(settings)
    elif any(key.upper().startswith("BW") for key in settings.select):
        yield say("cli.vi-missing", settings.lang)
    if settings.ignore:
        from pathlib import Path

        from adlint.rules.load import load_ruleset
        from adlint.rules.ruleset import is_meant

        known = load_ruleset(tuple(map(Path, settings.rules))).rules
        for key in settings.ignore:
            if not any(is_meant(rule, key) for rule in known):
                yield say("cli.unknown-ignored", settings.lang, rule=key)


def _about_specs(settings: Settings) -> Iterator[str]:
    """What of the brand specs is not checked, and which are past their day."""
    from adlint.rules.spec import load_specs
    from adlint.settings import day_of

    for spec in load_specs(settings.vi):
        name = os.path.basename(spec.name)
        if spec.unchecked:
            sections = say("trace.join", settings.lang).join(spec.unchecked)
            yield say("cli.vi-visual", settings.lang, name=name, sections=sections)
        if spec.brand.valid_until and spec.brand.valid_until < day_of(settings.as_of):
            yield say("cli.vi-expired", settings.lang, name=name, until=spec.brand.valid_until)


def _checked(plan: Plan, teams: Iterable[tuple[Group, Linter]], asked: Asked) -> Iterator[tuple[Report, Settings]]:
    """A report on each input, mended where that is asked for."""
    for group, linter in teams:
        items = [*((group.stdin,) if group.stdin else ()), *group.files]
        here = (check_item(item, linter) for item in items[: len(items) - len(group.files)])
        there = check_all(group.files, linter, workers_for(group.settings.jobs, group.files))
        for item, report in zip(items, chain(here, there), strict=True):
            report = _as_vanished(report, plan, linter)
            if asked.fix or asked.diff:
                from adlint.cli.mend import mended

                report = mended(item, report, linter, asked)
            if asked.debug and any(problem.code == "internal" for problem in report.problems):
                _debug(item, linter)
            yield report, group.settings


def _debug(item: Source | str, linter: Linter) -> None:
    """What went wrong inside, found by doing it once more."""
    import traceback

    from adlint.cli import visible_lines
    from adlint.confirm.trace import Trace
    from adlint.extract import extract

    try:
        document = extract(item if isinstance(item, Source) else read_source(item, linter.settings))
        linter.judge(document, [], Trace())
    except Exception:  # noqa: BLE001 - it is what we are looking for
        console.err(visible_lines(traceback.format_exc()))


def _as_vanished(report: Report, plan: Plan, linter: Linter) -> Report:
    """A file that was there when its folder was listed is not missing, it is gone."""
    if report.problems and report.problems[0].code == "io-missing":
        name = report.problems[0].source
        if name not in plan.named:
            return linter.fail(name, Unreadable("io-vanished"))
    return report


def _left_out(plan: Plan, teams: list[tuple[Group, Linter]], asked: Asked) -> Iterator[tuple[Report, Settings]]:
    """What was met in folders but not taken up: folders that cannot be listed fail, other files only with --strict."""
    linter = teams[0][1]
    for path, error in plan.refused:
        yield _refused(path, error, linter), linter.settings
    for item in plan.skipped:
        error = Unreadable(item.code, suffix=suffix_of(item.source) or item.source)
        yield (linter.fail(item.source, error) if asked.strict else Report(inputs=(item,))), linter.settings


def _refused(name: str, error: AdlintError, linter: Linter) -> Report:
    if not isinstance(error, Misconfigured):
        return linter.fail(name, error)
    problem = Problem(error.code, name, *sentences_of(error, linter.settings.lang))
    return Report(problems=(problem,), inputs=(Input(name, "failed", error.code),))


def fails_at(report: Report, fail_on: str) -> bool:
    """True if something open is at or above the level."""
    if fail_on == "never":
        return False
    # Of findings past the limit the severity is not known: they count.
    least = Severity(fail_on).rank
    return report.unlisted > 0 or any(finding.severity.rank >= least for finding in report.open)


def _interruption(done: int, count: int, lang: str) -> Report:
    message, hint = (say(key, lang, done=done, count=count) for key in ("cli.interrupted", "cli.interrupted.hint"))
    return Report(problems=(Problem("interrupted", "", message, hint),))
