"""The pipeline for one Source: extract, match, confirm, tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from adlint.confirm.allow import allow
from adlint.confirm.baseline import load_baseline, mark_known
from adlint.confirm.boundary import boundary
from adlint.confirm.claims import claims
from adlint.confirm.context import DOUBT, Judge, context
from adlint.confirm.evidence import evidence
from adlint.confirm.genre import genre
from adlint.confirm.overlap import overlap
from adlint.confirm.trace import Trace
from adlint.confirm.trade import Guess, Trades, trade
from adlint.confirm.waive import Waive, ruled_out
from adlint.digest import short_digest
from adlint.errors import ADVISORY, AdlintError, Misconfigured, Unreadable
from adlint.extract import extract
from adlint.finding import Candidate, Finding, Input, Problem, Report, Rule
from adlint.i18n import problem_sentences, say
from adlint.match import MODULES, Due, matcher_of
from adlint.match.automaton import automaton
from adlint.match.lexicon import Lexicon
from adlint.match.scan import Scan
from adlint.model import Anchor, Document, Kind, Place, Segment, Source
from adlint.rules.load import load_ruleset
from adlint.rules.ruleset import Ruleset
from adlint.settings import SCENES, Settings, day_of
from adlint.text import lines_of, mask, mask_spans

if TYPE_CHECKING:
    from pathlib import Path

#: Findings of one input that are listed; all are counted.
MOST_FINDINGS = 1000

Spans = tuple[tuple[int, int], ...]


class Linter:
    """Rules and settings made ready. Never changes once built: share it between threads."""

    def __init__(self, ruleset: Ruleset | None = None, settings: Settings | None = None) -> None:
        """Raises Misconfigured where a ruleset or setting does not hold together."""
        self.settings = settings or Settings()
        #: The day whose law applies; where none is asked for, the one on which the linter was built.
        self.as_of = day_of(self.settings.as_of)
        self.ruleset = _in_force(ruleset or load_ruleset(self.settings.rules), self.settings, self.as_of)
        for rule in self.ruleset.rules:
            if rule.kind not in MODULES:
                name, _, line = rule.origin.rpartition(":")
                facts = {"key": "kind", "value": rule.kind, "allowed": ", ".join(sorted(MODULES))}
                raise Misconfigured("config.bad-value", name=name, line=line, column=1, **facts)
        if self.settings.vi:
            self.ruleset = _branded(self.ruleset, self.settings, self.as_of)
        approved = self.ruleset.claims
        searched = (*self.ruleset.rules, approved) if approved else self.ruleset.rules
        self._lexicon = Lexicon(searched, words=self.ruleset.words)
        self._due = Due(self.ruleset.rules)
        self._waive = Waive(self.ruleset, self.settings)
        self._baseline = load_baseline(self.settings.baseline) if self.settings.baseline else None
        self._trades = Trades(self.ruleset.trades, automaton)
        self.judges: tuple[Judge, ...] = (
            allow,
            boundary,
            claims(approved, self.settings.lang),
            context(self.ruleset.exemptions),
            evidence(self.ruleset.evidence, self.settings.lang),
            trade(self._trades, self.settings.scenes),
            genre(self.ruleset.genres, automaton),
            overlap,
        )

    def check(self, source: Source, trace: Trace | None = None) -> Report:
        """What the source says that it should not; what could not be read is in the report's problems."""
        try:
            document = extract(source)
        except Exception as error:  # noqa: BLE001 - the one place that turns exceptions into problems
            failure = _failure(error)
        else:
            return self.check_document(document, trace)
        return self.fail(source.name, failure)

    def check_text(self, text: str, name: str = "<text>", kind: Kind = "body") -> Report:
        """What plain copy says that it should not; offsets are code points of `text`, kept in one piece."""
        return self.check_document(document_of(text, name, kind))

    def check_document(self, document: Document, trace: Trace | None = None) -> Report:
        """What a document says that it should not."""
        problems = list(document.problems)
        try:
            found = self.judge(document, problems, trace or Trace())
            return self.tell(document, found, problems)
        except Exception as error:  # noqa: BLE001 - the one place that turns exceptions into problems
            failure = _failure(error)
        return self.fail(document.source, failure)

    def judge(self, document: Document, problems: list[AdlintError], trace: Trace) -> list[Candidate]:
        """The candidates in a document that the judges leave standing; a rule that fails is added to `problems`."""
        scan = Scan(document, self._lexicon)
        found: list[Candidate] = []
        out = ruled_out(document.source, self.ruleset, self.settings)
        for rule in self._due.rules_for(scan):
            if rule.id in out:
                continue
            try:
                for candidate in matcher_of(rule.kind)(rule, scan):
                    if not rule.where or document.segments[candidate.segment].kind in rule.where:
                        trace.note(candidate, "found", rule.kind)
                        found.append(candidate)
            except Exception as error:  # noqa: BLE001 - one rule that fails takes no other's findings with it
                problems.append(_failure(error))
        for judge in self.judges:
            try:
                found = judge(found, scan, trace)
            except Exception as error:  # noqa: BLE001 - a judge that cannot finish lets nothing go
                problems.append(_failure(error))
        return found

    def fail(self, name: str, error: AdlintError) -> Report:
        """The report on a source of which nothing could be read."""
        problem = self._problem(error, name)
        return Report(
            problems=(problem,),
            inputs=(Input(name, "failed", problem.code),),
            verdicts=self.settings.verdict,
            as_of=self.as_of,
        )

    def tell(self, document: Document, found: Sequence[Candidate], problems: Iterable[AdlintError]) -> Report:
        """The report on one document."""
        sure = [item for item in found if self.settings.strict or item.confidence > DOUBT]
        secrets = _secrets(found)
        listed = [self._finding(item, document, secrets) for item in sure[:MOST_FINDINGS]]
        told = [self._problem(error, document.source) for error in problems]
        if len(sure) > MOST_FINDINGS:
            told.append(self._problem(Unreadable("limit-findings", limit=MOST_FINDINGS), document.source))
        trades = Guess()
        if found and not self.settings.scenes:
            try:
                trades = self._trades.guess([segment.text for segment in document.segments])
            except Unreadable as error:
                told.append(self._problem(error, document.source))
        findings = self._waive(listed, sure, document, unseen=found, whole=not told)
        if self._baseline:
            findings = mark_known(findings, self._baseline)
        fatal = [problem for problem in told if problem.unchecked]
        status = "partial" if fatal else "scanned"
        code = fatal[0].code if fatal else ""
        return Report(
            findings=tuple(findings),
            problems=tuple(told),
            inputs=(Input(document.source, status, code, document.encoding, trades.scenes, trades.words),),
            doubtful=len(found) - len(sure),
            unlisted=max(0, len(sure) - MOST_FINDINGS),
            verdicts=self.settings.verdict,
            as_of=self.as_of,
        )

    @classmethod
    def load(cls, path: str | Path | None = None) -> Linter:
        """The linter that a settings file asks for; without one the nearest up from here, else the defaults.

        Raises Misconfigured where the file does not say what settings may say.
        """
        from adlint.settings import load_settings

        return cls(settings=load_settings(path or None))

    def _finding(self, item: Candidate, document: Document, secrets: dict[int, Spans]) -> Finding:
        segment, rule, lang = document.segments[item.segment], item.rule, self.settings.lang
        words = segment.text[item.start : item.end]
        hidden = secrets.get(item.segment, ())
        shown = mask(words) if rule.category == "pii" else _masked(segment.text, hidden, item)
        message = _filled(rule.message[lang], {"text": shown, **item.facts})
        if item.hidden:
            message += say("finding.hidden", lang)
        if rule.phases and item.severity is rule.severity:
            message += self._outlook(rule)
        return Finding(
            rule_id=rule.id,
            rule_name=rule.name,
            category=rule.category,
            severity=item.severity,
            confidence=item.confidence,
            source=document.source,
            places=segment.places(item.start, item.end),
            start=item.start,
            end=item.end,
            segment_text=segment.text,
            message=message,
            suggestions=tuple(rule.suggest),
            law=tuple(rule.law),
            kind=segment.kind,
            fingerprint=_fingerprint(rule, segment, item, hidden),
            source_span=segment.source_span(item.start, item.end),
            secrets=hidden,
        )

    def _outlook(self, rule: Rule) -> str:
        """What a finding is to become when the law changes, unless settings say what it is."""
        now, coming = rule.phase(self.as_of), rule.coming(self.as_of)
        if not now or not coming or now.severity != rule.severity.value:
            return ""
        lang = self.settings.lang
        return say("finding.coming", lang, day=coming.start, severity=say(f"severity.{coming.severity}", lang))

    def _problem(self, error: AdlintError, source: str) -> Problem:
        message, hint = problem_sentences(error.code, self.settings.lang, {"name": source, **error.facts})
        return Problem(error.code, source, message, hint, unchecked=error.code not in ADVISORY)


