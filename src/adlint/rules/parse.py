"""Ruleset files → Ruleset: validated against the schema, word classes expanded, patterns checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from math import prod
from pathlib import Path

from adlint.finding import SCENES, Cue, Evidence, Exemption, Profile, Rule, Severity, Suggestion
from adlint.normalize import fold, squeeze
from adlint.rules.categories import category_of
from adlint.rules.lifecycle import phases_of, statutes_of
from adlint.rules.needs import words_needed
from adlint.rules.opened import Opened
from adlint.rules.pattern_text import check_pattern, folded_pattern, is_slow
from adlint.rules.ruleset import Ruleset
from adlint.rules.schema import CueStanza, Say, Stanza
from adlint.rules.yaml_reader import Path as NodePath

_CLASS = re.compile(r"\{([a-z][a-z0-9-]*)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ID = re.compile(r"[A-Z]{2,4}[0-9]{3,4}")

MAX_WHOLE = 100_000  # with the words of its classes put in
MAX_WORDS = 50_000
MAX_NESTED = 20  # classes, each using the next


def parse_rulesets(read: Iterable[tuple[Path | str, bool, bytes]]) -> Ruleset:
    """One ruleset of all files; of two rules with one id the later stands.

    Raises Misconfigured at the first thing that a ruleset may not say, with file, line and column.
    """
    files = [Opened(path, trusted=trusted, data=data) for path, trusted, data in read]
    classes = _Classes()
    for file in files:
        classes.words.update(file.content.classes)
    statutes = statutes_of(files)
    rules: dict[str, Rule] = {}
    exemptions: dict[str, Exemption] = {}
    evidence: dict[str, Evidence] = {}
    genres: dict[str, Profile] = {}
    trades: dict[str, Profile] = {}
    for file in files:
        for name, kind in file.content.evidence.items():
            patterns = _checked_patterns(file, ("evidence", name, "patterns"), kind.patterns, classes)
            needs = _needs_of(patterns)
            evidence[name] = Evidence(name, _both(kind.say), patterns, kind.lowers, file.trusted, needs)
        for name in file.content.exemptions:
            exemptions[name] = _exemption_of(file, name, classes)
        for name in file.content.genres:
            genres[name] = _genre_of(file, name, classes)
        for name in file.content.trades:
            trades[name] = _trade_of(file, name, classes)
        seen: set[str] = set()
        for number, stanza in enumerate(file.content.rules):
            if stanza.id in seen:
                raise file.refuse(("rules", number, "id"), "config.id-twice", value=stanza.id)
            seen.add(stanza.id)
            phases = phases_of(file, number, stanza, statutes)
            rules[stanza.id] = _rule_of(file, number, stanza, classes)._replace(phases=phases)
    for file in files:
        for number, stanza in enumerate(file.content.rules):
            for position, name in enumerate(stanza.evidence):
                if name not in evidence:
                    allowed = ", ".join(evidence)
                    path = ("rules", number, "evidence", position)
                    raise file.refuse(path, "config.bad-value", key="evidence", value=name, allowed=allowed)
    in_order = tuple(rules[key] for key in sorted(rules))
    return Ruleset(
        in_order,
        tuple(exemptions.values()),
        evidence,
        tuple(genres.values()),
        tuple(trades.values()),
        statutes=statutes,
    )


def _rule_of(file: Opened, number: int, stanza: Stanza, classes: _Classes) -> Rule:
    path: NodePath = ("rules", number)
    if not _ID.fullmatch(stanza.id):
        raise file.refuse((*path, "id"), "config.bad-id", value=stanza.id)
    for key, need in (("terms", stanza.terms), ("near", stanza.near), ("patterns", stanza.patterns)):
        if stanza.kind == key and not need:
            raise file.refuse(path, "config.missing-key", key=key)
    shown = {
        "name": [stanza.name],
        "message": _both(stanza.message).values(),
        "why": _both(stanza.why).values(),
        "law": stanza.law,
        "suggest": [item.text for item in stanza.suggest],
    }
    for key, texts in shown.items():
        if any(map(_CONTROL.search, texts)):
            raise file.refuse((*path, key), "config.control-character", key=key)
    patterns = _checked_patterns(file, (*path, "patterns"), stanza.patterns, classes)
    near = stanza.near
    line = file.places[path].line
    return Rule(
        id=stanza.id,
        name=stanza.name,
        kind=stanza.kind,
        category=stanza.category or category_of(stanza.id),
        severity=Severity(stanza.severity),
        message=_both(stanza.message),
        why=_both(stanza.why),
        law=tuple(stanza.law),
        confidence=stanza.confidence,
        terms=_words(file, (*path, "terms"), near.first if near else stanza.terms, classes),
        second=_words(file, (*path, "near", "second"), near.second if near else [], classes),
        within=near.within if near else 0,
        patterns=patterns,
        anchors=_words(file, (*path, "anchors"), stanza.anchors, classes),
        views=tuple(stanza.views),
        allow=_words(file, (*path, "allow"), stanza.allow, classes),
        boundary=stanza.boundary,
        evidence=tuple(stanza.evidence),
        where=tuple(stanza.where),
        scenes=tuple(stanza.scenes),
        params={**stanza.params, **({"order": near.order} if near else {})},
        suggest=tuple(Suggestion(item.text, item.safe) for item in stanza.suggest),
        bad=tuple(stanza.examples.bad),
        good=tuple(stanza.examples.good),
        since=stanza.since,
        stage=stanza.stage,
        origin=f"{file.name}:{line}",
        trusted=file.trusted,
    )


def _exemption_of(file: Opened, name: str, classes: _Classes) -> Exemption:
    stanza = file.content.exemptions[name]
    fields = {
        key: _checked_patterns(file, ("exemptions", name, key), getattr(stanza, key), classes)
        for key in ("covers", "before", "after", "sentence", "requires", "unless")
    }
    say, law = _both(stanza.say), tuple(stanza.law)
    needs = _needs_of(pattern for patterns in fields.values() for pattern in patterns)
    applies, effect = tuple(stanza.applies), stanza.effect
    return Exemption(name, applies, say, law, effect=effect, trusted=file.trusted, needs=needs, **fields)


def _genre_of(file: Opened, name: str, classes: _Classes) -> Profile:
    stanza = file.content.genres[name]
    profile = _profile_of(file, ("genres", name), stanza.cues, min(stanza.applies.values(), default=0), classes)
    return profile._replace(say=_both(stanza.say), law=tuple(stanza.law), applies=stanza.applies)


def _trade_of(file: Opened, name: str, classes: _Classes) -> Profile:
    if name not in SCENES:
        allowed = ", ".join(SCENES)
        raise file.refuse(("trades", name, "key"), "config.bad-value", key="trades", value=name, allowed=allowed)
    stanza = file.content.trades[name]
    return _profile_of(file, ("trades", name), stanza.cues, stanza.threshold, classes)


def _profile_of(file: Opened, path: NodePath, stanzas: list[CueStanza], threshold: int, classes: _Classes) -> Profile:
    cues = []
    for number, stanza in enumerate(stanzas):
        words = _words(file, (*path, "cues", number, "words"), stanza.words, classes)
        patterns = _checked_patterns(file, (*path, "cues", number, "patterns"), stanza.patterns, classes)
        cues.append(Cue(stanza.weight, tuple(dict.fromkeys(map(fold, words))), patterns, stanza.most))
    needs = _needs_of(pattern for cue in cues for pattern in cue.patterns)
    return Profile(str(path[1]), tuple(cues), threshold, needs=needs, trusted=file.trusted)


def _needs_of(patterns: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {pattern: words for pattern in patterns if (words := words_needed(pattern))}


def _words(file: Opened, path: NodePath, words: list[str], classes: _Classes) -> tuple[str, ...]:
    """The words with {class} references expanded, each once, in order."""
    expanded: list[str] = []
    for number, word in enumerate(words):
        expanded += classes.expand(file, (*path, number), word)
        if not squeeze(fold(word)).text or "\uffff" in word or len(expanded) > MAX_WORDS:
            raise file.refuse((*path, number), "config.bad-word", value=word)
    return tuple(dict.fromkeys(expanded))


class _Classes:
    """Word classes by name; each is expanded once, when a word or another class first refers to it."""

    def __init__(self) -> None:
        self.words: dict[str, list[str]] = {}
        self._expanded: dict[str, list[str]] = {}
        self._alternations: dict[str, str] = {}

    def expand(self, file: Opened, path: NodePath, word: str, within: tuple[str, ...] = ()) -> list[str]:
        """The word with each {class} in it replaced by each of the class's words in turn."""
        parts = _CLASS.split(word)
        choices = [self.of(file, path, part, within) if odd % 2 else [part] for odd, part in enumerate(parts)]
        if prod(map(len, choices)) > MAX_WORDS:
            raise file.refuse(path, "config.bad-word", value=word)
        return ["".join(choice) for choice in product(*choices)]

    def of(self, file: Opened, path: NodePath, name: str, within: tuple[str, ...] = ()) -> list[str]:
        """The words of a class, which must not contain itself."""
        if name not in self._expanded:
            if name not in self.words:
                raise file.refuse(path, "config.unknown-class", value=name)
            if name in within or len(within) > MAX_NESTED:
                raise file.refuse(path, "config.bad-word", value=f"{{{name}}}")
            found: list[str] = []
            for word in self.words[name]:
                found += self.expand(file, path, word, (*within, name))
                if len(found) > MAX_WORDS:
                    raise file.refuse(path, "config.bad-word", value=f"{{{name}}}")
            self._expanded[name] = found
        return self._expanded[name]

    def alternation(self, file: Opened, path: NodePath, name: str) -> str:
        """The class as a group of a regular expression, its longest words first."""
        if name not in self._alternations:
            words = sorted(set(self.of(file, path, name)), key=lambda word: (-len(word), word))
            self._alternations[name] = "(?:" + "|".join(re.escape(fold(word)) for word in words) + ")"
        return self._alternations[name]


def _checked_patterns(file: Opened, path: NodePath, patterns: list[str], classes: _Classes) -> tuple[str, ...]:
    return tuple(_checked_pattern(file, (*path, number), pattern, classes) for number, pattern in enumerate(patterns))


def _checked_pattern(file: Opened, path: NodePath, pattern: str, classes: _Classes) -> str:
    if not file.trusted and is_slow(pattern):
        raise file.refuse(path, "config.slow-pattern", value=pattern[:60])
    whole = _CLASS.sub(lambda match: classes.alternation(file, path, match[1]), folded_pattern(pattern))
    if len(whole) > MAX_WHOLE:
        raise file.refuse(path, "config.slow-pattern", value=pattern[:60])
    if not file.trusted:  # those of adlint itself are compiled, all of them, in its tests
        check_pattern(file, path, pattern, whole)
    return whole


def _both(say: Say) -> dict[str, str]:
    return {"zh": say.zh, "en": say.en or say.zh}
