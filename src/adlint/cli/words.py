"""What the commands themselves say; what findings, problems and errors of the core say is in i18n/."""

from __future__ import annotations

from functools import cache

from adlint.errors import AdlintError
from adlint.i18n import read_catalogue


def say(key: str, lang: str = "zh", **facts: object) -> str:
    """The sentence for `key` with the facts put in."""
    return _catalogue(lang)[key].format(**facts)


def sentences_of(error: AdlintError, lang: str) -> tuple[str, str]:
    """What went wrong and what to do next, for an error of ours or of the core."""
    if not error.code.startswith("cli."):
        from adlint.i18n import config_sentences, problem_sentences

        sentences = config_sentences if error.code.startswith("config.") else problem_sentences
        return sentences(error.code, lang, error.facts)
    hint = f"{error.code}.hint"
    return say(error.code, lang, **error.facts), say(hint, lang, **error.facts) if hint in _catalogue(lang) else ""


@cache
def _catalogue(lang: str) -> dict[str, str]:
    return read_catalogue(__file__, lang)
