"""Numbers as people write them: gaps, disguises and boundaries, and the words that make a number something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adlint.expression import expression

if TYPE_CHECKING:
    from adlint.match.pii.vicinity import Vicinity

#: Between the groups of a number: what people put there to read it better or to hide it.
_FILLER = r" \u00a0\u2000-\u200a\u202f\u3000.·•・‧_/~*()\-‐-―"
GAP = f"[{_FILLER}]{{1,4}}"
MAYBE_GAP = f"[{_FILLER}]{{0,4}}"
#: Any signs that are neither letters nor digits, money nor the end of a sentence: hearts, bars, backslashes.
WIDE_GAP = r"[^\w。!?;:\n\r\uffff\ufffc%‰°℃¥$€£@#&+=<>\"'…]{1,3}"

#: Numerals read out one by one, 洞 拐 勾 as soldiers do. 两 is not among them: nobody says it in a number.
_NUMERALS = dict(zip("〇一二三四五六七八九零壹贰叁肆伍陆柒捌玖幺洞拐勾⓿", "0123456789012345678910790", strict=True))
#: Digits in print that folding leaves alone: ⒈ ㈠ ⑴ ⓵.
for _one in "⒈㈠⑴⓵":
    _NUMERALS.update({chr(ord(_one) + digit - 1): str(digit) for digit in range(1, 10)})
#: Letters that pass for digits among digits.
_LOOKALIKES = {"o": "0", "l": "1", "i": "1"}
NUMERALS = "".join(_NUMERALS)
#: What can begin a mobile number, and stand second in it.
ONES = "".join(char for char, digit in _NUMERALS.items() if digit == "1")
THREE_TO_NINE = "".join(char for char, digit in _NUMERALS.items() if digit > "2")
LOOKALIKES = "".join(_LOOKALIKES)
#: Signs that are written for the check character X of an identity number.
_CROSSES = dict.fromkeys("×✕✖╳χхⅹ", "x")
_PLAIN = str.maketrans({**_NUMERALS, **_LOOKALIKES, **_CROSSES})

#: How far behind its label a number in numerals may end: nineteen of them, gaps, and 号码是.
BEHIND_LABEL = 70

_NOT_A_DIGIT = expression(r"[^0-9]")

#: Before a number, these say that it counts, names or measures a thing. Ends where the number begins.
_SERIAL = expression(
    r"(?:订单(?:尾号)?|(?:[订运货款批图件型版期税学房群题单卷档]|快递|物流|流水|交易|凭证|发票|合同|产品|商品"
    r"|批准|文|证书|许可|注册|登记|认证|生产|检验|检测|报告)"
    r"(?:编号|单号|号码?|次号?|码)|编[号码]|型号|规格|批次|序列号?|流水|条(?:形)?码|二维码|版本|字第|准字"
    r"|许可证|备案号?|执照|信用代码|机构代码|代码|税号|专利|证书"
    r"|股票|基金|彩票|福彩|开奖|时间戳|坐标|经度|纬度|端口|顺丰|圆通|中通|申通|韵达|极兔|尾号|串号|机身号?|[#№]"
    r"|(?:播放|浏览|阅读|点击|访问|下载|曝光|转发|点赞|库存|销|流|产)[量数]|金额|总额|资本|市值|营收|人口|积分"
    r"|得分|参数"
    r"|(?<![a-z])(?:isbn|issn|ean|upc|sku|s[/ ]?n|p[/ ]?n|uid|id|no|ver|v[0-9]|zl|icp|imei|timestamp|md5))"
    r"(?:编?号码?|[a-z]{1,4})?\s{0,2}(?:[:=#.]|是|为)?\s{0,2}[(\[【]?\Z"
)
#: After a number, these say that it is a quantity.
QUANTITY = expression(
    r"\s?[+多余]?(?:[元亿件台套米㎡吨%‰°℃笔字]|万(?![先女]|经理|总|老师|[姐哥某])|kg|ml|km|ms|人(?![工士气力员生])|个(?!人)|次(?!日)|毫秒|秒|平[米方]|公[里斤]|千克"
    r"|美[元金]|字节|bytes?|页)"
)
_PRICE = expression(r"(?:[¥$€£]|rmb|cny|usd)\s{0,2}\Z")
_ADDRESS_BAR = expression(
    r"(?:https?:|ftp:|www\.|\.(?:com|cn|net|html?|jpg|png|php)[/?])[^\s,;()\uffff\u4e00-\u9fff]{0,150}\Z"
)

_GROUP_BEFORE = expression(rf"[0-9]{GAP}\Z")
_GROUP_BEHIND = expression(rf"{GAP}[0-9]")
_NUMBER_BEHIND = expression(r"[0-9]|\.[0-9]|@")
_DECIMAL = expression(r"[0-9]\.\Z")
_LIST_ITEM = expression(r"(?:^|[\s\uffff])[0-9]{1,2}\.\Z")
_WORD_BEFORE = expression(r"([a-z]{1,32})[-_.]?\Z")
_WORD_BEHIND = expression(r"[a-z_]{1,16}")
_JOINED_BEFORE = expression(r"([0-9a-z]{1,32})[-_]\Z")
_JOINED_BEHIND = expression(r"[-_]([0-9a-z]{2,16})")


def digits_of(stretch: str) -> str:
    """The digits in a stretch of folded text, gaps left out."""
    return _NOT_A_DIGIT.sub("", stretch)


def undisguised(stretch: str) -> str:
    """The stretch with numerals and look-alike letters as digits; same length."""
    return stretch.translate(_PLAIN)


def disguised_behind(words: Sequence[str], text: str) -> Iterator[tuple[int, str]]:
    """The copy behind each of the words with numerals as digits, where there are any, and where it begins."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            since = at + len(word)
            stretch = text[since : since + BEHIND_LABEL]
            plain = undisguised(stretch)
            if plain != stretch:
                yield since, plain
            at = text.find(word, since)


