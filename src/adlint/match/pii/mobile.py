"""The forms of mobile numbers of the mainland: eleven digits from 13 to 19, however they are written.

Which prefixes are in use changes every year and numbers move between operators, so none is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.expression import expression
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
    undisguised,
)
from adlint.record import NamedTuple

#: Latin words that may touch a number.
LABELS = ("tel", "telephone", "phone", "mobile", "mob", "cell", "call", "vx", "wx", "v", "wechat", "weixin", "whatsapp")

_DIGIT = f"[0-9{NUMERALS}{LOOKALIKES}]"
# A literal first, then what must not stand before it: `re` finds the next literal much faster than the next digit.
_PLAIN = expression(r"1(?:(?<![0-9]1)|(?<=\+861)|(?<=\b00861)|(?<=\b861))[3-9][0-9]{9}(?![0-9])", re.ASCII)
_GROUPED = expression(rf"1(?<![0-9]1)[3-9][0-9](?:{GAP}[0-9]{{4}}){{2}}(?![0-9])")
_LOOSE = expression(rf"1(?<![0-9]1){MAYBE_GAP}[3-9](?:{MAYBE_GAP}[0-9]){{9}}(?!{MAYBE_GAP}[0-9])")
#: 138❤0013❤8000, 138|0013|8000
_SPRINKLED = expression(rf"1(?<![0-9]1)[3-9][0-9](?:{WIDE_GAP}[0-9]{{4}}){{2}}(?![0-9])")
#: Broken over lines: 1380013 / 8000
_WRAPPED = expression(r"1(?<![0-9]1)[3-9](?:\n?[0-9]){9}(?![0-9])")
_DISGUISED = expression(
    rf"[1li{ONES}](?<!{_DIGIT}.){MAYBE_GAP}[3-9{THREE_TO_NINE}](?:{MAYBE_GAP}{_DIGIT}){{9}}(?!{MAYBE_GAP}{_DIGIT})"
)
_MOBILE = expression(r"1[3-9][0-9]{9}")
_PREFIX = expression(rf"(?:\(?\+86\)?|\(?\+?0086\)?|(?<![0-9])\(?86\)?){MAYBE_GAP}\Z")
_ENDS_IN_GROUP = expression(rf"([0-9]{{1,24}})({GAP})\Z")
_BEGINS_WITH_GROUP = expression(rf"({GAP})([0-9]{{1,8}})")


class Mobile(NamedTuple):
    """A number as it stands in folded text; `loose` ones need the word phone nearby."""

    start: int
    end: int
    digits: str
    loose: bool


def mobiles_in(folded: str) -> Iterator[Mobile]:
    """Mobile numbers in folded text, in order, whatever they may stand for; none inside a longer number.

    Invisible characters are taken out beforehand by whoever asks.
    """
    mobiles: dict[int, Mobile] = {}
    taken: set[int] = set()
    for pattern in (_PLAIN, _GROUPED, _LOOSE, _SPRINKLED, _WRAPPED, _DISGUISED):
        at = 0
        while match := pattern.search(folded, at):
            mobile = _mobile(folded, *match.span(), taken)
            at = match.end() if mobile else match.start() + 1
            if mobile:
                mobiles[mobile.start] = mobile._replace(loose=mobile.loose or pattern in (_SPRINKLED, _WRAPPED))
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
