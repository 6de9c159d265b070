"""The functions behind `import adlint`: one text, one file, many sources, and off the event loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from pathlib import Path

from adlint.finding import Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.settings import Settings


def check_text(text: str, *, scenes: Sequence[str] = (), linter: Linter | None = None, name: str = "<text>") -> Report:
    """What plain copy says that it should not; offsets in the findings are code points of `text`.

    `scenes` switch on rules for a trade ("cosmetics"). Without a `linter` the shipped rules and defaults apply.
    """
    return (linter or _default(tuple(scenes))).check_text(text, name)


def check_file(path: str | Path, *, linter: Linter | None = None) -> Report:
    """What a file says that it should not; a file that cannot be read is a problem in the report."""
    from adlint.batch import check_path

    return check_path(str(path), linter or _default(()))


def check_many(
    sources: Iterable[Source | str | Path], linter: Linter | None = None, executor: Executor | None = None
) -> Iterator[Report]:
    """One report per source, in the order of the sources; `executor` may be any of concurrent.futures."""
    from adlint.batch import check_each

    return check_each(sources, linter or _default(()), executor)


async def acheck(linter: Linter, source: Source) -> Report:
    """The report on a source, made in a thread so that the event loop goes on."""
    import asyncio

    return await asyncio.to_thread(linter.check, source)


@lru_cache(16)
def _default(scenes: tuple[str, ...]) -> Linter:
    return Linter(settings=Settings(scenes=scenes))
