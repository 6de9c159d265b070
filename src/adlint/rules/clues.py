"""Where a pattern need not be tried: sets of words, one of each of which must stand in the same stretch of copy.

A pattern such as {goods}…{praise} is tried, or even compiled, only where a word of either class was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from adlint.finding import Rule
from adlint.normalize import fold, squeeze
from adlint.record import NamedTuple
from adlint.rules.needs import clauses_needed

#: So many sets are looked for of one alternative; more hardly tell more.
_MOST_CLUES = 3

#: The characters that are most frequent in Chinese text.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定"
    "行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问"
    "意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图"
    "山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海"
)

#: Characters and words that are not quite so frequent, but no good clue either.
_FREQUENT_CHARACTERS = (
    "万专且东举书买交亲今价优传住供便信修值像元充免具再准创办助包半单口台吃名吧听告周味商器团场型城增够太"
    "套女委存完富局差市布带帮广床店府张往快感房才打找技报拉拿按换推支收效散整断施早晚景更服查楼款每江深清"
    "满爱片版界白盘省真硬神离空站算类精细网美考至花装视让讲证评请读调贵走超足身车转达近远连送选速配酒金钱"
    "错院随集需音项餐馆首"
)
_FREQUENT_WORDS = (
    "00 20 一个 一天 一定 一样 一次 一直 一般 一起 下单 不会 不到 不好 不是 不能 不要 不过 专业 专家 "
    "世界 东西 个月 中国 中心 产品 什么 今天 他们 以上 以前 以后 价值 价格 企业 优秀 位置 使用 便宜 "
    "保护 保证 信息 值得 健康 先生 免费 全国 公司 关系 其他 具有 内容 分钟 功能 加强 努力 升级 发现 "
    "只是 只有 只能 只要 可以 各种 喜欢 因为 国内 国家 国际 地区 城市 基本 多年 大家 学习 孩子 安全 "
    "安装 完全 实惠 实现 实用 容易 小时 就是 工作 已经 市场 帮助 影响 很快 得到 必须 态度 感觉 我们 "
    "我国 所以 所有 技术 投资 接受 推荐 提供 提高 支持 收入 改善 政策 效果 教育 方便 无法 日本 时间 "
    "明显 晚上 更好 最后 最大 最好 最近 有效 有点 朋友 服务 标准 每天 水平 没有 活动 满意 漂亮 环境 "
    "现在 生产 生活 电脑 电话 目前 直接 看到 真的 研究 稳定 第一 第一次 系统 经常 绝对 继续 网上 美国 "
    "能力 能够 自己 自然 表示 觉得 解决 认为 设计 豪华 质量 起来 过去 还是 还有 这个 这些 这样 这里 "
    "进行 适合 选择 通过 速度 都是 都有 都能 酒店 问题 需要 领导 香港 马上"
)
_FREQUENT = frozenset((*_FREQUENT_CHARACTERS, *_FREQUENT_WORDS.split()))

#: Characters are looked for as well, since to see whether one of a few is there costs next to nothing.
_MOST_CHARACTERS = 4


class Lead(NamedTuple):
    """An alternative of a pattern: it may match where all these clues stand, and one of each of these characters."""

    rule_id: str
    pattern: int
    others: tuple[int, ...]  # clues; all but the one that it is listed under
    characters: tuple[int, ...]


class _Need(NamedTuple):
    """Clues by their numbers, the rarest first, and sets of characters by theirs."""

    clues: tuple[int, ...]
    characters: tuple[int, ...]

    def is_part_of(self, other: _Need) -> bool:
        """True if the other needs all that this does, and more: where it holds, so does this."""
        return self != other and set(self.clues) <= set(other.clues) and set(self.characters) <= set(other.characters)


class Clues:
    """The clues of all patterns: each set of words once, and which patterns the rarest of them leads to."""

    def __init__(self) -> None:
        self.words: list[frozenset[str]] = []
        self.characters: list[str] = []
        self.leads: dict[int, list[Lead]] = {}  # by clue
        self.always: list[Lead] = []  # that no clue leads to
        self.contexts: dict[str, list[str]] = {}  # by rule: its anchors, where they are too common to be looked for
        self._numbers: dict[frozenset[str], int] = {}
        self._sets: dict[str, int] = {}

    def add(self, rule: Rule) -> None:
        """Take in the patterns of a rule."""
        anchors = frozenset(fewest(rule.anchors))
        if anchors and not _is_telling(anchors):
            self.contexts[rule.id] = sorted({squeeze(fold(word)).text for word in anchors} - {""})
            anchors = frozenset()
        for number, pattern in enumerate(rule.patterns):
            needs = {self._need_of(needed, anchors) for needed in clauses_needed(pattern, _is_telling) or [[]]}
            for need in sorted(needs):
                if not any(other.is_part_of(need) for other in needs):
                    lead = Lead(rule.id, number, need.clues[1:], need.characters)
                    (self.leads.setdefault(need.clues[0], []) if need.clues else self.always).append(lead)

    def _need_of(self, needed: Sequence[frozenset[str]], anchors: frozenset[str]) -> _Need:
        telling = {words for words in needed if _is_telling(words)}
        clues = sorted(telling, key=_frequency)[:_MOST_CLUES]
        if anchors:
            clues = sorted({*clues, anchors}, key=_frequency)
        beginnings = {"".join(sorted({word[0] for word in words})) for words in needed if words not in telling}
        characters = sorted(beginnings, key=lambda each: (len(each), each))[:_MOST_CHARACTERS]
        return _Need(tuple(map(self._number_of, clues)), tuple(map(self._set_of, characters)))

    def _number_of(self, words: frozenset[str]) -> int:
        if words not in self._numbers:
            self._numbers[words] = len(self.words)
            self.words.append(words)
        return self._numbers[words]

    def _set_of(self, characters: str) -> int:
        if characters not in self._sets:
            self._sets[characters] = len(self.characters)
            self.characters.append(characters)
        return self._sets[characters]


def fewest(words: Iterable[str]) -> list[str]:
    """Those that hold none of the others: where a longer one stands, so does the shorter."""
    listed = sorted(set(words), key=lambda word: (len(word), word))
    kept: list[str] = []
    for word in listed:
        if not any(other in word for other in kept):
            kept.append(word)
    return kept


@lru_cache(100_000)
def _is_telling(words: frozenset[str]) -> bool:
    """True if each of the words is worth being looked for: not a single character that stands almost everywhere."""
    shapes = squeeze(fold("\uffff".join(words))).text.split("\uffff")
    return all(len(shape) > 1 or (shape >= "\u4e00" and shape not in _COMMON) for shape in shapes)


@lru_cache(100_000)
def _frequency(words: frozenset[str]) -> tuple[float, list[str]]:
    """How often one of the words may be expected, roughly; the words themselves settle the order of equals."""
    total = 0.0
    for word in words:
        if word in _FREQUENT:
            total += 40
        elif len(word) == 1:
            total += 100 if word in _COMMON else 10
        elif len(word) == 2:
            total += 5 if _COMMON.issuperset(word) else 1
        else:
            total += 0.2
    return total, sorted(words)
