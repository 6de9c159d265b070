"""Citizen identity numbers: region, date of birth, sequence, check character (GB 11643-1999, ISO 7064 MOD 11-2).

Residence permits of Hong Kong, Macao and Taiwan residents (81, 82, 83) and the permanent residence card of
foreigners (9 + province) share the scheme. The unified social credit code, also of 18 characters, does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.day import is_day, today
from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.match import matcher
from adlint.match.pii.digits import MAYBE_GAP, disguised_behind, goes_on, groups_of, is_part_of_more, is_something_else
from adlint.match.pii.found import found, outermost
from adlint.match.pii.vicinity import vicinity_of
from adlint.match.scan import Scan

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10x98765432"

#: The first two digits: provinces as of GB/T 2260, withdrawn county codes behind them included.
PROVINCES = expression("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")

#: Latin words that may touch a number.
LABELS = ("id", "idcard", "no", "card", "sfz")

#: How far before a number its label may stand.
REACH = 20

#: How sure we are of a number that is called one but whose check character is wrong: a misprint, or made up.
MISPRINT = 0.6

_D = f"{MAYBE_GAP}[0-9]"
_EIGHTEEN = expression(
    rf"[1-9](?<![0-9].)(?:{_D}){{5}}{MAYBE_GAP}(?:1{MAYBE_GAP}[89]|2{MAYBE_GAP}[0-9])(?:{_D}){{2}}"
    rf"{MAYBE_GAP}[01]{_D}{MAYBE_GAP}[0-3]{_D}(?:{_D}){{3}}{MAYBE_GAP}[0-9x](?![0-9])"
)
_IN_ONE_PIECE = expression("(?<![0-9])[1-9][0-9]{16}[0-9x](?![0-9])")
_FIFTEEN = expression(r"[1-8](?<![0-9].)[0-9]{7}[01][0-9][0-3][0-9]{4}(?![0-9])")
_NOT_IN_A_NUMBER = expression("[^0-9x]")
#: Only behind these is a number in numerals looked for.
_CALLED_SO = ("身份证", "身份号", "证件", "居住证", "sfz")
_LABEL = expression(
    "身份(?:证|证件|证明)?(?:号码?|编号)?|(?:公民|居民)身份|证件(?:号码?|编号)?|居住证|永久居留|社会保障号码?"
    "|学籍|id ?(?:card|no|number)|(?<![a-z])id|sfz"
)
#: Groups that nobody would take for anything else: 110101 19000228 0016.
_SHAPES = ([6, 8, 4], [6, 4, 4, 4], [6, 4, 2, 2, 4], [3, 3, 4, 4, 4], [1] * 18)
_SERIAL_LABEL = expression("(?:订单|运单|快递单|单|流水|交易|货|批次?|合同|发票)(?:编号|号码?)")


@matcher("pii.id-card")
def find_id_cards(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Identity numbers that pass every check; labelled ones also with a wrong check character, or of 15 digits."""
    yield from outermost(_ids(rule, scan, today()))


def _ids(rule: Rule, scan: Scan, day: str) -> Iterator[Candidate]:
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        for number, span in _numbers(text):
            confidence = _confidence(rule, scan, segment, number, span, day)
            if confidence:
                # The check character of a foreigner's card is not published for certain.
                is_sure = confidence > MISPRINT and number[0] != "9"
                severity = rule.severity if is_sure else _milder(rule.severity)
                yield found(rule, scan, segment, span, severity, confidence)


def is_id_card(number: str, day: str = "") -> bool:
    """True for 18 characters with a valid region, date of birth (by `day`, or today) and check character."""
    number = number.lower()
    return (
        len(number) == 18
        and number[:17].isdigit()
        and _is_region(number)
        and _is_birth(number[6:14], day or today())
        and number[17] == check_of(number)
    )


def tells_id(text: str) -> bool:
    """True if an identity number in one piece stands in folded text; one that is called so may be a misprint."""
    day = today()
    return any(
        is_id_card(match[0], day)
        or (_is_region(match[0]) and _is_birth(match[0][6:14], day) and _called_before(text, match.start()))
        for match in _IN_ONE_PIECE.finditer(text)
    )


def _called_before(text: str, start: int) -> bool:
    return bool(_LABEL.search(text, max(0, start - REACH), start))


def check_of(number: str) -> str:
    """The check character that belongs to the first 17 digits, lower case."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11]


def _numbers(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """What looks like an identity number, as digits and gaps, and where; in numerals only where ids are spoken of."""
    spans: set[tuple[int, int]] = set()
    for pattern in (_EIGHTEEN, _FIFTEEN):
        for match in _overlapping(pattern, text):
            spans.add(match.span())
            yield match[0], match.span()
    for since, plain in disguised_behind(_CALLED_SO, text):
        for match in _overlapping(_EIGHTEEN, plain):
            span = since + match.start(), since + match.end()
            if span not in spans:
                spans.add(span)
                yield match[0], span


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1


def _confidence(rule: Rule, scan: Scan, segment: int, stretch: str, span: tuple[int, int], day: str) -> float:
    """How sure it is that the stretch which stands there is an identity number; 0 if it is something else."""
    folded = scan.seen_of(segment).text
    start, end = span
    is_disguised = folded[start:end] != stretch
    number = _NOT_IN_A_NUMBER.sub("", stretch)
    is_whole = len(number) == 18
    born = number[6:14] if is_whole else "19" + number[6:12]
    is_right = is_whole and number[17] == check_of(number)
    if not _is_region(number) or not _is_birth(born, day):
        return 0
    # Looking around costs more than all checks; most numbers with a wrong check character are not called ids.
    if not is_right and not _called_before(folded, start):
        return 0
    if is_part_of_more(folded, start, end, LABELS):
        return 0
    near = vicinity_of(scan, segment, start, end)
    label = near.label[-REACH:]
    is_labelled = bool(_LABEL.search(label)) and not _SERIAL_LABEL.search(label)
    if not is_labelled and (is_disguised or number[0] == "9" or is_something_else(near, folded, start, end)):
        return 0
    shape, _ = groups_of(stretch.replace("x", "0"))
    if len(shape) > 1 and ((not is_labelled and shape not in _SHAPES) or goes_on(folded, start, end)):
        return 0
    if is_right:
        return rule.confidence
    return MISPRINT if is_labelled else 0


def _is_region(number: str) -> bool:
    return bool(PROVINCES.match(number[1:] if number[0] == "9" else number))


def _is_birth(digits: str, day: str) -> bool:
    born = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return is_day(born) and "1900" <= born <= day


def _milder(severity: Severity) -> Severity:
    return Severity.WARNING if severity is Severity.ERROR else severity
