"""Checking again whenever a file changes: times of change are compared twice a second."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from time import sleep

from adlint.cli import console
from adlint.cli.asked import Asked
from adlint.cli.plan import Plan, plan_of
from adlint.cli.words import say, sentences_of
from adlint.errors import AdlintError
from adlint.text import visible

PAUSE = 0.5

#: Names with time of change and size; or what is wrong, while there is nothing to look at.
State = dict[str, tuple[int, int]]


def watch(asked: Asked, run: Callable[[Plan], int], pause: Callable[[float], None] = sleep) -> int:
    """Run now and after every change, until Ctrl-C."""
    last: object = None
    try:
        while True:
            state: object
            try:
                plan = plan_of(asked)
                state = _state(plan)
                if state != last:
                    _clear()
                    run(plan)
                    console.err(say("cli.watching", plan.groups[0].settings.lang, count=plan.size))
            except AdlintError as error:  # settings in the middle of an edit: wait for the next
                state = error
                if state != last:
                    _clear()
                    console.err("\n".join(map(visible, sentences_of(error, asked.lang or "zh"))))
            last = state
            pause(PAUSE)
    except KeyboardInterrupt:
        return 0


def _clear() -> None:
    if console.is_terminal(sys.stdout):
        console.out("\x1b[2J\x1b[H")


def _state(plan: Plan) -> State:
    files = [name for group in plan.groups for name in (*group.files, group.settings.origin) if name]
    return {name: _touched(name) for name in files}


def _touched(name: str) -> tuple[int, int]:
    try:
        about = os.stat(name)
    except (OSError, ValueError):
        return 0, 0
    return about.st_mtime_ns, about.st_size
