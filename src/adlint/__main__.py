"""The command `adlint`, also as `python -m adlint`."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # known to type checkers by this name; the import of typing would double a bare start
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> int:
    """Run the command line; the exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from adlint import __version__

        # Before anything is imported: this is asked often, and by scripts.
        return _say_version(__version__)
    try:
        from adlint.cli import end_on_sigterm, run

        end_on_sigterm()
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


def entry() -> NoReturn:
    """Run, and leave without taking apart what was built, which would take as long as a bare interpreter's start.

    The commands flush what they write, and processes and files of theirs are gone when they return.
    """
    import gc
    import os

    gc.set_threshold(50_000)  # rules are built once and stay; to look through them for cycles is in vain
    code = main()
    if "adlint.expression" in sys.modules:
        sys.modules["adlint.expression"].keep_compiled()
    os._exit(code)


def _say_version(version: str) -> int:
    try:
        sys.stdout.write(f"adlint {version}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        from adlint.cli import run

        return run(["--version"])
    return 0


if __name__ == "__main__":
    entry()
