"""Regular expressions of rulesets, compiled when first needed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from adlint import expression

#: Seconds that one pattern of a user's ruleset may take on one stretch of text.
BUDGET = 1.0
LIMIT = f"{BUDGET:g} s"


@lru_cache(2048)
def compiled(pattern: str, trusted: bool) -> Any:
    """The compiled pattern, in which ^ and $ are the ends of a line.

    With `re` if it is shipped with adlint, else with `regex`, which can stop in time.

    Raises the library's own error where the pattern is not one.
    """
    if trusted:
        return expression.compiled(pattern, re.MULTILINE)
    import regex

    return regex.compile(pattern, regex.MULTILINE)


def limits_of(trusted: bool) -> dict[str, float]:
    """What to search with besides: the time limit, for patterns that are not shipped with adlint.

    One that takes longer raises TimeoutError.
    """
    return {} if trusted else {"timeout": BUDGET}
