"""Many sources: read each once, check them here or on any Executor, keep their order, merge their reports."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from adlint.errors import Unreadable
from adlint.extract import MODULES, suffix_of
from adlint.finding import Report
from adlint.linter import Linter
from adlint.model import Source
from adlint.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from pathlib import Path

#: Formats that are read in any size: they are as long as the copy in them.
UNLIMITED = frozenset({".txt", ".md", ".markdown", ".csv", ".tsv", ".jsonl", ".srt", ".vtt", ".ass", ".ssa"})

#: A process of our own is only worth its start for more than this.
MANY_FILES = 300
MANY_BYTES = 8 * 1024 * 1024

# ------------------------------------------------------------------------------------------------------ one file


def check_path(path: str, linter: Linter) -> Report:
    """The report on one file; a file that cannot be read is a problem in it."""
    try:
        source = read_source(path, linter.settings)
    except Unreadable as error:
        return linter.fail(path, error)
    return check_item(source, linter)


def read_source(path: str, settings: Settings) -> Source:
    """A file's bytes under its name, read once, as long as it was when opened.

    Raises Unreadable (io-…, type-unsupported, limit-size, limit-memory).
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode):
                raise Unreadable("io-special")
            _check_kind(path, about.st_size, settings.max_size)
            data = _read(handle, about.st_size)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise refusal_of(error, path) from error
    except MemoryError as error:
        raise Unreadable("limit-memory") from error
    return Source(path, data, encoding="" if settings.encoding == "auto" else settings.encoding)


def refusal_of(error: OSError | ValueError, path: str) -> Unreadable:
    """What an error of the operating system means for the input at that path."""
    import errno

    code = error.errno if isinstance(error, OSError) else errno.ENAMETOOLONG
    if code in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
        return Unreadable("io-missing", cwd=_here())
    if code in (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL):
        return Unreadable("io-name")
    if code in (errno.ENXIO, errno.ENODEV, errno.EISDIR) or os.path.isdir(path):
        return Unreadable("io-special")
    return Unreadable("io-denied", detail=os.strerror(code or 0))


def _check_kind(path: str, size: int, limit: int) -> None:
    suffix = suffix_of(path).lower()
    if suffix not in MODULES:
        supported = " ".join(sorted(name[1:] for name in MODULES))
        raise Unreadable("type-unsupported", suffix=suffix or path, supported=supported)
    if limit and size > limit and suffix not in UNLIMITED:
        raise Unreadable("limit-size", size=_told(size), limit=_told(limit))


def _read(handle: int, size: int) -> bytes:
    """So many bytes, or fewer where the file shrank; what is added while we read was not there when we came."""
    parts = []
    while size > 0 and (part := os.read(handle, size)):
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _told(size: float) -> str:
    """A number of bytes for people."""
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.3g} {unit}" if size < 10 else f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"


def _here() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder is gone
        return "."


# ----------------------------------------------------------------------------------------------------- many sources


def merge(reports: Iterable[Report]) -> Report:
    """One report of all, ordered by the bytes of their names; within one input the order stays."""
    ordered = sorted(reports, key=_name_of)
    return Report(
        findings=tuple(chain.from_iterable(report.findings for report in ordered)),
        problems=tuple(chain.from_iterable(report.problems for report in ordered)),
        inputs=tuple(chain.from_iterable(report.inputs for report in ordered)),
        doubtful=sum(report.doubtful for report in ordered),
        unlisted=sum(report.unlisted for report in ordered),
        as_of=",".join(sorted({report.as_of for report in ordered if report.as_of})),
        **({"verdicts": ordered[0].verdicts} if ordered else {}),
    )


def name_key(name: str) -> bytes:
    """The bytes of a name, to order by; names that are no text too."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def _name_of(report: Report) -> bytes:
    entries = report.inputs or report.problems
    return name_key(entries[0].source) if entries else b""


def check_each(
    sources: Iterable[Source | str | Path], linter: Linter, executor: Executor | None = None
) -> Iterator[Report]:
    """One report per source or path, in their order, with a bounded number in flight.

    `executor` may be any of concurrent.futures; where one of its processes dies, we go on with one of our own.
    """
    items = (item if isinstance(item, Source) else str(item) for item in sources)
    if executor is None:
        return (check_item(item, linter) for item in items)
    from concurrent import futures

    isolated = getattr(futures, "InterpreterPoolExecutor", ())
    if isinstance(executor, futures.ThreadPoolExecutor) and not isinstance(executor, isolated):
        return _in_threads(items, linter, executor)
    from adlint.processes import in_processes

    return in_processes(items, linter, check_item, executor)


def check_all(paths: Sequence[str], linter: Linter, workers: int) -> Iterator[Report]:
    """One report per path, in order, checked by so many processes of our own, which are gone when it ends."""
    if workers <= 1:
        return check_each(paths, linter)
    from adlint.processes import in_processes

    return in_processes(iter(paths), linter, check_item, workers=workers)


def workers_for(jobs: int, paths: Sequence[str]) -> int:
    """How many processes are worth starting; `jobs` is how many may be used, 0 for one per core."""
    if jobs == 1 or len(paths) < 2:
        return 1
    if not jobs:
        if len(paths) <= MANY_FILES and sum(map(_size_of, paths)) <= MANY_BYTES:
            return 1
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(jobs, len(paths), 61)  # Windows cannot wait for more


def check_item(item: Source | str, linter: Linter) -> Report:
    """The report on a source, or on the file at a path."""
    if not isinstance(item, Source):
        return check_path(item, linter)
    try:
        return linter.check(item)
    except MemoryError:
        pass  # what took the memory is let go at the end of this block; before, there is none to tell of it
    return linter.fail(item.name, Unreadable("limit-memory"))


def _in_threads(items: Iterator[Source | str], linter: Linter, executor: Executor) -> Iterator[Report]:
    waiting: deque[Future[Report]] = deque()
    for item in items:
        waiting.append(executor.submit(check_item, item, linter))
        if len(waiting) >= _most_waiting(executor):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _most_waiting(executor: Executor) -> int:
    return 2 * int(getattr(executor, "_max_workers", 0) or os.cpu_count() or 1) + 1


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
