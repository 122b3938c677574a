"""Reads printed words back: sentences by their translation, numbers and dates with Babel's names and signs."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import parse_decimal, parse_number

from charts import words
from metrics._model import STATUSES
from metrics.catalogue import metric

if TYPE_CHECKING:
    from i18n import Language

NUMBER = r"[+−-]?\d[\d.,]*"


def understood(say: Language, msgid: str, text: str, **known: str) -> dict[str, str] | None:
    """Give what stands at the placeholders of a sentence, or None where the text is another sentence.

    Args:
        say: the language that it was said in.
        msgid: the sentence as it stands in the code.
        text: as it stands on the page, without the marks of Markdown.
        known: what must stand at some of the placeholders.
    """
    names = dict.fromkeys(re.findall(r"{(\w+)}", msgid))
    said = say(msgid, **{name: known.get(name, f"\0{name}\0") for name in names}).replace("**", "")
    seen: set[str] = set()
    pattern = ""
    for number, part in enumerate(said.split("\0")):
        if number % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in seen else f"(?P<{part}>.+?)"
            seen.add(part)
    found = re.fullmatch(pattern, text)
    return found.groupdict() if found else None


def decimal(text: str, say: Language) -> Decimal:
    """Read a number with decimals."""
    return Decimal(parse_decimal(text.strip().replace("−", "-"), locale=say.locale, strict=True))


def count(text: str, say: Language) -> int:
    """Read a whole number."""
    return int(parse_number(text.strip().replace("−", "-"), locale=say.locale))


def share(text: str, say: Language) -> Decimal:
    """Read a percentage, in percent."""
    assert text.endswith("%"), text
    return decimal(text.removesuffix("%"), say)


def first_number(text: str, say: Language) -> Decimal:
    """Read the number that a text begins with."""
    found = re.match(NUMBER, text)
    assert found, text
    return decimal(found.group().rstrip(".,"), say)


def when(text: str, say: Language) -> str:
    """Read a date as precisely as it is printed: 2025, 2025-03 or 2025-03-31."""
    months = {
        name.lower().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in say.locale.months["format"][width].items()
    }
    parts = re.findall(r"\w+", re.sub(r"\([^)]*\)", "", text))
    year = next(part for part in parts if re.fullmatch(r"\d{4}", part))
    month = next((months[part.lower()] for part in parts if part.lower() in months), None)
    day = next((int(part) for part in parts if re.fullmatch(r"\d{1,2}", part)), None)
    assert len(parts) == 1 + (month is not None) + (day is not None), text
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def base(text: str, say: Language) -> tuple[str, str, bool]:
    """Read a base: its code, the words for its segment ("" for all), and whether it is said to be inferred."""
    is_inferred = False
    for addition in (say(" (inferred)"), say("{base} (inferred, not stated by the source)", base="")):
        if text.endswith(addition):
            text, is_inferred = text.removesuffix(addition), True
    names = {words.base_words(code, say): code for code in metric("coverage").bases}
    name = max((each for each in names if text.startswith(each)), key=len)
    return names[name], text.removeprefix(name).removeprefix(", "), is_inferred


def status(text: str, say: Language) -> str:
    """Read the status of a figure, in front of the parts of a sum."""
    names = {words.status_name(code, say): code for code in STATUSES}
    return names[max((each for each in names if text.startswith(each)), key=len)]


def agrees(printed: Decimal, value: float) -> bool:
    """Return whether a printed number is the value, within half of its last digit."""
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(Decimal(repr(value)) - printed) <= Decimal(1).scaleb(exponent) / 2 + Decimal("1e-9")
