"""Mobile numbers of the mainland: eleven digits from 13 to 19, however they are written.

Which prefixes are in use changes every year and numbers move between operators, so none is checked. Landlines,
400/800 numbers and service numbers (95588, 12315) belong to firms and are never looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import (
    GAP,
    LOOKALIKES,
    MAYBE_GAP,
    NUMERALS,
    ONES,
    THREE_TO_NINE,
    WIDE_GAP,
    digits_of,
    groups_of,
    is_part_of_more,
    is_something_else,
    undisguised,
)
from adlint.match.pii.found import found, listed
from adlint.match.pii.vicinity import Vicinity, graded, stance_of, vicinity_of
from adlint.match.scan import Scan
from adlint.normalize.squeeze import without_invisible

#: Latin words that may touch a number.
LABELS = ("tel", "telephone", "phone", "mobile", "mob", "cell", "call", "vx", "wx", "v", "wechat", "weixin", "whatsapp")

_DIGIT = f"[0-9{NUMERALS}{LOOKALIKES}]"
# A literal first, then what must not stand before it: `re` finds the next literal much faster than the next digit.
_PLAIN = expression(r"1(?:(?<![0-9]1)|(?<=\+861)|(?<=\b00861)|(?<=\b861))[3-9][0-9]{9}(?![0-9])", re.ASCII)
_GROUPED = expression(rf"1(?<![0-9]1)[3-9][0-9](?:{GAP}[0-9]{{4}}){{2}}(?![0-9])")
_LOOSE = expression(rf"1(?<![0-9]1){MAYBE_GAP}[3-9](?:{MAYBE_GAP}[0-9]){{9}}(?!{MAYBE_GAP}[0-9])")
#: 138❤0013❤8000, 138|0013|8000
_SPRINKLED = expression(rf"1(?<![0-9]1)[3-9][0-9](?:{WIDE_GAP}[0-9]{{4}}){{2}}(?![0-9])")
_DISGUISED = expression(
    rf"[1li{ONES}](?<!{_DIGIT}.){MAYBE_GAP}[3-9{THREE_TO_NINE}](?:{MAYBE_GAP}{_DIGIT}){{9}}(?!{MAYBE_GAP}{_DIGIT})"
)
_MOBILE = expression(r"1[3-9][0-9]{9}")
_PREFIX = expression(rf"(?:\(?\+86\)?|\(?\+?0086\)?|(?<![0-9])\(?86\)?){MAYBE_GAP}\Z")
_ENDS_IN_GROUP = expression(rf"([0-9]{{1,24}})({GAP})\Z")
_BEGINS_WITH_GROUP = expression(rf"({GAP})([0-9]{{1,8}})")

_PHONE = (
    "电话|手机|联系|致电|拨打|来电|热线|咨询|预约|号码|微信|同号|短信|加[微v我]|"
    "tel|phone|mobile|cell|call|whatsapp|contact|v[x信]|wx|[☎☏✆]|[\U0001f4de\U0001f4f1\U0001f4f2]"
)
_PHONE_WORD = expression(_PHONE)
#: 电 话, 手☎机
_SPACED_WORD = expression(r"(?<=[\u4e00-\u9fff])[^\w,:]{1,2}(?=[\u4e00-\u9fff])")
#: The label itself: 手机号码是, Tel No., 联系电话#.
_PHONE_LABEL = expression(rf"(?:{_PHONE})(?:号码?|no|id|[#№]|人|方式)?\)?\s{{0,2}}(?:[.:=]|是|为)?\s{{0,2}}\Z")
_LOOSE_LABEL = expression(r"(?:电话|手机|号码|微信|同号|联系|致电|拨打|tel|phone|mobile|[vw]x)[^0-9]{0,6}\Z|打给?\Z")
#: Numbers of eleven digits that are looked for elsewhere, or by nobody.
_OTHER_NUMBER = expression(r"(?:qq|扣扣|企鹅|群)(?:号码?|账号|帐号|群)?\s{0,2}[:是为]?\s{0,2}\Z")
_MONEY = expression(r"[¥$]|元|价|折|费")


class Mobile(NamedTuple):
    """A number as it stands in folded text; `loose` ones need the word phone nearby."""

    start: int
    end: int
    digits: str
    loose: bool


@matcher("pii.phone")
def find_phones(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Mobile numbers: the advertiser's own as a hint, other people's and whole lists one step up."""
    yield from listed(_phones(rule, scan), lambda item: _number_of(scan, item))


