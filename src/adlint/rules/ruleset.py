"""The rules in force: select, ignore, override severity, look up by id or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adlint.errors import Misconfigured
from adlint.finding import Evidence, Exemption, Profile, Rule, Severity
from adlint.record import NamedTuple
from adlint.rules.words import Words

#: The stage of a rule that says nothing on the day in question: no law for it is in force.
DORMANT = "dormant"


class Ruleset(NamedTuple):
    """Rules in order of their ids, with the exemptions and kinds of evidence that their judges use."""

    rules: tuple[Rule, ...]
    exemptions: tuple[Exemption, ...] = ()
    evidence: Mapping[str, Evidence] = {}
    genres: tuple[Profile, ...] = ()  # kinds of text that are no advertisements
    trades: tuple[Profile, ...] = ()  # by the names of their scenes
    digest: str = ""  # of the files it was read from
    words: Words | None = None  # of all rules, ready to be looked for; None: to be made
    statutes: Mapping[str, Mapping[str, Any]] = {}  # by the short title that rules cite; plain, see statutes.py
    as_of: str = ""  # the day that the rules were put at; empty: as they are written
    claims: Rule | None = None  # finds the claims that brand specs let stand; accuses nobody

    def rule_of(self, key: str) -> Rule:
        """The rule with this id or name; raises Misconfigured (config.unknown-rule) if there is none."""
        for rule in self.rules:
            if key in (rule.id, rule.name) or key.upper() == rule.id:
                return rule
        raise Misconfigured("config.unknown-rule", rule=key)

    def exemptions_of(self, rule: Rule) -> tuple[Exemption, ...]:
        """The exemptions that are considered for a rule, in the order they are tried."""
        return tuple(item for item in self.exemptions if rule.id.startswith(item.applies))

    def at(self, day: str) -> Ruleset:
        """The rules as the law stands on that day (2027-03-16); those that are silent then are DORMANT.

        Of a ruleset as loaded; a second time with the same day changes nothing.
        """
        if day == self.as_of:
            return self
        return self._replace(rules=tuple(_at(rule, day) for rule in self.rules), as_of=day)

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
            if rule.stage in ("retired", DORMANT) or not wanted or any(is_meant(rule, key) for key in ignored):
                continue
            for key, value in overrides:
                if is_meant(rule, key):
                    rule = rule._replace(severity=Severity(value))
            rules.append(rule)
        return self._replace(rules=tuple(rules))


def _at(rule: Rule, day: str) -> Rule:
    phase = rule.phase(day)
    if phase is None:
        return rule
    if not phase.severity:
        return rule if rule.stage == "retired" else rule._replace(stage=DORMANT)
    return rule._replace(severity=Severity(phase.severity), law=phase.law)


def is_meant(rule: Rule, key: str) -> bool:
    """True if an id, a prefix of it (AD1) or a name means this rule."""
    return bool(key) and (rule.id.startswith(key.upper()) or rule.name == key)
