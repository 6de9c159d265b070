"""The functions behind `import adlint`: one text, one file, many sources, and off the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from pathlib import Path

from adlint.finding import Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.settings import Settings, day_of


def check_text(
    text: str, *, scenes: Sequence[str] = (), as_of: str = "", linter: Linter | None = None, name: str = "<text>"
) -> Report:
    """What plain copy says that it should not; offsets in the findings are code points of `text`.

    `scenes` switch on rules for a trade ("cosmetics"); `as_of` applies the law of another day ("2027-03-16"), and
    raises Misconfigured (config.bad-day) where it is none. Without a `linter` the shipped rules and defaults apply; a
    linter has settings of its own, which say both.
    """
    return (linter or _default(tuple(scenes), as_of)).check_text(text, name)


def check_file(path: str | Path, *, linter: Linter | None = None) -> Report:
    """What a file says that it should not; a file that cannot be read is a problem in the report."""
    from adlint.batch import check_path

    return check_path(str(path), linter or _default())


def check_many(
    sources: Iterable[Source | str | Path], linter: Linter | None = None, executor: Executor | None = None
) -> Iterator[Report]:
    """One report per source, in the order of the sources; `executor` may be any of concurrent.futures."""
    from adlint.batch import check_each

    return check_each(sources, linter or _default(), executor)


async def acheck(linter: Linter, source: Source) -> Report:
    """The report on a source, made in a thread so that the event loop goes on."""
    import asyncio

    return await asyncio.to_thread(linter.check, source)


def _default(scenes: tuple[str, ...] = (), as_of: str = "") -> Linter:
    return _linter(scenes, day_of(as_of))


@lru_cache(16)
def _linter(scenes: tuple[str, ...], day: str) -> Linter:
    """By day, so that a program that runs for months goes by the law of today."""
    return Linter(settings=Settings(scenes=scenes, as_of=day))
