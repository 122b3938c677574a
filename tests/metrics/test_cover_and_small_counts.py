"""Sponsored cover, small counts and errors of what a few offices sent, worked by hand."""

import pytest

from data.home import FACTS
from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metric
from metrics.parts import HELD_BACK
from tests.metrics.office_sent import BALI, BARAT_DAYA, held, value
from tests.metrics.oracle import Facts


def test_sponsored_cover_is_zero_after_a_scheme_ends_and_a_place_that_never_sent_has_no_row(office: Query) -> None:
    months = ("2025-09", "2025-10", "2025-12", "2026-01", "2026-02", "2026-03")
    covered = [value(office, "sponsored_workers", "52.01", month) for month in months]
    assert covered == [None, 140, 140, 0, 25, 0]  # before the first scheme nothing is known; 500 pay themselves
    assert measure(office, metric("sponsored_workers"), Scope(("52.02",))).empty  # only people who pay themselves
    assert measure(office, metric("sponsored_workers"), Scope(("52.03", "52"))).empty  # never sent, and the sum of it
    zero = held(office, "sponsored_workers", "52.01", "2026-03", "total")
    assert (zero["status"], len(zero["batch_ids"]), len(zero["fact_rows"])) == ("reported", 2, 0)


def test_the_cost_is_of_those_whose_premium_is_known(office: Query) -> None:
    cost = held(office, "sponsored_cost", "52.01", "2025-10", "total")
    assert (cost["numerator"], cost["denominator"], cost["value"]) == (100 * 16_800, 100, 16_800)
    assert value(office, "sponsored_cost", "52.01", "2025-10", "farmers") is None
    assert value(office, "sponsored_cost", "52.01", "2026-01") is None  # nobody is covered


def test_the_mix_of_payers_is_by_people(office: Query) -> None:
    assert value(office, "funding_mix", "52.01", "2025-11", "apbd_regency") == 100 / 140
    assert value(office, "funding_mix", "52.01", "2025-11", "csr") == 40 / 140
    assert value(office, "funding_mix", "52.01", "2025-11", "own") is None
    assert value(office, "funding_mix", "52.01", "2026-02", "dbh_cht") == 1


@pytest.mark.parametrize(
    ("month", "one", "three", "six", "twelve"),
    [
        ("2025-10", 0, 140, 140, 140),  # to December it is the last of three months
        ("2025-12", 140, 140, 140, 140),  # this month included
        ("2026-01", 0, 0, 0, 0),  # over; they leave the active count at the end of March
        ("2026-02", 25, 25, 25, 25),
        ("2026-03", 0, 0, 0, 0),
    ],
)
def test_cover_expires_within_a_span_that_holds_its_last_month(
    month: str, one: int, three: int, six: int, twelve: int, office: Query
) -> None:
    spans = [value(office, "cover_expiring", "52.01", month, span) for span in ("1m", "3m", "6m", "12m")]
    assert spans == [one, three, six, twelve]


def test_a_province_counts_a_place_without_a_running_scheme_as_nobody(office: Query) -> None:
    every = len(BARAT_DAYA)
    june, july = (held(office, "sponsored_workers", "96", month, "total") for month in ("2025-06", "2025-07"))
    assert (june["value"], june["parts_present"], june["parts_expected"]) == (10 * every + 8, every, every)
    assert july["value"] == 8  # only the non-ASN staff of one regency are still covered
    assert value(office, "cover_expiring", "96", "2025-06", "1m") == 10 * every
    staff = held(office, "non_asn_covered", "96", "2025-07", "non_asn")
    assert (staff["value"], staff["status"]) == (8, "summed")
    assert value(office, "non_asn_covered", "96", "2026-01", "non_asn") is None


