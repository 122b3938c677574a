"""Awkward figures, one place each, and what every metric and every analysis answers: never a guess, never a crash."""

import math
from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from benchmarks.questions import QUESTIONS
from data.standing import STATUSES
from data.store import Query, build, open_store
from metrics._model import COLUMNS, EXTRA, NOTHING, RATIOS, Scope, measure
from metrics.catalogue import metrics
from metrics.territory import Territory
from tests.data.office_rows import members, workforce
from tests.metrics.analyses.made_lines import months
from tests.metrics.generated import plain
from tests.metrics.office_sent import SIZES, send
from tests.published_only import switch_demonstration_off

EVERY_METRIC = pytest.mark.parametrize("name", list(metrics()))
EVERY_ANALYSIS = pytest.mark.parametrize("question", QUESTIONS)

MONTHS = months("2023-11", 25)  # to November 2025
ONE_MONTH, NO_BASE, NOUGHT, ABOVE_ONE, FALLING = "51.01", "51.02", "51.03", "51.04", "51.05"
LATE_BORN = [f"94.0{number}" for number in range(1, 9)]  # the regencies of Papua Tengah, province since July 2022
HALVES = months("2022-01", 12)
SEGMENTS = ("PU", "BPU", "JAKON")


def sent() -> dict[str, list[dict[str, Any]]]:
    """Give what the offices of these places send: everything, but for what makes each of them awkward."""
    lines = {
        ONE_MONTH: {MONTHS[-1]: 100},
        NO_BASE: dict.fromkeys(MONTHS, 100),
        NOUGHT: dict.fromkeys(MONTHS, 0),
        ABOVE_ONE: dict.fromkeys(MONTHS, 400),  # three segments over 1,000 people
        FALLING: {month: 300 - 10 * number for number, month in enumerate(MONTHS)},
    } | {code: dict.fromkeys(HALVES, 100) for code in LATE_BORN}
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("membership", "office_workforce", "contribution", "arrears", "employer", "claim")
    }
    for region, line in lines.items():
        for month, count in line.items():
            tables["membership"] += members(
                region, month, dict.fromkeys(SEGMENTS, count), registered=2 * count, new=count, reactivated=count,
                exits=count, active_year_ago=count, still_active=count,
            )  # fmt: skip
            if region != NO_BASE:
                of = 0 if region == NOUGHT else 1_000
                tables["office_workforce"] += [
                    workforce(region, month, of),
                    workforce(region, month, of, "bps") | {"formal": of // 2, "informal": of // 2},
                ]
            place = {"region_code": region, "month": month}
            tables["contribution"] += [
                place
                | {"segment": name, "programme": "JKK", "due": 2 * count, "received": count, "received_on_time": count}
                for name in SEGMENTS
            ]
            tables["arrears"] += [place | {"segment": name, "age": "0-3", "amount": count} for name in SEGMENTS]
            tables["employer"] += [
                place | dict.fromkeys(("registered", "active", "pwbd", "pds_workers", "pds_wages", "pds_programmes"), count)
                | {"size": size, "prosecutor_cases": count, "recovered": count}
                for size in SIZES
            ]  # fmt: skip
            tables["claim"] += [place | {"programme": "JKK", "cases": count, "amount": count}]
    return tables


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Ask a store of these places and the bundled facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(tmp_path_factory.mktemp("awkward")))
        switch_demonstration_off()
        send(sent())
        build()
        store = open_store()
    yield store.query
    store.close()


KEPT = {
    "region", "region_part", "base", "base_error", "source", "office", "boundary_part", "contribution_rule",
    "jp_wage_ceiling", "target", "policy_event", "region_group", "adjacency", "award_gate", "paritrana_edition",
    "scorecard_lombok_timur_2025", "indicator", "sampling_error_reference",
}  # fmt: skip  # what is known before any figure is


@pytest.fixture(scope="module")
def empty(query: Query) -> Iterator[Query]:
    """Ask a store with all its tables, and no figure in any of them."""
    connection = duckdb.connect()
    for name in query("select table_name from duckdb_tables()")["table_name"]:
        rows = query(f'from "{name}"')
        connection.register("rows", rows)
        kinds = query(f'select column_name, column_type from (describe "{name}")').itertuples(index=False)
        columns = ", ".join(f'"{column}" {kind}' for column, kind in kinds)
        connection.execute(f'create table "{name}" ({columns})')
        if name in KEPT:
            connection.execute(f'insert into "{name}" select * from rows')
        connection.unregister("rows")
    yield lambda sql, **parameters: connection.execute(sql, parameters).df()
    connection.close()


def of_office(query: Query, name: str, region: str) -> pd.DataFrame:
    found = measure(query, metrics()[name], Scope((region,)))
    return found[found["series"] == "office"]


def holds(figures: pd.DataFrame, unit: str) -> None:
    """Hold what is true of any figure: a number or a reason, a share of its own parts, one of the known statuses."""
    assert set(figures["status"]) <= set(STATUSES)
    known = figures["value"].notna()
    assert figures.loc[~known, "reason"].notna().all()
    assert np.isfinite(figures.loc[known, "value"].astype(float)).all()
    divided = figures[known & figures["denominator"].notna()]
    assert unit in RATIOS or divided.empty
    shares = divided["numerator"].astype(float) / divided["denominator"].astype(float)
    assert divided["value"].astype(float).tolist() == pytest.approx(shares.tolist(), rel=1e-14)


@EVERY_METRIC
def test_an_empty_store_gives_no_figure_of_any_metric_and_all_columns(name: str, empty: Query) -> None:
    found = measure(empty, metrics()[name], Scope())
    assert (tuple(found.columns), len(found)) == ((*COLUMNS, *EXTRA), 0)


