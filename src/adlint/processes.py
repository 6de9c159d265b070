"""Checking in several processes, on an Executor of the caller's or our own, in order and without losing any input.

A process that dies takes nothing with it but the input that killed it: whatever was with it is checked again, alone.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Union

from adlint.digest import blake2b
from adlint.errors import Misconfigured, Unreadable
from adlint.finding import Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.record import NamedTuple
from adlint.rules.load import load_ruleset
from adlint.settings import Settings

Item = Union[Source, str]  # noqa: UP007 - read at run time by Python 3.10 as well
Check = Callable[[Item, Linter], Report]

#: What one process is given at a time: at most so many inputs, or so many bytes.
CHUNK_FILES = 16
CHUNK_BYTES = 1024 * 1024

#: Linters that a process of somebody else's keeps ready.
MOST_LINTERS = 8


class Task(NamedTuple):
    """What a process is sent. It builds its own linter, from the recipe or, by its key, from one it was born with.

    Small, because an executor of Python 3.10 hangs if a process dies while a long task is on its way.
    """

    check: Check
    items: tuple[Item, ...]
    key: str
    recipe: bytes = b""


def in_processes(
    items: Iterable[Item], linter: Linter, check: Check, executor: Executor | None = None, workers: int = 1
) -> Iterator[Report]:
    """One report per item, in order, with a bounded number in flight.

    Without an executor, and where it breaks, so many processes of our own do it; they are gone when it ends.
    """
    whole = _recipe_of(linter)
    key = blake2b(whole, digest_size=16).hexdigest()
    recipe = (_short_recipe_of(linter) or whole) if executor else b""
    tasks = (Task(check, chunk, key, recipe) for chunk in _chunks(items))
    waiting: deque[tuple[Task, Future[list[Report]] | None]] = deque()
    with _Crew(workers, key, whole) as crew:
        executor = executor or crew.pool()
        for task in tasks:
            future = _submit(executor, task)
            if future is None:  # it broke: first what was with it, then on with a new one
                yield from chain.from_iterable(_reports(*waiting.popleft(), linter, crew) for _ in range(len(waiting)))
                executor = crew.pool()
                future = _submit(executor, task)
            waiting.append((task, future))
            if len(waiting) > _most_waiting(executor):
                yield from _reports(*waiting.popleft(), linter, crew)
        while waiting:
            yield from _reports(*waiting.popleft(), linter, crew)


def _reports(task: Task, future: Future[list[Report]] | None, linter: Linter, crew: _Crew) -> list[Report]:
    """The answers to one task; if they were lost, each of its inputs is tried alone."""
    reports = _answer(future)
    return [_alone(task, item, linter, crew) for item in task.items] if reports is None else reports


def _alone(task: Task, item: Item, linter: Linter, crew: _Crew) -> Report:
    reports = _answer(_submit(crew.single(), task._replace(items=(item,), recipe=b"")))
    if reports is None:
        crew.dismiss()
        return linter.fail(item.name if isinstance(item, Source) else item, Unreadable("worker-died"))
    return reports[0]


def _submit(executor: Executor, task: Task) -> Future[list[Report]] | None:
    try:
        return executor.submit(_do, task)
    except BrokenExecutor:
        return None


def _answer(future: Future[list[Report]] | None) -> list[Report] | None:
    """What the process answered, or None if it died of the question."""
    try:
        return future.result() if future else None
    except (BrokenExecutor, CancelledError, MemoryError, OSError):
        return None


def _most_waiting(executor: Executor) -> int:
    return 2 * int(getattr(executor, "_max_workers", 0) or os.cpu_count() or 1)


class _Crew:
    """Processes of our own, gone when the block ends, killed when it ends badly."""

    def __init__(self, workers: int, key: str, recipe: bytes) -> None:
        self.workers, self.key, self.recipe = workers, key, recipe
        self.pools: list[Executor] = []
        self.alone: Executor | None = None

    def pool(self) -> Executor:
        """A new pool. Only the first is forked: a process that has threads by then must not be copied."""
        method = "fork" if sys.platform == "linux" and self.workers > 1 and not self.pools else "spawn"
        self.pools.append(self._pool(self.workers, method))
        return self.pools[-1]

    def single(self) -> Executor:
        """A pool of one process, for inputs that others may have died of."""
        if self.alone is None:
            self.alone = self._pool(1, "spawn")
            self.pools.append(self.alone)
        return self.alone

    def dismiss(self) -> None:
        """Have the next one alone done by another process."""
        self.alone = None

    def _pool(self, workers: int, method: str) -> Executor:
        return ProcessPoolExecutor(workers, get_context(method), _begin, (self.key, self.recipe))

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for pool in self.pools:
            if kind is not None:
                for process in list((getattr(pool, "_processes", None) or {}).values()):
                    process.kill()
            pool.shutdown(cancel_futures=True)


# ------------------------------------------------------------------------------------------- in the other process


#: Linters of this process by their keys, or the recipes for them.
_LINTERS: dict[str, Linter | bytes] = {}


def _begin(key: str, recipe: bytes) -> None:
    """Ready a process: Ctrl-C is its parent's business, and it does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _LINTERS[key] = recipe
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _do(task: Task) -> list[Report]:
    linter = _LINTERS.get(task.key, task.recipe)
    if isinstance(linter, bytes):
        if len(_LINTERS) > MOST_LINTERS:
            _LINTERS.clear()
        linter = _LINTERS[task.key] = _built(linter)
    return [task.check(item, linter) for item in task.items]


def _built(recipe: bytes) -> Linter:
    ruleset, settings, digest = pickle.loads(recipe)
    if ruleset is None:
        linter = Linter(settings=settings)
        if linter.ruleset.digest != digest:
            raise Misconfigured("config.ruleset", detail="changed")
        return linter
    # The rules are those chosen already: choosing among them once more must take them all, whatever their stage.
    every = settings._replace(select=tuple(rule.id for rule in ruleset.rules), ignore=(), severity={}, vi=())
    linter = Linter(ruleset, every)
    linter.settings = settings
    return linter


# --------------------------------------------------------------------------------------------------- what is sent


def _recipe_of(linter: Linter) -> bytes:
    """The linter's rules and settings."""
    return pickle.dumps((linter.ruleset, _dated(linter), ""), pickle.HIGHEST_PROTOCOL)


def _dated(linter: Linter) -> Settings:
    """Its settings, so that another process applies the law of the same day, even past midnight."""
    return linter.settings._replace(as_of=linter.as_of)


def _short_recipe_of(linter: Linter) -> bytes:
    """Its settings alone, where they lead to the very rules, which are then read from their files."""
    settings = _dated(linter)
    try:
        rules = load_ruleset(tuple(map(Path, settings.rules))).at(settings.as_of)
        if rules.chosen(settings.select, settings.ignore, settings.severity) != linter.ruleset:
            return b""
    except Misconfigured:
        return b""
    return pickle.dumps((None, settings, linter.ruleset.digest), pickle.HIGHEST_PROTOCOL)


def _chunks(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Source) else size_of(item)
        if len(chunk) >= CHUNK_FILES or size >= CHUNK_BYTES:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


def size_of(path: str) -> int:
    """The length of a file, 0 if there is none."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
