"""Which of very many regions are drawn: the one looked at, those like it, the highest and the lowest. Tables hold them all."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from metrics._model import Query
from metrics.analyses.peers import peers
from metrics.territory import Territory

DRAWN = 40  # regions up to which all are drawn: more than any province has regencies
MAPPED = 100  # tiles up to which a map can be read: more than the 83 regencies of a Kanwil
ENDS = 12  # the highest drawn of more than that, and the lowest


def near(query: Query, places: Territory, region: str, regions: Iterable[str]) -> tuple[str, ...]:
    """Give the region looked at and its peers, as far as they are among some regions; nothing where it is none of them."""
    among = set(regions)
    if region not in among:
        return ()
    return (region, *(code for code in peers(query, places, region).codes if code in among))


def shortlist(figures: pd.DataFrame, kept: Iterable[str], *, by: str = "value", most: int = DRAWN) -> pd.DataFrame:
    """Leave of very many regions those to keep, the ``ENDS`` highest and the ``ENDS`` lowest.

    Args:
        figures: one row a region with ``region_code``.
        kept: codes of regions that stay in any case, such as those of `near`.
        by: column of numbers; a region without one is neither high nor low, of two alike the smaller code is taken first.
        most: regions up to which all of them stay.

    Returns:
        Rows of ``figures`` in their order.
    """
    if len(figures) <= most:
        return figures
    places = pd.DataFrame(
        {"value": figures[by].astype(float).to_numpy(), "region_code": figures["region_code"].to_numpy()}
    )
    order = places.dropna(subset="value").sort_values(["value", "region_code"], ascending=[False, True]).index
    ends = places.index.isin([*order[:ENDS], *order[-ENDS:]])
    return figures[ends | figures["region_code"].isin(list(kept)).to_numpy()]
