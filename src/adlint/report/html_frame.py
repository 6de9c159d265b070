"""What stands around the copy in the html report: the verdict, what was not checked, filters, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from adlint.finding import Problem, Report, Severity, Status
from adlint.i18n import say
from adlint.report import Options
from adlint.report.html_copy import level_of
from adlint.report.markup import element, plain
from adlint.report.shown import beside_name, by_source, category_word, machine_name, parted

#: The counts that are shown, and what colours them.
_TILES = {"error": "lv2", "warning": "lv1", "info": "lv0", "waived": "", "known": "", "unchecked": "lv2"}


def header(report: Report, options: Options) -> str:
    """What the run came to: the verdict in words, then the counts."""
    lang, counts = options.lang, report.summary
    lead = say(f"html.verdict.{report.verdict}", lang)
    if not report.complete:
        lead += element("br") + say("report.incomplete", lang)
    verdict = element("strong", say(f"verdict.{report.verdict}", lang)) + element("span", lead)
    shown = (*(_TILES if report.findings or report.problems else ()), "checked")
    remarks = {"report.besides.doubtful": report.doubtful, "report.unlisted": report.unlisted}
    told = [say(key, lang, count=count) for key, count in remarks.items() if count] + [say("html.note", lang)]
    if report.as_of:
        told.insert(0, say("report.as-of", lang, day=report.as_of))
    return element(
        "header",
        element("p", plain(f"adlint {options.version}".strip()), class_="brand"),
        element("h1", say("report.title", lang)),
        element("p", verdict, class_=f"verdict verdict-{report.verdict}"),
        element("dl", *(_tile(key, counts[key], lang) for key in shown), class_="tiles"),
        *(element("p", line, class_="quiet") for line in told),
        class_="top",
    )


def _tile(key: str, count: int, lang: str) -> str:
    told = element("dt", say(f"tile.{key}", lang)) + element("dd", str(count))
    return element("div", told, class_=f"tile {_TILES.get(key, '')}" if count else "tile none")


def problem_lists(report: Report, options: Options) -> str:
    """What was not checked, above everything that was; then what wants a person's eye."""
    missing, advice = parted(report.problems)
    return _problem_list("report.problems", "unread", missing, options) + _problem_list(
        "report.advice", "advice", advice, options
    )


def _problem_list(key: str, role: str, problems: list[Problem], options: Options) -> str:
    if not problems:
        return ""
    rows = (_problem(beside_name(problem, options.lang)) for problem in problems)
    heading = element("h2", say(key, options.lang))
    return element("section", heading, element("ul", *rows), class_=f"problems {role}")


def _problem(problem: Problem) -> str:
    return element(
        "li",
        element("b", plain(machine_name(problem.source))),
        element("span", plain(problem.message)),
        element("span", plain(problem.hint), class_="next"),
        element("code", plain(problem.code)),
    )


def filters(report: Report, options: Options) -> str:
    """Controls that only work, and only show, with scripts on."""
    if not report.findings:
        return ""
    lang = options.lang
    categories = sorted({finding.category for finding in report.findings})
    statuses = [status for status in Status if any(finding.status is status for finding in report.findings)]
    files = [machine_name(source) for source, _ in by_source(report.findings)]
    search = say("html.search", lang)
    return element(
        "form",
        element("input", type="search", name="words", placeholder=search, aria_label=search),
        element("fieldset", *_levels(report, lang), class_="levels"),
        _select("category", [(name, category_word(name, lang)) for name in categories], lang),
        _select("status", [(status.value, say(f"status.{status.value}", lang)) for status in statuses], lang),
        _select("file", [(str(index), name) for index, name in enumerate(files)], lang),
        element("button", say("html.reset", lang), type="reset"),
        element("output", id="shown", data_say=say("html.shown", lang, shown="{shown}", total="{total}")),
        id="filters",
        class_="filters",
        role="search",
        hidden=True,
    )


def _levels(report: Report, lang: str) -> Iterable[str]:
    counts = Counter(finding.severity for finding in report.findings)
    for severity in Severity:
        if counts[severity]:
            box = element("input", type="checkbox", name="level", value=severity.rank, checked=True)
            word = say(f"severity.{severity.value}", lang)
            count = element("b", str(counts[severity]))
            yield element("label", box, f"{word} {count}", class_=f"level {level_of(severity)}")


def _select(name: str, choices: list[tuple[str, str]], lang: str) -> str:
    everything = say(f"html.all-{name}", lang)
    listed = (element("option", plain(shown), value=value) for value, shown in choices)
    return element("select", element("option", everything, value=""), *listed, name=name, aria_label=everything)


def rule_table(report: Report, options: Options) -> str:
    """The rules that were touched, most often first, for whoever has to answer for them."""
    counts = Counter(finding.rule_id for finding in report.findings)
    first = {finding.rule_id: finding for finding in reversed(report.findings)}
    rows = [
        (
            element("code", plain(rule_id)),
            plain(category_word(first[rule_id].category, options.lang)),
            str(count),
            element("br").join(map(plain, first[rule_id].law)),
        )
        for rule_id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return _table("html.by-rule", ("rule", "category", "count", "law"), rows, options)


def scope_table(report: Report, options: Options) -> str:
    """Every input and how it ended, so that the reader knows what the verdict covers."""
    found = {source: (index, len(items)) for index, (source, items) in enumerate(by_source(report.findings))}
    rows = []
    for item in report.inputs:
        index, count = found.get(item.source, (None, 0))
        name = plain(machine_name(item.source))
        linked = name if index is None else element("a", name, href=f"#file{index}")
        rows.append((linked, say(f"input.{item.status}", options.lang), str(count), plain(item.encoding)))
    return _table("html.scope", ("file", "result", "count", "encoding"), rows, options)


def _table(key: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], options: Options) -> str:
    if not rows:
        return ""
    head = element("tr", *(element("th", say(f"column.{column}", options.lang), scope="col") for column in columns))
    body = (element("tr", *(element("td", cell) for cell in row)) + "\n" for row in rows)
    table = element("table", element("thead", head), element("tbody", *body))
    heading = element("h2", say(key, options.lang))
    return element("section", heading, element("div", table, class_="scroll"), class_="appendix")
