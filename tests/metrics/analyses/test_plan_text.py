"""The text of a plan in a link: it is read back as it was, stays the same, and nonsense is refused in a sentence."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics.analyses.contribution_rules import SOURCES
from metrics.analyses.plan_asked import SEGMENTS, PlanAsked, PlanInvalid, read, written
from tests.metrics.analyses.plan_made import ASKED, TARGET, WHOLE, Row

untimed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# The text of a link

SHARES = st.decimals(min_value=Decimal("0.0001"), max_value=1, places=4)


def parts_of(names: tuple[str, ...]) -> Any:
    """Draw shares of some names that add up to 1."""
    weights = st.dictionaries(st.sampled_from(names), st.integers(1, 9), min_size=2, max_size=4)

    def whole(drawn_weights: dict[str, int]) -> tuple[tuple[str, Decimal], ...]:
        tenths = [Decimal(weight) / 100 for weight in drawn_weights.values()]
        tenths[-1] = 1 - sum(tenths[:-1], Decimal(0))
        return tuple(zip(drawn_weights, tenths, strict=True))

    return weights.map(whole)


MONEY = st.dictionaries(st.sampled_from(SOURCES), st.integers(2, 10**12).map(Decimal), min_size=1).map(
    lambda amounts: tuple(amounts.items())
)


PLANS = st.builds(
    PlanAsked,
    region=st.sampled_from(["51", "51.03", "KW-BANUSPA", "ID"]),
    as_of=st.sampled_from(["2023-01", "2025-12"]),
    deadline=st.sampled_from(["2025-12", "2026-06", "2045-12"]),
    target=SHARES,
    premium=st.sampled_from(["BPU:JKK+JKM", "BPU:JKK+JKM+JHT", "PU:JKK+JKM:low", "JAKON:JKM:wage component known"]),
    condition=st.none() | st.text(min_size=1, max_size=30),
    income=st.none() | st.integers(1, 10**9),
    payer=st.sampled_from(SOURCES),
    funds=st.just(()) | MONEY | parts_of(SOURCES),
    budget=st.none() | WHOLE,
    lapse=st.none() | st.decimals(min_value=0, max_value=Decimal("0.5"), places=3),
    growth=st.decimals(min_value=Decimal("-0.5"), max_value=Decimal("0.5"), places=4),
    base=st.sampled_from(["ucj", "bps", "bps_pu_bpu", "potential"]),
    pattern=st.sampled_from(["even", "at_once"]),
    mix=st.just(()) | parts_of(SEGMENTS),
)


@untimed
@given(PLANS, st.none() | st.integers(1, 10**6))
def test_a_plan_is_read_back_from_its_text(asked: PlanAsked, people: int | None) -> None:
    asked = asked if people is None else replace(asked, target=None, people=people)
    text = written(asked)
    assert read(text) == asked
    assert written(read(text)) == text
    assert text.isascii() and " " not in text and "&" not in text and "#" not in text


def test_the_text_of_a_plan_stays_the_same() -> None:
    asked = PlanAsked("51.03", "2025-03", "2026-12", target=Decimal("0.650"), funds=(("own", Decimal("0.40")),
                      ("csr", Decimal("0.6"))), condition="transport workers", lapse=Decimal("0.01"))  # fmt: skip
    assert written(asked) == (
        "plan1;region=51.03;as_of=2025-03;deadline=2026-12;target=0.65;condition=transport%20workers;"
        "funds=own:0.4,csr:0.6;lapse=0.01"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "begins with plan1"),
        ("plan2;region=51", "begins with plan1"),
        ("plan1", "needs: region, as_of, deadline"),
        ("plan1;region=51;region=52", "once at most"),
        ("plan1;colour=red", "once at most"),
        ("plan1;region", "name=value"),
        ("plan1;target=many", "is not a number"),
        ("plan1;target=NaN", "is not a number"),
        ("plan1;target=1e99", "is not a number"),
        ("plan1;people=1.5", "not a whole number"),
        ("plan1;funds=csr", "is not a number"),
    ],
)
def test_a_text_that_is_no_plan_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(PlanInvalid, match=words):
        read(text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deadline": "2024-11"}, "has passed"),
        ({"deadline": "2060-01"}, "at most 300"),
        ({"deadline": "2025"}, "written as 2025-03"),
        ({"people": None}, "either a target share or a number"),
        ({"target": TARGET}, "either a target share or a number"),
        ({"people": 0}, "whole number from 1"),
        ({"people": None, "target": Decimal(0)}, "above 0 up to 1"),
        ({"people": None, "target": Decimal("1.01")}, "above 0 up to 1"),
        ({"people": None, "target": Decimal("0.1234567890123")}, "above 0 up to 1"),
        ({"lapse": Decimal("0.6")}, "from 0 to 0.5"),
        ({"growth": Decimal("NaN")}, "from -0.5 to 0.5"),
        ({"budget": -1}, "budget is rupiah"),
        ({"income": 0}, "above 0"),
        ({"premium": "BPU"}, "SEGMENT:PROGRAMMES"),
        ({"premium": "BPU:JKK+JKK"}, "SEGMENT:PROGRAMMES"),
        ({"premium": "BPU:JKK+JKP"}, "SEGMENT:PROGRAMMES"),
        ({"premium": "PU:JKK:"}, "SEGMENT:PROGRAMMES"),
        ({"payer": "me"}, "no payer 'me'"),
        ({"base": "unstated"}, "one of the bases"),
        ({"pattern": "late"}, "one of even, at_once"),
        ({"funds": (("csr", Decimal("0.5")),)}, "add up to 1"),
        ({"funds": (("csr", Decimal("0.5")), ("own", Decimal(500)))}, "add up to 1"),
        ({"funds": (("csr", Decimal("1.5")), ("own", Decimal("-0.5")))}, "add up to 1"),
        ({"funds": (("bank", Decimal(1)),)}, "source of funds is one of"),
        ({"funds": (("csr", Decimal("0.5")), ("csr", Decimal("0.5")))}, "each once"),
        ({"mix": (("BPU", Decimal("0.5")),)}, "mix add up to 1"),
        ({"mix": (("ASN", Decimal(1)),)}, "mix names segments"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(change: Row, words: str) -> None:
    with pytest.raises(PlanInvalid, match=words):
        replace(ASKED, **change)
