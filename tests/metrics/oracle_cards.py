"""What each card says a metric is made of, over what offices send and what sources print: the oracle of office figures."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from tests.metrics.oracle import STRENGTH, month_of, participants, plain_count, workforce
from tests.metrics.oracle_office import KEY, Frame, Office, named, number
from tests.metrics.oracle_rules import pick_order
from tests.metrics.oracle_shares import coverage

FIGURE = [
    "region_code", "month", "period", "segment", "series", "boundary", "numerator", "denominator", "denominator_period",
    "value", "status", "parts_present", "parts_expected", "suppressed",
]  # fmt: skip
PLACE = ["region_code", "segment", "series", "boundary"]
PARTS = ["parts_present", "parts_expected"]


@dataclass(frozen=True)
class Card:
    """How a metric is made: from which frame, of what, over what, and how many months the second lies before."""

    frame: str
    above: Callable[[Frame], pd.Series]
    below: Callable[[Frame], pd.Series] | None = None
    earlier: int = 0
    where: Callable[[Frame], pd.Series] | None = None


def _of(name: str) -> Callable[[Frame], pd.Series]:
    return lambda frame: frame[name]


CARDS = {
    "registered_participants": Card("counted", _of("registered")),
    "inactive_share": Card("counted", lambda f: f["registered"] - f["active"], _of("registered")),
    "new_participants": Card("moving", _of("new")),
    "reactivated": Card("moving", _of("reactivated")),
    "exits": Card("moving", _of("exits")),
    "net_additions": Card("moving", lambda f: f["active"] - f["before"]),
    "churn": Card("moving", _of("exits"), _of("before"), 1),
    "retention": Card("cohort", _of("still_active"), _of("active_year_ago"), 12),
    "member_growth": Card("a_year_apart", lambda f: f["people"] - f["then"], _of("then"), 12),
    "recovery": Card("since_the_pandemic", _of("people"), _of("then")),
    "completeness": Card("months", _of("held"), _of("expected")),
    "contributions_due": Card("contributions", _of("due")),
    "contributions_received": Card("contributions", _of("received")),
    "collection_rate": Card("contributions", _of("received"), _of("due")),
    "on_time_rate": Card("contributions", _of("received_on_time"), _of("due")),
    "contribution_per_active": Card("contributions", _of("received"), _of("active")),
    "contribution_growth": Card("two_years", lambda f: f["received"] - f["then"], _of("then"), 12),
    "arrears": Card("arrears", _of("amount")),
    "arrears_by_age": Card("arrears_of_an_age", _of("amount"), _of("all_ages")),
    "employers_registered": Card("employers", _of("registered")),
    "employers_active": Card("employers", _of("active")),
    "employers_unregistered": Card("employers", _of("pwbd")),
    "partial_workers": Card("employers", _of("pds_workers")),
    "partial_wages": Card("employers", _of("pds_wages")),
    "partial_programmes": Card("employers", _of("pds_programmes")),
    "prosecutor_cases": Card("employers", _of("prosecutor_cases")),
    "arrears_recovered": Card("employers", _of("recovered")),
    "claim_cases": Card("claims", _of("cases")),
    "claims_paid": Card("claims", _of("amount")),
    "sponsored_workers": Card("groups", _of("people")),
    "sponsored_cost": Card("groups", _of("cost"), _of("priced"), where=lambda f: f["priced"].ne(0)),
    "funding_mix": Card("payers", _of("people"), _of("all_payers")),
    "cover_expiring": Card("ending", _of("people")),
    "non_asn_covered": Card("non_asn", _of("people")),
    "formal_coverage": Card("formal", _of("people"), _of("workforce")),
    "informal_coverage": Card("informal", _of("people"), _of("workforce")),
}


def weaker(one: pd.Series, other: pd.Series) -> pd.Series:
    """Give the weaker of two statuses."""
    rank = {status: place for place, status in enumerate(STRENGTH)}
    both = pd.concat([one.map(rank), other.map(rank)], axis=1).max(axis=1)
    return both.map(dict(enumerate(STRENGTH)))


class Oracle(Office):
    """Every metric that offices may send, by its card."""

    def figures(self, name: str) -> Frame:
        """Give the figures of a metric: the columns of ``FIGURE``."""
        card = CARDS[name]
        frame = getattr(self, card.frame).copy()
        for column, empty in {"suppressed": False, "period": frame["month"], "parts_present": None}.items():
            if column not in frame:
                frame[column] = empty
        if "parts_expected" not in frame:
            frame["parts_expected"] = frame["parts_present"]
        frame["numerator"] = card.above(frame)
        frame["denominator"] = None if card.below is None else card.below(frame)
        frame["value"] = frame["numerator"]
        known = frame["numerator"].notna()
        if card.below is not None:
            known &= frame["denominator"].notna()
            frame["value"] = frame["numerator"] / frame["denominator"].where(frame["denominator"] != 0)
            if "denominator_period" not in frame:
                frame["denominator_period"] = named(number(frame["month"]) - card.earlier)
        else:
            frame["denominator_period"] = None
        if card.where is not None:
            known &= card.where(frame)
        return frame.loc[known | frame["suppressed"], FIGURE]

    @cached_property
    def counted_by_all(self) -> Frame:
        """Active participants as sources print them and as offices send them, one a line and date."""
        chosen: dict[tuple[Any, ...], dict[str, Any]] = {}
        for figure in sorted(map(plain_count, participants(self.facts)), key=pick_order):
            chosen.setdefault(tuple(figure[name] for name in (*PLACE, "period")), figure)
        printed = pd.DataFrame(list(chosen.values()))
        printed = printed.assign(month=printed["period"].map(month_of), people=printed["numerator"].astype(float))
        sent = self.members.assign(period=self.members["month"])
        columns = [*PLACE, "period", "month", "people", "status", *PARTS]
        return pd.concat([printed[columns], sent[columns]], ignore_index=True)

    def _beside(self, then: Frame) -> Frame:
        """Set each count beside that of ``then`` on the same line, months with months and years with years."""
        now = self.counted_by_all.assign(outline=self.counted_by_all["boundary"].fillna(""))
        then = then.assign(outline=then["boundary"].fillna(""), length=then["period"].str.len())
        columns = ["region_code", "segment", "series", "outline", "length"]
        columns += ["month"] if "month" in then else []
        found = now.assign(length=now["period"].str.len()).merge(
            then[[*columns, "people", "period", "status"]].rename(
                columns={"people": "then", "period": "denominator_period", "status": "status_then"}
            ),
            on=columns,
        )
        return found.assign(status=weaker(found["status"], found["status_then"]))

    @cached_property
    def a_year_apart(self) -> Frame:
        counted = self.counted_by_all
        return self._beside(counted.assign(month=named(number(counted["month"]) + 12)))

    @cached_property
    def since_the_pandemic(self) -> Frame:
        counted = self.counted_by_all
        found = self._beside(counted[counted["month"] == "2020-02"].drop(columns="month"))
        return found[found["month"] >= "2020-02"]

    @cached_property
    def non_asn(self) -> Frame:
        printed = pd.DataFrame(
            [
                {"region_code": row["region_code"], "period": row["period"], "month": month_of(row["period"])}
                | {"segment": "non_asn", "series": row["series"] or "press", "boundary": row["boundary"]}
                | {"people": float(row["value"]), "status": row["status"], "suppressed": False}
                for row in self.facts.rows("published_figures")
                if row["indicator"] == "non_asn_covered" and row["region_code"]
            ]
        )
        sent = self.groups[self.groups["segment"] == "non_asn"]
        return pd.concat([printed, sent.assign(period=sent["month"])], ignore_index=True)

    @cached_property
    def formal(self) -> Frame:
        return self._covered("PU", "formal")

    @cached_property
    def informal(self) -> Frame:
        return self._covered("BPU", "informal")

    def _covered(self, segment: str, of: str) -> Frame:
        """Members of a segment over the workforce of the same outline, of the month or at most twelve months older."""
        printed = pd.DataFrame([f for f in coverage(self.facts) if (f["base"], f["segment"]) == (f"bps_{of}", segment)])
        printed = printed.assign(
            month=printed["period"].map(month_of), people=printed["numerator"].astype(float),
            workforce=printed["denominator"].astype(float),
        )  # fmt: skip
        members = self.members[self.members["segment"] == segment]
        own = self._own_workforce(of)
        sakernas = pd.DataFrame(
            [f for f in workforce(self.facts) if (f["base"], f["series"]) == (f"bps_{of}", "sakernas")]
        )
        sakernas = sakernas.assign(month=sakernas["period"], people=sakernas["people"].astype(float))
        beside_own = self._latest(members, own, ["series"])
        office = members[members["series"] == "office"]
        done = beside_own[["region_code", "month", "series", "boundary"]].apply(tuple, axis=1)
        left = office[~office[["region_code", "month", "series", "boundary"]].apply(tuple, axis=1).isin(set(done))]
        beside_sakernas = self._latest(left, sakernas.drop(columns="series"), [])
        columns = [
            "region_code", "period", "month", "segment", "series", "boundary", "people", "workforce", "denominator_period",
            "status", *PARTS,
        ]  # fmt: skip
        return pd.concat(
            [frame[columns] for frame in (printed, beside_own, beside_sakernas) if len(frame)], ignore_index=True
        )

    def _own_workforce(self, of: str) -> Frame:
        rows = self.sent["office_workforce"]
        rows = rows[rows["base"] == "bps"].dropna(subset=of).assign(segment="total", people=lambda f: f[of])
        # Rounds of other weights are other figures: never in one sum.
        rounds = rows.groupby(rows["weights"].fillna(""))
        return pd.concat([self.with_sums(sent[[*KEY, "people"]], ["people"]) for _, sent in rounds], ignore_index=True)

    @staticmethod
    def _latest(members: Frame, people: Frame, by: list[str]) -> Frame:
        by = ["region_code", "outline", *by]
        above, below = (
            f.assign(outline=f["boundary"].fillna(""), at=number(f["month"])).astype(dict.fromkeys(by, object))
            for f in (members, people)
        )
        below = below.rename(columns={"people": "workforce", "month": "denominator_period", "status": "status_below"})
        below = below.rename(columns={name: f"{name}_below" for name in PARTS})
        found = pd.merge_asof(
            above.sort_values("at"),
            below.sort_values("at")[
                [*by, "at", "workforce", "denominator_period", "status_below", "parts_present_below", "parts_expected_below"]
            ],
            on="at", by=by, tolerance=12,
        ).dropna(subset="workforce")  # fmt: skip
        for name in PARTS:
            found[name] = found[name].astype("float64").fillna(found[f"{name}_below"].astype("float64"))
        return found.assign(period=found["month"], status=weaker(found["status"], found["status_below"]))
