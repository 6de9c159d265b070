"""What the command line of `check` asks for, and its plainest form read without click."""

from __future__ import annotations

from collections.abc import Sequence

from adlint.record import NamedTuple


class Asked(NamedTuple):
    """What the command line of `check` asks for; unset options are None or empty."""

    paths: tuple[str, ...] = ()
    stdin_filename: str = ""
    files_from: str = ""
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    encoding: str = ""
    max_size: int | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    vi: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    as_of: str = ""
    fail_on: str = ""
    strict: bool = False
    baseline: str = ""
    no_waivers: bool = False
    allow_unchecked: bool = False
    format: str = "full"
    report: tuple[tuple[str, str], ...] = ()
    output: str = ""
    statistics: bool = False
    lang: str = ""
    color: str = "auto"
    quiet: bool = False
    verbose: int = 0
    show_personal_data: bool = False
    diff: bool = False
    fix: bool = False
    jobs: int | None = None
    shard: tuple[int, int] | None = None
    watch: bool = False
    no_cache: bool = False
    config: str = ""
    isolated: bool = False
    debug: bool = False


def words(value: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a repeatable option that also takes a list: --select AD1,PI."""
    return tuple(word.strip() for item in value for word in item.replace("，", ",").split(",") if word.strip())


def plain_check(args: Sequence[str]) -> Asked | None:
    """What `check [--force-exclude] PATH…` asks for, as pre-commit calls it; None for anything more.

    Importing click takes twice as long as a bare interpreter, and every commit of every writer would pay for it.
    """
    if len(args) < 2 or args[0] != "check":
        return None
    flags = [word for word in args[1:] if word.startswith("-")]
    if any(flag != "--force-exclude" for flag in flags):
        return None
    paths = tuple(word for word in args[1:] if not word.startswith("-"))
    return Asked(paths=paths, force_exclude=bool(flags)) if paths else None
