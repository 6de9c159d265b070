"""Measuring: interleaved rounds of CPU time in this process, and CPU time and peak memory of fresh ones."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

#: Runs a command as its only child and reports on it. Bare and small, because a child starts with its parent's peak.
_WATCHER = """
import json, os, sys
null = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, used = os.wait4(child, 0)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status)]))
"""

IS_POSIX = os.name == "posix"


class Cost(NamedTuple):
    """What a fresh process used."""

    seconds: float  # of CPU
    megabytes: float  # resident, at the peak
    code: int  # exit status


class Row(NamedTuple):
    """One line of a table."""

    what: str
    value: str
    ratio: str = ""


def rounds(tasks: Mapping[str, Callable[[], object]], count: int) -> dict[str, float]:
    """Median CPU seconds of each task; one of each per round, so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()  # caches filled, tables built
    for _ in range(count):
        for name, task in tasks.items():
            began = time.process_time()
            task()
            times[name].append(time.process_time() - began)
    return {name: statistics.median(taken) for name, taken in times.items()}


def fresh(command: Sequence[str]) -> Cost:
    """What the command costs in a process of its own; POSIX only."""
    watched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _WATCHER, *command],
        env=_environment(),
        capture_output=True,
        check=True,
        text=True,
    )
    seconds, peak, code = json.loads(watched.stdout)
    return Cost(seconds, peak / 1024 / (1024 if sys.platform == "darwin" else 1), code)


def fresh_rounds(commands: Mapping[str, Sequence[str]], count: int) -> dict[str, Cost]:
    """Medians over interleaved fresh processes; the first of each only warms the caches."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(count + 1):
        for name, command in commands.items():
            cost = fresh(command)
            if number:
                costs[name].append(cost)
    return {
        name: Cost(
            statistics.median(cost.seconds for cost in taken),
            statistics.median(cost.megabytes for cost in taken),
            taken[-1].code,
        )
        for name, taken in costs.items()
    }


def adlint_command(*arguments: str) -> list[str]:
    """The command line of adlint as installed beside this interpreter, else as a module."""
    script = Path(sys.executable).with_name("adlint")
    start = [sys.executable, str(script)] if script.exists() else [sys.executable, "-m", "adlint"]
    return [*start, *arguments]


def compile_all() -> None:
    """Write the bytecode of adlint, as an installation does; without it a start measures the compiler."""
    import compileall

    import adlint

    compileall.compile_dir(str(Path(adlint.__file__).parent), quiet=2)


def table(title: str, head: tuple[str, str, str], rows: Sequence[Row]) -> str:
    """A Markdown table."""
    lines = [f"### {title}", "", "| " + " | ".join(head) + " |", "|---|---:|---:|"]
    lines += [f"| {row.what} | {row.value} | {row.ratio} |" for row in rows]
    return "\n".join(lines) + "\n"


def put_in_readme(mark: str, text: str) -> None:
    """Write the text between <!-- mark --> and <!-- /mark --> in README.md."""
    page = Path(__file__).resolve().parents[1] / "README.md"
    before, start, rest = page.read_text("utf-8").partition(f"<!-- {mark} -->\n")
    _, end, after = rest.partition(f"<!-- /{mark} -->")
    if not (start and end):
        raise SystemExit(f"README.md has no place for {mark}")
    page.write_bytes(f"{before}{start}\n{text.strip()}\n\n{end}{after}".encode())


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONUTF8": "1"}