def test_small_claims_are_held_back_with_a_second_cell_and_the_totals_stay(office: Query) -> None:
    # 3 is small; 63 - 40 - 20 would give it back, so 20 goes; 12 - 9 would, so 9 goes; and 8 beside it, for 28 - 8.
    hidden = [("51.01", "JKK"), ("51.01", "JKM"), ("51.02", "JKK"), ("51.02", "JKM")]
    for name, one in (("claim_cases", 1), ("claims_paid", 1_000_000)):
        found = measure(office, metric(name), Scope(("51", *BALI), since="2026-01", until="2026-01"))
        held_back = found[found["suppressed"]]
        assert list(zip(held_back["region_code"], held_back["segment"], strict=True)) == hidden
        assert held_back[["numerator", "value"]].isna().all(axis=None)
        assert set(held_back["reason"]) == {HELD_BACK}
        assert found.loc[~found["suppressed"], "reason"].isna().all()
        shown = found[~found["suppressed"]].set_index(["region_code", "segment"])["value"]
        assert [shown["51.01", "total"], shown["51.02", "total"]] == [63 * one, 87 * one]
        assert [shown["51", "JKK"], shown["51", "JKM"]] == [12 * one, (28 + 7 * 30) * one]
        assert [shown["51.01", "JHT"], shown["51.03", "JKM"]] == [40 * one, 30 * one]


def test_claims_of_a_province_need_all_its_regencies_of_the_month(office: Query) -> None:
    january = held(office, "claim_cases", "51", "2026-01", "total")
    assert (january["value"], january["parts_present"]) == (63 + 87 + 7 * 80, 9)
    assert held(office, "claim_cases", "51", "2026-02", "total") is None  # the ninth sent nothing: not zero
    assert held(office, "claim_cases", "51", "2026-02", "JKK") is None


def test_small_groups_of_covered_people_are_held_back_in_people_cost_and_mix(office: Query) -> None:
    workers, cost = (
        measure(office, metric(name), Scope(("51.05",), since="2026-02", until="2026-02")).set_index("segment")
        for name in ("sponsored_workers", "sponsored_cost")
    )
    assert workers["suppressed"].to_dict() == {"farmers": True, "fishers": True, "total": False, "village_staff": False}
    assert (workers.loc["total", "value"], workers.loc["village_staff", "value"]) == (113, 60)
    assert cost["suppressed"].to_dict() == workers["suppressed"].to_dict()
    assert cost.loc[["farmers", "fishers"], ["numerator", "denominator", "value"]].isna().all(axis=None)
    mix = measure(office, metric("funding_mix"), Scope(("51.05",), since="2026-02", until="2026-02")).set_index(
        "segment"
    )
    assert mix["suppressed"].to_dict() == {"apbd_regency": True, "apbdes": False, "csr": True}
    assert mix.loc["apbdes", "value"] == 60 / 113
    assert mix.loc[["apbd_regency", "csr"], ["numerator", "value"]].isna().all(axis=None)
    assert set(mix.loc[["apbd_regency", "csr"], "reason"]) == {HELD_BACK}


@pytest.mark.parametrize(
    ("month", "hidden", "seen"),
    [
        # In August 3 of the second regency end; the third, the first other one, is hidden with it, and 53 - 30 tell none.
        ("2025-08", {1, 2}, {"96": 3 + 20 + 30}),
        # In September nothing of it is paid any more; the 2 of the fifth regency begin in October.
        ("2025-09", set(), {"96": 0}),
        # In October nobody else ends with November: one month back the province has none of it, so it is held back as well.
        ("2025-10", {4, "96"}, {}),
    ],
)
def test_a_small_scheme_that_ends_is_held_back_with_another_regency_or_else_with_its_province(
    month: str, hidden: set[int | str], seen: dict[str, int], office: Query
) -> None:
    for span in ("3m", "6m"):
        found = measure(
            office, metric("cover_expiring"), Scope(("96", *BARAT_DAYA), segment=span, since=month, until=month)
        )
        found = found.set_index("region_code")
        held_back = found[found["suppressed"]]
        assert set(held_back.index) == {BARAT_DAYA[place] if isinstance(place, int) else place for place in hidden}
        assert held_back[["numerator", "value"]].isna().all(axis=None)
        assert set(held_back["reason"]) <= {HELD_BACK}
        expected = dict(seen)
        if span == "6m" and month != "2025-10":  # the 8 that are paid to December end within six months
            expected["96"] += 8
        assert found.loc[list(seen), "value"].to_dict() == expected


