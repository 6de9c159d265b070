"""Names that are not written as they are to be: wrong forms, case, spaces and symbols inside, look-alikes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from adlint.finding import Candidate, Rule, Suggestion
from adlint.i18n import say
from adlint.match import matcher
from adlint.match.brand.slogan import like_slogans
from adlint.match.brand.spans import Spans
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
    safe: bool


@matcher("brand.name")
def find_names(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Every wrong form of a name; not in addresses, nor inside a form, a slogan or a claim that is right."""
    writings: Sequence[Writing] = rule.params["entries"]
    right = Spans()
    doubtful: list[Hit] = []
    for hit in scan.hits(rule):
        if _is_right(hit, scan, writings):
            right.add(*hit[:3])
        else:
            doubtful.append(hit)
    wrong = [found for hit in doubtful for writing in writings if (found := _fault(hit, scan, writing, right))]
    slogans = _slogans(rule.params["slogans"], scan) if wrong else {}
    taken = Spans()
    kept: list[_Wrong] = []
    for item in sorted(wrong, key=_longest_first):
        place = item.segment, item.start, item.end
        if (
            taken.touch(*place)
            or _is_in_slogan(item, slogans, scan)
            or is_address(scan.texts[item.segment], *place[1:])
        ):
            continue
        taken.add(*place)
        kept.append(item)
    for item in sorted(kept, key=lambda item: (item.segment, item.start)):
        yield _candidate(item)


def _is_right(hit: Hit, scan: Scan, writings: Sequence[Writing]) -> bool:
    """True if the words are one of the forms that may be written, or something else that holds names rightly."""
    words = without_invisible(scan.texts[hit.segment][hit.start : hit.end])
    straight = words.replace("’", "'")
    if any(straight == form.replace("’", "'") for item in writings for form in (item.official, *item.also_ok)):
        return True
    if any(words in writing.never for writing in writings):
        return False
    if any(
        writing.any_case and words.lower() == form.lower()
        for writing in writings
        for form in (writing.official, *writing.also_ok)
    ):
        return True
    return not any(
        hit.word in (writing.official, *writing.also_ok, *writing.never, *writing.alike) for writing in writings
    )


def _fault(hit: Hit, scan: Scan, writing: Writing, right: Spans) -> _Wrong | None:
    """What is wrong with a hit, if it is one of the name's forms."""
    stretch = scan.texts[hit.segment][hit.start : hit.end]
    words = without_invisible(stretch)
    if right.cover(*hit[:3]):
        return None
    is_never = hit.word in writing.never
    if not is_never:
        if hit.word not in (writing.official, *writing.also_ok, *writing.alike):
            return None
        if right.lie_in(*hit[:3]):
            return None  # the name itself is right, and what follows is another word
        if hit.word in writing.alike and not _holds(words, hit.word):
            return None
    between = _BETWEEN_WORDS.difference(writing.official)
    if any(between.intersection(gap) for gap in gaps_of(words)) and words not in writing.never:
        return None
    how = "never" if words in writing.never else _how(words, hit.word, writing)
    form = hit.word if hit.word in writing.also_ok else writing.official
    return _Wrong(writing, hit.segment, hit.start, hit.end, how, form, hit.hidden, _is_safe(words, form))


def _is_safe(words: str, form: str) -> bool:
    """True unless one is a part of the other: whether 青屿 means the brand or more, only its author knows."""
    one, other = (squeeze(fold(text)).text for text in (words, form))
    return one == other or not (one in other or other in one)


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
        return "gap" if "®" in form or "™" in form else "alike"
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


def _is_in_slogan(item: _Wrong, slogans: Mapping[str, Spans], scan: Scan) -> bool:
    """True if it is part of a slogan; where that is altered elsewhere it has a finding of its own."""
    words = fold(scan.texts[item.segment][item.start : item.end])
    return any(words in official and spans.cover(*item[1:4]) for official, spans in slogans.items())


def _slogans(rule: Rule | None, scan: Scan) -> dict[str, Spans]:
    """Where words stand that are like a slogan, by the slogan, folded."""
    found: dict[str, Spans] = {}
    for like in like_slogans(rule, scan) if rule else ():
        found.setdefault(fold(like.slogan.official), Spans()).add(like.segment, like.start, like.end)
    return found


def _candidate(item: _Wrong) -> Candidate:
    message = {
        lang: sentence.replace("{how}", say(f"brand.name.{item.how}", lang))
        for lang, sentence in item.writing.rule.message.items()
    }
    rule = item.writing.rule._replace(message=message, suggest=(Suggestion(item.right, item.safe),))
    place = item.segment, item.start, item.end
    return Candidate(rule, *place, rule.confidence, rule.severity, hidden=item.hidden)
