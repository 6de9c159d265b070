"""Mobile numbers in copy: whether a number is one, told from the words around it, and whose it is.

Landlines, 400/800 numbers and service numbers (95588, 12315) belong to firms and are never looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.match import matcher
from adlint.match.pii.address import tells_home
from adlint.match.pii.digits import digits_of, groups_of, is_something_else, undisguised
from adlint.match.pii.found import LIST, found, listed
from adlint.match.pii.id_card import tells_id
from adlint.match.pii.mobile import Mobile, mobiles_in
from adlint.match.pii.vicinity import Stance, Vicinity, graded, is_labelled_own, stance_of, vicinity_of
from adlint.match.scan import Scan
from adlint.normalize.squeeze import without_invisible

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
#: What a trader says of his goods and services.
_OFFER = expression(
    "[0-9]元|[0-9.]折|元起|优惠|特价|特惠|包邮|免费|促销|承接|专业|收购|回收|出售|招租|定制|批发|零售|安装|培训|招生"
    "|移机|补漏|质保|上门|随叫随到|急诊|家政|保洁|月嫂|律师事务所|医院|口腔|欢迎(?:选购|光临|新老)|诚招|供应|现货"
    "|直销|新品|上市|开业|团购价|限时|抢购|详询|体验课|样板间"
)
#: A private person's: who lets or sells his own, who asks to be added.
_PRIVATE = expression(
    "本人|个人|私人|私信|私聊|自己|我(?![们司店厂院校])|房东|车主|转让|转租|闲置|自用|[+加][v微薇q我好]|[戳滴敲]|骑手|快递员|司机"
    "|派送|投诉|举报|拾到|寻[人狗猫物]|小刀"
)
_MONEY = expression(r"[¥$]|元|价|折|费")


@matcher("pii.phone")
def find_phones(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Mobile numbers: the advertiser's own as a hint, other people's and whole lists one step up."""
    yield from listed(_phones(rule, scan), lambda item: _number_of(scan, item))


def _phones(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    phones: list[tuple[int, Mobile, Vicinity]] = []
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        for mobile in mobiles_in(text):
            near = vicinity_of(scan, segment, mobile.start, mobile.end)
            if _is_phone(mobile, near, text):
                phones.append((segment, mobile, near))
    is_contact = len({mobile.digits for _, mobile, _ in phones}) < LIST
    for segment, mobile, near in phones:
        stance = _stance(near, is_contact=is_contact)
        yield found(rule, scan, segment, (mobile.start, mobile.end), _severity(rule, near, stance))


def _number_of(scan: Scan, item: Candidate) -> str:
    return digits_of(undisguised(without_invisible(scan.folded_of(item.segment)[item.start : item.end])))[-11:]


def _stance(near: Vicinity, *, is_contact: bool) -> Stance:
    """Whose number it is; below an offer of goods or services, a plain 电话 is the firm's that makes it."""
    stance = stance_of(near)
    if stance is not Stance.OPEN or not is_contact:
        return stance
    around = f"{near.above}\n{near.sentence}\n{near.after}"
    return Stance.OWN if _OFFER.search(around) and not _PRIVATE.search(near.sentence + near.after) else stance


def _severity(rule: Rule, near: Vicinity, stance: Stance) -> Severity:
    """A home or an identity number beside it makes a number somebody's: two such data lead to one person."""
    severity = graded(rule, stance)
    if severity is Severity.ERROR or rule.severity is Severity.INFO or is_labelled_own(near):
        return severity
    around = f"{near.sentence}\uffff{near.after}"
    return Severity.ERROR if tells_id(around) or tells_home(around) else severity


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
