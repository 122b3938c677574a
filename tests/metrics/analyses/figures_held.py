"""All figures that a store holds for the award, read once, and which of them stands at a month by the written rule."""

from typing import Any

from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metric

METRICS = ("coverage", "active_participants", "vulnerable_covered", "sponsored_workers")


class Held:
    """All that a store holds for the award, read once."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.figures = {name: measure(query, metric(name), Scope()) for name in METRICS}
        self.printed = query("select * from published_figure where region_code is not null").to_dict("records")

    def latest(self, name: str, region: str, segment: str, as_of: str, base: str | None = None) -> Any:
        """Give the figure that stands: the latest real one, else the latest example; None where nothing is held."""
        rows = self.figures[name]
        rows = rows[(rows["region_code"] == region) & (rows["segment"] == segment) & rows["shown"]]
        rows = rows[(rows["month"] <= as_of) & (rows["base"].isna() if base is None else rows["base"] == base)]
        real = rows[rows["status"] != "demonstration"]
        rows = rows if real.empty else real
        return None if rows.empty else rows.loc[rows["month"].idxmax()]
