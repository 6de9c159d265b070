"""Number plates of motor vehicles (GA 36): province, letter, five places, or six for new energy vehicles.

Provinces are everyday characters (新, 云, 贵) and products are called 新GLE450, so the form alone is not enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import neighbours
from adlint.match.pii.found import anchored, found, listed
from adlint.match.pii.vicinity import Stance, graded, stance_of, vicinity_of
from adlint.match.scan import Scan

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
#: Provinces that are words as well; in running text they need a separator or a label.
WORDS = "新云黑青贵吉宁川藏桂"

_SERIAL = "[a-hj-np-z0-9]"
_PLATE = expression(
    rf"[{PROVINCES}][\s·]?[a-hj-np-z][·•.\s-]?(?:"
    rf"(?P<energy>[a-hjk]{_SERIAL}[0-9]{{4}}|[0-9]{{5}}[a-hjk])"
    rf"|(?P<plain>{_SERIAL}{{5}}|{_SERIAL}{{4}}(?:挂|学(?![员校生费习年期车])|警(?![察方])|港(?![币元澳])"
    rf"|澳(?!门))))(?![a-z0-9])"
)
_EMBASSY = expression(r"使[0-9]{6}(?![0-9])|(?<![0-9])[0-9]{6}使")
_LABEL = expression("车牌|牌照|车号|牌号|号牌|车辆|肇事|违章|违停|行驶证|座驾")
_THIRD = expression("车主|肇事|违章|违停|逃逸|司机|失主|客户|顾客|学员|业主|邻居|行驶证")
#: What bears a number like a plate's and is goods: 川E12345款.
_GOODS_BEHIND = expression("[款型]|系列|礼[盒品]|套[餐装]|规格|店|级|号[楼机线]|芯片|处理器")
_HAN_BEFORE = expression(r"[\u4e00-\u9fff]\Z")
#: Plates shown for show.
_DEMO = expression(r"([0-9a-z])\1{4}|样[车板]|示例|演示")


@matcher("pii.plate")
def find_plates(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Plates; those of somebody told of one step up, those of show cars as a hint."""
    yield from listed(_plates(rule, scan), lambda item: scan.folded_of(item.segment)[item.start : item.end])


def _plates(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    known: set[tuple[int, int, int]] = set()
    for hit, text, begin, behind in anchored(rule, scan):
        if hit.word == "使":
            matches = list(_EMBASSY.finditer(text, max(0, begin - 6), behind + 7))
        else:
            match = _PLATE.match(text, begin)
            matches = [match] if match else []
        for match in matches:
            if (hit.segment, *match.span()) not in known and is_plate(match[0]):
                known.add((hit.segment, *match.span()))
                candidate = _candidate(rule, scan, hit.segment, *match.span())
                if candidate:
                    yield candidate


def is_plate(text: str) -> bool:
    """True if the folded text has the form of a plate, with digits enough not to be a name."""
    if _EMBASSY.fullmatch(text):
        return True
    match = _PLATE.fullmatch(text)
    if not match:
        return False
    serial = match["energy"] or match["plain"]
    return sum(map(str.isdigit, serial)) >= (2 if serial[-1] in "挂学警港澳" else 3)


def _candidate(rule: Rule, scan: Scan, segment: int, start: int, end: int) -> Candidate | None:
    folded = scan.seen_of(segment).text
    plate = folded[start:end]
    near = vicinity_of(scan, segment, start, end)
    around = near.sentence[-40:] + near.after
    is_labelled = bool(_LABEL.search(around))
    before, after = neighbours(folded, start, end)
    if _GOODS_BEHIND.match(after) and not is_labelled:
        return None
    if "使" in plate and not is_labelled:
        return None
    has_shape = not plate[2].isalnum() or not plate[-1].isascii()  # 新A·8F6K2, 川A1234警
    if plate[0] in WORDS and not is_labelled and not has_shape and _HAN_BEFORE.search(before):
        return None
    first, last = scan.seen_of(segment).back(start, end)
    if any("a" <= char <= "z" for char in scan.texts[segment][first:last]) and not is_labelled:
        return None  # written in small letters: 新k40pro5
    if _THIRD.search(around) or stance_of(near) is Stance.THIRD:
        stance = Stance.THIRD
    else:
        is_show = _DEMO.search(plate[1:]) or _DEMO.search(around)
        stance = Stance.OWN if is_show else Stance.OPEN
    return found(rule, scan, segment, (start, end), graded(rule, stance))
