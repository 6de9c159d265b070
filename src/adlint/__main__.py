"""The command `adlint`, also as `python -m adlint`."""

from __future__ import annotations

import sys


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


def _say_version(version: str) -> int:
    try:
        sys.stdout.write(f"adlint {version}\n")
        sys.stdout.flush()
    except (OSError, AttributeError):
        from adlint.cli import run

        return run(["--version"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
