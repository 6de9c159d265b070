"""WeChat and QQ accounts, only behind a word that calls them so; public accounts and products are let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.match import matcher
from adlint.match.pii.digits import is_hidden, neighbours
from adlint.match.pii.vicinity import Vicinity, graded, stance_of, vicinity_of
from adlint.match.scan import Hit, Scan

#: The names by which everybody calls WeChat; the others (薇信, vx) are what touts write to get past filters.
_PLAIN_WORDS = frozenset(("微信", "加微", "wechat", "weixin"))
_WECHAT = expression(
    r"(?P<link>同?\s?(?:信|信号|号码?|账号|帐号|id|联系|添加|搜索|搜|请加|好友)?\s{0,2}(?:[:=(→]|是|为|-{1,2}>?)?\s{0,2})"
    r"(?P<id>[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-]|\.[a-z])"
)
_QQ = expression(
    r"(?P<link>(?:交流|粉丝|官方|客服|咨询|用户|学习|福利)?(?P<group>群)?(?:号码?|账号|帐号|联系)?\s{0,2}(?:[:=(]|是|为)?\s{0,2})"
    r"(?P<id>[1-9][0-9]{4,10})(?![0-9a-z@_]|\.[0-9])"
)
#: What follows the name of the product and is nobody's account.
_WORDS = expression(
    "wechat|weixin|official|android|iphone[0-9]*|windows|platform|account|program|download|please|mobile|online"
    "|service|customer|channel|version|update"
)
_PUBLIC = expression(r"(?:公众|服务号|订阅号|企业|官方|视频号|小程序|官微|企微|品牌)[^,]{0,3}\Z")
_ENDS_IN_WORD = expression(r"[a-z0-9]\Z")
_NO_WORD = expression("[0-9_-]")
_COUNT = expression(r"\s?(?:[+多余]?[人年月日版级代届位名个次元万亿]|周年|[.,]?[0-9])")
#: Numbers that QQ gives to firms.
_FIRM_QQ = expression(r"(?:400|800|938)[0-9]{6,7}")


@matcher("pii.account")
def find_accounts(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    """Accounts right behind one of the rule's anchors; those of an office as a hint, groups too."""
    found: set[tuple[int, int]] = set()
    for hit in scan.hits(rule, "anchor"):
        folded = scan.folded_of(hit.segment)
        match = _account(hit, folded)
        if not match or (hit.segment, match.start("id")) in found:
            continue
        start, end = match.span("id")
        found.add((hit.segment, start))
        severity = _severity(rule, vicinity_of(scan, hit.segment, start, end), match)
        yield Candidate(rule, hit.segment, start, end, rule.confidence, severity, hidden=is_hidden(folded[start:end]))


def _account(hit: Hit, folded: str) -> re.Match[str] | None:
    """The account behind the word, unless it is a public one or no account at all."""
    before, _ = neighbours(folded, hit.start, hit.end)
    if (hit.word[0].isascii() and _ENDS_IN_WORD.search(before)) or _PUBLIC.search(before):
        return None
    if hit.word.endswith(":") and "q" not in hit.word:
        match = _WECHAT.match(folded, hit.end)
        return match if match and _NO_WORD.search(match["id"]) else None
    if "q" in hit.word or hit.word in ("扣扣", "企鹅"):
        match = _QQ.match(folded, hit.end)
        return match if match and _is_qq(match, folded) else None
    match = _WECHAT.match(folded, hit.end)
    return match if match and _is_wechat(match, is_slang=hit.word not in _PLAIN_WORDS) else None


def _is_wechat(match: re.Match[str], *, is_slang: bool) -> bool:
    account, link = match["id"], match["link"]
    if _WORDS.fullmatch(account) or len(set(account)) < 3:
        return False
    # 微信abc123 is an account; 微信official needs 号, a colon, or a space behind a word that only touts use.
    return bool((_NO_WORD.search(account) and (link or not is_slang)) or link.strip() or (is_slang and link))


def _is_qq(match: re.Match[str], folded: str) -> bool:
    account = match["id"]
    _, after = neighbours(folded, *match.span("id"))
    if _COUNT.match(after) or _FIRM_QQ.fullmatch(account):
        return False
    return bool(match["link"]) or len(account) > 5


def _severity(rule: Rule, near: Vicinity, match: re.Match[str]) -> Severity:
    return Severity.INFO if match.groupdict().get("group") else graded(rule, stance_of(near))
