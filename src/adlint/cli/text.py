"""adlint text: a sentence, with --trace every step of the judgement."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, get_args

import click

from adlint.cli import console
from adlint.cli.app import Command
from adlint.cli.asked import Asked
from adlint.cli.checking import Outcome, fails_at, warn
from adlint.cli.options import LEVELS, Choice, common, option, which_rules, which_settings
from adlint.cli.output import tell
from adlint.cli.plan import Scope, charset_of
from adlint.cli.words import say
from adlint.confirm.trace import Step, Trace
from adlint.errors import Misconfigured
from adlint.finding import Profile
from adlint.linter import Linter, document_of
from adlint.model import Document, Kind
from adlint.report import MODULES as FORMATS
from adlint.text import mask_all, visible

NAME = "<text>"

#: Judges whose reason can be said in a word; the others are named as they are.
_JUDGES = ("allow", "boundary", "claims", "context", "evidence", "trade", "genre", "overlap")


@click.command(
    cls=Command, help='检查一句文案，例如 adlint text "全网第一的面膜"。写 - 则读标准输入。\n\nChecks a sentence.'
)
@click.argument("text", nargs=-1, metavar="TEXT")
@option(
    "--kind", type=Choice(*get_args(Kind)), default="body", metavar="KIND", help="当作哪种文字：title body button …"
)
@option("--trace", is_flag=True, help="显示判断的每一步：命中了什么、为什么放过")
@which_rules
@option("--strict", is_flag=True, help="把握不大的也列出")
@option("--fail-on", type=Choice(*LEVELS), default="", metavar="LEVEL", help=" ".join(LEVELS))
@option("--format", type=Choice(*FORMATS), default="full", metavar="FORMAT", help=" ".join(FORMATS))
@option("--color", type=Choice("auto", "always", "never"), default="auto", metavar="WHEN", help="auto always never")
@option("-q", "--quiet", is_flag=True, help="只列问题，不写总结")
@option("--show-personal-data", is_flag=True, help="不遮盖个人信息")
@which_settings
@common
def command(text: tuple[str, ...], kind: Kind, trace: bool, **given: Any) -> int:
    """Check the sentence; the exit code."""
    asked = Asked(**given)
    settings = Scope(asked).settings_of("x")
    warn([settings])
    linter = Linter(settings=settings)
    document = document_of(_copy(text, charset_of(settings)), NAME, kind)
    steps = Trace(on=trace)
    report = linter.check_document(document, steps)
    incomplete = settings.unchecked == "error" and not report.complete
    rules = {rule.id: rule for rule in linter.ruleset.rules}
    fails, dated = fails_at(report, settings.fail_on), settings.as_of != ""
    outcome = Outcome(report, rules, settings.lang, fails, incomplete, dated=dated)
    tell(outcome, asked, 0.0)
    if trace:
        lines = "".join(f"{visible(line)}\n" for line in _told(steps, document, linter, asked))
        (console.out if asked.format in ("full", "compact") else console.err)(lines)
    return outcome.exit_code


def _copy(words: tuple[str, ...], encoding: str) -> str:
    if words == ("-",):
        from adlint.extract.decode import decode

        return decode(sys.stdin.buffer.read() if sys.stdin else b"", encoding).text
    if not any(word.strip() for word in words):
        raise Misconfigured("cli.no-text")
    return " ".join(words)


def _told(trace: Trace, document: Document, linter: Linter, asked: Asked) -> Iterator[str]:
    lang = linter.settings.lang
    reasons = {item.name: item.say[lang] for item in linter.ruleset.exemptions}
    reasons |= {item.name: _told_genre(item, lang) for item in linter.ruleset.genres}
    yield say("trace.heading" if trace.steps else "trace.none", lang)
    for step in trace.steps:
        words = document.segments[step.segment].text[step.start : step.end]
        shown = _safe(asked)(words)
        verdict = say(f"trace.{step.verdict}", lang)
        by = say("trace.by", lang, by=reasons.get(step.by, step.by)) if step.by else ""
        if step.grounds:
            words = say("trace.join", lang).join(map(_safe(asked), step.grounds))
            by += say("trace.grounds", lang, words=words)
        yield say(
            "trace.line",
            lang,
            rule=step.rule,
            text=shown,
            verdict=verdict,
            judge=_judge(step, lang),
            by=by,
        )


def _told_genre(profile: Profile, lang: str) -> str:
    """What a genre is, and the guide that says it is none of the law's business."""
    law = say("trace.join", lang).join(profile.law)
    return say("trace.genre-law", lang, say=profile.say[lang], law=law) if law else profile.say[lang]


def _safe(asked: Asked) -> Callable[[str], str]:
    """How words of the copy are shown: with personal data masked, unless asked not to."""
    return str if asked.show_personal_data else mask_all


def _judge(step: Step, lang: str) -> str:
    return say(f"trace.{step.judge}", lang) if step.judge in _JUDGES else step.judge
