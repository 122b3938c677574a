"""A plan as a text: read back as it was written for any plan, refused exactly where a written rule is broken."""

import contextlib
from dataclasses import fields
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.analyses.plan_asked import (
    PATTERNS,
    PROGRAMMES,
    SEGMENTS,
    PlanAsked,
    PlanInvalid,
    read,
    share,
    shares,
    written,
)
from metrics.catalogue import metric

PAYERS = ("apbd_province", "apbd_regency", "apbdes", "dbh_cht", "csr", "sertakan", "own")
BASES = tuple(base for base in metric("coverage").bases if base not in ("unstated", "plan"))
DEFAULTS = {field.name: field.default for field in fields(PlanAsked)}


def decimals(least: str, most: str, places: int = 4) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(least), Decimal(most), allow_nan=False, allow_infinity=False, places=places)


def months(first: int, last: int) -> st.SearchStrategy[str]:
    return st.integers(first * 12, last * 12 + 11).map(lambda number: f"{number // 12:04}-{number % 12 + 1:02}")


@st.composite
def parts_of_one(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[tuple[str, Decimal], ...]:
    """Draw names with shares that add up to exactly 1."""
    chosen = draw(st.permutations(names))[: draw(st.integers(1, len(names)))]
    weights = [draw(st.integers(1, 9)) for _ in chosen]
    left = 1000 - sum(weights) + weights[-1]
    return tuple(zip(chosen, [*(Decimal(w) / 1000 for w in weights[:-1]), Decimal(left) / 1000], strict=True))


@st.composite
def plans(draw: st.DrawFn) -> PlanAsked:
    """Draw a plan that can be meant."""
    segment = draw(st.sampled_from(SEGMENTS))
    programmes = "+".join(sorted(draw(st.sets(st.sampled_from(PROGRAMMES), min_size=1))))
    of_target = draw(st.booleans())
    funds = draw(
        st.one_of(
            st.just(()),
            parts_of_one(PAYERS),
            st.permutations(PAYERS).flatmap(
                lambda names: st.lists(st.integers(2, 10**12), min_size=1, max_size=4).map(
                    lambda amounts: tuple(zip(names, map(Decimal, amounts), strict=False))
                )
            ),
        )
    )
    return PlanAsked(
        region=draw(st.sampled_from(["51.03", "51", "KW-BANUSPA", "ID"])),
        as_of=draw(months(2023, 2026)),
        deadline=draw(months(2027, 2029)),
        target=draw(decimals("0.0001", "1")) if of_target else None,
        people=None if of_target else draw(st.integers(1, 10**9)),
        premium=f"{segment}:{programmes}" + draw(st.sampled_from(["", ":low", ":very_high"])),
        condition=draw(
            st.none() | st.sampled_from(["transport workers", "labour-intensive industry, 50 or more workers"])
        ),
        income=draw(st.none() | st.integers(1, 10**9)),
        payer=draw(st.sampled_from([*PAYERS, "employer"])),
        funds=funds,
        budget=draw(st.none() | st.integers(1, 10**14)),
        lapse=draw(st.none() | decimals("0", "0.5")),
        growth=draw(decimals("-0.5", "0.5")),
        base=draw(st.sampled_from(BASES)),
        pattern=draw(st.sampled_from(PATTERNS)),
        mix=draw(st.just(()) | parts_of_one(SEGMENTS)),
    )


def plain(value: Any) -> str:
    """Write a value by hand: numbers without an exponent or idle zeros, named shares as name:number."""
    if isinstance(value, tuple):
        return ",".join(f"{name}:{plain(number)}" for name, number in value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
    return str(value)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_is_read_back_from_its_text_which_names_only_what_is_not_by_default(asked: PlanAsked) -> None:
    text = written(asked)
    assert read(text) == asked and written(read(text)) == text
    version, *named = text.split(";")
    told = [tuple(each.split("=", 1)) for each in named]
    expected = [
        (field.name, plain(getattr(asked, field.name)))
        for field in fields(PlanAsked)
        if getattr(asked, field.name) != DEFAULTS[field.name]
    ]
    assert version == "plan1"
    assert [(name, unquote(value)) for name, value in told] == expected


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_a_text_with_a_sign_changed_is_refused_or_is_another_plan_that_is_read_back(
    asked: PlanAsked, data: st.DataObject
) -> None:
    text = written(asked)
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from(["", ";", "=", ":", ",", "0", "9", ".", "-", "e", "%", "%20", "٣", "\n", "nan"]))
    changed = text[:place] + sign + text[place + 1 :]
    with contextlib.suppress(PlanInvalid):
        found = read(changed)
        assert read(written(found)) == found


WRONG: dict[str, st.SearchStrategy[Any]] = {
    "target": decimals("1.0001", "9") | decimals("-3", "0"),
    "lapse": decimals("0.5001", "2") | decimals("-1", "-0.0001"),
    "growth": decimals("0.5001", "2") | decimals("-2", "-0.5001"),
    "deadline": months(2019, 2022),
    "as_of": st.sampled_from(["2025", "2025-13", "2025-1", "25-01", ""]),
    "people": st.integers(-5, 0),
    "payer": st.sampled_from(["", "nobody", "APBD"]),
    "pattern": st.sampled_from(["", "odd"]),
    "base": st.sampled_from(["", "UCJ", "all"]),
    "premium": st.sampled_from(["BPU", "BPU:", "XX:JKK", "BPU:JKX", "BPU:JKK+JKK+X", ":JKK"]),
    "mix": st.sampled_from([(("PU", Decimal("0.5")),), (("XX", Decimal(1)),), (("PU", Decimal(1)), ("BPU", Decimal("0.25")))]),
    "funds": st.sampled_from([
        (("csr", Decimal("0.5")),), (("csr", Decimal("0.5")), ("own", Decimal("0.6"))), (("nobody", Decimal(1)),),
        (("csr", Decimal("0.5")), ("own", Decimal(5_000))), (("csr", Decimal(-1)), ("own", Decimal(2))),
    ]),
    "budget": st.integers(-9, -1), "income": st.integers(-9, -1),
}  # fmt: skip


RIGHT: dict[str, Any] = {"region": "51.03", "as_of": "2025-03", "deadline": "2026-12", "target": Decimal("0.65")}


@pytest.mark.parametrize("name", WRONG)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_plan_with_one_wrong_value_is_refused_with_one_sentence(name: str, data: st.DataObject) -> None:
    values = RIGHT | ({"target": None} if name == "people" else {}) | {name: data.draw(WRONG[name])}
    with pytest.raises(PlanInvalid, match=r"^[A-Z].*[.]$"):
        PlanAsked(**values)


@pytest.mark.parametrize("both", [{"people": 5}, {"target": None}])
def test_a_plan_has_either_a_share_or_people_to_reach(both: dict[str, Any]) -> None:
    with pytest.raises(PlanInvalid, match="either"):
        PlanAsked(**RIGHT | both)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 12), st.booleans())
def test_a_number_of_at_most_twelve_decimals_is_read_exactly(digits: int, places: int, negative: bool) -> None:
    text = f"{'-' if negative else ''}{Decimal(digits).scaleb(-places):f}"
    found = share(text)
    assert found == Decimal(text)
    assert shares(f"csr:{text}") == (("csr", Decimal(text)),)


@pytest.mark.parametrize(
    "text", ["", "1e3", "0,5", "٣", " 1", "1 ", "nan", "inf", "1_000", "0.1234567890123", "+", "--1"]
)
def test_what_is_no_plain_number_is_no_share(text: str) -> None:
    with pytest.raises(PlanInvalid):
        share(text)