# Of one month alone: nothing that is counted from another month.
NEEDS_MORE_MONTHS = {"member_growth", "recovery", "net_additions", "churn", "contribution_growth"}
NOT_SENT_HERE = {"sponsored_workers", "sponsored_cost", "funding_mix", "cover_expiring", "non_asn_covered",
                 "vulnerable_covered", "informal_share", "population"}  # fmt: skip


@EVERY_METRIC
def test_one_month_gives_its_own_figures_and_none_that_needs_another(name: str, awkward: Query) -> None:
    found = of_office(awkward, name, ONE_MONTH)
    holds(found, metrics()[name].unit)
    assert set(found["month"]) <= {MONTHS[-1]}
    if name not in NEEDS_MORE_MONTHS | NOT_SENT_HERE:
        assert len(found) > 0
    elif name in NEEDS_MORE_MONTHS:
        assert found["value"].notna().sum() == 0


@EVERY_METRIC
def test_without_a_workforce_there_are_members_and_no_share_of_it(name: str, awkward: Query) -> None:
    found = of_office(awkward, name, NO_BASE)
    holds(found, metrics()[name].unit)
    if metrics()[name].bases and name != "informal_share":
        assert found.empty
    elif name not in NOT_SENT_HERE | {"recovery"}:
        assert len(found) > 0


@EVERY_METRIC
def test_over_nought_there_is_no_share_but_a_reason_and_a_count_of_nobody_is_zero(name: str, awkward: Query) -> None:
    found = of_office(awkward, name, NOUGHT)
    holds(found, metrics()[name].unit)
    if metrics()[name].unit in RATIOS and name != "completeness":
        assert found["value"].isna().all()
        assert set(found["reason"]) <= {NOTHING}
    elif name != "completeness":
        assert (found["value"] == 0).all()


@EVERY_METRIC
def test_a_share_above_one_is_not_clipped(name: str, awkward: Query) -> None:
    found = of_office(awkward, name, ABOVE_ONE)
    holds(found, metrics()[name].unit)
    # All three segments over the thousand people of either base; of 500 formal or informal ones 400 of one segment.
    by_hand = {
        ("coverage", "ucj"): 1_200 / 1_000, ("coverage", "bps"): 1_200 / 1_000, ("coverage", "bps_pu_bpu"): 800 / 1_000,
        ("formal_coverage", "bps_formal"): 400 / 500, ("informal_coverage", "bps_informal"): 400 / 500,
    }  # fmt: skip
    card = metrics()[name]
    for base in card.bases:
        now = found[(found["base"] == base) & (found["month"] == MONTHS[-1])]
        now = now[now["segment"] == card.headline_segment(base)]
        if (name, base) in by_hand:
            assert now["value"].tolist() == [by_hand[name, base]]


@EVERY_METRIC
def test_a_falling_line_grows_below_zero(name: str, awkward: Query) -> None:
    found = of_office(awkward, name, FALLING)
    holds(found, metrics()[name].unit)
    last = found[(found["month"] == MONTHS[-1]) & (found["segment"] == "total")]
    by_hand = {
        "net_additions": -30,  # three segments, ten fewer in each
        "member_growth": 60 / 180 - 1,  # of November 2024: 300 - 10 x 12
        # 12 months to November 2025: 60 to 170, in steps of 10; those before 180 to 290.
        "contribution_growth": sum(range(60, 180, 10)) / sum(range(180, 300, 10)) - 1,
    }
    if name in by_hand:
        assert last["value"].tolist() == pytest.approx([by_hand[name]])
        assert last["value"].iloc[0] < 0


@EVERY_METRIC
def test_a_province_born_in_2022_has_nothing_from_before_and_its_regencies_have(name: str, awkward: Query) -> None:
    whole, part = (of_office(awkward, name, code) for code in ("94", LATE_BORN[0]))
    holds(whole, metrics()[name].unit)
    assert (whole["month"] >= "2022-07").all()
    if len(part) and name not in NEEDS_MORE_MONTHS:
        assert part["month"].min() < "2022-07"
        assert len(whole) > 0


def checked(found: Any, at: str = "") -> Iterator[str]:
    """Name every number in a plain answer that is not one, and every status that does not exist."""
    if isinstance(found, dict):
        for name, value in found.items():
            is_status = name == "status" and isinstance(value, str)
            yield from [f"{at}.status is {value}"] if is_status and value not in STATUSES else []
            yield from checked(value, f"{at}.{name}")
    elif isinstance(found, list):
        for number, value in enumerate(found):
            yield from checked(value, f"{at}[{number}]")
    elif isinstance(found, float) and not math.isfinite(found):
        yield f"{at} is {found}"


@EVERY_ANALYSIS
def test_every_analysis_of_an_empty_store_answers_without_a_figure(
    question: str, empty: Query, places: Territory
) -> None:
    for region in ("51", "94", "KW-BANUSPA"):
        found = plain(QUESTIONS[question](empty, places, region))
        assert list(checked(found)) == []
        assert not set(figures_in(found))


def figures_in(found: Any) -> Iterator[float]:
    """Give the values of an answer: what stands under ``value``, ``share`` or ``people``."""
    if isinstance(found, dict):
        for name, value in found.items():
            if name in ("value", "share", "people", "current") and isinstance(value, int | float):
                yield value
            else:
                yield from figures_in(value)
    elif isinstance(found, list):
        for value in found:
            yield from figures_in(value)


@EVERY_ANALYSIS
def test_every_analysis_of_awkward_places_gives_numbers_or_reasons(
    question: str, awkward: Query, places: Territory
) -> None:
    for region in ("51", "94"):
        assert list(checked(plain(QUESTIONS[question](awkward, places, region)))) == []
