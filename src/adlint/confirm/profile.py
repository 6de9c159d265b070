"""How much the cues in a text weigh together for a profile: a genre, or a trade."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from adlint.errors import Unreadable
from adlint.finding import Profile
from adlint.record import NamedTuple
from adlint.rules.expression import LIMIT, compiled, limits_of

#: Cues that are named to people as the grounds of a judgement.
MOST_NAMED = 3

#: Makes a finder of words: all their occurrences in a text as (start, end, number of the word), ordered.
Automaton = Callable[[Sequence[str]], Callable[[str], list[tuple[int, int, int]]]]

Spans = Sequence[tuple[int, int]]


class Weight(NamedTuple):
    """What the cues of a text come to; `words` are those that speak for the profile, the weightiest first."""

    total: int
    words: tuple[str, ...] = ()


class _Owner(NamedTuple):
    """Whose a word is: a cue of a profile, or a pattern of that cue, which cannot match without such a word."""

    profile: str
    cue: int
    pattern: str = ""


class Lookout:
    """Looks for the cues of profiles; the words are put together when first needed, which they mostly never are."""

    def __init__(self, profiles: Sequence[Profile], automaton: Automaton) -> None:
        self.profiles = {profile.name: profile for profile in profiles}
        self._automaton = automaton

    def look(self, text: str) -> Signs:
        """What stands in a folded text.

        Raises Unreadable (limit-time) where a pattern that is not shipped with adlint takes too long.
        """
        owners, find = self._words
        signs = Signs(text, {name: defaultdict(list) for name in self.profiles})
        spans: dict[int, list[tuple[int, int]]] = {}
        for start, end, number in find(text):
            spans.setdefault(number, []).append((start, end))
        patterns = set(self._unconditional)
        for number, places in spans.items():
            for owner in owners[number]:
                if owner.pattern:
                    patterns.add(owner)
                else:
                    signs.found[owner.profile][owner.cue].append(places)
        matches: dict[str, Spans] = {}
        for owner in patterns:
            if owner.pattern not in matches:
                matches[owner.pattern] = _matches(self.profiles[owner.profile], owner.pattern, text)
            if matches[owner.pattern]:
                signs.found[owner.profile][owner.cue].append(matches[owner.pattern])
        return signs

    @cached_property
    def _words(self) -> tuple[list[list[_Owner]], Callable[[str], list[tuple[int, int, int]]]]:
        owners: dict[str, list[_Owner]] = {}
        for name, profile in self.profiles.items():
            for number, cue in enumerate(profile.cues):
                for word in dict.fromkeys(cue.words):
                    owners.setdefault(word, []).append(_Owner(name, number))
                for pattern in cue.patterns:
                    for word in profile.needs.get(pattern, ()):
                        owners.setdefault(word, []).append(_Owner(name, number, pattern))
        return list(owners.values()), self._automaton(list(owners))

    @cached_property
    def _unconditional(self) -> list[_Owner]:
        """Patterns of which nobody knows a word that they need."""
        return [
            _Owner(name, number, pattern)
            for name, profile in self.profiles.items()
            for number, cue in enumerate(profile.cues)
            for pattern in cue.patterns
            if not profile.needs.get(pattern)
        ]


class Signs(NamedTuple):
    """A text, and for each profile and the number of each of its cues where the words and patterns of it stand."""

    text: str
    found: dict[str, dict[int, list[Spans]]]

    def weight(self, profile: Profile) -> Weight:
        """The weight of the cues anywhere in the text: each counts once, wherever and however often."""
        size = len(self.text)
        return self.weight_around(profile, size, size, size, size)

    def weight_around(self, profile: Profile, start: int, end: int, reach: int, far: int) -> Weight:
        """The weight of the cues at most `reach` before and after text[start:end], which itself does not count.

        What speaks against the profile counts as far as `far` away.
        """
        total, named = 0, []
        for number, found in self.found[profile.name].items():
            cue = profile.cues[number]
            distance = reach if cue.weight > 0 else far
            here = [at for spans in found if (at := _beside(spans, start, end, distance)) is not None]
            total += cue.weight * min(len(here), cue.most or len(here))
            if cue.weight > 0:
                named += [(-cue.weight, since, until) for since, until in here]
        words = (self.text[since:until] for _, since, until in sorted(named))
        return Weight(total, tuple(dict.fromkeys(words)))


def _matches(profile: Profile, pattern: str, text: str) -> Spans:
    try:
        found = compiled(pattern, profile.trusted).finditer(text, **limits_of(profile.trusted))
        return [match.span() for match in found]
    except TimeoutError as error:
        raise Unreadable("limit-time", rule=profile.name, limit=LIMIT) from error


def _beside(spans: Spans, start: int, end: int, distance: int) -> tuple[int, int] | None:
    """The first of the spans that stands within the distance before or after text[start:end], not in it."""
    for number in range(bisect_left(spans, (start - distance, 0)), len(spans)):
        since, until = spans[number]
        if until > end + distance:
            break
        if until <= start or since >= end:
            return since, until
    return None
