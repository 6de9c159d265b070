"""What a rule's page says of the law: articles as they are numbered over time, statutes with their days and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from adlint.finding import Rule
from adlint.i18n import say
from adlint.rules.ruleset import Ruleset
from adlint.rules.statutes import Edition, Statutes, citation_of, edition_on, is_coming, turns_of, wording_on

Plain = Callable[[str], str]


def severity_told(rule: Rule, lang: str) -> str:
    """How severe the rule is, with the days on which that changes."""
    runs = [(next(group).start, severity) for severity, group in groupby(rule.phases, lambda phase: phase.severity)]
    if runs and not runs[0][1]:
        runs = runs[1:]
    told = ""
    for start, severity in runs or [("", rule.severity.value)]:
        word = say(f"severity.{severity}", lang) if severity else say("doc.silent", lang)
        if told:
            told += say("doc.severity-from", lang, day=start, severity=word)
        else:
            told = word + (say("doc.from", lang, day=start) if start else "")
    return told


def on_day(rule: Rule, lang: str, day: str) -> str:
    """How the rule stands on that day."""
    phase = rule.phase(day)
    severity = phase.severity if phase else rule.severity.value
    return say(f"severity.{severity}", lang) if severity else say("doc.silent", lang)


def law_told(entry: str, statutes: Statutes, lang: str, plain: Plain) -> str:
    """A law entry, with its numbers in editions before and after the one that it is written for."""
    told, is_past = plain(entry), True
    timeline = [(day, wording_on(entry, statutes, day)) for day in sorted(set(turns_of(entry, statutes)))]
    for number, (day, wording) in enumerate(timeline):
        if wording == entry:
            is_past = False
        elif wording and is_past and number + 1 < len(timeline):
            told += say("doc.cited-until", lang, day=timeline[number + 1][0], law=plain(wording))
        elif wording:
            told += say("doc.cited-from", lang, day=day, law=plain(wording))
    return told


def statutes_told(rule: Rule, ruleset: Ruleset, lang: str, day: str, plain: Plain) -> Iterator[str]:
    """A line for each statute that the rule cites: name, issuer, editions with days and status, source, remarks."""
    for title, entry in _cited(rule, ruleset).items():
        is_early = day and edition_on(ruleset.statutes[title], day) is None and is_coming(entry, ruleset.statutes, day)
        yield _statute_told(title, ruleset, lang, plain, [_mark("not-yet", lang)] if is_early else [])


def _statute_told(title: str, ruleset: Ruleset, lang: str, plain: Plain, besides: Iterable[str] = ()) -> str:
    """What is known of a statute, in a line."""
    statute = ruleset.statutes[title]
    full, comma, stop = statute["title" if lang == "zh" else "en"], _mark("comma", lang), _mark("stop", lang)
    sentences = [comma.join((plain(full), plain(statute["issuer"])))]
    sentences += [comma.join(_edition(edition, lang, plain)) for edition in statute["editions"]]
    if statute["replaced_by"]:
        sentences.append(say("doc.replaced-by", lang, title=plain(statute["replaced_by"])))
    note = statute["note"]
    remark = plain(note["en"] if lang == "en" and note["en"] else note["zh"]) if note else ""
    head = title if title.startswith("GB") else f"《{title}》"
    return f"{plain(head)}{_mark('colon', lang)}{stop.join([*sentences, *besides])}{stop}{remark}".strip()


def as_plain(rule: Rule, ruleset: Ruleset) -> dict[str, Any]:
    """The same for programs."""
    phases = [{"from": item.start, "severity": item.severity, "law": list(item.law)} for item in rule.phases]
    return {"phases": phases, "statutes": {title: dict(ruleset.statutes[title]) for title in _cited(rule, ruleset)}}


def _cited(rule: Rule, ruleset: Ruleset) -> Mapping[str, str]:
    """The known statutes that a rule cites, each with the first entry that does."""
    cited: dict[str, str] = {}
    for entry in rule.law:
        title = citation_of(entry).title
        if title in ruleset.statutes:
            cited.setdefault(title, entry)
    return cited


def _edition(edition: Edition, lang: str, plain: Plain) -> Iterator[str]:
    yield from (plain(edition[key]) for key in ("name", "number") if edition[key])
    days = {"start": edition["from"], "until": edition["until"]}
    if days["start"] or days["until"]:
        kind = "in-force-until" if all(days.values()) else "in-force" if days["start"] else "ended"
        yield say(f"doc.{kind}", lang, **days)
    yield say(f"doc.status.{edition['status']}", lang) + (f" <{edition['source']}>" if edition["source"] else "")


def _mark(name: str, lang: str) -> str:
    return say(f"doc.{name}", lang)


def law_index(ruleset: Ruleset, plain: Plain, lang: str = "zh") -> str:
    """All statutes with the rules that cite each, and the days on which something changes, as a page."""
    rules: dict[str, list[str]] = {}
    changes: dict[str, list[str]] = {}
    for rule in ruleset.rules:
        for title in _cited(rule, ruleset):
            rules.setdefault(title, []).append(rule.id)
        for phase in rule.phases[1:]:
            changes.setdefault(phase.start, []).append(rule.id)
    statutes = (
        f"- {line}\n  {_linked(rules.get(title, ()), lang)}".rstrip()
        for title, line in ((title, _statute_told(title, ruleset, lang, plain)) for title in ruleset.statutes)
    )
    days = (f"- {day}{_mark('colon', lang)}{_linked(ids, lang)}" for day, ids in sorted(changes.items()))
    head = [f"# {_mark('law-index', lang)}", say("doc.law-intro", lang, count=len(ruleset.statutes))]
    return "\n\n".join([*head, "\n".join(statutes), f"## {_mark('law-days', lang)}", "\n".join(days)]) + "\n"


def _linked(ids: Iterable[str], lang: str) -> str:
    return _mark("join", lang).join(f"[{rule_id}]({rule_id}.md)" for rule_id in ids)
