"""Every figure made of what offices send, against an oracle that knows their tables and the cards, and none of the SQL."""

import pandas as pd
import pytest

from data.home import FACTS
from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metrics
from tests.metrics.oracle import Facts
from tests.metrics.oracle_cards import CARDS, FIGURE, Oracle

KEYED = ["region_code", "period", "segment", "series", "boundary"]
NUMBERS = ["numerator", "denominator", "value", "parts_present", "parts_expected"]


def comparable(figures: pd.DataFrame) -> pd.DataFrame:
    """Give figures as one row each in an order of their own, with what is absent written alike."""
    found = figures[FIGURE].copy()
    found[NUMBERS] = found[NUMBERS].astype("float64").fillna(-1.0e99)
    words = [name for name in FIGURE if name not in (*NUMBERS, "suppressed")]
    found[words] = found[words].astype(object).where(found[words].notna(), "")
    found["suppressed"] = found["suppressed"].astype(bool)
    return found.sort_values([*KEYED, "value"], ignore_index=True)


@pytest.fixture(scope="module")
def by_card(demonstration_query: Query) -> Oracle:
    return Oracle(demonstration_query, Facts(FACTS))


@pytest.mark.parametrize("name", CARDS)
def test_every_figure_is_what_its_card_says_and_no_other(
    name: str, by_card: Oracle, demonstration_query: Query
) -> None:
    figures = measure(demonstration_query, metrics()[name], Scope())
    pd.testing.assert_frame_equal(comparable(figures), comparable(by_card.figures(name)), rtol=1e-14, atol=0)
    made = figures[figures["status"] == "demonstration"]
    assert made.empty == (name == "non_asn_covered")  # the demonstration set has no schemes for non-ASN staff
    assert set(made["series"]) <= {"demonstration"}
    assert {tuple(sources) for sources in made["source_ids"]} <= {("demo",)}
    assert not figures["suppressed"].any()  # only what offices sent is ever held back
