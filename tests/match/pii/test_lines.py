"""Lines of copy from many trades: numbers that are nobody's stay quiet, people's are found to the character.

innocent.txt holds one line of copy each; leaking.tsv a rule and a line with [[…]] around what it must find;
severity.tsv how grave 13800138000 is where it stands. All numbers are placeholders: test cards, ids of people born
before 1950, 13800138000 and its like.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from adlint.finding import Severity
from adlint.normalize import fold
from adlint.report.shown import masked
from adlint.settings import Settings

HERE = Path(__file__).parent
INNOCENT = (HERE / "innocent.txt").read_text("utf-8").splitlines()
LEAKING = [line.partition("\t")[::2] for line in (HERE / "leaking.tsv").read_text("utf-8").splitlines()]
SEVERITY = [line.partition("\t")[::2] for line in (HERE / "severity.tsv").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def strict() -> Any:
    from adlint.linter import Linter

    return Linter(settings=Settings(strict=True))


def test_there_are_enough_of_them() -> None:
    assert len(INNOCENT) > 400
    assert len(LEAKING) > 300


def test_innocent_numbers_stay_quiet(linter: Any) -> None:
    alarms = [
        (line, item.rule_id, item.text)
        for line in INNOCENT
        for item in linter.check_text(line).findings
        if item.category == "pii" and item.severity is not Severity.INFO
    ]
    assert alarms == []


@pytest.mark.parametrize(("rule_id", "line"), LEAKING)
def test_leaks_are_found_to_the_character_and_masked(rule_id: str, line: str, strict: Any) -> None:
    text, marked = _unmarked(line)
    report = strict.check_text(text)
    spans = [(item.start, item.end) for item in report.findings if item.rule_id == rule_id]
    assert [span for span in marked if span not in spans] == []
    for before, after in zip(report.findings, masked(report).findings, strict=True):
        if before.category == "pii":
            shown = fold(after.text + after.message + after.segment_text)
            digits = re.sub("[^0-9]", "", fold(before.text))
            assert fold(before.text) not in shown
            assert not any(digits[at : at + 6] in shown for at in range(len(digits) - 5))


@pytest.mark.parametrize(("severity", "line"), SEVERITY)
def test_whose_number_it_is_decides(severity: str, line: str, linter: Any) -> None:
    found = [item.severity.value for item in linter.check_text(line).findings if item.rule_id == "PI101"]
    assert found == [severity]


def _unmarked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The copy without brackets, and the spans that they held."""
    spans = [
        (match.start() - 4 * number, match.end() - 4 * (number + 1))
        for number, match in enumerate(re.finditer(r"\[\[.*?\]\]", line))
    ]
    return re.sub(r"\[\[|\]\]", "", line), spans
