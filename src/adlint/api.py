"""The functions behind `import adlint`: one text, one file, many sources, and off the event loop."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from pathlib import Path

from adlint.finding import Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.settings import Settings, day_of


def check_text(
    text: str,
    *,
    scenes: Sequence[str] = (),
    as_of: str = "",
    vi: str | Path | Sequence[str | Path] = (),
    linter: Linter | None = None,
    name: str = "<text>",
) -> Report:
    """What plain copy says that it should not; offsets in the findings are code points of `text`.

    `scenes` switch on rules for a trade ("cosmetics"); `as_of` applies the law of another day ("2027-03-16"), and
    raises Misconfigured (config.bad-day) where it is none. `vi` names brand specs, whose wording is checked; it raises
    Misconfigured where one does not load. Without a `linter` the shipped rules and defaults apply; a linter has
    settings of its own, which say all this.
    """
    return (linter or _default(tuple(scenes), as_of, vi)).check_text(text, name)


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


def _default(scenes: tuple[str, ...] = (), as_of: str = "", vi: str | Path | Sequence[str | Path] = ()) -> Linter:
    paths = (vi,) if isinstance(vi, str | Path) else vi
    specs = tuple(os.path.abspath(path) for path in paths)
    return _linter(scenes, day_of(as_of), specs, tuple(map(_age_of, specs)))


@lru_cache(16)
def _linter(scenes: tuple[str, ...], day: str, specs: tuple[str, ...], ages: tuple[int, ...]) -> Linter:
    """By day, so that a program that runs for months goes by the law of today; and by how old the specs are."""
    return Linter(settings=Settings(scenes=scenes, as_of=day, vi=specs))


def _age_of(path: str) -> int:
    """When the file was last written; -1 where there is none."""
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return -1
    return about.st_mtime_ns
