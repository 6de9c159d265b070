"""Whether it is an advertisement at all: news, reviews, statutes and encyclopedias, and ads that dress up as them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import islice, permutations

import pytest

from adlint.confirm.context import DOUBT
from adlint.confirm.genre import FAR, REACH, genre, threshold_of
from adlint.confirm.profile import Lookout, Signs
from adlint.confirm.trace import Trace
from adlint.errors import Unreadable
from adlint.finding import Cue, Profile, Rule
from adlint.linter import Linter
from adlint.match import matcher_of
from adlint.match.automaton import automaton
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.model import Document
from adlint.rules import expression
from adlint.rules.ruleset import Ruleset
from adlint.settings import Settings

Make = Callable[..., Rule]
Doc = Callable[..., Document]
ZH = {"zh": "报道", "en": "a report"}

NEWS = [
    "本报讯 记者昨日从市文物局获悉，这座古桥是我国现存跨度最大的石拱桥，修缮工程将于下月启动。",
    "国家统计局发布的数据显示，一季度该省粮食产量同比增长5.6%，创历史最高纪录。",
    "警方通报称，该团伙以稳赚不赔、保本高收益为诱饵骗取老年人存款，涉案金额达两亿元，主要嫌疑人已被刑事拘留。",
    "昨晚的决赛中，主队凭借一记点球战胜对手，守门员被评为全场最佳球员，教练赛后接受了记者采访。",
    "几位山民带路，考察队在保护区里见到了我国最大的一片红豆杉。",
    "外交部发言人在记者会上指出，两国总统的会谈取得了最重要的共识。",
]
REVIEWS = [
    "住了两晚，前台态度不错，隔音有点差，不过在这条街上算是最好的酒店了，下次还会考虑。",
    "书是在当当买的，快递把封面压坏了，内容倒是我读过的同类里最好的，可惜翻译一般。",
    "机子到手一星期，散热不太好，键盘手感还行，是同价位里最便宜的，个人觉得值这个价。",
    "听说这是镇上最好的饭店，前台倒也客气，就是餐厅小了点，下回再来。",
    "等了半天才退房，服务员爱理不理，号称全市最好的宾馆，真是失望。",
]
STATUTES = [
    "第九条 广告不得使用“国家级”“最高级”“最佳”等用语，违反的由市场监督管理部门处以罚款。",
    "《广告绝对化用语执法指南》规定，广告主应当证明最先进、最安全等表述的真实性，情节轻微的可以从轻处罚。",
]
ENCYCLOPEDIA = [
    "该岛位于北冰洋，面积约为八十四万平方公里，是世界第三大岛，19世纪以前人口稀少。",
    "他生于1881年，毕业于师范学堂，是我国第一位研究昆虫的学者，1952年逝世。",
]
ADS = [
    "本报讯 记者走访了解到，这款全国第一的面膜正在优惠，订购热线400-123-4567。",
    "据新华社报道，本产品是国内最好的净水器，欢迎来电咨询，立即抢购。",
    "我用了三天疤痕就没了，老顾客都说这是全网最好的药膏，姐妹们赶紧下单。",
    "我妈吃了一个疗程血压就恢复正常了，真是最好的保健品，邻居们都跟着买。",
    "酒店坐落在湖边，房间干净，早餐丰富，是全市最好的酒店，前台恭候您的光临，现在预订立减一百。",
    "我们公司创办于1998年，是国内规模最大、技术最先进的企业，产品远销五十多个国家。",
    "全网第一的面膜",
    "最好的选择",
    "这酒真不错，全国最好喝",
    "用了绝对不会失望，全网最好的面膜",
    "别再上当了，这才是最好的净水器",
    "公安干警都说这是最好的防盗锁",
    "意味着您将拥有全城最豪华的住宅",
    "据悉，该楼盘是全市最好的学区房",
    "许多家庭都在用的扫地机，行业第一",
]


def alarms(linter: Linter, text: str) -> list[str]:
    return [item.text for item in linter.check_text(text).findings if item.severity.value != "info"]


@pytest.mark.parametrize("text", [*NEWS, *REVIEWS, *STATUTES, *ENCYCLOPEDIA])
def test_what_is_no_advertisement_is_doubted_not_dropped(shipped_rules: Ruleset, text: str) -> None:
    assert alarms(Linter(shipped_rules), text) == []
    without = Linter(shipped_rules._replace(genres=(), exemptions=()), Settings(strict=True))
    strict = Linter(shipped_rules._replace(exemptions=()), Settings(strict=True))
    doubted = strict.check_text(text).findings
    assert [item.text for item in without.check_text(text).findings] == [item.text for item in doubted]


@pytest.mark.parametrize("text", ADS)
def test_an_advertisement_dressed_up_stays_one(shipped_rules: Ruleset, text: str) -> None:
    assert alarms(Linter(shipped_rules), text)


def test_personal_data_is_told_wherever_it_stands(shipped_rules: Ruleset) -> None:
    found = Linter(shipped_rules).check_text("记者从法院获悉，被告张三的身份证号为11010519491231002X，目前已被拘留。")
    assert {item.category for item in found.findings} == {"pii"}


NOTED = Profile("report", (Cue(3, ("记者",)), Cue(1, ("因此", "然而", "于是"), most=2), Cue(-9, ("热线",))), 4, ZH)
REPORT = NOTED._replace(applies={"XX": 4, "XX2": 6, "XX20": 1})


def signs_in(text: str) -> Signs:
    return Lookout([NOTED], automaton).look(text)


def judged(document: Document, *rules: Rule, profile: Profile = REPORT) -> tuple[list[bool], Trace]:
    """Whether each candidate is doubted, and the steps."""
    scan = Scan(document, Lexicon(rules))
    found = [item for rule in rules for item in matcher_of(rule.kind)(rule, scan)]
    trace = Trace(on=True)
    return [item.confidence <= DOUBT for item in genre([profile], automaton)(found, scan, trace)], trace


def test_cues_weigh_together_and_the_commonest_only_so_much() -> None:
    assert signs_in("记者").weight(NOTED).total == 3
    assert signs_in("记者记者").weight(NOTED).total == 3
    assert signs_in("因此然而于是").weight(NOTED).total == 2
    assert signs_in("于是记者因此").weight(NOTED).words == ("记者", "于是", "因此")
    assert signs_in("记者……热线").weight(NOTED).total == -6


def test_only_what_stands_beside_counts() -> None:
    signs = signs_in("记者来了因此它好然而热线")
    assert signs.text[6:8] == "它好"
    assert signs.weight_around(NOTED, 6, 8, 6, 6).total == 3 + 1 + 1 - 9
    assert signs.weight_around(NOTED, 6, 8, 5, 3).total == 1 + 1
    assert signs.weight_around(NOTED, 5, 8, 2, 2).total == 1, "因此 is half inside"


def test_the_longest_prefix_says_how_much_it_takes(rule: Make) -> None:
    wanted = [threshold_of(REPORT, rule(key)) for key in ("XX101", "XX211", "XX201", "YY101")]
    assert wanted == [4, 6, 1, None]


def test_the_grounds_are_in_the_trace(rule: Make, document: Doc) -> None:
    doubted, trace = judged(document("记者因此说它最好"), rule(terms=("最好",)))
    assert doubted == [True]
    assert [(step.verdict, step.judge, step.by, step.grounds) for step in trace.steps] == [
        ("doubted", "genre", "report", ("记者", "因此"))
    ]


def test_the_words_themselves_are_no_cue(rule: Make, document: Doc) -> None:
    assert judged(document("因此记者说"), rule(terms=("记者",)))[0] == [False]


def test_cues_far_away_do_not_count_but_selling_does(rule: Make, document: Doc) -> None:
    ours = rule(terms=("最好",))
    assert judged(document("记者因此" + "。" * REACH + "最好"), ours)[0] == [False]
    assert judged(document("记者因此最好" + "。" * (FAR - 50) + "热线"), ours)[0] == [False]
    assert judged(document("记者因此最好" + "。" * (FAR + 50) + "热线"), ours)[0] == [True]


def test_a_document_carries_its_quiet_paragraphs(rule: Make, document: Doc) -> None:
    ours = rule(terms=("最好",))
    quiet = ("它是最好的", "记者因此来了", "也许")
    assert judged(document(*quiet), ours)[0] == [True]
    assert judged(document(*quiet, "热线"), ours)[0] == [False], "one paragraph sells"
    assert judged(document(*quiet, "也许", "也许"), ours)[0] == [False], "too few show it"
    assert judged(document("它是最好的", "记者因此来了"), ours)[0] == [False], "too short to tell"


def test_the_order_of_paragraphs_changes_nothing(rule: Make, document: Doc) -> None:
    texts = ["它是最好的", "记者因此来了", "最好不过", "于是", "记者于是又来了", "也许"]
    ours = rule(terms=("最好",))
    assert all(judged(document(*order), ours)[0] == [True, True] for order in islice(permutations(texts), 0, 720, 7))


def test_shipped_genres_judge_alike_in_any_order(shipped_rules: Ruleset, document: Doc) -> None:
    linter = Linter(shipped_rules)
    texts = [*NEWS, "它是全省最好的一条路。", "那一年是最好的一年。"]
    wanted = None
    for seed in range(6):
        random.Random(seed).shuffle(texts)
        found = {item.text for item in linter.check_document(document(*texts)).findings}
        assert wanted in (None, found)
        wanted = found


def test_a_pattern_that_takes_too_long_is_named(rule: Make, document: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "BUDGET", 0.05)
    slow = REPORT._replace(cues=(Cue(1, patterns=("(a|a)+$",)),))
    with pytest.raises(Unreadable):
        judged(document("a" * 40 + "b最好"), rule(terms=("最好",)), profile=slow)


def test_shipped_cues_are_cheap_and_each_is_listed_once(shipped_rules: Ruleset) -> None:
    for profile in (*shipped_rules.genres, *shipped_rules.trades):
        words = [word for cue in profile.cues for word in cue.words if cue.weight > 0]
        assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
        for pattern in (pattern for cue in profile.cues for pattern in cue.patterns):
            assert not re.search(r"(?<!\\)[*+](?!\?)|\{\d+,\}", re.sub(r"\[[^\]]*\]", "", pattern)), pattern
