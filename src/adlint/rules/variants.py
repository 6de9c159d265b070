"""What a name is mistaken for by the eye, and by which pieces copy that is like a slogan is found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.normalize import fold, squeeze

#: Characters that are taken for one another in print. Traditional and full-width forms are folded, not listed.
_ALIKE = """
茶荼 未末 己已巳 日曰 土士 人入八 千干于 戊戌戍 大太犬 王玉主 刀力 田由甲申 天夭无 风凤 鸟乌 今令 兔免
折拆 拔拨 侯候 赢嬴羸 崇祟 晴睛 屿峪 旬句 贝见 万方 白自 午牛 木本术 目且 氏氐 仑仓 汩汨 洒酒 冶治 场汤
住往 徒徙 圆园 仿彷 杨扬 竞竟 辨辩辫 密蜜 幕慕暮 栗粟 戎戒 弋戈 儿几 历厉 折析 喝渴 叉又 鸣呜 微徽 味昧
爪瓜 孤狐弧 拨泼 铃玲 粱梁 坚竖 宣宜
"""
_GROUPS = tuple(_ALIKE.split())

#: A Latin letter as it is written in the name, and what stands for it.
_LATIN = {"o": "0", "O": "0", "l": "1I", "I": "l1", "i": "1", "L": "1", "s": "5", "S": "5"}

_HAN = re.compile(r"[\u3400-\u9fff]")

#: Shorter names turn into other words too easily.
_LEAST_HAN, _LEAST_LATIN = 3, 4
_MARKS = "®™"


def look_alikes(name: str) -> tuple[str, ...]:
    """The name with one character that looks like the right one, or with a trademark symbol inside."""
    found = dict.fromkeys((*_with_marks(name), *_with_alike_han(name), *_with_alike_latin(name)))
    found.pop(name, None)
    return tuple(found)


def signs_of(slogan: str) -> tuple[str, ...]:
    """Pieces of a slogan, one of which stands in whatever is like it: pairs of characters, words of Latin letters."""
    text = core_of(slogan)
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    words = [word for word in re.findall(r"[a-z0-9]+", fold(slogan)) if len(word) > 1]
    signs = [pair for pair in pairs if not (pair.isascii() and pair.isalnum())]
    return tuple(dict.fromkeys(signs + words)) or (text,)


def clauses_of(slogan: str) -> list[str]:
    """The parts of a slogan that may stand on lines of their own."""
    return [part for part in re.split(r"[\s,，、;；。.!！?？·|｜/]+", slogan) if len(part) > 3 and part != slogan]


def core_of(text: str) -> str:
    """What counts in a slogan: folded, without spaces, quotation marks and commas."""
    return squeeze(fold(text)).text.replace(",", "").replace("、", "").replace("\n", "")


def _with_marks(name: str) -> Iterator[str]:
    if _HAN.search(name) and len(name) <= 12:
        for at in range(1, len(name)):
            for mark in _MARKS:
                yield name[:at] + mark + name[at:]


def _with_alike_han(name: str) -> Iterator[str]:
    if len(_HAN.findall(name)) >= _LEAST_HAN:
        for at, char in enumerate(name):
            for group in _GROUPS:
                if char in group:
                    for other in group.replace(char, ""):
                        yield name[:at] + other + name[at + 1 :]


def _with_alike_latin(name: str) -> Iterator[str]:
    if name.isascii() and sum(map(str.isalpha, name)) >= _LEAST_LATIN:
        for at, char in enumerate(name):
            for other in _LATIN.get(char, ""):
                yield name[:at] + other + name[at + 1 :]
        yield "".join(_LATIN[char][0] if _LATIN.get(char, "l") in "05" else char for char in name)
