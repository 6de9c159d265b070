"""What all tests share: a private cache folder, profiles for hypothesis, and ways to make rules and documents."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from adlint.finding import Rule, Severity
from adlint.model import Document, Segment
from adlint.rules.ruleset import Ruleset

ROOT = Path(__file__).parents[1]

_COMMON: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
hypothesis_settings.register_profile("quick", max_examples=60, derandomize=True, database=None, **_COMMON)
hypothesis_settings.register_profile("ci", max_examples=500, **_COMMON)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_configure(config: pytest.Config) -> None:
    """The tests neither read nor fill the cache of whoever runs them; before any of them is even collected."""
    folder = tempfile.mkdtemp(prefix="adlint-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        os.environ[name] = folder


def make_rule(rule_id: str = "XX101", kind: str = "terms", **fields: Any) -> Rule:
    """A rule as it is after loading, in a category of its own."""
    message = {"zh": f"{rule_id}“{{text}}”", "en": f"{rule_id} {{text}}"}
    defaults: dict[str, Any] = {"name": f"rule-{rule_id.lower()}", "category": "custom", "severity": Severity.ERROR}
    return Rule(id=rule_id, kind=kind, **{**defaults, "message": message, "why": message, "law": ("法",), **fields})


def make_document(*texts: str, kind: Any = "body") -> Document:
    """A document with one segment per text."""
    return Document("t", tuple(Segment(text, kind) for text in texts))


STANZA = """
  - id: {id}
    name: rule-{id}
    kind: {kind}
    severity: error
    message: {{zh: "{id}“{{text}}”"}}
    why: {{zh: 因为}}
    law: [法]
    examples: {{bad: [], good: []}}
"""


@pytest.fixture
def ruleset_file(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a ruleset of stanzas; each is (id, kind, more YAML)."""

    def write(*stanzas: tuple[str, str, str], head: str = "version: 1\n", name: str = "r.yaml") -> Path:
        text = head + "rules:\n"
        for rule_id, kind, more in stanzas:
            text += STANZA.format(id=rule_id, kind=kind).strip("\n") + "\n"
            text += "".join(f"    {line}\n" for line in dedent(more).strip().splitlines())
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def shipped_rules() -> Ruleset:
    """The rules in rulesets/."""
    from adlint.rules.load import load_ruleset

    return load_ruleset()


@pytest.fixture(scope="session")
def linter(shipped_rules: Ruleset) -> Any:
    """A linter with the shipped rules and default settings."""
    from adlint.linter import Linter

    return Linter(shipped_rules)


@pytest.fixture(scope="session")
def rule() -> Callable[..., Rule]:
    """make_rule, for tests that want it as a fixture."""
    return make_rule


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """make_document, for tests that want it as a fixture."""
    return make_document
