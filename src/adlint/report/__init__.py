"""Reports as people and programs read them: one file per format, each a function under @reporter("name").

No format sees personal data: `render` hands on a report in which it is masked already, unless it may be shown.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from adlint.errors import AdlintError, Misconfigured
from adlint.finding import Report, Rule
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_NO_RULES: Mapping[str, Rule] = {}


class Options(NamedTuple):
    """How a report is to be told."""

    lang: str = "zh"
    color: bool = False
    show_personal_data: bool = False
    strict: bool = False  # doubtful findings are listed already
    verbose: int = 0
    quiet: bool = False
    elapsed: float | None = None  # seconds; only the screen shows them, files stay the same from run to run
    rules: Mapping[str, Rule] = _NO_RULES  # by id: reasons and metadata
    version: str = ""
    dated: bool = False  # a day was asked for: the screen names it


Reporter = Callable[[Report, Options], "str | Iterable[str]"]

#: Which module writes which format; kept as names so that only the format asked for is imported.
MODULES: dict[str, str] = {
    "full": "terminal",
    "compact": "terminal",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
    "csv": "csv",
    "html": "html",
}

_REPORTERS: dict[str, Reporter] = {}


def reporter(format: str) -> Callable[[Reporter], Reporter]:
    """Register a function as the writer of a format."""

    def register(function: Reporter) -> Reporter:
        _REPORTERS[format] = function
        return function

    return register


def render(report: Report, format: str, options: Options) -> bytes:
    """The report as UTF-8 bytes, for files and for programs that read our output."""
    text = render_text(report, format, options)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text).encode()


def render_text(report: Report, format: str, options: Options) -> str:
    """The report as text, for a terminal that has an encoding of its own.

    Raises Misconfigured (config.unknown-format) for a format nobody writes.
    """
    if format not in _REPORTERS:
        if format not in MODULES:
            raise Misconfigured("config.unknown-format", value=format, allowed=", ".join(MODULES))
        import_module(f"{__name__}.{MODULES[format]}")
    text = _REPORTERS[format](presentable(report, options), options)
    return text if isinstance(text, str) else "".join(text)


def step_summary(report: Report, options: Options) -> str:
    """The report as Markdown, for the page of a GitHub job."""
    from adlint.report.github import markdown

    return markdown(presentable(report, options), options)


def presentable(report: Report, options: Options) -> Report:
    """The report as it may be told: with personal data masked, unless that may be shown."""
    if options.show_personal_data:
        return report
    from adlint.report.shown import masked

    return masked(report)


def write_report(path: str | Path, data: bytes) -> None:
    """Put the whole report at `path`, or leave what is there.

    Raises AdlintError (config.report-unwritable). Written beside it first and moved into place; a pipe or
    device is written to directly.
    """
    from pathlib import Path

    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise AdlintError("config.report-unwritable", name=str(path), detail=error.strerror or "") from error


def _replace(target: Path, data: bytes) -> None:
    beside = target.parent / f".adlint-{os.urandom(6).hex()}.tmp"
    try:
        with beside.open("xb") as file:
            if target.exists():
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
