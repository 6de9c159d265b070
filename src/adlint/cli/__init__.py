"""The command line. Here, and only here, errors become exit codes.

0 all is well, 1 findings, 2 could not start, 3 something was not checked, 130 after Ctrl-C, 143 after SIGTERM.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from adlint.cli import console
from adlint.errors import AdlintError, Misconfigured

COULD_NOT_START = 2
NOT_CHECKED = 3
INTERRUPTED = 130
TERMINATED = 143


def run(args: Sequence[str]) -> int:
    """Do what the arguments say; the exit code. Never raises, never shows a traceback unless asked to with --debug."""
    console.prepare()
    details = ""
    try:
        from adlint.cli.asked import plain_check

        asked = plain_check(args)
        if asked:
            from adlint.cli.check_run import check_run

            return check_run(asked)
        from adlint.cli.app import invoke

        return invoke(list(args))
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except Exception as error:  # noqa: BLE001 - the one place that turns errors into exit codes
        failure = error if isinstance(error, AdlintError) else AdlintError("cli.internal", kind=type(error).__name__)
        failure = failure.with_traceback(None)
        if "--debug" in args:
            import traceback

            details = traceback.format_exc()
    # Told out here, where whatever took the memory or the file handles is let go.
    return _tell(failure, details, language_of(args))


def _tell(error: AdlintError, details: str, lang: str) -> int:
    """Two lines on standard error, what and what next; the exit code."""
    from adlint.cli.words import say, sentences_of
    from adlint.text import visible

    what, hint = sentences_of(error, lang)
    console.err(visible(say("error", lang, what=what)))
    if hint:
        console.err(visible(say("hint", lang, what=hint)))
    if details:
        console.err(visible_lines(details))
    return COULD_NOT_START if isinstance(error, Misconfigured) else NOT_CHECKED


def visible_lines(text: str) -> str:
    """The text, line by line safe to print, with personal data starred out."""
    from adlint.text import mask_all, visible

    return "\n".join(visible(line) for line in mask_all(text).split("\n"))


def language_of(args: Sequence[str]) -> str:
    """The language that the arguments ask for, even if they cannot be understood otherwise."""
    for word, following in zip(args, [*args[1:], ""], strict=True):
        if word == "--lang=en" or (word == "--lang" and following == "en"):
            return "en"
    return "zh"


def end_on_sigterm() -> None:
    """Let SIGTERM unwind the stack, so that processes and files of ours are cleaned up."""
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
