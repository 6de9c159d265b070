"""Approved claims: what they let pass, until when, and what never."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from adlint.confirm.trace import Trace
from adlint.linter import Linter, document_of
from adlint.settings import Settings

SPEC = """\
spec: 1
brand: {id: a, name: {zh: 甲茶, en: Jia}, status: official}
wording:
  names: [{official: 甲茶, never: [甲家]}]
  claims:
    - {text: 连续三年全国销量第一, status: approved, evidence: 协会 2023—2025, until: "2027-03-31",
       campaigns: [spring, fair]}
    - {text: 95%的茶友愿意再来, status: approved, evidence: 问卷 n=1200}
    - {text: 全网最好喝的春茶, status: approved}
    - {text: 联系甲家13800138000第一名, status: approved, evidence: 台账}
  campaigns:
    spring: {name: 春茶季, approval: MK-8, from: "2027-02-01", until: "2027-04-30"}
    fair: {name: 茶博会, from: "2026-11-01", until: "2026-11-30"}
"""


@pytest.fixture
def at(tmp_path: Path) -> Any:
    path = tmp_path / "规范.yaml"
    path.write_text(SPEC, "utf-8")

    def build(day: str, **more: Any) -> Linter:
        return Linter(settings=Settings(vi=(str(path),), as_of=day, **more))

    return build


def told(linter: Linter, text: str) -> list[tuple[str, str]]:
    return [(item.rule_id, item.text) for item in linter.check_text(text).findings]


CLAIM = "连续三年全国销量第一"


@pytest.mark.parametrize(
    ("day", "passes"),
    [
        ("2026-10-31", False),
        ("2026-11-01", True),
        ("2026-11-30", True),
        ("2026-12-01", False),
        ("2027-02-01", True),
        ("2027-03-31", True),
        ("2027-04-01", False),
        ("2027-05-01", False),
    ],
)
def test_a_campaigns_claim_passes_the_law_while_it_lasts(at: Any, day: str, passes: bool) -> None:
    found = told(at(day), f"甲茶{CLAIM}，等你来")
    if passes:
        assert found == []
    else:
        assert ("BW108", CLAIM) in found
        assert any(rule.startswith("AD1") for rule, _ in found)
        assert any(rule.startswith("AD2") for rule, _ in found)


@pytest.mark.parametrize("text", [CLAIM, "连续三年 全国销量第一", "连续三年全国销量·第一", "連續三年全國銷量第一"])
def test_spaces_and_script_do_not_matter(at: Any, text: str) -> None:
    assert told(at("2026-11-23"), text) == []


def test_only_the_claim_itself_passes(at: Any) -> None:
    linter = at("2026-11-23")
    assert "AD103" in dict(told(linter, f"{CLAIM}，口碑也是全网第一"))
    assert told(linter, "95%的茶友愿意再来，98%的顾客满意")[0][1].startswith("98%")
    assert told(linter, "95%的茶友愿意再来") == []


def test_without_evidence_the_law_applies(at: Any) -> None:
    assert [rule[:2] for rule, _ in told(at("2026-11-23"), "全网最好喝的春茶")] == ["AD"]


def test_personal_data_and_brand_rules_stand(at: Any) -> None:
    found = dict(told(at("2026-11-23"), "联系甲家13800138000第一名"))
    assert found == {"PI101": "13800138000", "BW101": "甲家"} or found == {"PI101": "13800138000"}
    assert "PI101" in found


def test_the_trace_says_on_what_grounds(at: Any) -> None:
    for day, lang, grounds in (
        ("2027-03-01", "zh", "活动 春茶季 已核准的说法（MK-8），依据 协会 2023—2025，至 2027-03-31"),
        ("2026-11-23", "zh", "活动 茶博会 已核准的说法，依据 协会 2023—2025，至 2026-11-30"),
        (
            "2027-03-01",
            "en",
            "claim approved for the campaign 春茶季 (MK-8), evidence: 协会 2023—2025, until 2027-03-31",
        ),
    ):
        trace = Trace(on=True)
        at(day, lang=lang).check_document(document_of(CLAIM, "t", "body"), trace)
        dropped = [step for step in trace.steps if step.verdict == "dropped" and step.judge == "claims"]
        assert dropped
        assert {step.by for step in dropped} == {grounds}


def test_claims_hold_whatever_is_selected(at: Any) -> None:
    assert told(at("2026-11-23", select=("AD1",)), CLAIM) == []
    assert told(at("2026-11-23", ignore=("BW",)), CLAIM) == []


def test_other_processes_judge_the_same(at: Any, tmp_path: Path) -> None:
    from adlint.batch import check_all

    linter = at("2026-11-23")
    paths = []
    for number in range(3):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{CLAIM}。去甲家，全网第一", "utf-8")
        paths.append(str(path))
    pickle.dumps(linter.ruleset)
    alone = [report.findings for report in check_all(paths, linter, 1)]
    assert [report.findings for report in check_all(paths, linter, 2)] == alone
    assert {item.rule_id for item in alone[0]} == {"BW101", "AD103"}
