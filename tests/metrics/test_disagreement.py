"""Contradictions: of a source with itself (a conflict), and between sources (they differ). Listed, never mended."""

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.home import FACTS
from data.store import Query
from metrics._model import Metric, Scope, measure
from metrics.catalogue import metric, metrics
from metrics.disagreement import conflicts, differing
from tests.metrics import oracle_rules
from tests.metrics.oracle import Facts, Figure, month_of
from tests.metrics.test_oracle import ORACLES


def test_the_conflicts_are_bali_in_march_2025_and_papua_barat_informal_in_june_2024(query: Query) -> None:
    found = conflicts(query)
    keys = ["metric", "region_code", "period", "base", "segment"]
    assert found[keys].to_numpy().tolist() == [
        ["coverage", "92", "2024-06", "unstated", "informal"],
        ["coverage", "51", "2025-03", "ucj", "total"],
    ]
    assert found["difference"].tolist() == [
        0.65 - 97_212 / 153_131,  # printed 65, parts 63.48
        0.5088 - 935_079 / 1_873_899,  # printed 50.88, parts 49.90
    ]


def test_the_oracle_finds_the_same_conflicts(query: Query) -> None:
    shares = [f for name in ("coverage", "informal_share") for f in ORACLES[name](Facts(FACTS)) if f["conflict"]]
    found = conflicts(query)
    assert set(zip(found["region_code"], found["period"], found["base"], found["segment"], strict=True)) == {
        (f["region_code"], f["period"], f["base"], f["segment"]) for f in shares
    }


def test_ntb_in_june_2025_is_said_differently_by_two_sources_and_is_no_conflict(query: Query) -> None:
    ntb = differing(query)
    ntb = ntb[(ntb["metric"] == "coverage") & (ntb["region_code"] == "52") & (ntb["base"] == "ucj")]
    assert ntb["printed"].tolist() == [0.307, 0.32]  # the one shown stands first
    assert ntb["shown"].tolist() == [True, False]
    assert not ntb["conflict"].fillna(False).any()
    assert len({tuple(sources) for sources in ntb["source_ids"]}) == 2


def test_everything_that_sources_say_differently_of_one_place_and_month_is_listed_and_nothing_else(
    query: Query,
) -> None:
    said: dict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for name, by_rule in ORACLES.items():
        for f in by_rule(Facts(FACTS)):
            if f["series"] != "registered":
                key = (name, f["region_code"], f["base"], f["segment"], f["boundary"], month_of(f["period"]))
                said[key].append(f)
    allowed = {
        "coverage": Fraction(1, 2000),
        "informal_share": Fraction(1, 2000),
    }  # half a tenth of a point; people: none
    expected = {
        key: len(figures)
        for key, figures in said.items()
        if max(f["value"] for f in figures) - min(f["value"] for f in figures) > allowed.get(str(key[0]), 0)
        and len({frozenset(f["sources"]) for f in figures}) > 1
    }
    found = differing(query).groupby(["metric", "region_code", "base", "segment", "boundary", "month"], dropna=False)
    listed = {tuple(None if pd.isna(part) else part for part in key): size for key, size in found.size().items()}
    assert listed == expected


def test_only_what_sources_print_can_be_contradicted_by_them() -> None:
    assert {name for name, card in metrics().items() if card.printed} == {*ORACLES, "non_asn_covered"}


ROW = st.tuples(
    st.integers(min_value=0, max_value=3),  # decimals printed
    st.integers(min_value=1, max_value=2_000_000),  # denominator
    st.integers(min_value=0, max_value=10**6),  # numerator, in millionths of the denominator
    st.integers(min_value=-3, max_value=3),  # how far the print is off, in thirds of its own last digit
    st.booleans(),  # a part is rounded in print
)


def _printed(decimals: int, above: int, below: int, off: int) -> str:
    unit = Fraction(1, 10**decimals)
    rounded = round((Fraction(100 * above, below) + unit * off / 3) / unit) * unit
    return f"{max(float(rounded), 0.0):.{decimals}f}"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(ROW, min_size=1, max_size=40))
def test_a_conflict_is_beyond_a_tenth_of_a_point_and_half_the_last_digit_with_no_part_rounded(
    rows: list[tuple[int, int, int, int, bool]], query: Query
) -> None:
    cases = []
    for decimals, below, millionths, off, rounded in rows:
        above = below * millionths // 10**6
        cases.append((_printed(decimals, above, below, off), above, below, rounded))
    found = measure(query, _made_up(cases), Scope()).set_index("region_code")["conflict"]
    for number, (printed, above, below, rounded) in enumerate(cases):
        assert bool(found[f"{number:04}"]) == oracle_rules.conflicts(printed, (above, below), rounded=rounded), cases[
            number
        ]


@pytest.mark.parametrize(
    ("printed", "above", "below", "rounded", "conflict"),
    [
        ("50.1", 500, 1000, False, False),  # 0.1 point apart: not beyond it
        ("50.11", 500, 1000, False, True),  # 0.11
        ("50", 505, 1000, False, False),  # half of the last digit, 0.5 point
        ("50", 506, 1000, False, True),  # 0.6 point
        ("50", 600, 1000, True, False),  # a part is rounded in print: nothing is proved
        ("50.88", 935_079, 1_873_899, False, True),  # Bali
    ],
)
def test_the_limits_of_a_conflict(
    printed: str, above: int, below: int, rounded: bool, conflict: bool, query: Query
) -> None:
    found = measure(query, _made_up([(printed, above, below, rounded)]), Scope())
    assert found["conflict"].tolist() == [conflict]


def _made_up(cases: list[tuple[str, int, int, bool]]) -> Metric:
    """Give a metric of printed shares and their parts, each under a region code of its own."""
    values = ", ".join(
        f"('{number:04}', {printed}, {len(printed.partition('.')[2])}, {above}, {below}, {rounded})"
        for number, (printed, above, below, rounded) in enumerate(cases)
    )
    sql = f"""
        select code as region_code, '2025-03' as period, '2025-03' as month, 'ucj' as base, 'stated' as base_certainty,
            'total' as segment, 'ucj_report' as series, null as boundary, null as weights, above::bigint as numerator,
            below::bigint as denominator, '2025-03' as denominator_period, round(printed / 100, 8) as printed,
            round(power(10, -decimals) / 100, 8) as printed_step, false as approx, rounded as parts_approx,
            null as recomputed_from, 'published' as status, 'published' as numerator_status,
            'published' as denominator_status, null::bigint as parts_present, null::bigint as parts_expected,
            null::double as error, null::varchar as error_from, false as suppressed,
            null as reason, ['a-source'] as source_ids, ['file:1'] as fact_rows, []::varchar[] as batch_ids,
            true as shown, true as on_line, null::varchar as superseded_in
        from (values {values}) made_up (code, printed, decimals, above, below, rounded)
    """
    return replace(metric("coverage"), sql=sql)
