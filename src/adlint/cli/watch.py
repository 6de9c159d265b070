"""Checking again whenever a file changes: times of change are compared twice a second."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import sleep

from adlint.cli import console
from adlint.cli.options import Asked
from adlint.cli.plan import Plan, plan_of
from adlint.cli.words import say
from adlint.errors import Misconfigured

PAUSE = 0.5

State = dict[str, tuple[int, int]]


def watch(asked: Asked, run: Callable[[Plan], int], pause: Callable[[float], None] = sleep) -> int:
    """Run now and after every change, until Ctrl-C."""
    last: State | None = None
    try:
        while True:
            plan = _plan(asked)
            state = _state(plan)
            if state != last:
                last = state
                if console.is_terminal(sys.stdout):
                    console.out("\x1b[2J\x1b[H")
                run(plan)
                lang = asked.lang or (plan.groups[0].settings.lang if plan.groups else "zh")
                console.err(say("cli.watching", lang, count=plan.size))
            pause(PAUSE)
    except KeyboardInterrupt:
        return 0


def _plan(asked: Asked) -> Plan:
    try:
        return plan_of(asked)
    except Misconfigured as error:
        if error.code != "cli.nothing-matched":
            raise
        return Plan(())


def _state(plan: Plan) -> State:
    files = [name for group in plan.groups for name in (*group.files, group.settings.origin) if name]
    return {name: _touched(name) for name in files}


def _touched(name: str) -> tuple[int, int]:
    try:
        about = os.stat(name)  # noqa: PTH116
    except (OSError, ValueError):
        return 0, 0
    return about.st_mtime_ns, about.st_size
