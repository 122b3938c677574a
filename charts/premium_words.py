"""The premiums that a plan can be made with, in words: segment, programmes and class of risk."""

from __future__ import annotations

from i18n import Language, mark

PREMIUMS = {
    "BPU:JKK+JKM": mark("BPU: JKK+JKM, smallest package"),
    "BPU:JKK+JKM+JHT": mark("BPU: JKK+JKM+JHT"),
    "PU:JKK+JKM:very_low": mark("PU: JKK+JKM, very low risk"),
    "PU:JKK+JKM:low": mark("PU: JKK+JKM, low risk"),
    "PU:JKK+JKM:medium": mark("PU: JKK+JKM, medium risk"),
    "PU:JKK+JKM:high": mark("PU: JKK+JKM, high risk"),
    "PU:JKK+JKM:very_high": mark("PU: JKK+JKM, very high risk"),
}


def premium_words(code: str, say: Language) -> str:
    """Name a premium; a code that has no words here stays as it is."""
    return say(PREMIUMS[code]) if code in PREMIUMS else code
