"""What was found: rules, candidates, findings, problems and the report that carries them.

Values are NamedTuples, as in model.py: to define one costs a sixth of a frozen dataclass, and they are all
defined before the first byte is checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from adlint.model import Place
from adlint.record import NamedTuple

_NOTHING: Mapping[str, Any] = {}

#: Trades and channels that rules can be for.
_SCENES = """cosmetics food health-food medical drug device beauty-clinic finance education real-estate franchise
alcohol agriculture infant live retail"""
SCENES = tuple(_SCENES.split())

#: What the API answers by the worst open finding; settings may change it.
VERDICTS: Mapping[str, str] = {"error": "block", "warning": "review", "info": "pass"}


class Severity(str, Enum):
    """How bad it is, apart from how sure we are (confidence)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Status(str, Enum):
    """OPEN needs work; WAIVED was let stand with a reason; KNOWN is in the baseline."""

    OPEN = "open"
    WAIVED = "waived"
    KNOWN = "known"


class Suggestion(NamedTuple):
    """Words to write instead; `safe` ones may be applied by --fix."""

    text: str
    safe: bool = False


class Phase(NamedTuple):
    """What becomes of a rule on a day of the law: from then on it says this, until the next phase."""

    start: str  # 2027-03-16; empty: ever
    severity: str  # empty: it is silent
    law: tuple[str, ...]  # as it is cited then


class Rule(NamedTuple):
    """One stanza of a ruleset, after loading: word classes expanded, defaults filled in."""

    id: str
    name: str
    kind: str  # terms, near, patterns, or the name of a matcher: pii.phone …
    category: str
    severity: Severity
    message: Mapping[str, str]  # by language; {text} and the matcher's own facts are put in
    why: Mapping[str, str]
    law: Sequence[str]
    confidence: float = 0.9
    terms: Sequence[str] = ()
    second: Sequence[str] = ()  # near: the other class of words
    within: int = 0  # near: at most so many characters between the two
    patterns: Sequence[str] = ()
    anchors: Sequence[str] = ()  # a pattern or matcher only runs where one of these words stands
    views: tuple[str, ...] = ("folded",)
    allow: Sequence[str] = ()
    boundary: bool = False
    evidence: tuple[str, ...] = ()  # what must stand nearby or in the notes for the words to be right
    where: tuple[str, ...] = ()  # segment kinds; empty: all
    scenes: tuple[str, ...] = ()  # trades; empty: all
    params: Mapping[str, Any] = _NOTHING
    suggest: Sequence[Suggestion] = ()
    bad: Sequence[str] = ()
    good: Sequence[str] = ()
    since: str = ""
    stage: str = "stable"
    origin: str = ""  # file:line of the stanza
    trusted: bool = False  # shipped with adlint: its patterns run without a time limit
    phases: tuple[Phase, ...] = ()  # by day, the first since ever; empty: always as the stanza says

    def phase(self, day: str) -> Phase | None:
        """How the rule stands on that day; None if it is always as it is written."""
        return next((phase for phase in reversed(self.phases) if phase.start <= day), None)

    def coming(self, day: str) -> Phase | None:
        """The phase after that day in which the rule first says something worse than on that day, if there is one."""
        now = self.phase(day)
        rank = Severity(now.severity).rank if now and now.severity else -1
        later = (phase for phase in self.phases if phase.start > day and phase.severity)
        return next((phase for phase in later if Severity(phase.severity).rank > rank), None)


class Exemption(NamedTuple):
    """A circumstance in which the law lets the words stand; regular expressions over the folded sentence."""

    name: str
    applies: tuple[str, ...]  # rule ids or prefixes
    say: Mapping[str, str]
    law: Sequence[str] = ()
    covers: Sequence[str] = ()  # overlaps the words
    before: Sequence[str] = ()  # stands before them in the sentence
    after: Sequence[str] = ()  # follows them at once
    sentence: Sequence[str] = ()  # anywhere in the sentence
    requires: Sequence[str] = ()  # one of them must be in the sentence as well
    unless: Sequence[str] = ()  # anywhere in the sentence: the exemption does not hold
    effect: str = "drop"  # or "doubt": show with --strict only
    needs: Mapping[str, Sequence[str]] = _NOTHING  # by pattern: words of which each match holds one
    trusted: bool = False  # as for rules


class Evidence(NamedTuple):
    """Something a figure must come with (a source, a period), and how to recognise it."""

    name: str
    say: Mapping[str, str]  # what to call it when it is missing
    patterns: tuple[str, ...]
    lowers: bool = False  # if only this is missing, it is a hint, not an accusation
    trusted: bool = False  # as for rules
    needs: Mapping[str, Sequence[str]] = _NOTHING  # as an exemption's


