"""What is to be checked, and by which settings: the nearest settings file up the tree applies to each file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from adlint.cli.asked import Asked, words
from adlint.cli.discover import Found, discover
from adlint.errors import AdlintError, Misconfigured, Unreadable
from adlint.extract import MODULES as FORMATS
from adlint.extract import suffix_of
from adlint.finding import Input
from adlint.model import Source
from adlint.record import NamedTuple
from adlint.settings import Settings, find_settings, load_settings

STDIN = "<stdin>"


class Group(NamedTuple):
    """Files, and perhaps standard input, to which the same settings apply."""

    settings: Settings
    files: tuple[str, ...] = ()
    stdin: Source | None = None


class Plan(NamedTuple):
    """Everything that a run is to do, and what it will leave out."""

    groups: tuple[Group, ...]
    named: frozenset[str] = frozenset()
    skipped: tuple[Input, ...] = ()
    refused: tuple[tuple[str, AdlintError], ...] = ()  # with why: folders, files under settings that do not load
    excluded: int = 0

    @property
    def size(self) -> int:
        """How many inputs there are to check."""
        return sum(len(group.files) + (group.stdin is not None) for group in self.groups)


class Scope:
    """The settings for each path, read once per file, with what the command line says over them."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.by_folder: dict[str, Settings | Misconfigured] = {}
        self.by_file: dict[str, Settings | Misconfigured] = {}
        self.globs: dict[str, tuple[str, ...]] = {}
        self.fixed = self._fixed()
        self.own_globs = _anchored(_absolute("."), asked.exclude)

    def settings_of(self, path: str) -> Settings:
        """What applies to the file at that path. Raises Misconfigured where its settings file does not load."""
        if self.fixed is not None:
            return self.fixed
        folder = os.path.dirname(_absolute(path))
        if folder not in self.by_folder:
            self.by_folder[folder] = self._nearest(folder)
        settings = self.by_folder[folder]
        if isinstance(settings, Misconfigured):
            raise settings
        return settings

    def _nearest(self, folder: str) -> Settings | Misconfigured:
        """The settings for a folder, or why they do not load; each file is read once."""
        try:
            found = find_settings(folder)
        except Misconfigured as error:
            return error
        key = str(found or "")
        if key not in self.by_file:
            try:
                loaded = load_settings(None, found.parent) if found else Settings()
                self.by_file[key] = self._settled(loaded)
            except Misconfigured as error:
                self.by_file[key] = error
        return self.by_file[key]

    def is_excluded(self, path: str, is_folder: bool) -> bool:
        """True if the command line or the settings leave that file or folder out."""
        try:
            settings = self.settings_of(path)
        except Misconfigured:  # told when the files under it are
            settings = Settings()
        if not (self.own_globs or settings.exclude):
            return False
        from adlint.globs import is_matched, normal_path

        whole = normal_path(path) + ("/" if is_folder else "")
        return is_matched(whole, self.own_globs + self.globs.get(settings.origin, ()))

    def _fixed(self) -> Settings | None:
        if self.asked.isolated:
            return self._settled(Settings())
        if self.asked.config:
            return self._settled(load_settings(self.asked.config))
        return None

    def _settled(self, settings: Settings) -> Settings:
        """The settings as they apply; what they exclude is kept in readiness."""
        folder = os.path.dirname(settings.origin)
        self.globs[settings.origin] = _anchored(folder, settings.exclude)
        return overruled(settings, self.asked)


def overruled(settings: Settings, asked: Asked) -> Settings:
    """The settings with what the command line says in their place; its rules come on top."""
    return settings._replace(
        select=words(asked.select) or settings.select,
        ignore=words(asked.ignore) or settings.ignore,
        scenes=asked.scene or settings.scenes,
        rules=settings.rules + asked.rules,
        vi=(*_listed_paths(settings.vi), *asked.vi),
        as_of=asked.as_of or settings.as_of,
        fail_on=asked.fail_on or settings.fail_on,
        unchecked="warn" if asked.allow_unchecked else settings.unchecked,
        baseline=asked.baseline or settings.baseline,
        lang=asked.lang or settings.lang,
        encoding=asked.encoding or settings.encoding,
        max_size=settings.max_size if asked.max_size is None else asked.max_size,
        jobs=settings.jobs if asked.jobs is None else asked.jobs,
        strict=asked.strict or settings.strict,
        waive=settings.waive and not asked.no_waivers,
    )


def _listed_paths(paths: tuple[str, ...] | str) -> tuple[str, ...]:
    return (paths,) if isinstance(paths, str) else paths


