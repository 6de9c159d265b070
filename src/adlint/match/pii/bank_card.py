"""Bank card numbers: issuer, length and Luhn check digit (ISO/IEC 7812-1), told from orders and barcodes by context.

One number in ten passes Luhn by chance, so without a known issuer nothing is said, and without a word about cards
nothing graver than a warning. A firm's account (对公账户) is no personal data.
"""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.match import matcher
from adlint.match.pii.digits import (
    GAP,
    digits_of,
    disguised_behind,
    goes_on,
    groups_of,
    is_part_of_more,
    is_something_else,
    passes_luhn,
)
from adlint.match.pii.found import found, outermost
from adlint.match.pii.id_card import MISPRINT, is_id_card
from adlint.match.pii.vicinity import Vicinity, is_naming, vicinity_of
from adlint.match.scan import Scan

#: Latin words that may touch a number.
LABELS = ("card", "no", "bank")

#: Issuer prefixes with their lengths; those of old debit cards only count after a label.
_ISSUERS = expression(
    r"62[0-9]{14,17}|81[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|35(?:2[89]|[3-8][0-9])[0-9]{12}"
    r"|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}"
)
_LABELLED_ISSUERS = expression(r"3[47][0-9]{13}|4[0-9]{12}|(?:60|90|95|43|45|55)[0-9]{14,17}|9558[0-9]{15}")

_PLAIN = expression(r"[2-9](?<![0-9].)[0-9]{12,18}(?![0-9])")
_GROUPED = expression(
    rf"[2-9](?<![0-9].)(?<![0-9][ -].)[0-9]{{3}}(?P<gap>{GAP})[0-9]{{4}}(?P=gap)[0-9]{{4}}"
    r"(?P=gap)[0-9]{1,4}(?:(?P=gap)[0-9]{1,3})?(?![0-9]|(?P=gap)[0-9]{4})"
)
_IN_TWO = expression(
    rf"[2-9](?<![0-9].)[0-9]{{5}}{GAP}[0-9]{{10,13}}(?![0-9])"
    rf"|3(?<![0-9]3)[47][0-9]{{2}}{GAP}[0-9]{{6}}{GAP}[0-9]{{5}}(?![0-9])"
)
_APART = expression(
    r"[2-9](?<![0-9].)(?<![0-9][ .*_-].)(?P<gap>[ .*_-]{1,2})[0-9](?:(?P=gap)[0-9]){11,17}(?!(?P=gap)?[0-9])"
)

_LABEL = expression(
    "(?:银行|储蓄|借记|信用|贷记|工资|社保|本人|他人)卡|(?<![员物品货购礼餐票校值分房])卡号|银行[账帐]|[账帐][号户]|开户"
    "|收款|付款|转[账帐]|汇款|打款|入账|提现|持卡|card|visa|master|unionpay|amex|运通|银联|[工农建中交招]行"
    "|(?:工商|建设|农业|中国|交通|招商|邮储|邮政储蓄|民生|中信|光大|浦发|兴业|平安|华夏|广发|农商|信用社)(?:银行)?"
)
_BANK_BEHIND = expression(r"\s{0,2}[,(]?\s{0,2}(?:[\u4e00-\u9fff]{0,4}银行|[工农建中交招]行|卡号)")
#: Only behind these is a number in numerals looked for.
_CALLED_SO = ("卡号", "银行卡", "储蓄卡", "信用卡", "账号", "帐号", "账户", "收款", "转账")
_CALLED_CARD = expression("(?:银行|储蓄|借记|信用)卡|卡号|[账帐][号户]|收款|转账|汇款|打款")
_FIRM = expression("对公|公户|公司|企业|有限|集团|基金会|红十字|学校|医院|委员会|财政|单位[账帐]")
_NOT_A_CARD = expression(
    "(?:会员|贵宾|vip|购物|礼品|充值|储值|积分|门禁|校园|公交|加油|sim|iccid|物联|流量|etc)[\u4e00-\u9fff]{0,2}卡|imei|串号|设备号|iccid|订单"
    "|运单|快递|单号|编号|条码|信用代码"
)


@matcher("pii.bank-card")
def find_bank_cards(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Card numbers; a word about cards or accounts makes them sure, a firm's name makes them a hint."""
    yield from outermost(_cards(rule, scan))


def _cards(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        for stretch, span in _numbers(text):
            verdict = _judged(rule, vicinity_of(scan, segment, *span), text, stretch, span)
            if verdict:
                confidence, severity = verdict
                yield found(rule, scan, segment, span, severity, confidence)


def is_bank_card(digits: str) -> bool:
    """True for a number with a known issuer and the right check digit that is not one digit repeated."""
    has_issuer = _ISSUERS.fullmatch(digits) or _LABELLED_ISSUERS.fullmatch(digits)
    return bool(has_issuer) and len(set(digits)) > 1 and passes_luhn(digits)


def _numbers(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What looks like a card number, as digits and gaps, and where; in numerals only where cards are spoken of."""
    spans: set[tuple[int, int]] = set()
    for since, words in ((0, text), *disguised_behind(_CALLED_SO, text)):
        for pattern in (_PLAIN, _GROUPED, _IN_TWO, _APART):
            at = 0
            while match := pattern.search(words, at):
                span = since + match.start(), since + match.end()
                if span not in spans:
                    spans.add(span)
                    yield match[0], span
                at = match.start() + 1


def _judged(
    rule: Rule, near: Vicinity, folded: str, stretch: str, span: tuple[int, int]
) -> tuple[float, Severity] | None:
    """Confidence and severity, or None if the stretch that stands there is no card."""
    start, end = span
    digits = digits_of(stretch)
    if len(set(digits)) < 2 or is_id_card(digits) or is_part_of_more(folded, start, end, LABELS):
        return None
    shape, _ = groups_of(stretch)
    if len(shape) > 1 and goes_on(folded, start, end):
        return None
    said = near.sentence[-40:]
    is_labelled = bool(_LABEL.search(said) or _BANK_BEHIND.match(near.after))
    if not is_labelled and (len(shape) > 6 or folded[start:end] != stretch):
        return None
    has_issuer = bool(_ISSUERS.fullmatch(digits))
    if _NOT_A_CARD.search(near.label[-16:]) or (not is_labelled and is_something_else(near, folded, start, end)):
        return None
    if not is_labelled:
        is_likely = has_issuer and passes_luhn(digits)
        return (rule.confidence - 0.2, _milder(rule.severity)) if is_likely else None
    if not has_issuer and not _LABELLED_ISSUERS.fullmatch(digits):
        return None
    if not passes_luhn(digits):
        # Called a card, of a card's length: a misprint, or made up.
        is_called_card = _CALLED_CARD.search(near.label) and digits.startswith("62") and len(digits) > 15
        return (MISPRINT, _milder(rule.severity)) if is_called_card and not _FIRM.search(near.sentence) else None
    is_of_firm = _FIRM.search(near.sentence + near.after) and not is_naming(near)
    return rule.confidence, Severity.INFO if is_of_firm else rule.severity


def _milder(severity: Severity) -> Severity:
    return Severity.WARNING if severity is Severity.ERROR else severity
