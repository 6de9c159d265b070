"""The rules in force: select, ignore, override severity, look up by id or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from adlint.errors import Misconfigured
from adlint.finding import Cue, Evidence, Exemption, Profile, Rule, Severity, Suggestion


class Ruleset(NamedTuple):
    """Rules in order of their ids, with the exemptions and kinds of evidence that their judges use."""

    rules: tuple[Rule, ...]
    exemptions: tuple[Exemption, ...] = ()
    evidence: Mapping[str, Evidence] = {}
    genres: tuple[Profile, ...] = ()  # kinds of text that are no advertisements
    trades: tuple[Profile, ...] = ()  # by the names of their scenes
    digest: str = ""  # of the files it was read from

    def rule_of(self, key: str) -> Rule:
        """The rule with this id or name; raises Misconfigured (config.unknown-rule) if there is none."""
        for rule in self.rules:
            if key in (rule.id, rule.name) or key.upper() == rule.id:
                return rule
        raise Misconfigured("config.unknown-rule", rule=key)

    def exemptions_of(self, rule: Rule) -> tuple[Exemption, ...]:
        """The exemptions that are considered for a rule, in the order they are tried."""
        return tuple(item for item in self.exemptions if rule.id.startswith(item.applies))

    def chosen(
        self,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Mapping[str, str] | None = None,
        scenes: Iterable[str] = (),
    ) -> Ruleset:
        """The rules that are selected and not ignored, with severities overridden, longest prefix first.

        Where scenes are given, rules of other trades are left out.

        Without `select` these are all stable rules. Raises Misconfigured (config.unknown-rule) for a selected
        id, prefix or name that no rule has; an unknown one to ignore is let pass, so settings outlive versions.
        """
        selected = tuple(select)
        for key in selected:
            if not any(is_meant(rule, key) for rule in self.rules):
                raise Misconfigured("config.unknown-rule", rule=key)
        ignored = tuple(ignore)
        trades = frozenset(scenes)
        overrides = sorted((severity or {}).items(), key=lambda item: len(item[0]))
        rules = []
        for rule in self.rules:
            wanted = any(is_meant(rule, key) for key in selected) if selected else rule.stage == "stable"
            if rule.scenes and trades and not trades.intersection(rule.scenes):
                continue
            if rule.stage == "retired" or not wanted or any(is_meant(rule, key) for key in ignored):
                continue
            for key, value in overrides:
                if is_meant(rule, key):
                    rule = rule._replace(severity=Severity(value))
            rules.append(rule)
        return self._replace(rules=tuple(rules))


def is_meant(rule: Rule, key: str) -> bool:
    """True if an id, a prefix of it (AD1) or a name means this rule."""
    return bool(key) and (rule.id.startswith(key.upper()) or rule.name == key)


def to_plain(ruleset: Ruleset) -> dict[str, Any]:
    """The ruleset as values that JSON can hold."""
    return {
        "rules": [{**rule._asdict(), "suggest": [list(item) for item in rule.suggest]} for rule in ruleset.rules],
        "exemptions": [item._asdict() for item in ruleset.exemptions],
        "evidence": {name: item._asdict() for name, item in ruleset.evidence.items()},
        "genres": [item._asdict() for item in ruleset.genres],
        "trades": [item._asdict() for item in ruleset.trades],
        "digest": ruleset.digest,
    }


def from_plain(data: Mapping[str, Any]) -> Ruleset:
    """The ruleset that to_plain took apart; TypeError, KeyError or ValueError if it was not one."""
    rules = []
    for plain in data["rules"]:
        fields = _frozen(plain)
        fields["severity"] = Severity(fields["severity"])
        fields["suggest"] = tuple(Suggestion(*item) for item in fields["suggest"])
        rules.append(Rule(**fields))
    exemptions = tuple(Exemption(**_frozen(plain)) for plain in data["exemptions"])
    evidence = {name: Evidence(**_frozen(plain)) for name, plain in data["evidence"].items()}
    genres, trades = (tuple(map(_profile_of, data[key])) for key in ("genres", "trades"))
    return Ruleset(tuple(rules), exemptions, evidence, genres, trades, data["digest"])


def _profile_of(plain: Mapping[str, Any]) -> Profile:
    cues = tuple(Cue(weight, tuple(words), tuple(patterns), most) for weight, words, patterns, most in plain["cues"])
    return Profile(**{**_frozen(plain), "cues": cues})


def _frozen(plain: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
    fields["needs"] = {pattern: tuple(words) for pattern, words in fields["needs"].items()}
    return fields
