"""A region beside its peers, on published and on demonstration figures, and what the command line prints of it."""

import argparse
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from data import store as coverage_store
from data.store import Query
from metrics._model import PRINTED_ONLY, UnknownName
from metrics.analyses import peers as analysis
from metrics.analyses.against_peers import COLUMNS, NOT_ALL, against_peers, people_to
from metrics.analyses.likeness import NO_WEIGHT
from metrics.analyses.peers import peers
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.commands import peers as command
from metrics.panel import NOT_IN_PANEL, NOTHING_COMMON
from metrics.territory import Territory

COVERAGE = metric("coverage")


@pytest.fixture(scope="module")
def with_examples(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Ask a store with the demonstration set, which is on as long as no office has sent anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(tmp_path_factory.mktemp("examples")))
        store = coverage_store.ensure()
        yield store.query
        store.close()


def test_the_demonstration_set_changes_no_peer(query: Query, with_examples: Query, places: Territory) -> None:
    pd.testing.assert_frame_equal(
        peers(query, places, "51.03").candidates, peers(with_examples, places, "51.03").candidates
    )


# Beside its peers


def test_all_peers_together_are_the_sum_of_their_parts_without_the_region(with_examples: Query) -> None:
    others = ["51.71", "51.04", "51.03", "51.02"]
    found = against_peers(with_examples, COVERAGE, "51.03", others, "2025-12", base="ucj")
    assert tuple(found) == COLUMNS
    assert found["role"].tolist() == ["region", "peer", "peer", "peer", "all_peers"]
    assert found["region_code"].tolist()[:4] == ["51.03", "51.71", "51.04", "51.02"]
    region, last, three = found.iloc[0], found.iloc[-1], found.iloc[1:4]
    assert (last["numerator"], last["denominator"]) == (three["numerator"].sum(), three["denominator"].sum())
    assert last["value"] == pytest.approx(last["numerator"] / last["denominator"], rel=1e-15)
    assert last["difference"] == pytest.approx(region["value"] - last["value"], abs=1e-15)
    assert (last["parts_present"], last["parts_expected"], last["status"]) == (3, 3, "demonstration")
    assert (last["word"], last["reason"]) == (None, UNKNOWN_ERROR)


def test_with_an_assumed_error_there_is_a_word(with_examples: Query) -> None:
    found = against_peers(with_examples, COVERAGE, "51.03", ["51.05", "51.07"], "2025-12", base="ucj", error=0.03)
    region, last = found.iloc[0], found.iloc[-1]
    assert (region["error"], region["error_from"]) == (0.03, "reader")
    outside = last["value"] < region["low"] or last["value"] > region["high"]
    assert (last["word"] != "similar") == outside
    assert last["reason"] is None
    huge = against_peers(with_examples, COVERAGE, "51.03", ["51.05", "51.07"], "2025-12", base="ucj", error=0.6).iloc[
        -1
    ]
    assert huge["word"] in ("similar", "worse", "strongly_worse", "better") and huge["reason"] is not None


def test_people_to_the_share_of_others_are_whole_and_never_below_zero() -> None:
    assert people_to(60_000, 150_000, 300_000, 600_000) == 15_000  # half of 150,000 is 75,000
    assert people_to(1, 3, 1, 2) == 1  # 1.5 is two people, one is there
    assert people_to(80_000, 150_000, 300_000, 600_000) == 0
    assert people_to(0, 10**17, 1, 3) == 33_333_333_333_333_334  # doubles would round it


def test_a_peer_with_a_printed_percentage_alone_is_in_no_sum(query: Query) -> None:
    for base in ("ucj", "bps"):
        for month in ("2023-12", "2024-12", "2025-12"):
            found = against_peers(query, COVERAGE, "51", ["52", "53", "94"], month, base=base)
            last, three = found.iloc[-1], found.iloc[1:4]
            whole = three["numerator"].notna() & three["denominator"].notna()
            assert last["parts_present"] == whole.sum()
            assert (three.loc[three["value"].notna() & ~whole, "reason"] == PRINTED_ONLY).all()
            if 0 < whole.sum() < 3 and pd.notna(found.iloc[0]["value"]):
                assert NOT_ALL in last["reason"]


def test_a_month_without_figures_gives_no_comparison(query: Query) -> None:
    found = against_peers(query, COVERAGE, "51.03", ["51.71", "51.04"], "1999-01", base="ucj")
    assert set(found["reason"]) == {NOTHING_COMMON}
    assert found["value"].isna().all() and found["difference"].isna().all()
    assert found["parts_present"].tolist()[-1] == 0


def test_a_region_without_a_figure_is_compared_with_nothing(with_examples: Query) -> None:
    found = against_peers(with_examples, COVERAGE, "11.01", ["51.71", "51.04"], "2025-12", base="ucj")
    assert found.iloc[0]["reason"] == NOT_IN_PANEL
    assert (found.iloc[-1]["reason"], found.iloc[-1]["word"]) == (NOT_IN_PANEL, None)
    assert found["difference"].isna().all() and found["gap_people"].isna().all()


def test_only_a_share_is_compared(query: Query) -> None:
    with pytest.raises(UnknownName):
        against_peers(query, metric("population"), "51.03", ["51.71"], "2025-12")


# The command


@pytest.fixture
def say(query: Query, places: Territory) -> Callable[[str], pd.DataFrame]:
    def run(line: str) -> pd.DataFrame:
        parser = argparse.ArgumentParser()
        parser.add_argument("--region")
        command.arguments(parser)
        return command.answer(parser.parse_args(line.split()), query, places)

    return run


def test_the_command_names_the_peers_of_each_region(say: Callable[[str], pd.DataFrame]) -> None:
    found = say("--region 51.03,ID --count 6")
    assert found["peer"].tolist()[:2] == ["Kota Denpasar", "Kabupaten Gianyar"]
    assert len(found) == 7
    assert found.iloc[-1][["region_code", "peer_code", "reason"]].tolist() == ["ID", None, analysis.NO_LEVEL]
    assert len(say("--region 51.03 --show all")) == 82
    assert len(say("--region 51.03 --show why --count 5")) == 20
    assert len(say("--region 51.03 --show against --count 5")) == 7
    assert set(say("--region 51.03 --show groups")["group_id"]) == {"same-province", "neighbours", "sarbagita"}


def test_a_weight_of_the_reader_is_used(say: Callable[[str], pd.DataFrame]) -> None:
    found = say("--region 51.03 --show variables --weight population=0 --weight informal_share=2").set_index("variable")
    assert found.loc[["population", "informal_share"], "weight"].tolist() == [0.0, 2.0]
    assert found.loc["population", "reason"] == NO_WEIGHT


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("--region 51.03 --count 4", OutOfBounds),
        ("--region 51.03 --weight population=-1", OutOfBounds),
        ("--region 51.03 --weight population", OutOfBounds),
        ("--region 51.03 --weight coverage=1", UnknownName),
        ("--region 51.99", UnknownName),
        ("--region 51.03 --show against --as-of 2025", OutOfBounds),
        ("--region 51.03 --show against --base none", UnknownName),
    ],
)
def test_a_value_that_means_nothing_is_refused(
    line: str, wrong: type[Exception], say: Callable[[str], pd.DataFrame]
) -> None:
    with pytest.raises(wrong):
        say(line)