def _phones(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        for mobile in mobiles_in(text):
            near = vicinity_of(scan, segment, mobile.start, mobile.end)
            if _is_phone(mobile, near, text):
                yield found(rule, scan, segment, (mobile.start, mobile.end), graded(rule, stance_of(near)))


def _number_of(scan: Scan, item: Candidate) -> str:
    return digits_of(undisguised(without_invisible(scan.folded_of(item.segment)[item.start : item.end])))[-11:]


def mobiles_in(folded: str) -> Iterator[Mobile]:
    """Mobile numbers in folded text, in order, whatever they may stand for; none inside a longer number.

    Invisible characters are taken out beforehand by whoever asks.
    """
    mobiles: dict[int, Mobile] = {}
    taken: set[int] = set()
    for pattern in (_PLAIN, _GROUPED, _LOOSE, _SPRINKLED, _DISGUISED):
        at = 0
        while match := pattern.search(folded, at):
            mobile = _mobile(folded, *match.span(), taken)
            at = match.end() if mobile else match.start() + 1
            if mobile:
                mobiles[mobile.start] = mobile._replace(loose=mobile.loose or pattern is _SPRINKLED)
                taken.update(range(mobile.start, mobile.end))
    yield from (mobiles[start] for start in sorted(mobiles))


def _mobile(folded: str, start: int, end: int, taken: set[int]) -> Mobile | None:
    if start in taken or end - 1 in taken:
        return None
    stretch = folded[start:end]
    plain = undisguised(stretch)
    digits = digits_of(plain)
    letters = sum(map(stretch.count, LOOKALIKES))
    if not _MOBILE.fullmatch(digits) or (letters and len(digits_of(stretch)) < 5):
        return None
    shape, gaps = groups_of(plain)
    prefix = _PREFIX.search(folded, max(0, start - 10), start)
    since = prefix.start() if prefix else start
    if stretch.find(")") >= 0 > stretch.find("(") and folded[since - 1 : since] == "(":
        since -= 1  # (138)00138000
    if is_part_of_more(folded, since, end, LABELS):
        return None
    if len(shape) > 1 and _is_one_of_many(folded, since, end, gaps, taken):
        return None
    loose = not _is_plain(shape, gaps) or (bool(letters) and len(shape) > 3) or folded[since : since + 3] == "861"
    return Mobile(since, end, digits, loose)


def _is_plain(shape: list[int], gaps: set[str]) -> bool:
    """True for the ways in which people write nothing but phone numbers."""
    if len(shape) == 1 or shape == [3, 4, 4]:
        return True
    return len(gaps) == 1 and (len(shape) == 11 or (shape[:2] == [1, 1] and shape[-1] >= 3))


def _is_one_of_many(folded: str, start: int, end: int, gaps: set[str], taken: set[int]) -> bool:
    """True if such groups of digits go on at either end, as in a card number; another mobile number may follow."""
    before = _ENDS_IN_GROUP.search(folded, max(0, start - 24), start)
    if before and before[2] in gaps and before.end(1) - 1 not in taken and 2 < len(before[1]) < 7:
        return True
    after = _BEGINS_WITH_GROUP.match(folded, end)
    return bool(after and after[1] in gaps and len(after[2]) < 7 and not _GROUPED.match(folded, after.start(2)))


def _is_phone(mobile: Mobile, near: Vicinity, folded: str) -> bool:
    """True unless the words around say that it is something else, or say too little for what it looks like."""
    label = _SPACED_WORD.sub("", near.label[-20:])
    if mobile.loose and not _LOOSE_LABEL.search(label):
        return False
    if _PHONE_LABEL.search(label):
        return True
    if _OTHER_NUMBER.search(near.label[-12:]) or is_something_else(near, folded, mobile.start, mobile.end):
        return False
    if _PHONE_WORD.search(label):
        return True
    spaced = len(groups_of(undisguised(folded[mobile.start : mobile.end]))[0]) > 1
    # 199 1299 2999 is a row of prices.
    return not (spaced and _MONEY.search(near.label[-8:] + near.after[:3]))