def document_of(text: str, name: str, kind: Kind) -> Document:
    """A document of one segment, with an anchor at each line."""
    anchors = [Anchor(start, Place(line=line, column=1), start) for start, _, line in lines_of(text)]
    return Document(name, (Segment(text, kind, tuple(anchors) or Segment("", kind).anchors),) if text else ())


def _failure(error: Exception) -> AdlintError:
    return error if isinstance(error, AdlintError) else Unreadable("internal", detail=repr(error))


def _in_force(ruleset: Ruleset, settings: Settings, day: str) -> Ruleset:
    for scene in settings.scenes:
        if scene not in SCENES:
            allowed = ", ".join(SCENES)
            raise Misconfigured("config.bad-value", key="scenes", value=scene, allowed=allowed)
    return ruleset.at(day).chosen(settings.select, settings.ignore, settings.severity, settings.scenes)


def _branded(ruleset: Ruleset, settings: Settings, day: str) -> Ruleset:
    """The rules with what the brand specs say."""
    from adlint.rules.brand import branded
    from adlint.rules.spec import load_specs

    return branded(ruleset, load_specs(settings.vi), day, settings.severity)


def _secrets(found: Iterable[Candidate]) -> dict[int, Spans]:
    """Where personal data stands, by segment, so that no excerpt of another finding shows it.

    One tuple serves all findings of a segment: a thousand findings in a list of customers stay small.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    for item in found:
        if item.rule.category == "pii":
            spans.setdefault(item.segment, []).append((item.start, item.end))
    return {segment: tuple(places) for segment, places in spans.items()}


def _filled(sentence: str, facts: dict[str, str]) -> str:
    """The sentence with its facts put in, by plain replacement: a ruleset's sentence is no format string."""
    return re.sub(r"\{([a-z]+)\}", lambda match: facts.get(match[1], match[0]), sentence)


def _masked(text: str, hidden: Spans, item: Candidate) -> str:
    """The words of a finding, with the personal data in them masked."""
    inside = [(start, end) for start, end in hidden if start < item.end and item.start < end]
    if not inside:
        return text[item.start : item.end]
    since, until = min(inside[0][0], item.start), max(inside[-1][1], item.end)
    shown = mask_spans(text[since:until], [(start - since, end - since) for start, end in inside])
    return shown[item.start - since : item.end - since]


def _fingerprint(rule: Rule, segment: Segment, item: Candidate, hidden: Spans) -> str:
    """Names a finding by its rule and words, so that it survives moved lines.

    Of personal data it is the words around, never the number: a number could be guessed back from its hash.
    """
    if rule.category == "pii":
        material = segment.text[max(0, item.start - 12) : item.start] + "\0" + segment.text[item.end : item.end + 12]
        material = "".join("#" if char.isdigit() or (char.isascii() and char.isalnum()) else char for char in material)
    else:
        material = _masked(segment.text, hidden, item)
    return "1:" + short_digest(rule.id, material)
