"""Views of a text for matching: folded one to one, and squeezed with the way back."""

from adlint.normalize.fold import fold
from adlint.normalize.squeeze import Squeezed, seen, squeeze

__all__ = ["Squeezed", "fold", "seen", "squeeze"]
