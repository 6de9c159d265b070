"""Letting findings stand: review comments in the copy and written waivers, each naming a rule and giving a reason.

What is wrong with one is reported in its turn, by the AL9 rules. Also: the rules that do not apply to some files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from adlint.confirm.waivers import Waiver, load_waivers
from adlint.digest import short_digest
from adlint.expression import expression
from adlint.finding import Candidate, Finding, Rule, Status
from adlint.globs import is_matched, normal_path
from adlint.i18n import say
from adlint.model import Directive, Document, Place
from adlint.normalize import fold
from adlint.record import NamedTuple
from adlint.rules.load import load_ruleset
from adlint.rules.ruleset import Ruleset, is_meant
from adlint.settings import Settings
from adlint.text import mask_all

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Waive", "Waiver", "load_waivers", "ruled_out"]

UNCLEAR, UNREASONED, UNUSED, EXPIRED = "AL901", "AL902", "AL903", "AL904"

#: Comments of one document, and rules of one comment, that are heeded; what has more has no effect, and we say so.
MOST_DIRECTIVES = 1000
MOST_KEYS = 50
LONGEST_KEY = 60  # shown

#: Of a folded comment, so that Word's ： and full-width letters will do.
_FORM = expression(r"adlint-ignore(?:-(start|end|file))?(?![\w-])([^:]*):?(.*)", re.DOTALL)
_KEY = expression(r"[^\s,、;/]+")


class _Ground(NamedTuple):
    """What lets findings stand: rules, a stretch of segments, and a reason."""

    keys: tuple[str, ...]
    reason: str
    first: int
    last: int  # exclusive
    words: str  # to show
    place: Place
    waiver: Waiver | None = None


class _Complaint(NamedTuple):
    """What is wrong with a ground, by rule, and the facts for the message."""

    rule_id: str
    ground: _Ground
    facts: dict[str, str]


class Waive:
    """Settles the findings of documents. Never changes once built."""

    def __init__(self, ruleset: Ruleset, settings: Settings) -> None:
        """Raises Misconfigured where the written waivers do not load."""
        self.ruleset, self.settings = ruleset, settings
        self.waivers = load_waivers(settings.waivers) if settings.waive and settings.waivers else ()
        self._meant = lru_cache(1024)(lambda key: frozenset(rule.id for rule in ruleset.rules if _means(rule, key)))

    def __call__(
        self,
        findings: Sequence[Finding],
        candidates: Sequence[Candidate],
        document: Document,
        *,
        unseen: Sequence[Candidate] = (),
        whole: bool = True,
        today: date | None = None,
    ) -> list[Finding]:
        """The findings, WAIVED with the reason where one is given, and the complaints.

        `candidates` are what the findings were made of, in the same order; `unseen` are others, which are not told.
        Unless the `whole` document was checked, nothing is called unused.
        """
        if not self.settings.waive or not (document.directives or self.waivers):
            return list(findings)
        complaints: list[_Complaint] = []
        grounds = [*self._written(document), *self._commented(document, complaints)]
        held = [self._holding(item, grounds, document) for item in (*candidates, *unseen)]
        used = {pair for pairs in held for pair in pairs}
        working = set()
        for number, ground in enumerate(grounds):
            # A folder or glob may well be for other files.
            is_sure = ground.waiver is None or ground.waiver.where == normal_path(document.source)
            fault = self._fault_of(ground, today)
            if fault is None:
                working.add(number)
            elif is_sure or any(number == holding for holding, _ in used):
                complaints.append(fault)
            unknown = [key for key in ground.keys if not self._is_known(key)]
            if unknown:
                complaints.append(self._unclear(ground, "unknown-rule", rule=_listed(unknown)))
            idle = [key for key in ground.keys if (number, key) not in used and self._is_asked(key, document)]
            if idle and whole and is_sure and fault is None:
                complaints.append(_Complaint(UNUSED, ground, {"rules": _listed(idle)}))
        settled = []
        for finding, pairs in zip(findings, held):  # noqa: B905 - there are more candidates than findings
            reason = next((grounds[number].reason for number, _ in pairs if number in working), "")
            settled.append(finding._replace(status=Status.WAIVED, reason=reason) if reason else finding)
        return self._in_order(settled, candidates, complaints, document)

    def _written(self, document: Document) -> Iterator[_Ground]:
        """The waivers that speak of the document."""
        path = normal_path(document.source) if self.waivers else ""
        for waiver in self.waivers:
            if waiver.is_for(path):
                keys = tuple(_KEY.findall(waiver.rule))
                reason = mask_all(waiver.reason.strip())
                if waiver.by and reason:
                    reason = say("waive.reason-by", self.settings.lang, reason=reason, by=mask_all(waiver.by))
                words = mask_all(waiver.text or waiver.rule)
                yield _Ground(keys, reason, 0, len(document.segments), words, Place(), waiver)

    def _commented(self, document: Document, complaints: list[_Complaint]) -> Iterator[_Ground]:
        """What the review comments let stand; those that say nothing to us are added to the complaints."""
        begun: list[_Ground] = []
        for directive in document.directives[:MOST_DIRECTIVES]:
            form, ground = _ground_of(directive)
            if form == "end":
                if begun:
                    start = begun.pop(_matching(begun, ground))
                    yield start._replace(last=ground.first)
                else:
                    complaints.append(self._unclear(ground, "no-start"))
            elif not 0 < len(ground.keys) <= MOST_KEYS:
                problem = "too-many-rules" if ground.keys else "no-rule"
                complaints.append(self._unclear(ground, problem, limit=MOST_KEYS))
            elif form == "start":
                begun.append(ground)
            else:
                yield ground._replace(first=0, last=len(document.segments)) if form == "file" else ground
        complaints += [self._unclear(ground, "no-end") for ground in begun]
        for directive in document.directives[MOST_DIRECTIVES : MOST_DIRECTIVES + 1]:
            complaints.append(self._unclear(_ground_of(directive)[1], "too-many", limit=MOST_DIRECTIVES))

    def _holding(self, item: Candidate, grounds: Sequence[_Ground], document: Document) -> list[tuple[int, str]]:
        """The grounds, by number and key, on which a candidate could stand."""
        return [
            (number, key)
            for number, ground in enumerate(grounds)
            if ground.first <= item.segment < ground.last
            for key in ground.keys
            if item.rule.id in self._meant(key) and (ground.waiver is None or _is_said(ground.waiver, item, document))
        ]

    def _fault_of(self, ground: _Ground, today: date | None) -> _Complaint | None:
        """Why a ground does not work, if it does not."""
        facts = {"rules": _listed(ground.keys)}
        if not any(char.isalnum() for char in ground.reason):
            return _Complaint(UNREASONED, ground, facts)
        if ground.waiver and ground.waiver.until:
            from datetime import date

            as_of = self.settings.as_of
            if ground.waiver.until < (today or (date.fromisoformat(as_of) if as_of else date.today())):
                return _Complaint(EXPIRED, ground, {**facts, "until": ground.waiver.until.isoformat()})
        return None

    def _unclear(self, ground: _Ground, problem: str, **facts: object) -> _Complaint:
        return _Complaint(UNCLEAR, ground, {"problem": say(f"waive.{problem}", self.settings.lang, **facts)})

    def _is_known(self, key: str) -> bool:
        """True if there is such a rule, in force or not: a comment is for all who check, whatever they select."""
        if self._meant(key):
            return True
        rules = load_ruleset(self.settings.rules).rules
        return any(_means(rule, key) for rule in rules)

    def _is_asked(self, key: str, document: Document) -> bool:
        """True if a rule that the key means was tried on the document."""
        out = ruled_out(document.source, self.ruleset, self.settings)
        scenes = set(self.settings.scenes)
        return any(
            rule.id in self._meant(key) and rule.id not in out and (not rule.scenes or scenes & set(rule.scenes))
            for rule in self.ruleset.rules
        )

    def _in_order(
        self,
        findings: Sequence[Finding],
        candidates: Sequence[Candidate],
        complaints: Sequence[_Complaint],
        document: Document,
    ) -> list[Finding]:
        """The findings with the complaints put in before the segment that each is about."""
        placed = [(item.segment, 1, finding) for finding, item in zip(findings, candidates)]  # noqa: B905 - as above
        out = ruled_out(document.source, self.ruleset, self.settings) if complaints else ()
        rules = {rule.id: rule for rule in self.ruleset.rules if rule.id not in out} if complaints else {}
        for complaint in complaints:
            if rule := rules.get(complaint.rule_id):
                finding = _told(complaint, rule, document.source, self.settings.lang)
                placed.append((complaint.ground.first, 0, finding))
        return [finding for *_, finding in sorted(placed, key=lambda item: item[:2])]


def ruled_out(source: str, ruleset: Ruleset, settings: Settings) -> frozenset[str]:
    """The ids of the rules that per-file-ignores say do not apply to this source."""
    if not settings.per_file_ignores:
        return frozenset()
    path = normal_path(source)
    keys = [key for glob, keys in settings.per_file_ignores.items() if is_matched(path, (glob,)) for key in keys]
    return frozenset(rule.id for rule in ruleset.rules if any(is_meant(rule, key) for key in keys))


def _ground_of(directive: Directive) -> tuple[str, _Ground]:
    """Whether a comment is one of start, end and file (or neither), and what it lets stand."""
    text = directive.text.strip()
    match = _FORM.fullmatch(fold(text))
    keys: tuple[str, ...] = ()
    reason = form = ""
    if match:
        since = match.start(2)
        keys = tuple(text[since + key.start() : since + key.end()] for key in _KEY.finditer(match[2]))
        form, reason = match[1] or "", mask_all(text[match.start(3) :].strip())
    return form, _Ground(keys, reason, directive.first, directive.last, mask_all(text), directive.place)


def _matching(begun: Sequence[_Ground], end: _Ground) -> int:
    """Which of the stretches an end ends: the last that names the same rules, else the last."""
    same = [number for number, ground in enumerate(begun) if set(ground.keys) == set(end.keys)]
    return same[-1] if same else len(begun) - 1


def _listed(keys: Sequence[str]) -> str:
    return "、".join(key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…" for key in keys)


def _means(rule: Rule, key: str) -> bool:
    return is_meant(rule, key) or is_meant(rule, fold(key))


def _is_said(waiver: Waiver, item: Candidate, document: Document) -> bool:
    """True if the candidate lies within the words that a waiver is limited to."""
    words = fold(waiver.text.strip())
    text = document.segments[item.segment].text[max(0, item.end - len(words)) : item.start + len(words)]
    return not words or (len(words) >= item.end - item.start and words in fold(text))


def _told(complaint: _Complaint, rule: Rule, source: str, lang: str) -> Finding:
    """A finding at the comment; of a written waiver, at the file it is for, naming the place of the waiver."""
    ground, waiver = complaint.ground, complaint.ground.waiver
    where = say("waive.where", lang, name=waiver.name, line=waiver.line) if waiver else ""
    message = rule.message[lang]
    for name, value in {"text": ground.words, "where": where, **complaint.facts}.items():
        message = message.replace("{" + name + "}", mask_all(value))
    return Finding(
        rule_id=rule.id,
        rule_name=rule.name,
        category=rule.category,
        severity=rule.severity,
        confidence=rule.confidence,
        source=source,
        places=(ground.place,),
        start=0,
        end=len(ground.words),
        segment_text=ground.words,
        message=message,
        suggestions=tuple(rule.suggest),
        law=tuple(rule.law),
        kind="note",
        fingerprint="1:" + short_digest(rule.id, ground.words),
    )
