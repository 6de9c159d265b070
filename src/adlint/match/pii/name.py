"""Full names beside something by which the person can be found: together they identify him or her."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.address import tells_home
from adlint.match.pii.bank_card import is_bank_card
from adlint.match.pii.digits import LOOKALIKES, NUMERALS, digits_of
from adlint.match.pii.found import found, outermost
from adlint.match.pii.id_card import tells_id
from adlint.match.pii.mobile import mobiles_in
from adlint.match.pii.passport import is_travel_document
from adlint.match.pii.vicinity import (
    FULL_NAME,
    NAME_HEADING,
    NAMED,
    NO_FIELD,
    Stance,
    graded,
    heading_of,
    is_name,
    stance_of,
    vicinity_of,
)
from adlint.match.scan import Scan

#: Longest name in a cell of its own, invisible characters included.
LONGEST = 12

#: How far behind a name the number may stand.
WITHIN = 40

#: Something that may be a number or a door; most digits are years and prices.
_MAYBE = expression(
    rf"[0-9{NUMERALS}](?:[^\w,:。;]{{0,4}}[0-9{NUMERALS}{LOOKALIKES}]){{6}}|[0-9](?:室|户|栋|幢|弄|号[楼院]|单元)"
)
_STOP = expression(rf"[。!?\n]|;{NO_FIELD}")
_CARD = expression(r"(?:\A|(?:卡号?|[账帐][号户]|行))[,:\s]{0,2}(?P<card>[2-9](?:[ -]?[0-9]){12,18})(?![0-9])")
_DOCUMENT = expression("(?:护照|通行证|回乡证|证件)(?:号码?)?\\s?:?\\s?(?P<number>[a-z]{1,2}[0-9]{7,10})")


@matcher("pii.name")
def find_names(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Names behind a label such as 收货人 with a number or the address of a home in the same sentence."""
    yield from outermost([*_labelled(rule, scan), *_in_cells(rule, scan)])


def _in_cells(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Names in a column of names whose row goes on with a number."""
    for segment, read in enumerate(scan.document.segments):
        if read.kind != "cell" or len(read.text) > LONGEST or not NAME_HEADING.fullmatch(heading_of(scan, segment)):
            continue
        match = FULL_NAME.fullmatch(scan.seen_of(segment).text)
        if match and is_name(match[0]):
            near = vicinity_of(scan, segment, *match.span())
            if _is_reachable(near.after):
                yield found(rule, scan, segment, match.span(), graded(rule, _stance_of_column(scan, segment)))


def _stance_of_column(scan: Scan, segment: int) -> Stance:
    """Who is to be called may be of the firm; who is listed is not."""
    return Stance.OPEN if heading_of(scan, segment) in ("联系人", "负责人", "法定代表人") else Stance.THIRD


def _labelled(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    for segment in scan.digit_segments:
        text = scan.seen_of(segment).text
        if not _MAYBE.search(text):
            continue
        for match in NAMED.finditer(text):
            start, end = match.span("name")
            if is_name(match["name"]) and _is_reachable(_STOP.split(text[end : end + WITHIN])[0]):
                near = vicinity_of(scan, segment, end, end)
                yield found(rule, scan, segment, (start, end), graded(rule, stance_of(near)))


def _is_reachable(text: str) -> bool:
    """True if a number or an address that leads to one person stands in the text."""
    return (
        any(True for _ in mobiles_in(text))
        or tells_id(text)
        or any(is_bank_card(digits_of(match["card"])) for match in _CARD.finditer(text))
        or any(is_travel_document(match["number"]) for match in _DOCUMENT.finditer(text))
        or tells_home(text)
    )
