"""The baseline: findings that were there when it was made are KNOWN, so that only new ones block.

An entry is a path, a rule, a hash of the words and how often: no line numbers, no dates, no copy, sorted and one to a
line, so that merges stay quiet.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from errno import ENOENT
from typing import TYPE_CHECKING, Any

from adlint.errors import Misconfigured
from adlint.finding import Finding, Report, Status
from adlint.globs import normal_path
from adlint.record import NamedTuple
from adlint.text import MASK, mask_all

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "adlint.baseline/1"

#: Where `adlint baseline create` puts it unless told otherwise.
FILE_NAME = ".adlint-baseline.json"

#: Path from the baseline's folder, rule id, fingerprint of the words.
Key = tuple[str, str, str]


class Baseline(NamedTuple):
    """How many findings of each kind are known; paths start at `folder`."""

    counts: Mapping[Key, int]
    folder: str


def load_baseline(path: Path | str) -> Baseline:
    """The baseline in a file. Raises Misconfigured (config.missing-file, config.bad-baseline)."""
    from pathlib import Path

    path = Path(path)
    try:
        if not path.is_file():  # a pipe would keep us waiting
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        detail = (error.strerror if isinstance(error, OSError) else "") or ""
        raise Misconfigured("config.missing-file", name=str(path), detail=detail) from error
    try:
        return Baseline(_counts_of(json.loads(data)), os.path.dirname(os.path.abspath(path)))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Misconfigured("config.bad-baseline", name=str(path), detail=str(error)) from error


def mark_known(findings: Sequence[Finding], baseline: Baseline) -> list[Finding]:
    """The findings of one input; open ones are KNOWN, of those with equal words as many as the baseline has."""
    left: Counter[Key] = Counter()
    marked = []
    for finding in findings:
        key = _key_of(finding, baseline.folder) if _is_counted(finding) else None
        if key and left[key] < baseline.counts.get(key, 0):
            left[key] += 1
            finding = finding._replace(status=Status.KNOWN)
        marked.append(finding)
    return marked


def baseline_of(reports: Iterable[Report], folder: str | Path) -> Baseline:
    """The baseline that knows all findings of the reports but waived ones; paths start at the folder."""
    base = os.path.abspath(folder)
    return Baseline(Counter(_keys_of(reports, base)), base)


def prune(baseline: Baseline, reports: Iterable[Report]) -> Baseline:
    """The baseline without what is gone: from files that were checked, and files that no longer exist.

    Entries of files that were not checked, or not wholly, stay.
    """
    reports = tuple(reports)
    seen = Counter(_keys_of(reports, baseline.folder))
    cut = {item.source for report in reports for item in report.problems}  # the list of findings, for one
    inputs = [item for report in reports for item in report.inputs if item.status == "scanned"]
    checked = {_path_of(item.source, baseline.folder) for item in inputs if item.source not in cut}
    counts: dict[Key, int] = {}
    for key, count in baseline.counts.items():
        if key[0] in checked:
            count = min(count, seen[key])
        elif MASK not in key[0] and not os.path.exists(os.path.join(baseline.folder, key[0])):
            count = 0
        if count:
            counts[key] = count
    return baseline._replace(counts=counts)


def write_baseline(path: Path, baseline: Baseline) -> None:
    """The file with the baseline in it; whatever happens, it is the old one or the whole new one. Raises OSError."""
    import tempfile  # slow to import, like pathlib, and rarely needed
    from pathlib import Path

    entries = [
        json.dumps({"path": where, "rule": rule, "hash": words, "count": count}, ensure_ascii=False)
        for (where, rule, words), count in sorted(baseline.counts.items())
    ]
    lines = ",\n".join(f"    {entry}" for entry in entries)
    text = f'{{\n  "schema": "{SCHEMA}",\n  "entries": [{lines and chr(10) + lines + chr(10) + "  "}]\n}}\n'
    # A file name need not be text; what is not stays a JSON escape.
    text = re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _counts_of(data: Any) -> dict[Key, int]:
    """The entries of a file; ValueError, TypeError or KeyError where it is no baseline."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise ValueError(f"no {SCHEMA}")
    counts: dict[Key, int] = {}
    for entry in data["entries"]:
        key, count = (entry["path"], entry["rule"], entry["hash"]), entry["count"]
        if not all(isinstance(part, str) for part in key) or type(count) is not int or count < 1:
            raise ValueError(f"entry {len(counts) + 1}")
        counts[key] = max(count, counts.get(key, 0))  # a merge may leave a line twice
    return counts


def _keys_of(reports: Iterable[Report], folder: str) -> Iterator[Key]:
    return (_key_of(finding, folder) for report in reports for finding in report.findings if _is_counted(finding))


def _key_of(finding: Finding, folder: str) -> Key:
    return _path_of(finding.source, folder), finding.rule_id, finding.fingerprint


def _path_of(source: str, folder: str) -> str:
    """The source's path from the folder on, with /; a number in a file name is starred out like any other."""
    path, base = normal_path(source), normal_path(folder)
    with suppress(ValueError):  # on another drive
        path = os.path.relpath(path, base).replace(os.sep, "/")
    return mask_all(path)


def _is_counted(finding: Finding) -> bool:
    """True for findings about copy that nobody lets stand; a faulty exemption is to be mended, not remembered."""
    return finding.status is not Status.WAIVED and finding.category != "housekeeping"
