"""Superlatives in disguise: each is found where it stands, to the character, and what only looks alike is not.

law-map, section 18: the law looks at what words mean (2023 guideline, article 2), so spelling does not help; but a
character alone proves nothing, therefore only whole words count.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

_MARK = re.compile(r"\[\[(.+?)\]\]")

DISGUISED = (
    # other characters for 最
    "[[蕞好]]的选择",
    "全店[[蕞低价]]，抢完恢复",
    "给宝宝[[蕞安全]]的呵护",
    "[[朂好]]的面料",
    "[[醉便宜]]的一天",
    "今晚[[醉划算]]的一单",
    "[[嘴好吃]]的烤鸭",
    "[[罪实惠]]的套餐",
    "[[坠好用]]的拖把",
    "[[醉佳]]口感",
    "[[日取好]]的床垫",
    "[[日取低价]]，别错过",
    # pinyin
    "[[zui好]]的床垫",
    "[[zuì好]]的床垫",
    "[[ZUI佳]]体验官",
    "直播间[[zui低价]]",
    "本场[[zui划算]]的一件",
    "[[最jia]]口感",
    "[[最hao]]的奶粉",
    "[[zuihao]]的服务",
    "[[国jia级]]工艺",
    "[[guo家级]]标准",
    "[[guojia级]]品质",
    "[[国家ji]]配方",
    "[[世jie级]]大师",
    "[[顶ji]]配置",
    "[[ding级]]羊绒",
    "[[极pin]]铁观音",
    "[[ji品]]燕窝",
    "[[绝dui有效]]",
    "[[jue对安全]]",
    "[[绝怼好用]]",
    "[[唯yi正品]]，认准本店",
    # other characters and figures for 第一, 唯一
    "护肤[[第壹品牌]]",
    "家纺[[第1品牌]]",
    "[[销量第1]]的电饭煲",
    "[[销量第①]]的秘密",
    "[[口碑第壹]]",
    "[[全网第1]]的拖把",
    "[[全国第壹]]大卖场",
    "[[弟一品牌]]，值得拥有",
    "[[苐一品牌]]",
    "[[di一品牌]]",
    "[[全网di一]]，闭眼入",
    "[[diyi品牌]]",
    "[[销量第1]]️⃣",
    "[[唯壹]]正品渠道",
    "[[唯①正品]]",
    # NO.1 and its kin
    "[[N0.1品牌]]",
    "[[№1品牌]]，老牌子",
    "[[No①品牌]]",
    "[[t0p1品牌]]",
    "[[TOP①品牌]]",
    "[[销量TOP壹]]",
    "[[NO.壹品牌]]",
    # pictures
    "[[🥇品牌]]",
    "[[销量🥇]]",
    "[[口碑🔝]]",
    "[[全网🥇]]的面霜",
    # halves of characters, only in whole words
    "[[国家纟及]]工艺",
    "[[丁页级]]用料",
    "[[木及品]]普洱",
    "[[纟色对有效]]",
    # traditional characters, full width, symbols and spaces between: the ordinary rules see through them
    "[[最優質]]的原料",
    "[[國家級]]工藝",
    "[[頂級]]配方",
    "[[獨家配方]]熬制",
    "[[最★好吃]]的辣条",
    "[[最.划.算]]的套餐",
    "[[最 佳]]口感",
    "[[国 家 级]]工艺",
    "[[国·家·级]]工艺",
    "[[顶*级]]面料",
    "[[全-网-第-一]]，看这里",
    "[[最\u200b便宜]]的一天",
    "[[ＮＯ．１品牌]]",
)

INNOCENT = (
    "喝醉好难受",
    "醉美乡村音乐节周六开始",
    "醉虾的做法",
    "麻醉优先预约通知",
    "沉醉新鲜空气里",
    "嘴好干，多喝水",
    "嘴甜的孩子有糖吃",
    "犯罪高发地段提示",
    "得罪新邻居了",
    "坠好的吊牌请勿剪掉",
    "第1章 概述",
    "第1步：打开瓶盖",
    "第1次使用请充满电",
    "第1名到第10名奖品如下",
    "步骤：①清洁 ②涂抹",
    "第①条 总则",
    "弟一家三口去旅行",
    "弟弟一家来了",
    "NO.12 色号",
    "No.1 章 总则",
    "线路 NO.1 车间",
    "色号 No.1 象牙白",
    "TOP10 榜单每周更新",
    "t0 和 t1 两个版本",
    "🥇🥈🥉 三档奖牌定制",
    "比赛奖品：🥇金牌一枚",
    "国家计划委员会旧址",
    "世界级数求和",
    "jia 级拼音练习",
    "唯1号楼尚有停车位",
    "一号品牌代码对照表",
    "日取一次快递",
    "每日取好餐盘放回架上",
    "绝对值与绝对湿度",
    "丁页级别的谐音梗不好笑",
    "最 近 一 周 的 天 气",
    "第 一 步，请阅读说明",
    "维一学院招生简章",
)


def _marked(example: str) -> tuple[str, list[tuple[int, int]]]:
    spans = [(match.start() - 4 * at, match.end() - 4 * at - 4) for at, match in enumerate(_MARK.finditer(example))]
    return _MARK.sub(r"\1", example), spans


def _superlatives(linter: Any, text: str) -> list[Any]:
    return [item for item in linter.check_text(text).open if item.category == "absolute"]


@pytest.mark.parametrize("example", DISGUISED)
def test_what_is_disguised_is_found_to_the_character(example: str, linter: Any) -> None:
    text, spans = _marked(example)
    found = _superlatives(linter, text)
    assert [text[start:end] for start, end in spans] == [item.text for item in found]
    assert spans == [(item.start, item.end) for item in found]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_alike_is_left_alone(text: str, linter: Any) -> None:
    assert [(item.rule_id, item.text) for item in _superlatives(linter, text)] == []


def test_there_are_enough_of_both() -> None:
    assert len(set(DISGUISED)) == len(DISGUISED) >= 60
    assert len(set(INNOCENT)) == len(INNOCENT) >= 30
