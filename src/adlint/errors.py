"""What can go wrong: a stable code and the facts, no sentences (those live in i18n/)."""

from __future__ import annotations

#: Codes that are told but do not make a run incomplete: the input was read, a person should look.
ADVISORY = frozenset({"ocr-unsure", "type-mismatch", "limit-findings"})


class AdlintError(Exception):
    """A code from docs/problems.md and the facts that its sentence needs.

    Pickles and compares by value, so that a worker process can hand it back.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AdlintError) and (self.code, self.facts) == (other.code, other.facts)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted((k, str(v)) for k, v in self.facts.items()))))


class Unreadable(AdlintError):
    """One input could not be read, wholly or in part; becomes a Problem in the report (exit code 3)."""


class Misconfigured(AdlintError):
    """Settings, ruleset, baseline or options that do not load; nothing is checked (exit code 2)."""


def _rebuild(kind: type[AdlintError], code: str, facts: dict[str, object]) -> AdlintError:
    return kind(code, **facts)
