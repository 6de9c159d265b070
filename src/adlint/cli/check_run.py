"""One run of `check`, from what is asked for to the exit code."""

from __future__ import annotations

from time import perf_counter

from adlint.cli import console
from adlint.cli.asked import Asked
from adlint.cli.checking import carry_out
from adlint.cli.output import tell
from adlint.cli.plan import Plan, plan_of
from adlint.cli.words import say


def check_run(asked: Asked) -> int:
    """Check what is asked for and tell; the exit code."""
    if asked.no_cache:
        import os

        os.environ["ADLINT_NO_CACHE"] = "1"
    if asked.watch:
        from adlint.cli.watch import watch

        return watch(asked, lambda plan: _run(plan, asked))
    return _run(plan_of(asked), asked)


def _run(plan: Plan, asked: Asked) -> int:
    """Check what the plan holds and tell; the exit code."""
    started = perf_counter()
    outcome = carry_out(plan, asked)
    _note_nothing(plan, asked, outcome.lang)
    tell(outcome, asked, perf_counter() - started)
    return outcome.exit_code


def _note_nothing(plan: Plan, asked: Asked, lang: str) -> None:
    """Say why there was nothing to do, where that is as it should be."""
    if plan.size or plan.refused:
        return
    if plan.excluded and not asked.quiet:
        console.err(say("cli.all-excluded", lang, count=plan.excluded))
    elif asked.shard:
        console.err(say("cli.empty-shard", lang, number=asked.shard[0], count=asked.shard[1]))
