"""Why each region is a peer: what it is most like in, what least, and how far away it is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from charts.banding_findings import in_sentence
from i18n import Language
from metrics.analyses.peers import Peers
from metrics.analyses.structure import Structure
from metrics.territory import Territory
from pages.parts import safe

UNIT_DECIMALS = {"share": 1, "share_per_year": 2}
CELLS = (
    "row", "short_name", "column", "title", "text", "place", "value", "unit", "period", "status", "source_ids", "hover",
)  # fmt: skip


def reasons(found: Peers, others: tuple[str, ...], places: Territory, say: Language) -> list[str]:
    """Say of each region why it is comparable, a Markdown line each, the nearest first.

    Args:
        found: the peers of the region, with the distance of every other region of its level.
        others: codes of the regions that are compared.
        places: all regions.
        say: the reader's language.
    """
    said = []
    candidates = found.candidates[found.candidates["peer_code"].isin(others)]
    for row in candidates.itertuples():
        name = safe.plain(places.place(row.peer_code).short_name)
        if pd.isna(row.distance):
            said.append(say("**{region}** · {reason}", region=name, reason=say(row.reason)))
            continue
        why = found.why[found.why["peer_code"] == row.peer_code]
        near = why.loc[why["difference"].abs().idxmin()]
        far = why.loc[why["difference"].abs().idxmax()]
        said.append(
            say(
                "**{region}** (distance {distance}): alike in {near}; differs in {far}, {far_value}",
                region=name,
                distance=say.number(row.distance, 2),
                near=in_sentence(say(near["title"])),
                far=in_sentence(say(far["title"])),
                far_value=_against(far, say),
            )
        )
    without = sorted(set(others) - set(candidates["peer_code"]))
    nothing = say("no figure of its structure")
    said += [f"**{safe.plain(places.place(code).short_name)}** · {nothing}" for code in without]
    return said


def structure_table(
    found: Peers, held: Structure, others: tuple[str, ...], places: Territory, say: Language
) -> pd.DataFrame:
    """Give the variables of the region and of those it is compared with as cells of a heat table.

    Args:
        found: the peers of the region.
        held: what the regions of its level are like.
        others: codes of the regions that are compared.
        places: all regions.
        say: the reader's language.

    Returns:
        One row a variable and region, the region itself first, the others by distance: row (code), short_name, column, title,
        text, place (1 where it is as the region, 0 where it is farthest of those shown; null for the region itself), value,
        unit, period, status, source_ids, hover.
    """
    why = found.why[found.why["peer_code"].isin(others)]
    farthest = why.groupby("variable")["difference"].apply(lambda each: each.abs().max())
    differences = {(row.peer_code, row.variable): abs(row.difference) for row in why.itertuples()}
    figures = {(row.region_code, row.variable): row for row in held.figures.itertuples()}
    order = [found.region, *(code for code in found.candidates["peer_code"] if code in set(others))]
    compared = found.compared_on[found.compared_on["compared"]]
    cells = [
        _cell(code, variable, figures.get((code, variable.variable)), places, say)
        | {"place": _nearness(differences.get((code, variable.variable)), farthest.get(variable.variable))}
        for variable in compared.itertuples()
        for code in order
    ]
    return pd.DataFrame(cells, columns=list(CELLS))


def _cell(code: str, variable: Any, figure: Any | None, places: Territory, say: Language) -> dict[str, Any]:
    name = places.place(code).short_name
    known = figure is not None and not pd.isna(figure.value)
    text = value_words(figure.value, variable.unit, say) if figure is not None and known else None
    hover = f"<b>{words.name_words(name)}</b><br>{say(variable.title)}: {text or say('no figure yet')}"
    return {
        "row": code,
        "short_name": name,
        "column": variable.variable,
        "title": variable.title,
        "text": text,
        "value": figure.value if figure is not None else None,
        "unit": variable.unit,
        "period": figure.period if figure is not None else None,
        "status": figure.status if figure is not None else None,
        "source_ids": list(figure.source_ids) if figure is not None else [],
        "hover": hover + (f"<br>{period_words(figure.period, say)}" if figure is not None else ""),
    }


def _nearness(difference: float | None, farthest: float | None) -> float | None:
    return None if difference is None or not farthest else 1 - difference / farthest


def value_words(value: float, unit: str, say: Language) -> str:
    """Print a value of the structure in its unit."""
    if unit == "people":
        return say.number(round(value))
    if unit == "rupiah_per_person":
        return say.rupiah(value)
    return say.percent(value, UNIT_DECIMALS[unit])


def period_words(period: str, say: Language) -> str:
    """Say the period of a value; a growth has two."""
    return "–".join(say.short_period(each) for each in period.split("/"))


def _against(row: pd.Series, say: Language) -> str:
    return say(
        "{there} against {here} here",
        there=value_words(row["peer_value"], row["unit"], say),
        here=value_words(row["region_value"], row["unit"], say),
    )
