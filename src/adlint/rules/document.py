"""One rule as a page: Markdown for people, a plain table for programs; and the list of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from adlint.finding import Exemption, Rule
from adlint.i18n import knows, say
from adlint.rules.law_page import as_plain, law_index, law_told, on_day, severity_told, statutes_told
from adlint.rules.ruleset import Ruleset
from adlint.text import visible

#: Words of a long list that are shown.
MOST_WORDS = 40

#: Means something to Markdown or HTML; a ruleset's sentences are plain text.
_SYNTAX = re.compile(r"([\\`*_\[\]<>&#|~])")
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def document(rule: Rule, ruleset: Ruleset, lang: str = "zh", day: str = "") -> str:
    """The page of a rule: what it says and why, what it rests on, what to write instead, what it lets stand.

    With a `day`, how the rule stands on that day; without one the page says the same on every day.
    """
    law = (law_told(entry, ruleset.statutes, lang, _plain) for entry in rule.law)
    blocks = [f"# {rule.id} {_plain(rule.name)}", "\n".join(_head(rule, lang, day))]
    for title, parts in (
        ("message", [_message(rule, lang)]),
        ("why", [_plain(rule.why[lang])]),
        ("law", [_bullets(law)]),
        ("statutes", [_bullets(statutes_told(rule, ruleset, lang, day, _plain))]),
        ("found", list(_words(rule, lang))),
        ("suggest", [_suggestions(rule, lang)]),
        ("stands", list(_standing(rule, ruleset, lang))),
        ("examples", list(_examples(rule, lang))),
        ("waive", list(_waiving(rule, lang))),
    ):
        told = [part for part in parts if part]
        if told:
            blocks += [f"## {say(f'doc.{title}', lang)}", *told]
    return "\n\n".join(blocks) + "\n"


def as_json(rule: Rule, ruleset: Ruleset) -> dict[str, Any]:
    """The same for programs, with whole lists and both languages."""
    return {
        "id": rule.id,
        "name": rule.name,
        "kind": rule.kind,
        "category": rule.category,
        "severity": rule.severity.value,
        "confidence": rule.confidence,
        "stage": rule.stage,
        "since": rule.since,
        "scenes": list(rule.scenes),
        "where": list(rule.where),
        "message": dict(rule.message),
        "why": dict(rule.why),
        "law": list(rule.law),
        **as_plain(rule, ruleset),
        "terms": list(rule.terms),
        "second": list(rule.second),
        "within": rule.within,
        "views": list(rule.views),
        "allow": list(rule.allow),
        "suggestions": [item._asdict() for item in rule.suggest],
        "exemptions": [
            {"name": item.name, "say": dict(item.say), "law": list(item.law), "effect": item.effect}
            for item in ruleset.exemptions_of(rule)
        ],
        "evidence": [{"name": name, "say": dict(ruleset.evidence[name].say)} for name in rule.evidence],
        "examples": {"bad": list(rule.bad), "good": list(rule.good)},
        "file": _file_of(rule),
    }


def index(ruleset: Ruleset, lang: str = "zh", law_page: str = "") -> str:
    """All rules by category, in the order of their ids, each linked to its page (AD101.md), and to that of the laws."""
    by_category: dict[str, list[Rule]] = {}
    for rule in ruleset.rules:
        by_category.setdefault(rule.category, []).append(rule)
    head = (say("doc.severity", lang), say("doc.message", lang), say("doc.since", lang))
    blocks = [f"# {say('doc.index', lang)}", say("doc.index-intro", lang, count=len(ruleset.rules))]
    if law_page:
        blocks.append(f"[{say('doc.law-index', lang)}]({law_page})")
    for category, rules in by_category.items():
        rows = ["| | " + " | ".join(head) + " |", "|---|---|---|---|"]
        for rule in rules:
            cells = (_severity(rule, lang), _message(rule, lang), _plain(rule.since))
            rows.append(f"| [{rule.id}]({rule.id}.md) | " + " | ".join(cells) + " |")
        blocks += [f"## {_category(category, lang)}", "\n".join(rows)]
    return "\n\n".join(blocks) + "\n"


def laws(ruleset: Ruleset, lang: str = "zh") -> str:
    """All statutes that rules may cite, in force or not, and the days on which rules change."""
    return law_index(ruleset, _plain, lang)


def _head(rule: Rule, lang: str, day: str) -> Iterator[str]:
    join = say("doc.join", lang)
    facts = {
        "name": _plain(rule.name),
        "severity": _severity(rule, lang),
        "category": _category(rule.category, lang),
        "scenes": join.join(_named("scene", item, lang) for item in rule.scenes),
        "where": join.join(_named("kind", item, lang) for item in rule.where),
        "since": _plain(rule.since),
        "origin": _plain(_file_of(rule)),
    }
    if day and rule.phases:
        yield f"- **{say('doc.on-day', lang, day=day)}**{say('doc.colon', lang)}{on_day(rule, lang, day)}"
    for key, value in facts.items():
        if value:
            yield f"- **{say(f'doc.{key}', lang)}**{say('doc.colon', lang)}{value}"


def _severity(rule: Rule, lang: str) -> str:
    told = severity_told(rule, lang)
    return told if rule.stage == "stable" else f"{told} ({say(f'doc.stage.{rule.stage}', lang)})"


def _message(rule: Rule, lang: str) -> str:
    """The message as it reads for the first bad example; facts that only a matcher knows become …"""
    marks = [words for example in rule.bad for words in _MARK.findall(example)]
    message = rule.message[lang].replace("{where}", "")
    return _plain(re.sub(r"\{\w+\}", "…", message.replace("{text}", marks[0] if marks else "…")))


def _words(rule: Rule, lang: str) -> Iterator[str]:
    if rule.kind.startswith("brand."):
        yield say("doc.brand", lang)
        return
    if rule.second:
        yield say("doc.near-within", lang, within=rule.within)
        yield _bullets([_listed(rule.terms, lang), _listed(rule.second, lang)])
    elif rule.terms:
        yield _listed(rule.terms, lang)
    if rule.patterns:
        yield say("doc.patterns", lang, count=len(rule.patterns))
    if "squeezed" in rule.views and len(sample := next(iter(rule.terms), "")) > 1:
        yield say("doc.squeezed", lang, sample=_plain(f"{sample[0]}·{sample[1:]}"))
    if rule.boundary:
        yield say("doc.boundary", lang)


def _suggestions(rule: Rule, lang: str) -> str:
    if not rule.suggest:
        return say("doc.brand-suggest" if rule.kind.startswith("brand.") else "doc.no-suggest", lang)
    return _bullets(_plain(item.text) + (say("doc.safe", lang) if item.safe else "") for item in rule.suggest)


def _standing(rule: Rule, ruleset: Ruleset, lang: str) -> Iterator[str]:
    if rule.evidence:
        told = [_plain(ruleset.evidence[name].say[lang]) for name in rule.evidence if name in ruleset.evidence]
        yield say("doc.evidence", lang, evidence=say("doc.join", lang).join(told))
    if rule.allow:
        yield say("doc.allow", lang)
        yield _listed(rule.allow, lang)
    if exemptions := ruleset.exemptions_of(rule):
        yield say("doc.exemptions", lang)
        yield _bullets(_circumstance(item, lang) for item in exemptions)
    if genres := [item for item in ruleset.genres if rule.id.startswith(tuple(item.applies))]:
        yield say("doc.genres", lang)
        yield _bullets(_plain(item.say[lang]) + say("doc.doubt", lang) for item in genres)


def _circumstance(item: Exemption, lang: str) -> str:
    law = "；".join(map(_plain, item.law))
    told = _plain(item.say[lang]) + (f"（{law}）" if law and lang == "zh" else f" ({law})" if law else "")
    return told + (say("doc.doubt", lang) if item.effect == "doubt" else "")


def _examples(rule: Rule, lang: str) -> Iterator[str]:
    for key, examples in (("bad", rule.bad), ("good", rule.good)):
        if examples:
            yield f"### {say(f'doc.{key}', lang)}"
            yield _bullets(_plain(_MARK.sub(r"【\1】", example)) for example in examples)


def _waiving(rule: Rule, lang: str) -> Iterator[str]:
    if rule.category == "housekeeping":
        return
    reason = say("doc.waive-reason", lang)
    yield say("doc.waive-intro", lang)
    yield say("doc.waive-comment", lang)
    yield f"```html\n<!-- adlint-ignore {rule.id}: {reason} -->\n```"
    yield say("doc.waive-file", lang)
    path = say("doc.waive-path", lang)
    yield f'```toml\n[[waiver]]\nrule = "{rule.id}"\npath = "{path}"\nreason = "{reason}"\nuntil = 2027-12-31\n```'
    yield say("doc.waive-settings", lang, rule=rule.id)


def _listed(words: Sequence[str], lang: str) -> str:
    """The words in a line; of many, the first of them and how many there are."""
    told = say("doc.join", lang).join(map(_plain, words[:MOST_WORDS]))
    return told if len(words) <= MOST_WORDS else told + say("doc.more", lang, count=len(words))


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _category(category: str, lang: str) -> str:
    return _named("category", category, lang)


def _named(group: str, name: str, lang: str) -> str:
    """The name in that language, or as it is where we have none: rulesets may have categories of their own."""
    return say(f"{group}.{name}", lang) if knows(f"{group}.{name}", lang) else _plain(name)


def _file_of(rule: Rule) -> str:
    """The name of the ruleset file; where it lies differs from machine to machine."""
    return PurePath(rule.origin.rpartition(":")[0].replace("\\", "/")).name


def _plain(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _SYNTAX.sub(r"\\\1", visible(" ".join(text.split("\n"))))
