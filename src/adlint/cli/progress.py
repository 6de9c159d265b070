"""How far a run has come: on standard error, only on a terminal, only after a second."""

from __future__ import annotations

import sys
from time import monotonic

from adlint.cli import console

WIDTH = 30


class Progress:
    """A bar of # and -, drawn over itself and wiped at the end."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.shown = ""
        self.next = monotonic() + 1 if count > 1 and console.is_terminal(sys.stderr) else float("inf")

    def step(self, done: int) -> None:
        """So many are done."""
        now = monotonic()
        if now >= self.next:
            self.next = now + 0.2
            full = min(WIDTH, WIDTH * done // self.count)
            self.shown = f"[{'#' * full}{'-' * (WIDTH - full)}] {min(done, self.count)}/{self.count}"
            console.err(f"\r{self.shown}\r")

    def end(self) -> None:
        """Leave no trace."""
        if self.shown:
            console.err(f"\r{' ' * len(self.shown)}\r")
            self.shown = ""
