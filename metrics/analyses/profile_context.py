"""What else is held of one region: claims of the last year, the offices that serve it, and everything published of it.

Rule: claims are added up by programme over at most twelve months of one series; a programme with a month held back, or
whose money is, has no sum, so that nothing is silently partial. Published figures are given as printed, one row a figure,
and are never added to each other.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query, Scope, measure
from metrics.analyses.comparison import united
from metrics.catalogue import metric
from metrics.parts import HELD_BACK
from metrics.periods import month_after
from metrics.territory import Territory

PROGRAMMES = ("JKK", "JKM", "JHT", "JP", "JKP", "total")
YEAR = 12
CLAIMS = ("claims_", "jkk_claims_", "scholarship_")  # how the indicators of published claims begin

NO_MONEY = mark("Of a month with claims no money was sent: the sum is not known.")
CLAIM_COLUMNS = (
    "region_code", "programme", "since", "until", "months_present", "months_expected", "cases", "amount", "series",
    "status", "suppressed", "reason", "source_ids",
)  # fmt: skip


def claims(query: Query, region: str, as_of: str) -> pd.DataFrame:
    """Give cases and money of claims by programme over the last twelve months held.

    Args:
        query: runs SQL on a store.
        region: its code.
        as_of: month ``YYYY-MM``; the twelve months end with the latest one held within the year before it.

    Returns:
        One row a programme held, in the order of ``PROGRAMMES``, with ``CLAIM_COLUMNS``; cases and rupiah (``amount``)
        whole, null where held back (``suppressed``, with the ``reason``); the ``amount`` is null, with its reason, where a
        month of cases has no money. Of ``months_expected`` months ``months_present`` are held. Empty where no claims are
        held. Figures of an office stand before examples where one of them lies within the year.
    """
    scope = Scope((region,), since=month_after(as_of, 1 - 2 * YEAR), until=as_of)
    held = {name: measure(query, metric(name), scope) for name in ("claim_cases", "claims_paid")}
    held = {name: frame[frame["on_line"] & (frame["period"].str.len() == 7)] for name, frame in held.items()}
    cases = held["claim_cases"]
    recent = cases[cases["month"] > month_after(as_of, -YEAR)]
    if recent.empty:
        return pd.DataFrame(columns=list(CLAIM_COLUMNS), dtype=object)
    # Where two series are held, that of real figures; a sum never joins two.
    series = min(set(recent["series"]), key=lambda name: (name == "demonstration", name))
    until = str(cases.loc[cases["series"] == series, "month"].max())
    since = month_after(until, 1 - YEAR)
    within = {
        name: frame[(frame["series"] == series) & frame["month"].between(since, until)] for name, frame in held.items()
    }
    rows = []
    for programme in PROGRAMMES:
        counted, paid = (frame[frame["segment"] == programme] for frame in within.values())
        if len(counted):
            rows.append(
                {"region_code": region, "programme": programme, "since": since, "until": until, "series": series}
                | _summed(counted, paid)
            )
    frame = pd.DataFrame(rows, columns=list(CLAIM_COLUMNS), dtype=object)
    whole = ("months_present", "months_expected", "cases", "amount")
    return frame.astype(dict.fromkeys(whole, "Int64"))


def offices(query: Query, places: Territory, region: str) -> pd.DataFrame:
    """Give the offices of BPJS Ketenagakerjaan that serve a region, a part of it, or all of it.

    Returns:
        One row an office: ``office_id, name, serves`` (codes), ``certainty`` (``stated``, ``inferred`` or a note), sorted
        by name. An office whose regions are not known serves a part of its Kanwil.
    """
    above = places.place(region).above
    served = query("select office_id, name, kanwil_code, serves, certainty from office order by name, office_id")
    kept = []
    for row in served.to_dict("records"):
        codes = [code for code in str(row["serves"] or "").split(";") if code in places.places]
        whole = [] if codes or pd.isna(row["kanwil_code"]) else [row["kanwil_code"]]
        if any(code in above for code in codes) or any(
            region in (code, *places.place(code).above) for code in [*codes, *whole]
        ):
            kept.append({name: row[name] for name in ("office_id", "name", "certainty")} | {"serves": codes})
    return pd.DataFrame(kept, columns=["office_id", "name", "serves", "certainty"], dtype=object)


def published(query: Query, region: str, as_of: str) -> pd.DataFrame:
    """Give every published figure of a region up to a month, as printed.

    Returns:
        One row a figure: ``region_code, period, indicator, segment, programme, worker_category, value, unit, approx, series,
        base, base_certainty, boundary, status, source_id, note, fact_row``, the latest first, then by indicator and row.
        A bare year counts as its December.
    """
    return query(
        """
        select region_code, period, indicator, segment, programme, worker_category, value, unit, approx, series, base,
            base_certainty, boundary, status, source_id, note, fact_row
        from published_figure
        where region_code = $region and if(length(period) = 4, period || '-12', left(period, 7)) <= $as_of
        order by if(length(period) = 4, period || '-12', period) desc, indicator, fact_row
        """,
        region=region,
        as_of=as_of,
    )


def events(query: Query, places: Territory, region: str, affects: str) -> pd.DataFrame:
    """Give rules and events that affect a kind of figure in a region: its own and those of the regions above it.

    Args:
        query: runs SQL on a store.
        places: all regions.
        region: its code.
        affects: ``membership``, ``contribution``, ``workforce`` or ``boundary``.

    Returns:
        One row an event: ``event_id, month, label_id, label_en, source_id``, by month and event; ``month`` is its first.
    """
    return query(
        """
        select event_id, strftime(start, '%Y-%m') as month, label_id, label_en, source_id from policy_event
        where list_contains($regions, region_code) and list_contains(string_split(affects, ';'), $affects)
        order by start, event_id
        """,
        regions=[region, *places.place(region).above],
        affects=affects,
    )


def of_claims(figures: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of ``published`` that are about claims."""
    return figures[figures["indicator"].str.startswith(CLAIMS)].reset_index(drop=True)


def _summed(counted: pd.DataFrame, paid: pd.DataFrame) -> dict[str, Any]:
    hidden = bool(counted["suppressed"].any() or paid["suppressed"].any())
    both = len(paid) == len(counted) and bool(paid["value"].notna().all())
    return {
        "months_present": int(counted["month"].nunique()),
        "months_expected": YEAR,
        "cases": None if hidden else int(counted["value"].sum()),
        "amount": None if hidden or not both else int(paid["value"].sum()),
        "status": weakest([*counted["status"], *paid["status"]]),
        "suppressed": hidden,
        "reason": HELD_BACK if hidden else None if both else NO_MONEY,
        "source_ids": united(list(ids) for ids in [*counted["source_ids"], *paid["source_ids"]]),
    }
