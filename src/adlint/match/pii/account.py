"""WeChat and QQ accounts, only behind a word that calls them so; public accounts and products are let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adlint.expression import expression
from adlint.finding import Candidate, Rule, Severity
from adlint.match import matcher
from adlint.match.pii.digits import NUMERALS, digits_of, neighbours, undisguised
from adlint.match.pii.found import anchored, found, listed
from adlint.match.pii.vicinity import Vicinity, graded, stance_of, vicinity_of
from adlint.match.scan import Hit, Scan

#: The names by which everybody calls WeChat; the others (薇信, vx) are what touts write to get past filters.
_PLAIN_WORDS = frozenset(("微信", "加微", "wechat", "weixin"))
#: Nicknames of WeChat that mean something else as well; only behind them is what holds a digit an account.
_ORDINARY_WORDS = frozenset(("加我卫星", "加卫星", "卫星号", "绿泡泡", "小绿书"))
_WECHAT = expression(
    r"(?P<link>[^\w,。;:=(!?\n\uffff-]{0,3}同?\s?(?:信|信号|号码?|账号|帐号|id|联系|添加|搜索|搜|请加|好友)?\s{0,2}(?:[:=(→]|是|为|-{1,2}>?)?\s{0,2}[(\[【「『“\"']?)"
    r"(?P<id>[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-]|\.[a-z])"
)
_QQ = expression(
    r"(?P<link>(?:交流|粉丝|官方|客服|咨询|用户|学习|福利)?(?P<group>群)?(?:号码?|账号|帐号|联系|私聊|详聊)?(?:[/和及、](?:微信|v[x信]|wx))?"
    r"(?:号码?)?\s{0,2}(?:[:=(]|是|为)?\s{0,2}[(\[【「『“\"']?)"
    rf"(?P<id>[1-9][0-9]{{4,10}}|[1-9{NUMERALS}](?:(?P<gap>[ .-]?)[0-9{NUMERALS}])(?:(?P=gap)[0-9{NUMERALS}]){{3,9}})"
    rf"(?![0-9a-z@_{NUMERALS}]|[. -][0-9])"
)
#: What follows the name of the product and is nobody's account.
_WORDS = expression(
    "wechat|weixin|official|android|iphone[0-9]{0,4}|windows|platform|account|program|download|please|mobile|online"
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
    yield from listed(_accounts(rule, scan), lambda item: scan.folded_of(item.segment)[item.start : item.end])


def _accounts(rule: Rule, scan: Scan) -> Iterator[Candidate]:
    known: set[tuple[int, int]] = set()
    for hit, text, begin, behind in anchored(rule, scan):
        match = _account(hit, text, begin, behind)
        if not match or (hit.segment, match.start("id")) in known:
            continue
        start, end = match.span("id")
        known.add((hit.segment, start))
        severity = _severity(rule, vicinity_of(scan, hit.segment, start, end), match)
        yield found(rule, scan, hit.segment, (start, end), severity)


def _account(hit: Hit, text: str, begin: int, behind: int) -> re.Match[str] | None:
    """The account behind the word, unless it is a public one or no account at all."""
    before, _ = neighbours(text, begin, behind)
    if (hit.word[0].isascii() and _ENDS_IN_WORD.search(before)) or _PUBLIC.search(before):
        return None
    if hit.word.endswith(":") and "q" not in hit.word and "球" not in hit.word:
        match = _WECHAT.match(text, behind)
        return match if match and _NO_WORD.search(match["id"]) else None
    if "q" in hit.word or hit.word in ("扣扣", "企鹅", "球球号", "球球:"):
        match = _QQ.match(text, behind)
        return match if match and _is_qq(match, text) else None
    match = _WECHAT.match(text, behind)
    return match if match and _is_wechat(match, hit.word) else None


def _is_wechat(match: re.Match[str], word: str) -> bool:
    account, link = match["id"], match["link"]
    if _WORDS.fullmatch(account) or len(set(account)) < 3:
        return False
    if word in _ORDINARY_WORDS:
        return bool(_NO_WORD.search(account) or link.strip())
    # 微信abc123 is an account; 微信official needs 号, a colon, or a space behind a word that only touts use.
    # vx3000 is a product.
    is_slang = word not in _PLAIN_WORDS
    is_joined = is_slang and word[-1].isascii() and not link
    return bool((_NO_WORD.search(account) and not is_joined) or link.strip() or (is_slang and link))


def _is_qq(match: re.Match[str], text: str) -> bool:
    account = digits_of(undisguised(match["id"]))
    _, after = neighbours(text, *match.span("id"))
    if account[0] == "0" or _COUNT.match(after) or _FIRM_QQ.fullmatch(account):
        return False
    if account != match["id"]:
        # Five numerals are a phrase (QQ 一二三四五), six in a row behind 扣扣 are a number.
        return len(account) > 5 and len(set(account)) > 2
    return bool(match["link"]) or len(account) > 5


def _severity(rule: Rule, near: Vicinity, match: re.Match[str]) -> Severity:
    return Severity.INFO if match.groupdict().get("group") else graded(rule, stance_of(near))
