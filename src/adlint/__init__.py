"""adlint checks Chinese advertising copy: the Advertising Law, figures without a source, personal data, brand rules.

    >>> import adlint
    >>> report = adlint.check_text("全网第一的面膜")
    >>> [finding.rule_id for finding in report.findings]
    ['AD103']

Everything public is typed, frozen and exported from here; the rest may move.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # known to type checkers by this name; the import of typing would double a bare start
if TYPE_CHECKING:
    from adlint.api import acheck, check_file, check_many, check_text
    from adlint.errors import AdlintError, Misconfigured, Unreadable
    from adlint.finding import Finding, Input, Problem, Report, Rule, Severity, Status, Suggestion
    from adlint.linter import Linter
    from adlint.model import Box, Place, Source
    from adlint.settings import Settings

__all__ = [
    "AdlintError",
    "Box",
    "Finding",
    "Input",
    "Linter",
    "Misconfigured",
    "Place",
    "Problem",
    "Report",
    "Rule",
    "Settings",
    "Severity",
    "Source",
    "Status",
    "Suggestion",
    "Unreadable",
    "acheck",
    "check_file",
    "check_many",
    "check_text",
]

_HOMES = {
    "adlint.api": ("acheck", "check_file", "check_many", "check_text"),
    "adlint.errors": ("AdlintError", "Misconfigured", "Unreadable"),
    "adlint.finding": ("Finding", "Input", "Problem", "Report", "Rule", "Severity", "Status", "Suggestion"),
    "adlint.linter": ("Linter",),
    "adlint.model": ("Box", "Place", "Source"),
    "adlint.settings": ("Settings",),
}


def __getattr__(name: str) -> object:
    # Loaded on first use, so that `adlint --version` and the hook pay only for what they need.
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
