"""The one place that writes to the terminal, in its own encoding; what that cannot show becomes an escape."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from adlint.errors import AdlintError


def prepare() -> None:
    """Make both streams replace what their encoding cannot show, whatever PYTHONIOENCODING says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Write to standard output. Raises AdlintError (cli.unwritable), unless nobody reads any more."""
    stream = sys.stdout
    if stream is not None and text:
        _guarded(stream, lambda: (stream.write(text), stream.flush()))


def out_bytes(data: bytes) -> None:
    """Write bytes to standard output, as out does."""
    stream = sys.stdout
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        out(data.decode("utf-8", "replace"))
    elif data:
        _guarded(stream, lambda: (stream.flush(), buffer.write(data), buffer.flush()))


def err(text: str) -> None:
    """Write a line to standard error; where that is not possible, there is nobody to tell."""
    stream = sys.stderr
    if stream is None:
        return
    try:
        stream.write(text if text.endswith(("\n", "\r")) else text + "\n")
        stream.flush()
    except (OSError, ValueError):
        _silence(stream)


def has_color(when: str) -> bool:
    """True if standard output is to be coloured: on a terminal that can, unless NO_COLOR is set."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not is_terminal(sys.stdout):
        return False
    return os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "TERM"))


def is_terminal(stream: TextIO | None) -> bool:
    """True if a person reads it."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _guarded(stream: TextIO, write: object) -> None:
    try:
        write()  # type: ignore[operator]
    except BrokenPipeError:
        _silence(stream)
    except ValueError:  # closed by somebody else
        return
    except OSError as error:
        _silence(stream)
        raise AdlintError("cli.unwritable", detail=error.strerror or "") from error


def _silence(stream: TextIO) -> None:
    """Send the rest nowhere, so that Python's own flush at the end does not fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