class Cue(NamedTuple):
    """Signs of one weight: words, and regular expressions, over folded text; each counts once."""

    weight: int
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    most: int = 0  # at most so many of them count; 0: all


class Profile(NamedTuple):
    """How a kind of text (news, a review) or a trade shows in copy: cues, which must weigh `threshold` together."""

    name: str
    cues: Sequence[Cue]
    threshold: int
    say: Mapping[str, str] = _NOTHING  # of a genre: what the text is
    law: Sequence[str] = ()
    applies: Mapping[str, int] = _NOTHING  # of a genre: the rules that it doubts, by prefix, and their thresholds
    needs: Mapping[str, Sequence[str]] = _NOTHING  # as a rule's
    trusted: bool = False  # as for rules


class Candidate(NamedTuple):
    """Words that a matcher stopped at: cheap, plentiful, often wrong until the judges have seen them."""

    rule: Rule
    segment: int  # index into Document.segments
    start: int  # code points in the segment's text
    end: int
    confidence: float
    severity: Severity
    facts: Mapping[str, str] = _NOTHING  # put into the message by name
    hidden: bool = False  # invisible characters stood inside the words


class Finding(NamedTuple):
    """One thing to mend, self-contained: a reporter needs nothing else. Offsets are code points."""

    rule_id: str
    rule_name: str
    category: str
    severity: Severity
    confidence: float
    source: str
    places: tuple[Place, ...]
    start: int
    end: int
    segment_text: str
    message: str
    suggestions: tuple[Suggestion, ...]
    law: tuple[str, ...]
    kind: str = "body"
    status: Status = Status.OPEN
    reason: str = ""  # why it was waived
    fingerprint: str = ""
    source_span: tuple[int, int] | None = None  # code points in the decoded source, where it has them
    secrets: tuple[tuple[int, int], ...] = ()  # spans of personal data in segment_text, masked when shown

    @property
    def text(self) -> str:
        """The words themselves, unmasked."""
        return self.segment_text[self.start : self.end]

    @property
    def place(self) -> Place:
        """The first place, or an empty one."""
        return self.places[0] if self.places else Place()


class Problem(NamedTuple):
    """Something that could not be read or checked; `unchecked` ones make the run incomplete."""

    code: str
    source: str
    message: str
    hint: str = ""
    unchecked: bool = True


class Input(NamedTuple):
    """How one input ended: scanned, partial, failed or skipped; all but the first carry a code."""

    source: str
    status: str = "scanned"
    code: str = ""
    encoding: str = ""
    scenes: tuple[str, ...] = ()  # trades it was taken for, where findings made it worth a guess and no scene is set
    scene_words: tuple[str, ...] = ()  # the words that spoke for them


class Report(NamedTuple):
    """Everything that one run found, in settled order."""

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    inputs: tuple[Input, ...] = ()
    doubtful: int = 0  # held back for want of confidence; shown with strict
    unlisted: int = 0  # open findings past the limit of one input: counted, not listed
    verdicts: Mapping[str, str] = VERDICTS
    as_of: str = ""  # the day whose law was applied; several, where settings differ, with commas between

    @property
    def complete(self) -> bool:
        """True if everything asked for was read and checked."""
        return not any(problem.unchecked for problem in self.problems)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Findings that are neither waived nor known."""
        return tuple(finding for finding in self.findings if finding.status is Status.OPEN)

    @property
    def verdict(self) -> str:
        """One of pass, review and block; an incomplete run is never pass."""
        order = ("pass", "review", "block")
        answers = [self.verdicts.get(finding.severity.value, "review") for finding in self.open]
        if not self.complete:
            answers.append("review")
        return max(answers, key=order.index, default="pass")

    @property
    def summary(self) -> dict[str, int]:
        """Counts by outcome: inputs, open findings per severity, waived, known, doubtful."""
        by_severity = {severity.value: 0 for severity in Severity}
        for finding in self.open:
            by_severity[finding.severity.value] += 1
        return {
            "checked": sum(item.status == "scanned" for item in self.inputs),
            "unchecked": sum(item.status in ("failed", "partial") for item in self.inputs),
            "skipped": sum(item.status == "skipped" for item in self.inputs),
            **by_severity,
            "waived": sum(finding.status is Status.WAIVED for finding in self.findings),
            "known": sum(finding.status is Status.KNOWN for finding in self.findings),
            "doubtful": self.doubtful,
            "unlisted": self.unlisted,
        }
