"""For which trade copy is: guessed from its words, shown, and never a reason to drop anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from adlint.confirm.trace import Trace
from adlint.confirm.trade import MOST_TRADES, Guess, Trades
from adlint.finding import SCENES, Cue, Profile, Rule, Severity
from adlint.linter import Linter
from adlint.match.automaton import automaton
from adlint.model import Document
from adlint.report import Options, render_text
from adlint.rules.ruleset import Ruleset
from adlint.settings import Settings

Make = Callable[..., Rule]
Doc = Callable[..., Document]

COPY = {
    "cosmetics": "玻尿酸补水面膜，敷完肌肤水润透亮",
    "food": "手工炒制坚果，口感酥脆，配料只有果仁和盐",
    "health-food": "国食健字G20150001 褪黑素软胶囊，改善睡眠",
    "medical": "口腔医院周末照常门诊，种植牙可提前挂号",
    "drug": "国药准字Z20200001，请按药品说明书或者在药师指导下购买和使用",
    "device": "家用血压计，粤械注准20202070001，大屏读数",
    "beauty-clinic": "医疗美容门诊部热玛吉、水光针项目到店面诊",
    "finance": "稳健型理财产品，业绩比较基准3.2%，投资有风险",
    "education": "考研英语课程，名师小班，报名即送资料",
    "real-estate": "地铁口三居户型，售楼处已开放，预售证编号202600123",
    "franchise": "轻食品牌招商加盟，加盟费低，总部选址扶持",
    "alcohol": "53度酱香型白酒，五年窖藏",
    "agriculture": "玉米良种配套复合肥，抗倒抗病",
    "infant": "婴幼儿配方奶粉2段，宝宝好吸收",
    "live": "家人们欢迎来到直播间，点击小黄车",
    "retail": "官方旗舰店双十一满减，全场包邮",
}


def guess(ruleset: Ruleset, texts: Sequence[str]) -> Guess:
    return Trades(ruleset.trades, automaton).guess(texts)


def test_every_scene_has_a_trade_and_copy_of_ours(shipped_rules: Ruleset) -> None:
    assert sorted(COPY) == sorted(SCENES) == sorted(item.name for item in shipped_rules.trades)


@pytest.mark.parametrize(("scene", "text"), COPY.items())
def test_the_trade_is_guessed(shipped_rules: Ruleset, scene: str, text: str) -> None:
    guessed = guess(shipped_rules, [text])
    assert scene in guessed.scenes
    assert len(guessed.scenes) <= MOST_TRADES
    assert guessed.words
    assert all(word in text.lower() for word in guessed.words)


@pytest.mark.parametrize(
    "text", ["", "全网第一，人人都爱", "春天来了，我们去看花", "投资自己，收获未来", "会议改在周四下午三点"]
)
def test_copy_of_no_trade_is_not_given_one(shipped_rules: Ruleset, text: str) -> None:
    assert guess(shipped_rules, [text]) == Guess()


def test_the_order_of_segments_changes_nothing(shipped_rules: Ruleset) -> None:
    texts = [COPY["cosmetics"], COPY["food"], COPY["retail"], COPY["finance"]]
    assert len({guess(shipped_rules, order) for order in permutations(texts)}) == 1


TRADES = (Profile("food", (Cue(2, ("米粉",)),), 2), Profile("drug", (Cue(3, ("药片",)),), 2))


@pytest.mark.parametrize(
    ("text", "scenes", "expected"),
    [
        ("米粉降压", (), Severity.ERROR),
        ("某物降压", (), Severity.WARNING),
        ("药片降压", (), Severity.WARNING),
        ("某物降压", ("food",), Severity.ERROR),
        ("药片降压", ("food",), Severity.ERROR),
    ],
)
def test_a_rule_of_a_trade_warns_where_the_trade_is_not_known(
    rule: Make, text: str, scenes: tuple[str, ...], expected: Severity
) -> None:
    ruleset = Ruleset((rule(terms=("降压",), scenes=("food", "health-food")),), trades=TRADES)
    report = Linter(ruleset, Settings(scenes=scenes)).check_text(text)
    assert [item.severity for item in report.findings] == [expected]


def test_only_errors_of_rules_with_scenes_are_lowered(rule: Make) -> None:
    ours = (
        rule("XX101", terms=("降压",), category="a"),
        rule("XX102", terms=("降压",), category="b", severity=Severity.INFO, scenes=("food",)),
    )
    found = Linter(Ruleset(ours, trades=TRADES)).check_text("降压").findings
    assert [item.severity for item in found] == [Severity.ERROR, Severity.INFO]


def test_the_lowering_is_in_the_trace(rule: Make, document: Doc) -> None:
    trace = Trace(on=True)
    ruleset = Ruleset((rule(terms=("降压",), scenes=("food",)),), trades=TRADES)
    Linter(ruleset).check_document(document("降压", "药片"), trace)
    assert [step[4:] for step in trace.steps] == [
        ("found", "terms", "", ()),
        ("lowered", "trade", "", ("药片",)),
    ]


def test_the_guess_is_in_the_reports(shipped_rules: Ruleset) -> None:
    report = Linter(shipped_rules).check_text("补水面膜，国家级品质")
    assert report.inputs[0].scenes == ("cosmetics",)
    shown = render_text(report, "full", Options(lang="zh"))
    assert "按化妆品检查（依据：面膜、补水；用 --scene 指定）" in shown
    assert "按化妆品检查" not in render_text(report, "full", Options(lang="zh", quiet=True))
    assert "Checked as cosmetics (from: 面膜, 补水; set it with --scene)" in render_text(
        report, "full", Options(lang="en")
    )
    told = json.loads(render_text(report, "json", Options()))["inputs"][0]
    assert (told["scenes"], told["scene_words"]) == (["cosmetics"], ["面膜", "补水"])


def test_nothing_is_guessed_where_nothing_was_found_or_a_scene_is_set(shipped_rules: Ruleset) -> None:
    assert Linter(shipped_rules).check_text("补水面膜").inputs[0].scenes == ()
    set_by_hand = Linter(shipped_rules, Settings(scenes=("food",))).check_text("补水面膜，国家级品质")
    assert set_by_hand.inputs[0].scenes == ()
