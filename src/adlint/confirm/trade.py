"""For which trade is the copy? Guessed from product words, licence numbers and places where no scene is set.

A rule that names scenes is a rule of those trades. Where the trade is not known to be one of them, it warns instead
of accusing; it is never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from adlint.confirm.profile import MOST_NAMED, Automaton, Lookout
from adlint.confirm.trace import Trace
from adlint.finding import Candidate, Profile, Severity
from adlint.normalize import fold
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from adlint.match.scan import Scan

Judge = Callable[[list[Candidate], "Scan", Trace], list[Candidate]]

#: Copy may be for more than one trade (a drug, and the clinic that gives it), but not for all.
MOST_TRADES = 2


class Guess(NamedTuple):
    """The trades that copy is for, likeliest first, and the words that say so; both empty where nothing does."""

    scenes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Trades:
    """The trades of a ruleset, made ready to be told apart."""

    def __init__(self, trades: Sequence[Profile], automaton: Automaton) -> None:
        self._lookout = Lookout(trades, automaton)

    def guess(self, texts: Sequence[str]) -> Guess:
        """The trades of a document with these texts, in any order.

        Raises Unreadable (limit-time) where a pattern that is not shipped with adlint takes too long.
        """
        profiles = self._lookout.profiles
        signs = self._lookout.look(fold("\n".join(sorted(texts))))
        weights = {name: signs.weight(profile) for name, profile in profiles.items()}
        likely = {name: weight for name, weight in weights.items() if weight.total >= profiles[name].threshold}
        best = max((weight.total for weight in likely.values()), default=0)
        ranked = sorted(likely, key=lambda name: (-likely[name].total, name))
        chosen = tuple(name for name in ranked if likely[name].total * 2 > best)[:MOST_TRADES]
        words = (word for name in chosen for word in likely[name].words[:MOST_NAMED])
        return Guess(chosen, tuple(dict.fromkeys(words)))


def trade(trades: Trades, scenes: Sequence[str]) -> Judge:
    """A judge that lowers errors of rules for trades to warnings where copy is not known to be for these trades.

    Where scenes are set, the rules of other trades are off, and there is nothing to guess.
    """

    def judge(found: list[Candidate], scan: Scan, trace: Trace) -> list[Candidate]:
        if scenes or not any(_may_lower(candidate) for candidate in found):
            return found
        guessed = trades.guess(scan.texts)
        return [_lowered(candidate, guessed, trace) for candidate in found]

    return judge


def _may_lower(candidate: Candidate) -> bool:
    return bool(candidate.rule.scenes) and candidate.severity is Severity.ERROR


def _lowered(candidate: Candidate, guessed: Guess, trace: Trace) -> Candidate:
    if not _may_lower(candidate) or set(guessed.scenes).intersection(candidate.rule.scenes):
        return candidate
    trace.note(candidate, "lowered", "trade", "", guessed.words)
    return candidate._replace(severity=Severity.WARNING)
