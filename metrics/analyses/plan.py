"""A costed plan: how many people a month, how many rupiah from whom, and what a budget buys.

Starting from the latest coverage figure with people, a plan says whom to cover until the deadline so that the target share
is reached while the base grows. Cover that a third party pays for and that ends before the deadline is renewed first: it
only keeps the figure where it is. A person enrolled is paid for from that month to the deadline, at the premium of each
month by the dated rules (PP 44/2015, PP 49/2020, PP 50/2025); members who lapse are made up for by further people.
Rules: "Required net", "Required gross" and "Budget" of the project's statistics notes; "Lapse" of its contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import mark
from metrics._model import Query, Scope, leading, measure, months_between
from metrics.analyses.pace import required_gross, required_net
from metrics.analyses.plan_arithmetic import grown, people_aimed_at, shared_out, spread
from metrics.analyses.plan_asked import PlanAsked, written
from metrics.analyses.plan_budget import bought, worth_of
from metrics.analyses.plan_money import Prices, cost_of, ending_cover, money_of
from metrics.analyses.sponsored import WITHHELD, counted_in, small_counts, sponsored_cover
from metrics.analyses.target import NO_FIGURE, OLD_BOUNDARY, OLD_FIGURE, SHARE_ONLY
from metrics.catalogue import metric
from metrics.periods import is_old, month_after
from metrics.territory import Territory

SEGMENT_NOT_COUNTED = mark("People of this segment are not counted on this base.")
LATER_SHARE = mark("A later percentage is printed without people: the plan starts from the latest figure with both.")
COVER_LEFT_SINCE = mark(
    "Sponsored cover has left the active count since the figure that the plan starts from: it may be lower now."
)
COVER_NOT_COUNTED = mark(
    "Sponsored cover is taken as BPU, since no file names its segment: this base counts PU only, so none of it ends here."
)
OTHER_PREMIUM = mark("The premium asked for is of another segment: no rupiah for this one.")

SUMMARY = (
    "region_code", "base", "segment", "series", "boundary", "period", "numerator", "denominator", "value", "as_of",
    "deadline", "months", "denominator_at_deadline", "target", "people_net", "people_gross", "required_net_per_month",
    "required_gross_per_month", "ending_people", "leaving_people", "rupiah_new", "rupiah_renewal", "rupiah",
    "unfunded_rupiah", "budget", "budget_renewed_people", "budget_new_people", "budget_remainder", "budget_months",
    "budget_months_remainder", "value_without", "value_with", "moved_points", "premium_confidence", "figure_status",
    "figure_source_ids", "people_status", "gross_status", "status", "reason", "source_ids", "batch_ids", "plan",
)  # fmt: skip
MONTHS = (
    "region_code", "base", "month", "segment", "people_net", "people_gross", "people_paid", "rupiah", "status", "reason"
)  # fmt: skip
MONEY = ("region_code", "month", "source", "purpose", "people", "premium", "rupiah", "status", "reason", "source_ids")
RENEWALS = (
    "region_code", "scheme", "worker_category", "funding_source", "people", "cover_ends", "leaves_active_count",
    "leaves_before_deadline", "months", "rupiah_each", "rupiah", "status", "reason", "batch_ids",
)  # fmt: skip
WORTH = ("region_code", "months", "people", "rupiah", "remainder", "points", "status", "reason")

Row = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """A costed plan.

    Args:
        asked: what it was made from.
        summary: one row, columns ``SUMMARY``. ``people_net`` beside renewals; ``value_without`` is the share at the
            deadline when nothing is renewed or added, ``value_with`` with what the budget buys, renewals first,
            ``moved_points`` their difference. ``budget_months`` is for how long the budget covers all people of the plan;
            ``figure_status`` and ``figure_source_ids`` are of the coverage figure that it starts from alone;
            ``people_status`` is of the net need and of the shares reached, which follow from that figure, ``gross_status``
            of the gross need, and ``status`` of whatever cover that ends has a part in, all rupiah together among it.
        months: a row a month and segment, columns ``MONTHS``: people to enrol in the month, net and gross, people paid
            for, and rupiah; without renewals.
        money: a row a month, source and purpose (``new``, ``renewal``), columns ``MONEY``; people and premium are null
            where sources give amounts. The source ``unfunded`` is what none of them has.
        renewals: a row a scheme that ends, columns ``RENEWALS``, in the order in which they are renewed. Small reported
            counts are withheld here and in ``money``.
        worth: what the budget buys for some lengths of cover, columns ``WORTH``; empty without a budget.
        notes: what a reader must know beside the figures.
    """

    asked: PlanAsked
    summary: pd.DataFrame
    months: pd.DataFrame
    money: pd.DataFrame
    renewals: pd.DataFrame
    worth: pd.DataFrame
    notes: tuple[str, ...]


def plan(query: Query, places: Territory, asked: PlanAsked) -> Plan:
    """Make a plan.

    Args:
        query: runs SQL on a store.
        places: all regions.
        asked: what is planned.

    Returns:
        The plan; each status ``estimated``, or ``demonstration`` where its start or cover that ends is. Without a figure to
        start from it has one row of summary with the reason, and nothing else. Rupiah are null, with the reason, where no
        premium is known.

    Raises:
        UnknownName: when the region does not exist.
    """
    places.place(asked.region)
    figure, reason, notes = _start(query, asked)
    if figure is None:
        row = _asked_row(asked) | {"reason": reason}
        empty = [_frame([], columns) for columns in (MONTHS, MONEY, RENEWALS, WORTH)]
        return Plan(asked, _frame([row], SUMMARY), empty[0], empty[1], empty[2], empty[3], ())
    months = months_of(asked)
    prices = Prices(query, asked)
    held = sponsored_cover(query, places, asked.region)
    if figure["segment"] not in ("total", "BPU"):
        # People who never were in the numerator cannot leave it, and renewing their cover does not move the share.
        notes += [COVER_NOT_COUNTED] if len(held) else []
        held = held.iloc[:0]
    cover = ending_cover(held, asked, months, prices)
    lapsed = counted_in(held, figure["month"]) & (held["leaves_active_count"] <= asked.as_of)
    if (lapsed & (held["renewed_people"] < held["people"])).any():
        notes.append(COVER_LEFT_SINCE)
    by_figure = weakest(["estimated", figure["status"]])
    status = weakest([by_figure, *cover["status"]])
    # Who lapses are the members whose own cover does not end: with a rate the need depends on it.
    gross = weakest([by_figure, *cover.loc[cover["leaves_before_deadline"], "status"]]) if asked.lapse else by_figure
    need = _need(figure, asked, int(cover.loc[cover["leaves_before_deadline"], "people"].sum()))
    by_segment = _by_segment(need, asked, len(months))
    money = money_of(by_segment.get(asked.segment, ([], {}))[1], cover, asked, months, prices)
    summary = _asked_row(asked) | _figure_row(figure) | need | cost_of(money)
    summary["ending_people"] = int(cover["people"].sum())
    worth: list[Row] = []
    if asked.budget is not None:
        summary |= bought(need, cover, asked, months, prices)
        worth = worth_of(need, asked, months, prices)
    notes += [note for note in prices.notes if note not in notes]
    summary |= {
        "people_status": by_figure,
        "gross_status": gross,
        "status": status,
        "reason": prices.reason or summary["reason"],
        "source_ids": sorted({*figure["source_ids"], *prices.source_ids, *cover["batch_id"]}),
        "batch_ids": sorted({*figure["batch_ids"], *cover["batch_id"]}),
        "premium_confidence": prices.confidence,
    }
    same = {"region_code": asked.region}
    # Out of amounts renewals are paid first: who pays for new people then depends on cover that ends.
    new = {"status": status if asked.funded_in_rupiah else gross}
    small = small_counts(cover)
    money = [same | (new if row["purpose"] == "new" else {"status": status}) | row for row in money]
    small_money = [bool(small.any()) and row["purpose"] == "renewal" for row in money]
    return Plan(
        asked,
        _frame([summary], SUMMARY),
        _frame([same | {"status": gross} | row for row in _month_rows(by_segment, money, asked, months)], MONTHS),
        _frame(_protected(money, small_money), MONEY),
        _frame(_protected(cover.to_dict("records"), small.tolist()), RENEWALS),
        _frame([same | {"status": by_figure} | row for row in worth], WORTH),
        tuple(notes),
    )


def months_of(asked: PlanAsked) -> list[str]:
    """Give the months of a plan: those after the one it is made in; in the deadline month, that one."""
    left = months_between(asked.as_of, asked.deadline)
    return [month_after(asked.as_of, step) for step in range(1, left + 1)] or [asked.deadline]


def _start(query: Query, asked: PlanAsked) -> tuple[pd.Series | None, str | None, list[str]]:
    """Give the latest figure with people on the base, a real one before one of the demonstration; or why there is none."""
    coverage = metric("coverage")
    segment = coverage.headline_segment(asked.base)
    if segment != "total" and {segment} != ({name for name, _ in asked.mix} or {asked.segment}):
        return None, SEGMENT_NOT_COUNTED, []
    held = measure(query, coverage, Scope((asked.region,), asked.base, segment, until=asked.as_of))
    held = held[held["shown"] & (held["series"] != "registered")]
    whole = leading(held[held["numerator"].notna() & (held["denominator"] > 0)]).sort_values("month", kind="stable")
    todays = whole[whole["boundary"].isna()]
    if todays.empty:
        return None, OLD_BOUNDARY if len(whole) else SHARE_ONLY if len(held) else NO_FIGURE, []
    figure = todays.iloc[-1]
    later = leading(held)["month"].max() > figure["month"]
    notes = [LATER_SHARE] if later else []
    return figure, None, notes + ([OLD_FIGURE] if is_old(figure["month"], asked.as_of) else [])


def _need(figure: pd.Series, asked: PlanAsked, leaving: int) -> Row:
    """Give the people to cover until the deadline beside renewals, in all and a month, net and gross of lapses.

    The lapse rate is of the other members: whose cover ends is renewed and not counted twice.
    """
    members, base, months = int(figure["numerator"]), int(figure["denominator"]), _left(asked)
    aimed = (
        people_aimed_at(base, asked.target, months, asked.growth)
        if asked.target is not None
        else Decimal(members + (asked.people or 0))
    )
    net = max(0, ceil(aimed - members))
    row: Row = {
        "people_net": net,
        "people_gross": net,
        "required_net_per_month": required_net(members, 1, float(aimed), months),
        "leaving_people": leaving,
        "denominator_at_deadline": max(1, int(base * grown(months, asked.growth) + Decimal("0.5"))),
    }
    if asked.lapse is not None:
        gross = required_gross(members - leaving, 1, float(aimed) - leaving, months, float(asked.lapse))
        row["required_gross_per_month"] = gross
        # A hair is taken off before rounding up: the last digits of a float are no person.
        row["people_gross"] = max(net, ceil(gross * max(months, 1) * (1 - 1e-12) - 1e-9)) if asked.lapse else net
        others = (members - leaving) * (1 - float(asked.lapse)) ** months
    else:
        others = float(members - leaving)
    return row | {"others_at_deadline": others}


def _by_segment(need: Row, asked: PlanAsked, months: int) -> dict[str, tuple[list[int], dict[str, list[int]]]]:
    """Give, by segment, the people reached net by month, and by source of funds the people enrolled by month."""
    mix = asked.mix or ((asked.segment, Decimal(1)),)
    shares = [Fraction(part) for _, part in mix]
    at_once = asked.pattern == "at_once"
    found = {}
    for (segment, _), net, gross in zip(
        mix, shared_out(need["people_net"], shares), shared_out(need["people_gross"], shares), strict=True
    ):
        funds = asked.funds if asked.funds and not asked.funded_in_rupiah else ((asked.payer, Decimal(1)),)
        parts = shared_out(gross, [Fraction(part) for _, part in funds])
        enrolled = {
            source: spread(part, months, at_once=at_once) for (source, _), part in zip(funds, parts, strict=True)
        }
        found[segment] = (spread(net, months, at_once=at_once), enrolled)
    return found


def _month_rows(
    by_segment: dict[str, tuple[list[int], dict[str, list[int]]]],
    money: list[Row],
    asked: PlanAsked,
    months: list[str],
) -> list[Row]:
    """Give the people of each month and segment; rupiah for the segment that the premium is of."""
    rows = []
    for number, month in enumerate(months):
        new = [row for row in money if row["month"] == month and row["purpose"] == "new"]
        for segment, (net, enrolled) in by_segment.items():
            paid = [sum(reached[at] for reached in enrolled.values()) for at in (number, number - 1)]
            row: Row = {
                "base": asked.base, "month": month, "segment": segment,
                "people_net": net[number] - (net[number - 1] if number else 0),
                "people_gross": paid[0] - (paid[1] if number else 0),
            }  # fmt: skip
            if segment == asked.segment:
                parts = [line["rupiah"] for line in new]
                row |= {"people_paid": paid[0], "rupiah": None if None in parts else sum(parts)}
                row["reason"] = next((line["reason"] for line in new if line.get("reason")), None)
            else:
                row["reason"] = OTHER_PREMIUM
            rows.append(row)
    return rows


def _protected(rows: list[Row], hides: list[bool]) -> list[Row]:
    """Withhold renewals from which a small number of people that an office reported could be got back; sums stay."""
    nothing = {"people": None, "rupiah": None, "reason": WITHHELD}
    return [row | nothing if hide else row for row, hide in zip(rows, hides, strict=True)]


def _left(asked: PlanAsked) -> int:
    return months_between(asked.as_of, asked.deadline)


def _asked_row(asked: PlanAsked) -> Row:
    return {
        "region_code": asked.region, "base": asked.base, "as_of": asked.as_of, "deadline": asked.deadline,
        "months": len(months_of(asked)), "target": None if asked.target is None else float(asked.target),
        "budget": asked.budget, "plan": written(asked), "source_ids": [], "batch_ids": [],
    }  # fmt: skip


def _figure_row(figure: pd.Series) -> Row:
    known = {
        name: None if pd.isna(figure[name]) else figure[name] for name in ("segment", "series", "boundary", "period")
    }
    counts = {name: int(figure[name]) for name in ("numerator", "denominator")}
    of_its_own = {"figure_status": figure["status"], "figure_source_ids": list(figure["source_ids"])}
    return known | counts | {"value": float(figure["value"])} | of_its_own


def _frame(rows: list[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    """Lay rows out in fixed columns; what a row does not say is null."""
    return pd.DataFrame([{name: row.get(name) for name in columns} for row in rows], columns=columns, dtype=object)
