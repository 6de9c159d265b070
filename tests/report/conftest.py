"""The reports that every format is tried on."""

from __future__ import annotations

import pytest
from report_samples import RULES, everything, nothing

from adlint.finding import Report
from adlint.report import Options


@pytest.fixture
def report() -> Report:
    """Every status, kind of place, problem and nasty character."""
    return everything()


@pytest.fixture
def clean() -> Report:
    """Nothing found, nothing unread."""
    return nothing()


@pytest.fixture
def options() -> Options:
    """As the command line would build them."""
    return Options(version="1.2.3", rules=RULES)
