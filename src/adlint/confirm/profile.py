"""How much the cues in a text weigh together for a profile: a genre, or a trade."""

from __future__ import annotations

from collections.abc import Iterator

from adlint.errors import Unreadable
from adlint.finding import Cue, Profile
from adlint.record import NamedTuple
from adlint.rules.expression import LIMIT, compiled, limits_of
from adlint.rules.needs import may_hold

#: Cues that are named to people as the grounds of a judgement.
MOST_NAMED = 3


class Weight(NamedTuple):
    """What the cues of a text come to; `words` are those that speak for the profile, the weightiest first."""

    total: int
    words: tuple[str, ...] = ()


def weigh(profile: Profile, text: str, wide: str = "") -> Weight:
    """The weight of the cues in folded text: each word and each pattern counts once, wherever and however often.

    What speaks against the profile also counts where it stands in `wide`, the text further around.

    Raises Unreadable (limit-time) where a pattern that is not shipped with adlint takes too long.
    """
    total, named = 0, []
    for cue in profile.cues:
        found = list(_found(profile, cue, text if cue.weight > 0 else wide or text))
        total += cue.weight * min(len(found), cue.most or len(found))
        if cue.weight > 0:
            named += [(-cue.weight, text.find(word), word) for word in found]
    return Weight(total, tuple(word for _, _, word in sorted(named)))


def _found(profile: Profile, cue: Cue, text: str) -> Iterator[str]:
    """The words of a cue in the text, and the first match of each of its patterns."""
    for word in cue.words:
        if word in text:
            yield word
    for pattern in cue.patterns:
        if may_hold(profile.needs, pattern, text):
            try:
                match = compiled(pattern, profile.trusted).search(text, **limits_of(profile.trusted))
            except TimeoutError as error:
                raise Unreadable("limit-time", rule=profile.name, limit=LIMIT) from error
            if match:
                yield str(match[0])
