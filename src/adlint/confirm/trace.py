"""The record of a judgement: what was found, and why it was kept, graded or dropped."""

from __future__ import annotations

from adlint.finding import Candidate
from adlint.record import NamedTuple


class Step(NamedTuple):
    """One judge's word on one candidate."""

    rule: str
    segment: int
    start: int
    end: int
    verdict: str  # found, dropped, doubted, lowered, raised
    judge: str
    by: str  # the phrase, the exemption, the article
    grounds: tuple[str, ...] = ()  # the words that it rests on


class Trace:
    """Collects the steps; switched off, it costs one call each."""

    def __init__(self, *, on: bool = False) -> None:
        self.on = on
        self.steps: list[Step] = []

    def note(self, candidate: Candidate, verdict: str, judge: str, by: str = "", grounds: tuple[str, ...] = ()) -> None:
        """Remember one step."""
        if self.on:
            place = candidate.rule.id, candidate.segment, candidate.start, candidate.end
            self.steps.append(Step(*place, verdict, judge, by, grounds))

    def drop(self, candidate: Candidate, judge: str, by: str = "") -> None:
        """Remember that a judge let the words go."""
        self.note(candidate, "dropped", judge, by)