def groups_of(stretch: str) -> tuple[list[int], set[str]]:
    """How many digits stand together in each group, and what stands between the groups."""
    gaps = re.split(r"[0-9]+", stretch)[1:-1]
    return [len(group) for group in re.findall(r"[0-9]+", stretch)], set(gaps)


def passes_luhn(digits: str) -> bool:
    """True if the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    total = sum(map(int, digits[-1::-2])) + sum(value - 9 if value > 9 else value for value in doubled)
    return total % 10 == 0


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands right before and right after a stretch, a few characters each."""
    return text[max(0, start - 32) : start], text[end : end + 16]


def goes_on(folded: str, start: int, end: int) -> bool:
    """True if groups of digits go on at either end of a spaced number."""
    return bool(_GROUP_BEFORE.search(folded, max(0, start - 6), start) or _GROUP_BEHIND.match(folded, end))


def is_part_of_more(text: str, start: int, end: int, labels: Sequence[str] = ()) -> bool:
    """True if a longer number, a decimal, a word or a serial goes on at either end; Latin `labels` may touch it."""
    before, after = neighbours(text, start, end)
    if _NUMBER_BEHIND.match(after) or before[-1:].isdigit():
        return True
    if _DECIMAL.search(before) and not _LIST_ITEM.search(before):
        return True  # 1.13800138000 opens a list, 1234.13800138000 does not
    word = _WORD_BEFORE.search(before)
    if word and word[1] not in labels:
        return True
    following = _WORD_BEHIND.match(after)
    if following and following[0] not in labels:
        return True
    # 2024-13800138000-01 is a serial; 13900139000-13800138000 and 010-62345678/… are lists.
    joined = _JOINED_BEFORE.search(before)
    if joined and not _may_be_joined(joined[1], labels):
        return True
    going_on = _JOINED_BEHIND.match(after)
    return bool(going_on and not _may_be_joined(going_on[1], labels))


def _may_be_joined(word: str, labels: Sequence[str]) -> bool:
    return word in ("86", "0086") or (len(word) == 11 and word.isdigit()) or word in labels


def is_something_else(near: Vicinity, text: str, start: int, end: int) -> bool:
    """True if the words around say that a number is a serial, an order, a price, a quantity or part of an address."""
    before, after = neighbours(text, start, end)
    return bool(
        _SERIAL.search(near.label[-24:])
        or QUANTITY.match(after)
        or _PRICE.search(before)
        or _ADDRESS_BAR.search(text, max(0, start - 160), start)
    )
