"""From the paths a person names to the files to check; .gitignore is honoured, what is left out is counted."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from adlint.batch import name_key, refusal_of
from adlint.errors import Unreadable
from adlint.extract import suffix_of
from adlint.finding import Input
from adlint.globs import MOST_STARS
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Folders of tools, not of copy; hidden ones (.git, .venv) are left out by their dot.
TOOLS = frozenset({"node_modules", "__pycache__"})

#: A .gitignore of more lines, or with more stars in one name, could take for ever. It is not honoured: more is checked.
MOST_LINES = 10_000

#: Says whether a path, of a folder or not, is left out.
Excluded = Callable[[str, bool], bool]


class Found(NamedTuple):
    """What there is to check. `skipped` were met in folders and are of no known format, or no plain files."""

    files: tuple[str, ...] = ()  # in order of their bytes
    named: frozenset[str] = frozenset()  # those of the files that were named outright
    skipped: tuple[Input, ...] = ()
    refused: tuple[tuple[str, Unreadable], ...] = ()  # folders that could not be listed
    excluded: int = 0  # named outright, but left out all the same


def discover(
    paths: Iterable[str], suffixes: Collection[str], is_excluded: Excluded, *, force_exclude: bool = False
) -> Found:
    """The files at these paths and under these folders, each once.

    Named files are taken whatever they are, unless `force_exclude` lets exclusions speak for them too.
    """
    walk = _Walk(frozenset(suffixes), is_excluded)
    named: dict[str, str] = {}
    excluded = 0
    for path in paths:
        if os.path.isdir(path):
            walk.folder(path)
        elif force_exclude and is_excluded(path, False):
            excluded += 1
        else:
            named.setdefault(_normal(path), path)
    for key, path in named.items():
        walk.files[key] = path
    files = sorted(walk.files.values(), key=name_key)
    skipped = sorted(walk.skipped, key=lambda item: name_key(item.source))
    return Found(tuple(files), frozenset(named.values()), tuple(skipped), tuple(walk.refused), excluded)


def _within(absolute: str, root: str, is_folder: bool) -> str:
    return absolute[len(root) :].replace(os.sep, "/") + ("/" if is_folder else "")


def _normal(path: str) -> str:
    return os.path.normpath(path) if "\0" not in path else path


class _Walk:
    def __init__(self, suffixes: frozenset[str], is_excluded: Excluded) -> None:
        self.suffixes = suffixes
        self.is_excluded = is_excluded
        self.files: dict[str, str] = {}
        self.skipped: list[Input] = []
        self.refused: list[tuple[str, Unreadable]] = []

    def folder(self, top: str) -> None:
        """Everything below a folder."""
        shown = "" if _normal(top) == "." else top
        waiting = [(shown, _ignores_above(top))]
        while waiting:
            folder, ignores = waiting.pop()
            if ignore := _ignore_of(folder):
                ignores = (*ignores, ignore)
            for entry in self._entries(folder):
                path = os.path.join(folder, entry.name)
                is_folder = _is_folder(entry)
                if self._is_left_out(entry.name, path, is_folder, ignores):
                    continue
                if is_folder:
                    waiting.append((path, ignores))
                else:
                    self._file(entry, path)

    def _entries(self, folder: str) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder or ".") as entries:
                yield from entries
        except OSError as error:
            self.refused.append((folder or ".", refusal_of(error, folder)))

    def _is_left_out(self, name: str, path: str, is_folder: bool, ignores: tuple[_Ignore, ...]) -> bool:
        if name.startswith(".") or (is_folder and name in TOOLS) or self.is_excluded(path, is_folder):
            return True
        absolute = os.path.abspath(path) if ignores else ""
        for root, spec in reversed(ignores):
            verdict = spec.check_file(_within(absolute, root, is_folder)).include
            if verdict is not None:
                return bool(verdict)
        return False

    def _file(self, entry: os.DirEntry[str], path: str) -> None:
        suffix = suffix_of(entry.name).lower()
        if not _is_plain(entry):
            self.skipped.append(Input(path, "skipped", "io-special"))
        elif suffix in self.suffixes:
            self.files.setdefault(_normal(path), path)
        elif entry.name not in ("adlint.toml", "adlint-waivers.toml"):
            self.skipped.append(Input(path, "skipped", "type-unsupported"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_plain(entry: os.DirEntry[str]) -> bool:
    """True for files, and for what we cannot look at: opening it will tell. Links and pipes are not plain."""
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return True


# ---------------------------------------------------------------------------------------------------------- .gitignore

_Ignore = tuple[str, "GitIgnoreSpec"]


def _ignores_above(folder: str) -> tuple[_Ignore, ...]:
    """Those of the folders above, up to the top of the repository; none outside of one."""
    above: list[_Ignore] = []
    top = at = os.path.abspath(folder)
    while not os.path.lexists(os.path.join(at, ".git")):
        at, below = os.path.dirname(at), at
        if at == below:
            return ()
        # A folder that was named is wanted: what would leave all of it out does not count.
        if (ignore := _ignore_of(at)) and not ignore[1].check_file(_within(top, ignore[0], True)).include:
            above.append(ignore)
    return tuple(reversed(above))


def _ignore_of(folder: str) -> _Ignore | None:
    lines = _lines_of(os.path.join(folder, ".gitignore"))
    if not lines or len(lines) > MOST_LINES or any(_most_stars(line) > MOST_STARS for line in lines):
        return None
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return None
    return os.path.join(os.path.abspath(folder or "."), ""), spec


def _lines_of(path: str) -> list[str]:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError):
        return []
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_LINES * 200:
            return []
        text = os.read(handle, about.st_size).decode("utf-8", "surrogateescape")
        return [line.rstrip("\r") for line in text.split("\n")]
    finally:
        os.close(handle)


def _most_stars(line: str) -> int:
    return max(part.count("*") for part in line.split("/"))
