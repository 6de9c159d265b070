"""Names that are not written as they are to be: wrong forms, case, spaces and symbols inside, look-alikes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adlint.finding import Candidate, Rule, Suggestion
from adlint.i18n import say
from adlint.match import matcher
from adlint.match.brand.slogan import Altered, altered
from adlint.match.brand.zones import is_address
from adlint.match.scan import Hit, Scan
from adlint.normalize import fold, squeeze
from adlint.normalize.squeeze import gaps_of, without_invisible
from adlint.record import NamedTuple
from adlint.rules.brand import Writing

#: Between these, two words stand side by side; a name is not written so.
_BETWEEN_WORDS = frozenset("\"'“”‘’「」『』〝〞（）()[]【】〔〕{}<>《》〈〉")


class _Wrong(NamedTuple):
    """A form that is wrong, how, and what to write."""

    writing: Writing
    segment: int
    start: int
    end: int
    how: str
    right: str
    hidden: bool


@matcher("brand.name")
def find_names(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every wrong form of a name; not in addresses, nor inside a form, a slogan or a claim that is right."""
    writings: Sequence[Writing] = rule.params["entries"]
    right: list[Hit] = []
    doubtful: list[Hit] = []
    for hit in scan.hits(rule):
        (right if _is_right(hit, scan, writings) else doubtful).append(hit)
    wrong = [found for hit in doubtful for writing in writings if (found := _fault(hit, scan, writing, right))]
    slogans = list(altered(rule.params["slogans"], scan)) if wrong and rule.params.get("slogans") else []
    taken: list[_Wrong] = []
    for item in sorted(wrong, key=_longest_first):
        if any(_touch(item, other) for other in taken) or _is_in_slogan(item, slogans, scan):
            continue
        if is_address(scan.texts[item.segment], item.start, item.end):
            continue
        taken.append(item)
    for item in sorted(taken, key=lambda item: (item.segment, item.start)):
        yield _candidate(item)


def _is_right(hit: Hit, scan: Scan, writings: Sequence[Writing]) -> bool:
    """True if the words are one of the forms that may be written, or something else that holds names rightly."""
    words = without_invisible(scan.texts[hit.segment][hit.start : hit.end])
    is_name = False
    for writing in writings:
        if words in writing.never:
            return False
        for form in (writing.official, *writing.also_ok):
            if words == form or (writing.any_case and words.lower() == form.lower()):
                return True
        is_name = is_name or hit.word in (writing.official, *writing.also_ok, *writing.never, *writing.alike)
    return not is_name


def _fault(hit: Hit, scan: Scan, writing: Writing, right: Sequence[Hit]) -> _Wrong | None:
    """What is wrong with a hit, if it is one of the name's forms."""
    stretch = scan.texts[hit.segment][hit.start : hit.end]
    words = without_invisible(stretch)
    inside = [item for item in right if item.segment == hit.segment]
    if any(item.start <= hit.start and hit.end <= item.end for item in inside):
        return None
    is_never = hit.word in writing.never
    if not is_never:
        if hit.word not in (writing.official, *writing.also_ok, *writing.alike):
            return None
        if any(hit.start <= item.start and item.end <= hit.end for item in inside):
            return None  # the name itself is right, and what follows is another word
        if hit.word in writing.alike and not _holds(words, hit.word):
            return None
    if any(_BETWEEN_WORDS.intersection(gap) for gap in gaps_of(words)) and words not in writing.never:
        return None
    how = "never" if words in writing.never else _how(words, hit.word, writing)
    form = hit.word if hit.word in writing.also_ok else writing.official
    return _Wrong(writing, hit.segment, hit.start, hit.end, how, form, hit.hidden)


def _holds(words: str, form: str) -> bool:
    """True if a form that only looks like the name stands there as it is, apart from case and spaces.

    I and l look alike, i and L do not: where one stands for the other, it must be the very character.
    """
    plain = "".join(words.split())
    return len(plain) == len(form) and all(
        one == other or (one.lower() == other.lower() and other not in "Il")
        for one, other in zip(plain, form, strict=True)
    )


def _how(words: str, form: str, writing: Writing) -> str:
    """Why words that stand for a form of the name are not right."""
    if form in writing.alike:
        return "alike"
    wanted = (form,) if form not in writing.never else (form, writing.official)
    if any(words.lower() == item.lower() for item in wanted):
        return "never" if form in writing.never else "case"
    if any(fold(words) == fold(item) for item in wanted):
        return "alike"
    if gaps_of(words) or squeeze(fold(words)).text == squeeze(fold(form)).text:
        return "gap"
    return "never"


def _longest_first(item: _Wrong) -> tuple[int, int, int, str]:
    return item.start - item.end, item.segment, item.start, item.writing.official


def _touch(one: _Wrong, other: _Wrong) -> bool:
    return one.segment == other.segment and one.start < other.end and other.start < one.end


def _is_in_slogan(item: _Wrong, slogans: Sequence[Altered], scan: Scan) -> bool:
    """True if it is part of a slogan that is altered elsewhere; that has a finding of its own."""
    words = fold(scan.texts[item.segment][item.start : item.end])
    return any(
        each.segment == item.segment
        and each.start <= item.start
        and item.end <= each.end
        and words in fold(each.slogan.official)
        for each in slogans
    )


def _candidate(item: _Wrong) -> Candidate:
    message = {
        lang: sentence.replace("{how}", say(f"brand.name.{item.how}", lang))
        for lang, sentence in item.writing.rule.message.items()
    }
    rule = item.writing.rule._replace(message=message, suggest=(Suggestion(item.right, safe=True),))
    place = item.segment, item.start, item.end
    return Candidate(rule, *place, rule.confidence, rule.severity, hidden=item.hidden)
