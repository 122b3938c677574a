"""What offices sent, added up again: from the tables they fill in and the words on each card, never the SQL.

Every frame has one row a place, month, segment, series and outline. Sums are made from the sets of parts that
``oracle.wholes`` works out from the facts.
"""

from collections.abc import Sequence
from functools import cached_property

import pandas as pd
from pandas import DataFrame as Frame

from data.store import Query
from tests.metrics.oracle import Facts, wholes

KEY = ["region_code", "month", "segment", "series"]
TABLES = ("membership", "contribution", "arrears", "employer", "claim", "sponsored_cover", "office_workforce")
REGIONAL = ("PU", "BPU", "JAKON")  # a total is of these: migrants are no part of a region's workforce
SIZES = ("micro", "small", "medium", "large")


def number(month: pd.Series) -> pd.Series:
    """Give months as whole numbers, so that they can be counted with."""
    return month.str[:4].astype(int) * 12 + month.str[5:].astype(int) - 1


def named(months: pd.Series) -> pd.Series:
    """Give the names of months that were counted with."""
    return (months // 12).astype(int).astype(str) + "-" + (months % 12 + 1).astype(int).astype(str).str.zfill(2)


def with_total(stated: Frame, measures: Sequence[str], of: Sequence[str] | None = None) -> Frame:
    """Add the total of a place, month and series; of ``of`` only where each of them is there; null where a part is."""
    parts = stated if of is None else stated[stated["segment"].isin(of)]
    groups = parts.groupby(["region_code", "month", "series"], as_index=False)
    total = groups[list(measures)].sum(skipna=False)
    if of is not None:
        total = total[groups.size()["size"].to_numpy() == len(of)]
    return pd.concat([stated, total.assign(segment="total")], ignore_index=True)[[*KEY, *measures]]


class Office:
    """What offices and the demonstration set sent, as a store holds it.

    Args:
        query: of the store.
        facts: the bundled facts.
    """

    def __init__(self, query: Query, facts: Facts) -> None:
        self.facts = facts
        self.sent = {name: self._read(query, name) for name in TABLES}
        self.hidden = query("select * from held_back")
        born = query(
            "select region_code, strftime(valid_from, '%Y-%m') as since from region where valid_from is not null"
        )
        self.born = dict(zip(born["region_code"], born["since"], strict=True))
        sets = wholes(facts)
        self.today = {w: list(p) for w, b, p in sets if b is None and not any(p.values())}
        self.old = {whole: list(parts) for whole, boundary, parts in sets if boundary}
        for whole, parts in self.old.items():
            self.born[whole] = min(self.born[part] for part in parts if part in self.born)

    @staticmethod
    def _read(query: Query, name: str) -> Frame:
        frame = query(f"select * from {name}")
        frame["series"] = frame["status"].map({"reported": "office", "demonstration": "demonstration"})
        return frame.astype(dict.fromkeys(frame.select_dtypes("number").columns, "float64"))

    def with_sums(self, stated: Frame, measures: Sequence[str], *, zero: bool = False) -> Frame:
        """Add provinces of all their regencies, then the Kanwil and the nation, then the outlines of before the split.

        ``zero``: a place that has rows of the month has nothing of a segment without a row.
        """
        stated = stated.assign(status=stated["series"].map({"office": "reported", "demonstration": "demonstration"}))
        provinces = [code for code in self.today if len(code) == 2 and code != "ID"]
        rows = pd.concat([stated, self._sums(stated, {c: self.today[c] for c in provinces}, measures, zero)])
        larger = self._sums(rows, {c: p for c, p in self.today.items() if c not in provinces}, measures, zero)
        # Nobody states an old outline: it is always a sum.
        old = self._sums(rows, self.old, measures, zero, instead_of_stated=True)
        since = pd.concat([rows, larger], ignore_index=True)
        since = since[since["month"] >= since["region_code"].map(self.born).fillna("")].assign(boundary=None)
        old = old[old["month"] < old["region_code"].map(self.born)].assign(boundary="before-2022-split")
        return pd.concat([since, old], ignore_index=True)

    def _sums(
        self,
        rows: Frame,
        sets: dict[str, list[str]],
        measures: Sequence[str],
        zero: bool,
        *,
        instead_of_stated: bool = False,
    ) -> Frame:
        found = [rows.head(0).assign(parts_present=None, parts_expected=None)]
        for whole, parts in sets.items():
            inside = rows[rows["region_code"].isin(parts)]
            senders = ["series", "month"] if zero else ["month", "segment", "series"]
            complete = inside.groupby(senders)["region_code"].transform("nunique") == len(parts)
            inside = inside[complete]
            if inside.empty:
                continue
            summed = inside.groupby(["month", "segment", "series"], as_index=False)[list(measures)].sum(skipna=False)
            if not instead_of_stated:
                own = rows.loc[rows["region_code"] == whole, ["month", "segment", "series"]]
                summed = summed.merge(own, how="left", indicator="whose")
                summed = summed[summed["whose"] == "left_only"].drop(columns="whose")
            status = summed["series"].map({"office": "summed", "demonstration": "demonstration"})
            found.append(
                summed.assign(
                    region_code=whole, status=status, parts_present=float(len(parts)), parts_expected=float(len(parts))
                )
            )
        return pd.concat([frame for frame in found if len(frame)] or found, ignore_index=True)

    def _hide(self, frame: Frame, counted: str, names: Sequence[str]) -> Frame:
        cells = self.hidden.loc[self.hidden["counted"] == counted, ["region_code", "month", "segment"]]
        found = frame.merge(cells.assign(series="office", suppressed=True), how="left")
        found["suppressed"] = found["suppressed"].eq(True)
        found[list(names)] = found[list(names)].mask(found["suppressed"])
        return found

    @cached_property
    def counted(self) -> Frame:
        rows = self.sent["membership"].dropna(subset="registered")
        return self.with_sums(with_total(rows, ["registered", "active"], REGIONAL), ["registered", "active"])

    @cached_property
    def moving(self) -> Frame:
        measures = ["active", "before", "new", "reactivated", "exits"]
        rows = self.sent["membership"]
        then = rows.assign(month=named(number(rows["month"]) + 1), before=rows["active"])[[*KEY, "before"]]
        return self.with_sums(with_total(rows.merge(then, how="left"), measures, REGIONAL), measures)

    @cached_property
    def cohort(self) -> Frame:
        measures = ["active_year_ago", "still_active"]
        return self.with_sums(with_total(self.sent["membership"].dropna(subset=measures), measures, REGIONAL), measures)

    @cached_property
    def members(self) -> Frame:
        rows = self.sent["membership"].rename(columns={"active": "people"})
        return self.with_sums(with_total(rows, ["people"], REGIONAL), ["people"])

    @cached_property
    def months(self) -> Frame:
        held = self.members[(self.members["segment"] == "total") & self.members["boundary"].isna()]
        found = []
        last = held.assign(at=number(held["month"])).groupby("series")["at"].max()
        for (region, series), months in held.groupby(["region_code", "series"])["month"]:
            at = set(number(months))
            for month in range(min(at), last[series] + 1):
                window = range(max(min(at), month - 11), month + 1)
                found.append((region, series, month, sum(m in at for m in window), len(window)))
        frame = pd.DataFrame(found, columns=["region_code", "series", "month", "held", "expected"])
        status = frame["series"].map({"office": "reported", "demonstration": "demonstration"})
        return frame.assign(month=named(frame["month"]), segment="total", boundary=None, status=status)

    @cached_property
    def contributions(self) -> Frame:
        paid = ["due", "received", "received_on_time"]
        rows = self.sent["contribution"].groupby(KEY, as_index=False)[paid].sum(skipna=False)
        rows = rows.merge(self.sent["membership"][[*KEY, "active"]], how="left")
        return self.with_sums(with_total(rows, [*paid, "active"], REGIONAL), [*paid, "active"])

    @cached_property
    def two_years(self) -> Frame:
        held = self.contributions.dropna(subset="received").assign(boundary=lambda f: f["boundary"].fillna(""))
        held = held.assign(at=number(held["month"])).sort_values("at")
        found = []
        for _, line in held.groupby(["region_code", "segment", "series", "boundary"]):
            by_month = line.set_index("at")["received"]
            whole = by_month.reindex(range(by_month.index.min(), by_month.index.max() + 1))
            year = whole.rolling(12).sum()  # null where one of the twelve is
            weak = line.set_index("at")["status"].eq("summed").astype(float).reindex(whole.index).rolling(24).max()
            both = pd.DataFrame({"received": year, "then": year.shift(12), "weak": weak}).dropna()
            found.append(line.drop(columns="received").merge(both, left_on="at", right_index=True))
        frame = pd.concat(found) if found else held.assign(then=0.0, weak=0.0).head(0)
        frame["status"] = frame["status"].mask(frame["weak"] == 1, "summed")
        return frame.assign(boundary=frame["boundary"].replace("", None))

    @cached_property
    def arrears(self) -> Frame:
        rows = self.sent["arrears"].groupby(KEY, as_index=False)["amount"].sum()
        return self.with_sums(with_total(rows, ["amount"], REGIONAL), ["amount"])

    @cached_property
    def arrears_of_an_age(self) -> Frame:
        place = ["region_code", "month", "series"]
        rows = self.sent["arrears"][self.sent["arrears"]["segment"].isin(REGIONAL)]
        rows = rows[rows.groupby(place)["segment"].transform("nunique") == len(REGIONAL)]
        ages = (
            rows.drop(columns="segment").rename(columns={"age": "segment"}).groupby(KEY, as_index=False)["amount"].sum()
        )
        ages["all_ages"] = ages.groupby(place)["amount"].transform("sum")
        return self.with_sums(ages, ["amount", "all_ages"])

    @cached_property
    def employers(self) -> Frame:
        measures = [
            "registered", "active", "pwbd", "pds_workers", "pds_wages", "pds_programmes", "prosecutor_cases", "recovered",
        ]  # fmt: skip
        rows = self.sent["employer"].rename(columns={"size": "segment"})
        return self.with_sums(with_total(rows, measures, SIZES), measures)

    @cached_property
    def claims(self) -> Frame:
        rows = with_total(self.sent["claim"].rename(columns={"programme": "segment"}), ["cases", "amount"])
        return self._hide(self.with_sums(rows, ["cases", "amount"], zero=True), "claims", ["cases", "amount"])

    @cached_property
    def schemes(self) -> Frame:
        """Every month of every scheme that somebody else pays for, up to the last month of members."""
        rows = self.sent["sponsored_cover"]
        rows = rows[rows["funding_source"] != "own"]
        end = number(rows["end_month"])
        rows = rows.assign(first=number(rows["start_month"]), end=end, last=end.clip(upper=self._now()))
        rows = rows[rows["first"] <= rows["last"]]
        repeated = rows.loc[rows.index.repeat(rows["last"] - rows["first"] + 1)]
        at = repeated["first"] + repeated.groupby(level=0).cumcount()
        priced = repeated["people"].where(repeated["premium"].notna(), 0)
        cost = (repeated["people"] * repeated["premium"]).fillna(0)
        return repeated.assign(at=at, month=named(at), priced=priced, cost=cost)

    def _now(self) -> int:
        return int(number(self.sent["membership"]["month"]).max())

    def _with_zeros(self, rows: Frame, measures: Sequence[str], segments: Sequence[str]) -> Frame:
        """A place that sent schemes has a figure in every month from its first one on."""
        first = self.schemes.groupby(["region_code", "series"], as_index=False)["first"].min()
        grid = first.loc[first.index.repeat(self._now() - first["first"] + 1)]
        grid = grid.assign(month=named(grid["first"] + grid.groupby(level=0).cumcount()))[
            ["region_code", "month", "series"]
        ]
        grid = grid.merge(pd.DataFrame({"segment": list(segments)}), how="cross")
        rows = rows.merge(grid, how="outer")
        rows[list(measures)] = rows[list(measures)].fillna(0)
        return rows

    def _grouped(self, by: str) -> Frame:
        rows = self.schemes.rename(columns={by: "segment"})
        return rows.groupby(KEY, as_index=False)[["people", "cost", "priced"]].sum()

    @cached_property
    def groups(self) -> Frame:
        measures = ["people", "cost", "priced"]
        rows = self._with_zeros(with_total(self._grouped("worker_category"), measures), measures, ["total"])
        return self._hide(self.with_sums(rows, measures, zero=True), "cover_group", measures)

    @cached_property
    def payers(self) -> Frame:
        measures = ["people", "cost", "priced"]
        stated = self._with_zeros(with_total(self._grouped("funding_source"), measures), measures, ["total"])
        rows = self.with_sums(stated, ["people"], zero=True)
        rows = rows[rows["segment"] != "total"]
        outline = rows["boundary"].fillna("")
        whole = [rows["region_code"], rows["month"], rows["series"], outline]
        return self._hide(
            rows.assign(all_payers=rows["people"].groupby(whole).transform("sum")), "cover_funding", ["people"]
        )

    @cached_property
    def ending(self) -> Frame:
        spans = {"1m": 1, "3m": 3, "6m": 6, "12m": 12}
        each = [
            self.schemes[self.schemes["end"] <= self.schemes["at"] + months - 1].assign(segment=name)
            for name, months in spans.items()
        ]
        rows = pd.concat(each).groupby(KEY, as_index=False)["people"].sum()
        sums = self.with_sums(self._with_zeros(rows, ["people"], list(spans)), ["people"], zero=True)
        return self._hide(sums, "cover_ending", ["people"])
