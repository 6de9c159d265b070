"""Written waivers: adlint-waivers.toml, which a reviewer can sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from adlint.globs import anchored, is_matched, normal_path
from adlint.record import NamedTuple

if TYPE_CHECKING:
    from datetime import date


class Waiver(NamedTuple):
    """One entry of adlint-waivers.toml; without `text` it is for whole files."""

    rule: str  # id, prefix or name; several with commas
    path: str  # as written
    reason: str = ""
    text: str = ""
    by: str = ""
    until: date | None = None  # the last day
    name: str = ""  # of the file it stands in
    line: int = 0
    where: str = ""  # the path, absolute
    glob: str = ""  # the same if it is a glob

    def is_for(self, path: str) -> bool:
        """True if it speaks of the file at this normal path, or of a folder above it."""
        if path == self.where or path.startswith(f"{self.where}/"):
            return True
        return bool(self.glob) and is_matched(path, (self.glob,))


def load_waivers(path: str) -> tuple[Waiver, ...]:
    """The waivers written in a file. Raises Misconfigured, with file and line, where one may not be so."""
    from datetime import date
    from pathlib import Path

    import msgspec

    from adlint.toml_reader import read_toml

    file = read_toml(Path(path))
    texts = [(key, str, "") for key in ("rule", "path", "text", "reason", "by")]
    entry = msgspec.defstruct("WaiverEntry", [*texts, ("until", date, date.max)], forbid_unknown_fields=True)
    whole = msgspec.defstruct("WaiversFile", [("waiver", list[dict[str, Any]], [])], forbid_unknown_fields=True)
    file.check(file.values, whole)
    waivers = []
    for number, values in enumerate(file.values.get("waiver", [])):
        at = ("waiver", number)
        file.check(values, entry, at)
        for key in ("rule", "path"):
            if not values.get(key):
                raise file.refuse(at, "config.missing-key", key=key)
        where, glob = normal_path(values["path"], file.folder), ""
        if re.search(r"[*?\[]", values["path"]):
            try:
                glob = anchored(file.folder, values["path"])
            except ValueError as error:
                facts = {"value": values["path"], "allowed": "文案/**、*.docx", "suggestion": ""}
                raise file.refuse((*at, "path"), "config.bad-value", **facts) from error
        until = msgspec.convert(values["until"], date) if "until" in values else None
        line = file.line_of(*at)
        waivers.append(Waiver(**{**values, "until": until}, name=file.name, line=line, where=where, glob=glob))
    return tuple(waivers)
