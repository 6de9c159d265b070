"""BW104 to BW108: phrases, claims and partners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Brand = Callable[..., Any]
Check = Callable[..., Any]

PHRASES = """
  forbidden:
    - {pattern: 小青, reason: 不用绰号, use: 青屿茶, safe: true, except: [小青柑, 小青菜]}
    - {pattern: "(奶茶|咖啡)刺客", regex: true, reason: 不贬低同行}
    - {pattern: "喝[^，]{0,4}(?P<hit>小蛮腰)", regex: true, use: 好心情}
    - {pattern: 口碑第一, reason: 证明不了}
  claims:
    - {text: 连续三年口碑第一, status: approved, evidence: 调查}
"""
CLAIMS = """
  claims:
    - {text: 零农残, status: forbidden, reason: 证明不了, use: 农残检测合格}
    - {text: 全部茶园零农残认证, status: approved}
    - {text: 连续三年好评第一, status: approved, evidence: 调查, until: "2026-12-31"}
    - {text: 春茶口感第一名, status: approved, evidence: 盲测, campaigns: [spring]}
  campaigns:
    spring: {name: 春茶季, from: "2027-03-01", until: "2027-05-31"}
"""
PARTNERS = """
  names: [{official: 山岚茶}]
  partners:
    - {names: [海雀书店, Haique Books], status: allowed, approval: A-1, until: "2026-12-31"}
    - {names: [鹿汀], status: review, reason: 逐件送审}
    - {names: [山岚, Shanlan], status: denied, reason: 同业竞争}
    - {names: [山岚书店], status: allowed}
"""


@pytest.mark.parametrize(
    ("example", "says", "instead"),
    [
        ("[[小青]]来了，小青柑、小青菜", "不用绰号", [("青屿茶", True)]),
        ("[[小 青]]来了", "不用绰号", [("青屿茶", True)]),
        ("拒绝[[咖啡刺客]]和[[奶茶刺客]]", "不贬低同行", []),
        ("喝出[[小蛮腰]]", "不用的说法", [("好心情", False)]),
        ("连续三年口碑第一，全城[[口碑第一]]", "证明不了", []),
        ("小\n青，奶茶 刺客", "", []),
    ],
)
def test_phrases(brand: Brand, check: Check, example: str, says: str, instead: list[tuple[str, bool]]) -> None:
    for finding in check(brand(PHRASES), example, "BW104"):
        assert finding.severity == "error"
        assert says in finding.message
        assert [(item.text, item.safe) for item in finding.suggestions] == instead


def test_a_pattern_that_takes_too_long_is_named(brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    from adlint.match.brand import phrase

    monkeypatch.setattr(phrase, "limits_of", lambda trusted: {"timeout": 0.000001})
    report = brand('{forbidden: [{pattern: "(a|aa)[ab]{0,50}c", regex: true}]}').check_text("a" * 5000)
    assert [problem.code for problem in report.problems] == ["limit-time"]
    assert not report.complete


@pytest.mark.parametrize(
    ("day", "example", "rule", "says"),
    [
        ("2026-11-23", "茶叶[[零农残]]", "BW105", "证明不了"),
        ("2026-11-23", "茶叶[[零·农残]]", "BW105", "证明不了"),
        ("2026-11-23", "全部茶园零农残认证", "", ""),
        ("2026-12-31", "连续三年好评第一", "", ""),
        ("2027-01-01", "[[连续三年好评第一]]", "BW108", "核准已于 2026-12-31 到期"),
        ("2027-02-28", "[[春茶口感第一名]]", "BW108", "核准要到 2027-03-01 才生效"),
        ("2027-03-01", "春茶口感第一名", "", ""),
        ("2027-05-31", "春茶口感第一名", "", ""),
        ("2027-06-01", "[[春茶口感第一名]]", "BW108", "核准已于 2027-05-31 到期"),
    ],
)
def test_claims(brand: Brand, check: Check, day: str, example: str, rule: str, says: str) -> None:
    for finding in check(brand(CLAIMS, day=day), example, rule):
        assert says in finding.message
        assert finding.severity == ("error" if rule == "BW105" else "warning")


@pytest.mark.parametrize(
    ("day", "example", "rule", "says"),
    [
        ("2026-11-23", "青屿茶×[[山岚]]咖啡", "BW106", "没有合作（同业竞争）"),
        ("2026-11-23", "with [[SHANLAN]] coffee", "BW106", "没有合作"),
        ("2026-11-23", "山岚书店和山岚茶", "", ""),
        ("2026-11-23", "和[[鹿汀]]一起", "BW107", "要先经测试审核（逐件送审）"),
        ("2026-12-31", "海雀书店 Haique Books", "", ""),
        ("2027-01-01", "[[海雀书店]]与[[Haique Books]]", "BW106", "核准已于 2026-12-31 到期"),
        ("2026-11-23", "见 shanlan.com 和 @山岚咖啡", "", ""),
    ],
)
def test_partners(brand: Brand, check: Check, day: str, example: str, rule: str, says: str) -> None:
    for finding in check(brand(PARTNERS, day=day), example, rule):
        assert says in finding.message


def test_messages_are_in_the_language_that_is_set(brand: Brand) -> None:
    linter = brand(PARTNERS + "  forbidden: [{pattern: 小青, reason: nickname}]\n", lang="en")
    messages = [item.message for item in linter.check_text("小青和山岚，鹿汀").findings]
    assert messages == [
        "Test does not say “小青” (nickname)",
        "“山岚” may not be named as a partner of Test: there is no partnership (同业竞争)",
        "naming “鹿汀” needs a review by Test first (逐件送审)",
    ]
