"""Net additions and who has not sent, against pandas on made lines, on the demonstration set, and on offices drawn by lot."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.store import Query, build, open_store
from i18n import language
from metrics._model import NOT_SENT
from metrics.analyses.standing_words import net_additions, standing
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from metrics.territory import Territory
from tests.data.office_rows import members
from tests.metrics.analyses.made_lines import months
from tests.metrics.office_sent import BALI, send
from tests.published_only import switch_demonstration_off

MONTHS = months("2026-01", 4)
SENT_IN_EACH = {"2026-01": 7, "2026-02": 9, "2026-03": 5, "2026-04": 3}  # regencies of Bali
SOME = "Only {} of {} regencies and cities sent this for one month, and their sum needs all of them."


@pytest.mark.parametrize("seed", range(30))
def test_net_additions_of_a_made_line_are_those_of_pandas(seed: int) -> None:
    dice = np.random.default_rng([4, seed])
    line = pd.DataFrame({"month": months("2024-01", 24), "numerator": dice.integers(1_000, 9_000, 24)})
    line = line[dice.random(24) < dice.random()].assign(approx=lambda f: dice.random(len(f)) < 0.2)
    line["numerator"] = line["numerator"].astype("Int64").mask(dice.random(len(line)) < 0.2)
    at = pd.PeriodIndex(line["month"], freq="M").astype("int64")
    exact = pd.Series(line["numerator"].to_numpy(dtype=float, na_value=np.nan), index=at).mask(
        line["approx"].to_numpy()
    )
    expected = None
    if len(exact) and not np.isnan(exact.iloc[-1]):
        within = exact[(exact.index >= exact.index[-1] - 12) & (exact.index <= exact.index[-1] - 3)].dropna()
        if len(within):
            expected = (exact.iloc[-1] - within.iloc[0]) / (exact.index[-1] - within.index[0])
    found = net_additions(line)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found[0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("as_of", ["2020-05", "2023-09", "2025-11"])
def test_actual_net_additions_of_regencies_are_those_of_the_rows_that_offices_sent(
    as_of: str, demonstration_query: Query, places: Territory
) -> None:
    rows = demonstration_query("select * from membership where segment in ('PU', 'BPU', 'JAKON')")
    people = demonstration_query("select region_code, month from office_workforce where base = 'ucj' and total > 0")
    counted = rows.groupby(["region_code", "month"])["active"].agg(["sum", "count"]).reset_index()
    counted = counted[counted["count"] == 3].merge(people)  # a share needs all three and a workforce of the month
    compared = 0
    for region in sorted(set(counted["region_code"]))[::7]:
        found = standing(demonstration_query, places, region, as_of, "ucj")
        if found.figure is None or found.figure.series != "demonstration":
            continue
        line = counted[(counted["region_code"] == region) & (counted["month"] <= as_of)].sort_values("month")
        at = pd.PeriodIndex(line["month"], freq="M").astype("int64")
        held = pd.Series(line["sum"].astype(float).to_numpy(), index=at)
        start = held[(held.index >= held.index[-1] - 12) & (held.index <= held.index[-1] - 3)]
        expected = (held.iloc[-1] - start.iloc[0]) / (held.index[-1] - start.index[0])
        assert found.actual == pytest.approx(expected, rel=1e-12), region
        compared += 1
    assert compared >= 8


def drawn() -> dict[str, list[str]]:
    """Draw the regencies of Bali that send in each month."""
    dice = random.Random(20_261_130)
    return {month: dice.sample(BALI, count) for month, count in SENT_IN_EACH.items()}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Ask a store in which some regencies of Bali, and one of NTB, sent members; and none sent anything else."""
    rows: list[dict[str, Any]] = [
        row
        for month, codes in drawn().items()
        for code in codes
        for row in members(code, month, {"PU": 10, "BPU": 20, "JAKON": 30}, registered=90)
    ]
    rows += members("52.01", "2026-03", {"PU": 10, "BPU": 20}, registered=40)  # without construction: no total
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(tmp_path_factory.mktemp("lacking")))
        switch_demonstration_off()
        send({"membership": rows})
        build()
        store = open_store()
    yield store.query
    store.close()


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("region", ["51", "52", "KW-BANUSPA", "ID"])
def test_a_whole_counts_the_regencies_of_the_month_that_most_of_them_sent(
    region: str, month: str, sent: Query, places: Territory
) -> None:
    inside = [code for code, place in places.places.items() if "." in code and region in place.above]
    by_month = Counter(at for at, codes in drawn().items() if at <= month for code in codes if code in inside)
    most = max(by_month.values(), default=0)
    expected = NOT_SENT if most in (0, len(inside)) else SOME.format(most, len(inside))
    assert why_lacking(sent, metric("registered_participants"), region, month) == expected
    assert why_lacking(sent, metric("claim_cases"), region, month) == NOT_SENT


def test_seven_of_nine_is_said_in_both_languages_and_makes_no_sum(sent: Query) -> None:
    reason = why_lacking(sent, metric("registered_participants"), "51", "2026-01")
    assert reason == SOME.format(7, 9)
    assert language("id")(reason).startswith("Hanya 7 dari 9 kabupaten/kota")
