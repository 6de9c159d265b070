"""Passports and travel permits: no check digit, and goods are numbered alike (E12345678), so only after a label."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.digits import QUANTITY, is_part_of_more
from adlint.match.pii.found import anchored, found
from adlint.match.pii.vicinity import Vicinity, vicinity_of
from adlint.match.scan import Scan

_LETTER = "[a-hj-np-z]"  # I and O are not used
_KINDS = (
    rf"e[0-9]{{8}}|e{_LETTER}[0-9]{{7}}|g[0-9]{{8}}",  # ordinary passport
    r"de?[0-9]{7}|se?[0-9]{7}|pe?[0-9]{7}",  # diplomatic, service
    r"k[0-9]{8}|kj[0-9]{7}|h[0-9]{8}|hj[0-9]{7}|m[ab][0-9]{7}",  # Hong Kong, Macao
    rf"c[0-9]{{8}}|c{_LETTER}[0-9]{{7}}|w[0-9]{{8}}",  # to Hong Kong and Macao
    r"[lt][0-9]{8}",  # to Taiwan
    r"[hm][0-9]{8}(?:[0-9]{2})?",  # home return permit
)
_NUMBER = expression(rf"(?:{'|'.join(_KINDS)})(?![0-9a-z])")
#: In groups: E 1234 5678, E12 345 678.
_SPACED = expression(r"[a-z]{1,2}(?:[ -]?[0-9]){7,10}(?![ -]?[0-9a-z])")
_SPACES = expression("[ -]")
#: Permanent residence card of foreigners until 2017: three letters of the state, twelve digits.
_RESIDENCE = expression(r"[a-z]{3}[0-9]{12}(?![0-9a-z])")
_RESIDENCE_LABEL = expression("永久居留|永居|绿卡")
#: Mainland travel permit for Taiwan residents: eight digits, or the old ten with a letter.
_TAIWAN = expression(r"[0-9]{8}(?![0-9a-z])|[0-9]{10}\(?[a-z]\)?(?![0-9a-z])")
_TAIWAN_LABEL = expression(r"(?:台胞证|来往大陆通行证)[^,]{0,8}\Z")
_BEFORE = expression(r"(?:护照|通行证|回乡证|台胞证|证件|出入境证|旅行证|港澳证|passport)[^,]{0,12}\Z")
_AFTER = expression(r"\s{0,2}(?:的|号)?(?:护照|通行证|回乡证|台胞证|passport)")
_GOODS = expression(
    r"(?:型号|货号|款号|款式|编号|批号|护照[包夹套本]|证件[照包夹套]|卡套|封面|保护套|尺寸|颜色)[^,]{0,8}\Z"
)
_BEGINS = expression(r"(?<![0-9a-z])(?:[a-z]{1,2}(?:[ -]?[0-9]){7,10}|[a-z]{3}[0-9]{12}|[0-9]{8,10})(?![0-9])")
#: How far behind a label its number may stand.
WITHIN = 24


@matcher("pii.passport")
def find_passports(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Numbers of travel documents in the reach of a word that calls them so."""
    known: set[tuple[int, int]] = set()
    for hit, text, begin, behind in anchored(rule, scan):
        for start, end in _spans(text, max(0, begin - WITHIN), behind + WITHIN):
            if (hit.segment, start) in known or is_part_of_more(text, start, end, ("passport", "no")):
                continue
            known.add((hit.segment, start))
            if _is_called_so(vicinity_of(scan, hit.segment, start, end), text[start:end]):
                yield found(rule, scan, hit.segment, (start, end), rule.severity)


def is_travel_document(number: str) -> bool:
    """True if a number has the form of a passport or permit, the eight digits of a 台胞证 apart."""
    return bool(_NUMBER.fullmatch(number.lower()))


def _spans(folded: str, since: int, until: int) -> Iterator[tuple[int, int]]:
    for match in _BEGINS.finditer(folded, since, until):
        start = match.start()
        for pattern in (_NUMBER, _TAIWAN, _RESIDENCE):
            number = pattern.match(folded, start)
            if number:
                yield number.span()
        spaced = _SPACED.match(folded, start)
        if spaced and _SPACES.search(spaced[0]) and is_travel_document(_SPACES.sub("", spaced[0])):
            yield spaced.span()


def _is_called_so(near: Vicinity, number: str) -> bool:
    if _GOODS.search(near.label):
        return False
    if number[:8].isdigit():
        return bool(_TAIWAN_LABEL.search(near.label)) and not QUANTITY.match(near.after)
    if number[:3].isalpha():
        return bool(_RESIDENCE_LABEL.search(near.label))
    return bool(_BEFORE.search(near.label) or _AFTER.match(near.after))
