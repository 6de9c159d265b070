"""Runs the examples inside rulesets: bad ones must be found, to the character; good ones must not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from adlint.day import first_of, today
from adlint.finding import Finding, Rule, Severity
from adlint.i18n import say
from adlint.linter import Linter
from adlint.record import NamedTuple
from adlint.rules.load import shipped_folder
from adlint.rules.ruleset import Ruleset, is_meant
from adlint.settings import Settings
from adlint.toml_reader import shown

#: Their examples are comments and pictures, not copy; the test suite has tests of their own for them.
NOT_COPY = ("housekeeping", "visual.")

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class Failure(NamedTuple):
    """An example that a rule does not keep."""

    rule_id: str
    origin: str  # file:line of the stanza
    problem: str  # missed, span, unmarked, false-alarm, suggestion, problem
    example: str  # as written
    expected: tuple[str, ...] = ()  # the words marked
    found: tuple[str, ...] = ()  # the words found; those that other rules found with their ids
    squeezed: bool = False  # with the view squeezed it would be found


def run_examples(ruleset: Ruleset, rules: Iterable[str] | None = None) -> list[Failure]:
    """The examples that do not hold, of all rules or of those with the given ids, prefixes or names.

    Suggestions count as good examples for all rules. Raises Misconfigured where the ruleset does not hold together.
    """
    wanted = None if rules is None else tuple(rules)
    stock = _Stock(ruleset)
    failures: list[Failure] = []
    for rule in ruleset.rules:
        is_wanted = wanted is None or any(is_meant(rule, key) for key in wanted)
        if is_wanted and rule.stage != "retired" and not rule.kind.startswith(NOT_COPY):
            failures += _failures(rule, stock)
    return failures


def told(failure: Failure, lang: str = "zh") -> str:
    """A failure in two lines: where and what, then what was found instead and what to do."""
    name, _, line = failure.origin.rpartition(":")
    head = f"{shown(Path(name))}:{line}  {failure.rule_id}  "
    head += say(f"selftest.{failure.problem}", lang, example=failure.example)
    found = say("doc.join", lang).join(failure.found) or say("selftest.nothing", lang)
    parts = [say("selftest.found", lang, found=found)]
    if failure.squeezed:
        parts.append(say("selftest.squeezed", lang))
    parts.append(say("selftest.see", lang, text=_MARK.sub(r"\1", failure.example)))
    return head + "\n    " + ("" if lang == "zh" else " ").join(parts)


class _Stock:
    """Linters with all rules, also those in preview, one for each set of scenes and day."""

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.today = today()
        self.linters: dict[tuple[tuple[str, ...], str, tuple[str, ...]], Linter] = {}

    def linter(self, rule: Rule) -> Linter:
        """For the trades of a rule, today, or else the first day on which it says something."""
        key = rule.scenes, self._day_of(rule), _specs_of(rule)
        if key not in self.linters:
            self.linters[key] = self._made(self.ruleset, *key)
        return self.linters[key]

    def squeezing(self, rule: Rule) -> Linter:
        """Only that rule, with the squeezed view."""
        alone = self.ruleset._replace(rules=(rule._replace(views=("folded", "squeezed")),))
        return self._made(alone, rule.scenes, self._day_of(rule), _specs_of(rule))

    def _day_of(self, rule: Rule) -> str:
        phase = rule.phase(self.today)
        if phase is None or phase.severity:
            return self.today
        return next((first_of(phase.start) for phase in rule.phases if phase.severity), self.today)

    def _made(self, ruleset: Ruleset, scenes: tuple[str, ...], day: str, specs: tuple[str, ...]) -> Linter:
        select = tuple(rule.id for rule in ruleset.rules if rule.stage != "retired")
        return Linter(ruleset, Settings(select=select, scenes=scenes, as_of=day, vi=specs))


def _specs_of(rule: Rule) -> tuple[str, ...]:
    """The brand spec that the examples of a rule speak of: the shipped one, of a made-up brand."""
    if not rule.kind.startswith("brand."):
        return ()
    return (str(shipped_folder("vi_specs") / "qingyu.yaml"),)


def _failures(rule: Rule, stock: _Stock) -> Iterator[Failure]:
    linter = stock.linter(rule)
    for example in rule.bad:
        text, spans = _unmarked(example)
        findings, problems = _found(linter, text, rule)
        ours = [(item.start, item.end) for item in findings if item.rule_id == rule.id]
        if ours == spans and spans and not problems:
            continue
        may_squeeze = not ours and "squeezed" not in rule.views
        squeezed = may_squeeze and _spans(stock.squeezing(rule), text, rule) == spans != []
        problem = "problem" if problems else "unmarked" if not spans else "span" if ours else "missed"
        expected = tuple(text[start:end] for start, end in spans)
        yield Failure(rule.id, rule.origin, problem, example, expected, problems or _words(findings, rule), squeezed)
    for example in rule.good:
        findings, problems = _found(linter, example, rule)
        if problems or any(item.rule_id == rule.id for item in findings):
            problem = "problem" if problems else "false-alarm"
            yield Failure(rule.id, rule.origin, problem, example, (), problems or _words(findings, rule))
    for suggestion in rule.suggest:
        findings, _ = _found(linter, suggestion.text, rule)
        if accusing := [item for item in findings if item.severity is not Severity.INFO]:
            yield Failure(rule.id, rule.origin, "suggestion", suggestion.text, (), _words(accusing, rule))


def _found(linter: Linter, text: str, rule: Rule) -> tuple[list[Finding], tuple[str, ...]]:
    """What is found in an example, in a segment of a kind that the rule looks at; and the codes of problems."""
    report = linter.check_text(text, kind=rule.where[0] if rule.where else "body")  # type: ignore[arg-type]
    return list(report.open), tuple(problem.code for problem in report.problems)


def _spans(linter: Linter, text: str, rule: Rule) -> list[tuple[int, int]]:
    return [(item.start, item.end) for item in _found(linter, text, rule)[0]]


def _unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The example without its marks, and the spans that they marked."""
    spans = [
        (match.start() - 4 * number, match.end() - 4 * number - 4)
        for number, match in enumerate(_MARK.finditer(example))
    ]
    return _MARK.sub(r"\1", example), spans


def _words(findings: Sequence[Finding], rule: Rule) -> tuple[str, ...]:
    return tuple(f"“{item.text}”" if item.rule_id == rule.id else f"{item.rule_id}“{item.text}”" for item in findings)
