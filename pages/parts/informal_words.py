"""What the page on the informal sector calls groups of workers, payers and published numbers, and how it gives rows."""

from __future__ import annotations

from typing import Any

from charts import words
from data.standing import SMALL
from i18n import Language, mark

_SHORT_PAYERS = {
    "apbd_province": mark("APBD (province)"),
    "apbd_regency": mark("APBD (regency)"),
    "apbdes": mark("APBDes"),
    "dbh_cht": mark("DBH CHT"),
    "csr": mark("CSR"),
    "sertakan": mark("SERTAKAN"),
}
_WHO = {
    "vulnerable_workers": mark("Vulnerable workers"),
    "adat_workers": mark("Customary and religious workers"),
    "village_officials": mark("Village officials"),
    "non_asn": mark("Non-ASN staff"),
    "workers_covered": mark("Workers covered by the regional budget"),
}
_KINDS = {
    "covered": mark("covered"),
    "covered_plan": mark("planned"),
    "budget_rp": mark("budget"),
    "budget_plan_rp": mark("budget planned"),
    "target": mark("target"),
    "target_per_village": mark("target for each village"),
    "verified": mark("verified"),
    "potential": mark("potential"),
    "uncovered": mark("not covered"),
    "by_apbd": mark("covered"),
}


def short_payer(code: str, say: Language) -> str:
    """Say who pays, as short as a bar has room for."""
    return say(_SHORT_PAYERS[code])


def stated(indicator: str, kind: str, say: Language) -> str:
    """Say what a published number is about: Vulnerable workers, budget."""
    who = indicator.removesuffix(f"_{kind}")
    return say("{who}, {kind}", who=say(_WHO[who]), kind=say(_KINDS[kind]))


def people(value: Any, say: Language) -> str:
    """Print a count of people, or that it is not shown."""
    return say.number(int(value)) if words.is_known(value) else say("not shown")


def is_small(row: Any) -> bool:
    """Say whether a count that an office reported is too small to show."""
    return row is not None and row.status == "reported" and 0 < row.value < SMALL


def rupiah(value: Any, say: Language) -> str:
    """Print an amount; nothing where it is not known."""
    return say.rupiah(int(value)) if words.is_known(value) else ""