def test_no_more_is_held_back_of_the_total_of_a_month(office: Query) -> None:
    held_back = [held(office, "sponsored_workers", code, "2025-08", "total")["value"] for code in BARAT_DAYA[:4]]
    assert held_back == [8, 3, 20, 30]


def test_the_error_that_an_office_loads_is_that_of_its_base_and_no_other(office: Query) -> None:
    loaded = held(office, "coverage", "53.01", "2026-01", "total", base="ucj")
    assert (loaded["numerator"], loaded["denominator"], loaded["value"]) == (60_000, 150_000, 0.4)
    assert (loaded["error"], loaded["error_from"]) == (0.03, "loaded")
    # 60,000 / (150,000 × (1 ± 1.96 × 0.03))
    assert (round(loaded["low"], 3), round(loaded["high"], 3)) == (0.378, 0.425)
    assert loaded["low"] == pytest.approx(0.4 / 1.05879892, rel=1e-8)
    assert loaded["high"] == pytest.approx(0.4 / 0.94120108, rel=1e-8)
    sakernas = held(office, "coverage", "53.01", "2026-01", "total", base="bps")
    assert (sakernas["error"], sakernas["error_from"]) == (0.02, "loaded")


def test_where_none_was_loaded_it_is_assumed_on_sakernas_bases_and_not_known_on_others(office: Query) -> None:
    unknown = held(office, "coverage", "53.02", "2026-01", "total", base="ucj")
    assert unknown["value"] == 0.4
    assert unknown[["low", "high", "error", "error_from"]].isna().all()
    of_facts = {(row["base"], row["level"]): float(row["error"]) for row in Facts(FACTS).rows("base_errors")}
    for base, segment, of in (
        ("bps", "total", "bps"),
        ("bps_formal", "PU", "bps_formal"),
        ("bps_pu_bpu", "total", "bps"),
    ):
        figure = held(office, "coverage", "53.02", "2026-01", segment, base=base)
        assert (figure["error"], figure["error_from"]) == (of_facts[of, "regency"], "assumed")
        assert figure["low"] == pytest.approx(figure["value"] / (1 + 1.959963985 * figure["error"]), rel=1e-9)
        assert figure["high"] == pytest.approx(figure["value"] / (1 - 1.959963985 * figure["error"]), rel=1e-9)
    # Of the formal workers no error was loaded: that of all workers is not theirs.
    formal = held(office, "formal_coverage", "53.01", "2026-01", "PU")
    assert (formal["value"], formal["error"], formal["error_from"]) == (0.6, 0.074, "assumed")
    assert of_facts["bps_formal", "regency"] == 0.074


def test_a_reader_may_assume_an_error_in_place_of_an_assumed_or_unknown_one_and_never_of_a_loaded_one(
    office: Query,
) -> None:
    asked = {("53.01", "ucj"): (0.03, "loaded"), ("53.02", "ucj"): (0.05, "reader"), ("53.01", "bps"): (0.02, "loaded"),
             ("53.02", "bps"): (0.05, "reader")}  # fmt: skip
    for (region, base), expected in asked.items():
        figure = held(office, "coverage", region, "2026-01", "total", base=base, error=0.05)
        assert (figure["error"], figure["error_from"]) == expected
        assert figure["low"] == pytest.approx(figure["value"] / (1 + 1.959963985 * expected[0]), rel=1e-9)
    count = held(office, "registered_participants", "51.01", "2026-01", "total", error=0.05)
    assert count[["low", "high", "error", "error_from"]].isna().all()
