"""Brand specs → rules: the BW1 rules with the words of the specs in them, and the claims that campaigns may make.

What a spec says of a word stands in a rule of its own, with the spec's message, suggestions, severity and manual; it
has the id and the name of the stanza (rulesets/brand.yaml) that it fills in, so settings and reports know it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from adlint.finding import Rule, Severity, Suggestion
from adlint.i18n import LANGUAGES, say
from adlint.record import NamedTuple
from adlint.rules.claims import Standing, standing_of
from adlint.rules.ruleset import Ruleset, is_meant
from adlint.rules.spec import Spec
from adlint.rules.spec_schema import ClaimStanza, NameStanza, PartnerStanza
from adlint.rules.variants import clauses_of, look_alikes, signs_of
from adlint.rules.words import combined, prepared

#: The rule that finds approved claims, and accuses nobody.
CLAIMS = "BW100"

#: A fact of a message, by language or the same in all.
Fact = str | Mapping[str, str]


class Entry(NamedTuple):
    """Words to find, or a pattern, and the rule that speaks of them; not where a word of `cover` covers them."""

    rule: Rule
    words: tuple[str, ...] = ()
    cover: frozenset[str] = frozenset()
    pattern: str = ""


class Writing(NamedTuple):
    """How a name is written; the message still lacks {how}."""

    rule: Rule
    official: str
    also_ok: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    any_case: bool = False
    alike: tuple[str, ...] = ()  # with look-alike characters, or a trademark symbol inside
    mark: str = ""
    where: str = ""


class Slogan(NamedTuple):
    """A slogan; copy that holds some of the signs may be like it."""

    rule: Rule
    official: str
    similarity: float
    signs: tuple[str, ...]


def branded(ruleset: Ruleset, specs: Sequence[Spec], day: str, severity: Mapping[str, str]) -> Ruleset:
    """The ruleset with what the specs say on that day; severities that are set stand over those of the specs."""
    made = _Maker(specs, day, severity)
    rules = tuple(_with(rule, *made.of(rule)) if made.knows(rule) else rule for rule in ruleset.rules)
    slogans = next((rule for rule in rules if rule.kind == "brand.slogan"), None)
    rules = tuple(
        rule._replace(params={**rule.params, "slogans": slogans}) if rule.kind == "brand.name" else rule
        for rule in rules
    )
    claims = made.claims()
    ours = (*(rule for rule in rules if rule.kind.startswith("brand.")), *([claims] if claims else []))
    words = combined(ruleset.words, prepared(ours)) if ruleset.words else None
    return ruleset._replace(rules=rules, claims=claims, words=words)


def _with(rule: Rule, entries: Sequence[Any], words: Iterable[str]) -> Rule:
    return rule._replace(terms=tuple(dict.fromkeys(words)), params={"entries": tuple(entries)})


class _Maker:
    """Fills in the stanzas, each from all specs."""

    def __init__(self, specs: Sequence[Spec], day: str, severity: Mapping[str, str]) -> None:
        self.specs, self.day, self.severity = specs, day, severity
        self.makers: dict[str, Callable[[Rule, Spec], Iterable[Any]]] = {
            "brand.name": self.names,
            "brand.symbol": self.symbols,
            "brand.slogan": self.slogans,
            "brand.phrase": self.phrases,
            "brand.claim": self.claimed,
            "brand.partner": self.partners,
        }

    def knows(self, rule: Rule) -> bool:
        """True of a stanza that is for specs."""
        return rule.kind in self.makers

    def of(self, rule: Rule) -> tuple[list[Any], list[str]]:
        """The entries for a stanza, and the words to find them by."""
        plain = rule._replace(terms=(), params={})
        entries: list[Any] = []
        for spec in self.specs:
            own = self._graded(plain, spec)
            if own is not None:
                entries += self.makers[rule.kind](own, spec)
        words: list[str] = []
        for entry in entries:
            if isinstance(entry, Entry):
                words += (*entry.words, *entry.cover)
            elif isinstance(entry, Slogan):
                words += entry.signs
            else:
                words += (entry.official, *entry.also_ok, *entry.never, *entry.alike)
        if rule.kind == "brand.name":
            words += self.right_words()
        return entries, words

    def right_words(self) -> list[str]:
        """What may hold a form that is wrong by itself: slogans, approved claims, names of partners."""
        words: list[str] = []
        for spec in self.specs:
            for item in spec.wording.slogans:
                words += (item.official, *clauses_of(item.official))
            words += _approved(spec)
            words += (name for partner in spec.wording.partners for name in partner.names)
        return words

    def claims(self) -> Rule | None:
        """The rule that finds the claims that are approved, with evidence, on the day."""
        blank = dict.fromkeys(LANGUAGES, "")
        base = Rule(CLAIMS, "approved-claim", "brand.approved", "brand-wording", Severity.INFO, blank, blank, ())
        base = base._replace(views=("folded", "squeezed"))
        entries = []
        for spec in self.specs:
            for claim in spec.wording.claims:
                standing = standing_of(claim, spec, self.day)
                if claim.status == "approved" and claim.evidence and standing.holds:
                    grounds = {lang: _grounds(claim, standing, spec, lang) for lang in LANGUAGES}
                    entries.append(Entry(base._replace(message=grounds), (claim.text,)))
        return _with(base, entries, [word for entry in entries for word in entry.words]) if entries else None

    def names(self, rule: Rule, spec: Spec) -> Iterable[Writing]:
        """Every name, with what it is mistaken for."""
        for item in spec.wording.names:
            yield _writing(rule, item, spec)._replace(alike=look_alikes(item.official))

    def symbols(self, rule: Rule, spec: Spec) -> Iterable[Writing]:
        """The names that say something of a trademark symbol."""
        for item in spec.wording.names:
            if item.symbol:
                where = "never" if item.symbol.mark == "none" else item.symbol.where
                mark = "" if where == "never" else item.symbol.mark
                yield _writing(rule, item, spec)._replace(never=(), mark=mark, where=where)

    def slogans(self, rule: Rule, spec: Spec) -> Iterable[Slogan]:
        """Every slogan."""
        for item in spec.wording.slogans:
            own = _told(rule, spec, {"official": item.official}, item.official)
            yield Slogan(own, item.official, item.similarity, signs_of(item.official))

    def phrases(self, rule: Rule, spec: Spec) -> Iterable[Entry]:
        """Every forbidden phrase."""
        approved = _approved(spec)
        for item in spec.wording.forbidden:
            own = _told(rule, spec, {"reason": _reason(item.reason)}, item.use, safe=item.safe and bool(item.use))
            cover = frozenset((*item.except_, *approved))
            words = () if item.regex else (item.pattern,)
            yield Entry(own, words, cover - set(words), spec.patterns.get(item.pattern, "") if item.regex else "")

    def claimed(self, rule: Rule, spec: Spec) -> Iterable[Entry]:
        """The claims that are forbidden, or for the other rule those whose approval does not hold on the day."""
        approved = frozenset(_approved(spec))
        for claim in spec.wording.claims:
            if rule.name == "brand-claim-forbidden" and claim.status == "forbidden":
                own = _told(rule, spec, {"reason": _reason(claim.reason)}, claim.use)
                yield Entry(own, (claim.text,), approved - {claim.text})
            elif rule.name == "brand-claim-lapsed" and claim.status == "approved":
                standing = standing_of(claim, spec, self.day)
                if not standing.holds:
                    key = "brand.not-before" if standing.start else "brand.until"
                    yield Entry(_told(rule, spec, {"how": _both(key, day=standing.day)}, claim.use), (claim.text,))

    def partners(self, rule: Rule, spec: Spec) -> Iterable[Entry]:
        """The partners that may not be named, or for the other rule those that somebody has to approve."""
        others = {name for item in spec.wording.partners for name in item.names}
        others |= {form for item in spec.wording.names for form in (item.official, *item.also_ok)}
        for item in spec.wording.partners:
            how = self._refusal_of(item)
            if rule.name == "partner-needs-review" and item.status == "review" and how is None:
                own = _told(rule, spec, {"reason": _reason(item.reason)})
            elif rule.name == "partner-not-allowed" and how is not None:
                own = _told(rule, spec, {"how": how, "reason": _reason(item.reason)})
            else:
                continue
            yield Entry(own, tuple(item.names), frozenset(others.difference(item.names)))

    def _refusal_of(self, item: PartnerStanza) -> Fact | None:
        """Why a partner may not be named."""
        if item.status == "denied":
            return _both("brand.denied")
        return _both("brand.until", day=item.until) if item.until and item.until < self.day else None

    def _graded(self, rule: Rule, spec: Spec) -> Rule | None:
        """The rule as severe as the spec says, None where it says to ignore it; settings stand over specs."""
        level = spec.rules.get(rule.name, "")
        if level == "ignore":
            return None
        if not level or any(is_meant(rule, key) for key in self.severity):
            return rule
        return rule._replace(severity=Severity(level))


def _writing(rule: Rule, item: NameStanza, spec: Spec) -> Writing:
    own = _told(rule, spec, {"official": item.official})
    return Writing(own, item.official, tuple(item.also_ok), tuple(item.never), item.case == "any")


def _approved(spec: Spec) -> list[str]:
    return [claim.text for claim in spec.wording.claims if claim.status == "approved"]


def _told(rule: Rule, spec: Spec, facts: Mapping[str, Fact], use: str = "", *, safe: bool = False) -> Rule:
    """The rule with the facts in its message, what to write instead, and the manual as what it rests on."""
    message = {}
    for lang in LANGUAGES:
        text = rule.message[lang]
        for key, fact in {"brand": _brand(spec), **facts}.items():
            text = text.replace(f"{{{key}}}", fact if isinstance(fact, str) else fact[lang])
        message[lang] = text
    guideline = spec.brand.guideline
    law = (f"《{guideline.title}》{guideline.version}",) if guideline else tuple(rule.law)
    return rule._replace(message=message, law=law, suggest=(Suggestion(use, safe),) if use else ())


def _brand(spec: Spec) -> Mapping[str, str]:
    names = spec.brand.name
    return {lang: names.get(lang) or next(iter(names.values())) for lang in LANGUAGES}


def _both(key: str, **facts: str) -> Mapping[str, str]:
    return {lang: say(key, lang, **facts) for lang in LANGUAGES}


def _reason(reason: str) -> Fact:
    return _both("brand.reason", reason=reason) if reason else ""


def _grounds(claim: ClaimStanza, standing: Standing, spec: Spec, lang: str) -> str:
    """Why a claim may be made."""
    if standing.campaign:
        told = say("claim.of-campaign", lang, campaign=standing.campaign)
    else:
        told = say("claim.of-brand", lang, brand=_brand(spec)[lang])
    if standing.approval:
        told += say("claim.approval", lang, approval=standing.approval)
    told += say("claim.evidence", lang, evidence=claim.evidence)
    return told + (say("claim.until", lang, until=standing.day) if standing.day else "")
