"""html: one file to hand on. Copy with its highlights, reasons and the law; no network, no outside resource."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from adlint.finding import Finding, Report, Status
from adlint.i18n import place_label, say
from adlint.report import Options, reporter
from adlint.report.html_copy import Numbered, copy_markup, level_of, segments_of
from adlint.report.html_frame import filters, header, problem_lists, rule_table, scope_table
from adlint.report.markup import element, plain
from adlint.report.shown import by_source, category_word, is_advice, machine_name

_LANGUAGES = {"zh": "zh-CN", "en": "en"}

#: From this many findings on, a segment stands beside its cards and stays in view; else above them.
_MANY = 4


@reporter("html")
def write_html(report: Report, options: Options) -> str:
    """The page. Style and script carry a nonce made from the content, so that equal reports are equal bytes."""
    sections = [_file(index, source, found, options) for index, (source, found) in enumerate(_numbered(report))]
    nothing = element("p", say("html.nothing", options.lang), id="nothing", class_="quiet", hidden=True)
    body = "\n".join(
        (
            header(report, options),
            problem_lists(report, options),
            filters(report, options),
            element("main", *sections, nothing),
            rule_table(report, options),
            scope_table(report, options),
        )
    )
    style, script = _asset("page.css"), _asset("page.js")
    nonce = b64encode(sha256((style + script + body).encode("utf-8", "replace")).digest()[:16]).decode()
    policy = f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'"
    head = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=f"{policy}; base-uri 'none'; form-action 'none'"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", say("report.title", options.lang)),
        element("style", style, nonce=nonce),
    )
    page = element("head", *head) + "\n" + element("body", body, element("script", script, nonce=nonce))
    return f"<!doctype html>\n{element('html', page, lang=_LANGUAGES[options.lang])}\n"


def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


def _numbered(report: Report) -> Iterator[tuple[str, list[Numbered]]]:
    number = 0
    for source, findings in by_source(report.findings):
        yield source, [Numbered(number + index, finding) for index, finding in enumerate(findings, 1)]
        number += len(findings)


def _file(index: int, source: str, found: list[Numbered], options: Options) -> str:
    count = element("span", say("html.count", options.lang, count=len(found)), class_="quiet")
    segments = (_segment(items, options) for items in segments_of(found))
    heading = element("h2", plain(machine_name(source)), count)
    return element("section", heading, *segments, class_="file", id=f"file{index}", data_file=index)


def _segment(found: list[Numbered], options: Options) -> str:
    first, lang = found[0].finding, options.lang
    label = f"{say(f'kind.{first.kind}', lang)} · {place_label(first.place, lang)}"
    words = copy_markup(found)
    copy = element("p", plain(label), class_="label") + (element("p", words, class_="words") if words else "")
    cards = element("div", *(_card(item, options) for item in found), class_="cards")
    layout = "segment side" if len(found) >= _MANY else "segment"
    return element("article", element("div", copy, class_="copy"), cards, class_=layout)


def _card(item: Numbered, options: Options) -> str:
    """One finding: what, why, what to write instead, on which clause, and how to let it stand."""
    finding, lang = item.finding, options.lang
    is_open = finding.status is Status.OPEN
    percent = say("html.confidence", lang, percent=round(finding.confidence * 100))
    footer = element("span", plain(place_label(finding.place, lang))) + element("span", percent)
    return element(
        "article",
        _card_header(item, options),
        element("p", plain(finding.message), class_="message"),
        element("dl", *_reasons(finding, options)),
        element("footer", footer),
        _waiver(finding, options) if is_open else "",
        class_=f"card {level_of(finding.severity)}{'' if is_open else ' let'}",
        id=f"f{item.number}",
        data_level=finding.severity.rank,
        data_category=finding.category,
        data_status=finding.status.value,
    )


def _card_header(item: Numbered, options: Options) -> str:
    finding, lang = item.finding, options.lang
    status = element("span", say(f"status.{finding.status.value}", lang), class_="status")
    return element(
        "header",
        element("a", str(item.number), class_="number", href=f"#t{item.number}", title=say("html.to-copy", lang)),
        element("span", say(f"severity.{finding.severity.value}", lang), class_="badge"),
        element("span", plain(category_word(finding.category, lang)), class_="category"),
        "" if finding.status is Status.OPEN else status,
        element("code", plain(finding.rule_id)),
    )


def _reasons(finding: Finding, options: Options) -> Iterator[str]:
    """Terms and what is to be said under each, as far as there is something to say."""
    lang = options.lang
    rule = options.rules.get(finding.rule_id)
    told = {
        "html.why": plain(rule.why.get(lang, "")) if rule else "",
        "column.instead": _suggestions(finding),
        "column.law": element("br").join(map(plain, finding.law)),
        "html.reason": plain(finding.reason),
    }
    for key, markup in told.items():
        if markup:
            yield element("dt", say(key, lang)) + element("dd", markup)


def _suggestions(finding: Finding) -> str:
    texts = [item.text for item in finding.suggestions]
    chips = [element("li", plain(text)) for text in texts if not is_advice(text)]
    advice = [element("p", plain(text)) for text in texts if is_advice(text)]
    return (element("ul", *chips, class_="chips") if chips else "") + "".join(advice)


def _waiver(finding: Finding, options: Options) -> str:
    """How to let the words stand, ready to copy."""
    lang = options.lang
    reason = say("html.your-reason", lang)
    comment = f"<!-- adlint-ignore {finding.rule_id}: {reason} -->"
    name = machine_name(finding.source).replace("\\", "\\\\").replace('"', '\\"')
    entry = f'[[waiver]]\nrule = "{finding.rule_id}"\npath = "{name}"\nreason = "{reason}"'
    return element(
        "details",
        element("summary", say("html.let-stand", lang)),
        element("p", say("html.let-stand-comment", lang)),
        element("pre", plain(comment)),
        element("p", say("html.let-stand-file", lang)),
        element("pre", plain(entry)),
    )
