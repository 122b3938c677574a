"""Reads months the way people write them; never a bare year, and never a number that only a spreadsheet understands."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from data.loading.body import Body
from data.loading.headings import normalised
from data.loading.model import Column, Fault, Objects
from i18n import mark

_NAMES = (
    "januari january jan",
    "februari pebruari february feb",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu agt ags aug",
    "september sep sept",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
_YEARS = range(1990, 2101)
_NAMED = r"(?:(?P<day>[0-9]{1,2}) )?(?P<name>[a-z]+)\.?[ -](?P<year>[0-9]{4})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2})(?:[ t]00:00:00(?:\.0+)?)?)?",
        r"(?P<month>[0-9]{1,2})[/-](?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})[/-](?P<month>[0-9]{1,2})[/-](?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})",
        _NAMED,
    )
)
_FAULT = Fault(mark("is a month"), mark("Write it as 2025-03 or Maret 2025."))


def read_months(column: Column, body: Body) -> Objects:
    """Read a column of months, each as ``YYYY-MM``; what is none is reported."""
    return body.read_each(column, lambda value: month_of(value) or _FAULT)


def month_of(value: Any) -> str | None:
    """Give the month of a date, a text or a number such as 202503, as ``YYYY-MM``; None when it is none."""
    if isinstance(value, date):
        return f"{value:%Y-%m}" if value.year in _YEARS else None
    if isinstance(value, (int, float)):
        value = str(int(value)) if float(value).is_integer() else ""
    if not isinstance(value, str):
        return None
    text = " ".join(value.casefold().split())
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _month(found.groupdict())
    return None


def months_in(text: str) -> set[str]:
    """Give the months that a title names, such as "Cakupan per 31 Desember 2023"."""
    found = re.finditer(_NAMED, normalised(text))
    return {month for month in (_month(match.groupdict()) for match in found) if month}


def _month(parts: dict[str, str | None]) -> str | None:
    number = MONTHS.get(str(parts["name"]), 0) if "name" in parts else int(str(parts["month"]))
    try:
        day = date(int(str(parts["year"])), number, int(parts.get("day") or 1))
    except ValueError:
        return None
    return f"{day:%Y-%m}" if day.year in _YEARS else None
