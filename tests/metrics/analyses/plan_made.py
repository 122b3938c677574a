"""What the tests of a plan share: made figures and schemes, and a plan that is asked for."""

from decimal import Decimal
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from data.store import Query
from metrics.analyses.plan import Plan
from metrics.analyses.plan_asked import PlanAsked
from tests.metrics.analyses import as_a_store
from tests.metrics.analyses.compared_figures import figure

Row = dict[str, Any]


WHOLE = st.integers(min_value=0, max_value=10**12)


TARGET = Decimal("0.65")


MEMBERS = figure("51.03", "2024-12", 60_000, 150_000, batch_ids=["b0"])
ASKED = PlanAsked("51.03", "2024-12", "2025-12", people=2456, pattern="at_once")


def summary(made: Plan) -> Any:
    return made.summary.iloc[0]


def asking(query: Query, figures: list[Row], schemes: list[Row] | None = None) -> Query:
    """Ask the bundled rules through a query, and coverage figures and schemes made for a test."""
    held = as_a_store.frame([figure("51.03", "2024-12", None, None) | row for row in figures])

    def answer(sql: str, **named: Any) -> pd.DataFrame:
        if "from contribution_rule" in sql:
            return query(sql, **named)
        if "from sponsored_cover" in sql:
            filled: Row = {
                "region_code": "51.03", "worker_category": "fishers", "funding_source": "apbd_regency",
                "people": 100, "premium": 16_800, "start_month": "2024-01", "cover_ends": "2025-03", "budget": None,
                "status": "reported", "batch_id": "b1",
            }  # fmt: skip
            rows = [filled | {"scheme": f"S{n}", "fact_row": f"f:{n}"} | row for n, row in enumerate(schemes or [])]
            return pd.DataFrame(rows, columns=[*filled, "scheme", "fact_row"])
        return as_a_store.descriptions(held) if as_a_store.is_of_descriptions(sql) else as_a_store.numbers(held)

    return answer