def plan_of(asked: Asked) -> Plan:
    """What the command line asks for. Raises Misconfigured where that is nothing, or settings do not load."""
    scope = Scope(asked)
    paths = list(asked.paths)
    stdin = None
    if "-" in paths:
        if asked.files_from == "-":
            raise Misconfigured("cli.stdin-twice")
        if asked.fix and not asked.diff:
            raise Misconfigured("cli.stdin-fix")
        paths = [path for path in paths if path != "-"]
        stdin = _stdin(asked)
    if asked.files_from:
        paths += _listed(asked.files_from)
    if not paths and not stdin:
        raise Misconfigured("cli.nothing-given")
    found = discover(_expanded(paths), FORMATS, scope.is_excluded, force_exclude=asked.force_exclude)
    if not (found.files or stdin or found.refused or found.excluded):
        raise nothing_matched(paths)
    if asked.shard:
        found = _part_of(found, *asked.shard)
    groups, refused = _grouped(found.files, scope)
    if stdin:
        own = scope.settings_of(asked.stdin_filename or "x")
        groups.append(Group(own, stdin=stdin._replace(encoding=charset_of(own))))
    if refused and not groups:
        raise refused[0][1]
    if not groups:
        groups.append(Group(scope.settings_of("x")))
    return Plan(tuple(groups), found.named, found.skipped, (*found.refused, *refused), found.excluded)


def _grouped(paths: Iterable[str], scope: Scope) -> tuple[list[Group], list[tuple[str, Misconfigured]]]:
    """The files by the settings that apply to them, and those whose settings do not load."""
    settings: dict[str, Settings] = {}
    files: dict[str, list[str]] = {}
    refused: list[tuple[str, Misconfigured]] = []
    for path in paths:
        try:
            own = scope.settings_of(path)
        except Misconfigured as error:
            refused.append((path, error))
            continue
        settings[own.origin] = own
        files.setdefault(own.origin, []).append(path)
    return [Group(settings[origin], tuple(files[origin])) for origin in sorted(files)], refused


def nothing_matched(paths: Iterable[str]) -> Misconfigured:
    """The error that says that there is no file to check in these folders."""
    names = "、".join(f"“{path}”" for path in paths)
    return Misconfigured("cli.nothing-matched", names=names, suffixes=" ".join(sorted(name[1:] for name in FORMATS)))


def charset_of(settings: Settings) -> str:
    """The encoding of text that a Source is given; empty means: find out."""
    return "" if settings.encoding == "auto" else settings.encoding


def _part_of(found: Found, number: int, count: int) -> Found:
    """Every count-th file; what was left out is told by the first part."""
    part = found._replace(files=found.files[number - 1 :: count])
    return part if number == 1 else part._replace(skipped=(), refused=())


def _stdin(asked: Asked) -> Source:
    name = asked.stdin_filename or STDIN
    try:
        data = sys.stdin.buffer.read() if sys.stdin else b""
    except (OSError, ValueError) as error:
        raise Unreadable("io-denied", name=name, detail=str(error)) from error
    return Source(name, data, suffix_of(asked.stdin_filename) or ".txt")


def _listed(name: str) -> list[str]:
    """The file names in a list, one a line or with NUL after each."""
    try:
        data = sys.stdin.buffer.read() if name == "-" and sys.stdin else _content_of(name)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", "") or ""
        raise Misconfigured("config.missing-file", name=name, detail=detail) from error
    parts = data.split(b"\0") if b"\0" in data else data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    names = [os.fsdecode(part.rstrip(b"\r")) for part in parts if part.strip()]
    if not names:
        raise Misconfigured("cli.nothing-listed", name=name)
    return names


def _expanded(paths: list[str]) -> list[str]:
    """The paths; on Windows, where no shell does it, with * and ? spelled out."""
    if os.name != "nt":
        return paths
    from glob import glob

    return [name for path in paths for name in (not os.path.lexists(path) and sorted(glob(path))) or [path]]


def _absolute(path: str) -> str:
    try:
        return os.path.abspath(path)
    except OSError:  # the current folder is gone
        return os.path.normpath(os.path.join(os.sep, path))


def _anchored(folder: str, globs: tuple[str, ...]) -> tuple[str, ...]:
    if not globs:
        return ()
    from adlint.globs import anchored

    anchored_globs = []
    for glob in globs:
        try:
            anchored_globs.append(anchored(folder, glob))
        except ValueError as error:
            raise Misconfigured("cli.bad-glob", value=glob) from error
    return tuple(anchored_globs)


def _content_of(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()
