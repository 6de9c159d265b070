"""What a rule proposes must pass: alone, and in the place of the words that it found.

A proposal that the next run accuses would send the writer in circles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from adlint.finding import Finding, Rule, Severity
from adlint.linter import Linter
from adlint.rules.load import load_ruleset
from adlint.selftest import NOT_COPY
from adlint.settings import Settings

RULES = [
    rule
    for rule in load_ruleset().rules
    if rule.suggest and rule.stage != "retired" and not rule.kind.startswith(NOT_COPY)
]

_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)

#: Proposals that tell what to do or leave blanks to fill in are not written into the copy as they stand.
_ADVICE = re.compile(r"×|注明|^(?:补充|删除|删去|改为|请|写明|标明|换成|去掉|不写|只写)|[：:]|见.{0,6}$")


every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.fixture(scope="module")
def linters() -> dict[tuple[str, ...], Linter]:
    """One linter for each set of scenes that a rule needs."""
    scenes = {rule.scenes for rule in RULES}
    return {scene: Linter(load_ruleset(), Settings(scenes=scene)) for scene in scenes}


def _accusing(linter: Linter, text: str, kind: Any) -> list[Finding]:
    return [item for item in linter.check_text(text, kind=kind).open if item.severity is not Severity.INFO]


def _in_place(rule: Rule, proposal: str) -> Iterator[tuple[str, int, int]]:
    """Each bad example with the proposal instead of its only hit, and where the proposal stands."""
    for example in rule.bad:
        marks = list(_MARK.finditer(example))
        if len(marks) == 1:
            start = marks[0].start()
            yield example[:start] + proposal + example[marks[0].end() :], start, start + len(proposal)


@every_rule
def test_a_proposal_is_clean_alone(rule: Rule, linters: dict[tuple[str, ...], Linter]) -> None:
    kind = rule.where[0] if rule.where else "body"
    for suggestion in rule.suggest:
        found = _accusing(linters[rule.scenes], suggestion.text, kind)
        assert [(item.rule_id, item.text) for item in found] == [], suggestion.text


@every_rule
def test_a_proposal_is_clean_in_the_place_of_the_hit(rule: Rule, linters: dict[tuple[str, ...], Linter]) -> None:
    kind = rule.where[0] if rule.where else "body"
    left = []
    for suggestion in rule.suggest:
        if _ADVICE.search(suggestion.text):
            continue
        for text, start, end in _in_place(rule, suggestion.text):
            found = _accusing(linters[rule.scenes], text, kind)
            left += [(text, item.rule_id, item.text) for item in found if item.start < end and start < item.end]
    assert left == []
