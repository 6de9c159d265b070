"""Homes: a street or estate down to the door, where somebody lives and not where something is sold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.found import found
from adlint.match.pii.id_card import tells_id
from adlint.match.pii.mobile import mobiles_in
from adlint.match.pii.vicinity import Vicinity, is_addressing, is_naming, vicinity_of
from adlint.match.scan import Scan

#: Where a home is told of: its label stands before.
_HOME = expression(
    "(?:(?:客户|顾客|买家|学员|患者|业主|用户|会员|家庭|家长|我家|家里|收货|收件|寄件)地址|住址|家住|家在|现住|户籍"
    r"|居住[地于]|居住地址|住在|租住|[子女孙人我他她]住)[^,。]{0,6}\Z"
)
#: Organisations have these too.
_POST = expression("收货|收件|寄件|(?:通讯|邮寄|联系)地址")
_NUMBER = "[0-9零一二三四五六七八九十]"
_DOOR = expression(
    rf"(?:[a-z]|{_NUMBER}){{1,4}}(?:号楼|栋|幢|座|号院|号|弄|楼(?=[0-9]{{1,2}}单元))[-—]?"
    rf"(?:{_NUMBER}{{1,3}}单元[-—]?)?(?:(?:[a-z]|{_NUMBER}){{1,4}}(?:楼|层)?)?"
    r"(?:[0-9]{3,4}(?:室|户|房|号)?|[0-9]{1,4}(?:室|户)|[0-9]{1,2}-[0-9]{1,4})"
    r"|[0-9]{1,4}号(?:楼|院|附[0-9]{1,3}号)?(?![0-9])"
    r"|[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}(?![0-9-])"
    rf"|(?<=[村社队]){_NUMBER}{{1,3}}组(?:[0-9]{{1,4}}号)?"
)
#: A door of a block of flats; before it stands the name of the estate, which may be any word.
_FLAT = expression(r"(?<=[\u4e00-\u9fff])[0-9]{1,3}(?:号楼|栋|幢)(?:[0-9]{1,2}单元)?[0-9]{3,4}(?:室|户)?(?![0-9])")
_DWELLING = expression(
    "小区|花园|家园|公寓|新村|苑|[一二三四五六七八九十0-9]村|嘉园|雅居|府邸|华府|名邸|山庄|单元|[0-9]室|[0-9]户"
    "|弄[0-9]|胡同|宿舍|家属院|社区|[0-9]-[0-9]{1,2}-[0-9]{3}"
)
_PLACE = expression("(?:省|市|区|县|镇|乡|村|街道|街|路|巷|弄|道|胡同|小区|花园|家园|公寓|新村|苑|庄)")
#: Where something is sold or offered.
_SHOP = expression(
    "店|公司|大厦|广场|写字楼|商场|购物|中心|医院|学校|酒店|展厅|展位|售楼|营销|门诊|诊所|工厂|园区|银行|车站"
    "|地铁|商铺|底商|办公|工作室|俱乐部|会所|基地|驿站|菜鸟|自提|网点|法院|政府|派出所|仓|退货|退换|科技|科创"
    "|创业|产业|软件园|物流|工业|商务|soho|大楼|幼儿园|[中小]学"
)
_SALE = expression("房源|户型|建面|建筑面积|㎡|均价|总价|特价房|样板|出售|出租|拍卖|起拍|在售|首付|房产")
_ADDRESS = expression(r"[\u4e00-\u9fff0-9a-z·#\-—]{4,60}")
#: Down to the street, without a door: more than anybody needs beside an identity number.
_STREET = expression(
    r"(?:地址|住址|家住|现住|住)?(?P<street>[\u4e00-\u9fff]{2,9}[省市][\u4e00-\u9fff]{1,9}[市区县旗][\u4e00-\u9fff]{1,12}"
    r"(?:路|街|道|巷|镇|乡|村|里|弄)[\u4e00-\u9fff0-9a-z#-]{0,24})"
)
_LEAD = expression(
    r"^.{0,12}(?:收货地址|收件地址|寄件地址|家庭住址|家庭地址|通讯地址|邮寄地址|居住地址|住址|地址|家住|家在"
    r"|现住址?|户籍所在地|户籍地址?|居住于|住在|租住于?|[子女孙人我他她]住|寄到|寄往|寄至|[送运]货?[到至]|发往|发到)(?:是|为|在)?"
)


@matcher("pii.address")
def find_addresses(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Homes down to the door behind a label of home, or beside a person's name or mobile number.

    Beside an identity number the street is enough.
    """
    for segment in scan.segments_of(rule):
        text = scan.seen_of(segment).text
        for match in _ADDRESS.finditer(text):
            span = _span(match)
            if span and _is_home(vicinity_of(scan, segment, *span), match[0], text[slice(*span)]):
                yield found(rule, scan, segment, span, rule.severity)
                continue
            street = _STREET.search(match[0])
            if street:
                span = match.start() + street.start("street"), match.start() + street.end()
                near = vicinity_of(scan, segment, *span)
                if tells_id(f"{near.sentence}\uffff{near.after}"):
                    yield found(rule, scan, segment, span, rule.severity)


def tells_home(text: str) -> bool:
    """True if a dwelling down to the door stands in folded text, and neither is it sold nor something there."""
    if _SALE.search(text):
        return False
    addresses = (text[slice(*span)] for span in map(_span, _ADDRESS.finditer(text)) if span)
    return any(_DWELLING.search(address) and not _SHOP.search(address) for address in addresses)


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    """The address in a stretch without punctuation: behind its label, up to the door."""
    words = match[0]
    lead = _LEAD.match(words)
    since = lead.end() if lead else 0
    place = _PLACE.search(words, since)
    doors = [door.end() for door in _DOOR.finditer(words, place.end())] if place else []
    doors = doors or [flat.end() for flat in _FLAT.finditer(words, since)]
    if not doors or doors[-1] - since < 6:
        return None
    return match.start() + since, match.start() + doors[-1]


def _is_home(near: Vicinity, words: str, address: str) -> bool:
    around = near.sentence[-30:] + words + near.after
    if _SHOP.search(address) or _SHOP.search(near.label[-12:]) or _SALE.search(around):
        return False
    said = near.label + words[: len(words) - len(address)]
    if _HOME.search(said):
        return True
    if not _DWELLING.search(address):
        return False
    has_number = any(True for _ in mobiles_in(near.sentence[-40:] + "\n" + near.after))
    return has_number or is_naming(near) or is_addressing(near) or bool(_POST.search(said))
