"""Numbers that lead to a person only together with a name or phone: orders, parcels, policies, examinations.

Alone an order number says nothing to a stranger; beside the buyer it tells what he or she bought.
"""

from __future__ import annotations

from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule
from adlint.match import matcher
from adlint.match.pii.found import found
from adlint.match.pii.mobile import mobiles_in
from adlint.match.pii.record import numbers_behind
from adlint.match.pii.vicinity import Vicinity, is_naming, is_own, vicinity_of
from adlint.match.scan import Scan

#: Whose mobile number it is that stands beside.
_SOMEBODYS = expression("收货|收件|寄件|买家|顾客|客户|用户|患者|学员|学生|考生|投保|姓名|手机")


@matcher("pii.linked")
def find_linked(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """The number right behind one of the rule's anchors, if a person's name or phone is in the same sentence."""
    for segment, span in numbers_behind(rule, scan):
        if _is_linked(vicinity_of(scan, segment, *span)):
            yield found(rule, scan, segment, span, rule.severity)


def _is_linked(near: Vicinity) -> bool:
    if is_naming(near):
        return True
    around = near.sentence + "\uffff" + near.after
    return bool(_SOMEBODYS.search(around)) and not is_own(around) and any(True for _ in mobiles_in(around))
