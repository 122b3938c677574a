"""The plan: people a month and rupiah until the deadline, with the assumptions that it rests on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from charts import plan_months, rencana_findings, words
from charts.amounts import Unit, rupiah_unit
from charts.premium_words import premium_words
from exports.briefing.context import Of, float_or_none, int_or_none, known, many
from exports.briefing.model import Cell, Chart, Column, Figure, Finding, Series, Table
from exports.briefing.protection import choice
from exports.briefing.stacks import with_total
from i18n import Language, mark
from metrics.analyses.plan import Plan, plan
from metrics.analyses.plan_asked import PlanAsked, written
from metrics.analyses.plan_money import UNFUNDED
from metrics.analyses.plan_path import compared, enrolled, path

RULE = mark(
    "A plan is arithmetic on a figure and on assumptions, no forecast: people × premium × months, by the dated rules."
)
NO_PLAN = mark("No plan is made on this base: it is compared with nothing.")
_PAYERS = {
    "worker": mark("The worker"), "employer": mark("Employer"), "employer+worker": mark("Employer and worker"),
    "apbn_apbd": mark("State or regional budget"), UNFUNDED: mark("No source yet"),
}  # fmt: skip
_ROLES = ("focus", "second", "peer", "rest", "caution")


def planned(of: Of, asked: PlanAsked | None, made_on: str) -> list[Finding]:
    """Say what the plan takes in people and in rupiah.

    Args:
        of: what is asked.
        asked: the plan; None on a base that no plan can be made on.
        made_on: day ``YYYY-MM-DD``: months of the plan that lie before it have passed.
    """
    say = of.say
    if asked is None:
        title = say("{region}: no plan can be made from the figures held", region=of.place.short_name)
        return [of.finding("plan", "plan", title, [], measure=say("Plan"), page="rencana", missing=say(NO_PLAN))]
    made = plan(of.query, of.places, asked)
    summary: dict[str, Any] = made.summary.iloc[0].to_dict()
    row: dict[str, Any] = compared([made]).iloc[0].to_dict()
    title = rencana_findings.headline(of.place.short_name, row, say)
    link = of.asked.link("rencana", plan=written(asked))
    if not words.is_known(summary["people_net"]):
        return [of.finding("plan", "plan", title, [], measure=say("Plan"), link=link, missing=say(summary["reason"]))]
    behind = rencana_findings.months_passed(sorted(set(made.months["month"])), made_on[:7], say)
    return [_people(of, made, summary, row, title, link, behind), _money(of, made, summary, row, link)]


def payer(code: str, say: Language) -> str:
    """Name a source of funds or another payer."""
    return say(_PAYERS[code]) if code in _PAYERS else choice(code, say)


def _people(
    of: Of, made: Plan, summary: dict[str, Any], row: dict[str, Any], title: str, link: str, behind: str
) -> Finding:
    say, frame = of.say, enrolled(made)
    drawn = frame.rename(columns={"purpose": "part", "people": "value"})
    names = {"new": say("new"), "renewal": say("renewal of ending cover")}
    unit = Unit(1, say("people"))
    return of.finding(
        "plan", "plan", title, [summary], measure=say("Plan"), when=_when(made, say), link=link,
        reading=" ".join(part for part in (_beside_the_numbers(of, made, summary, row), behind, say(RULE)) if part),
        figures=_figures(of, summary, row),
        tables=(_assumptions(of, made, summary), _months(of, made)),
        chart=_stacked(of, drawn, names, say("People to enrol in the month"), "people"),
        alt=plan_months.describe(drawn, names, say, name=say("people to enrol"), unit=unit),
        draw=lambda look: plan_months.plan_months(drawn, names, look, say, name=say("To enrol in the month"), unit=unit),
    )  # fmt: skip


def _beside_the_numbers(of: Of, made: Plan, summary: dict[str, Any], row: dict[str, Any]) -> str:
    """Say what the title and the large numbers do not: where it starts, when its goal was due, where money is short."""
    say = of.say
    by_cover, example = rencana_findings.by_cover(summary), summary["people_status"] == rencana_findings.DEMONSTRATION
    short = (words.flagged(text, by_cover, say) for text in rencana_findings.short(summary, row, say))
    said = [*(say(note) for note in made.notes), *short]
    if due := _due(of, made):
        goal, later = words.target_words(float(made.asked.target or 0), say), say.period(made.asked.deadline)
        said.append(say("{target} was set for {deadline}; this plan takes until {later}.", target=goal,
                        deadline=say.period(due), later=later))  # fmt: skip
    return words.flagged(" ".join(said), bool(said) and example, say)


def _due(of: Of, made: Plan) -> str | None:
    """The month that the goal of a plan was set for, where the plan takes longer; None where no target of its share is held."""
    held = of.seen.targets
    alike = held[(held["unit"] == "share") & (held["value_target"] == float(made.asked.target or 0))]
    months = {str(deadline)[:7] for deadline in alike["deadline"]}
    return max(months) if months and max(months) < made.asked.deadline else None


def _money(of: Of, made: Plan, summary: dict[str, Any], row: dict[str, Any], link: str) -> Finding:
    say = of.say
    common: dict[str, Any] = {"measure": say("Plan, rupiah by month"), "when": _when(made, say), "link": link}
    frame = made.money.assign(part=made.money["source"], value=made.money["rupiah"])
    unknown = set(frame.loc[frame["value"].isna(), "month"])
    frame = frame[frame["value"].notna()].groupby(["month", "part", "status"], as_index=False)["value"].sum()
    if not words.is_known(summary["rupiah"]) or frame.empty or not frame["value"].any():
        known_reason = words.is_known(summary["reason"]) and not words.is_known(summary["rupiah"])
        title = say("Rupiah by month: not known") if known_reason else say("Nothing to pay in this plan")
        missing = say(summary["reason"]) if known_reason else say("Nobody has to be paid for.")
        return of.finding("plan-money", "plan", title, [], missing=missing, **common)
    codes = list(dict.fromkeys(frame["part"]))
    names = {code: payer(code, say) for code in codes}
    unit = rupiah_unit(float(frame.groupby("month")["value"].sum().max()), say)
    about = say("Contributions in the month, {unit}", unit=unit.words)
    return of.finding(
        "plan-money", "plan", rencana_findings.money_finding(frame, row, say), [summary],
        reading=say(mark("{premium}; new people and renewals together.") if summary["ending_people"] else
                    mark("{premium}; new people only."), premium=premium_words(made.asked.premium, say)),
        tables=(_money_table(of, made),), chart=_stacked(of, frame, names, about, "rupiah", unit.divisor, unknown),
        alt=plan_months.describe(frame, names, say, name=say("rupiah by source of funds"), unit=unit),
        draw=lambda look: plan_months.plan_months(frame, names, look, say, name=say("Contributions in the month"),
                                                  unit=unit), **common,
    )  # fmt: skip


def _figures(of: Of, summary: dict[str, Any], row: dict[str, Any]) -> tuple[Figure, ...]:
    say = of.say
    gross = (
        say("{number} gross of lapses", number=rencana_findings.a_month(summary["required_gross_per_month"], say))
        if words.is_known(summary["required_gross_per_month"])
        else say("gross not known: no lapse rate given")
    )
    until = say(
        "in {months} months, until {deadline}",
        months=int(summary["months"]),
        deadline=say.short_period(summary["deadline"]),
    )
    split = say("new {new} · renewals {renewal}", new=say.rupiah(summary["rupiah_new"]),
                renewal=say.rupiah(summary["rupiah_renewal"])) if words.is_known(summary["rupiah"]) else ""  # fmt: skip
    if split and not summary["ending_people"]:  # no cover is held: that is not to say that its renewal costs nothing
        split = say("new people only: no cover that ends is held")
    share = say("from {share} ({period}, {status})", share=words.share_words(summary["value"], summary["target"], say),
                period=say.short_period(summary["period"]), status=words.status_name(summary["figure_status"], say))  # fmt: skip
    told = (
        ("people_net", summary["people_net"], "people", say("People to cover, net"), until),
        ("required_net_per_month", summary["required_net_per_month"], "people", say("People a month, net"),
         words.flagged(gross, rencana_findings.by_cover(summary, "gross_status"), say)),
        ("rupiah", summary["rupiah"], "rupiah", say("Rupiah in all"), split),
        ("value_at_deadline", row["value_at_deadline"], "share", say("Coverage at the deadline"), share),
    )  # fmt: skip

    def rests_on(name: str) -> dict[str, Any]:
        """Status, sources and batches of one number: only the rupiah have cover that ends among their parts."""
        status = summary["status" if name == "rupiah" else "people_status"]
        example = status == "demonstration"
        ids = {
            of: tuple(one for one in many(summary[of]) if example or one != "demo")
            for of in ("source_ids", "batch_ids")
        }
        return {"status": known(status), **ids}

    return tuple(
        Figure(
            label=label, value=float_or_none(value), unit=unit, text=_text(name, value, summary, say), note=note,
            made_by=f"plan.{name}", region=of.place.code, base=known(summary["base"]), period=known(summary["period"]),
            numerator=int_or_none(summary["numerator"]), denominator=int_or_none(summary["denominator"]), **rests_on(name),
        )
        for name, value, unit, label, note in told
    )  # fmt: skip


def _text(name: str, value: Any, summary: dict[str, Any], say: Language) -> str:
    if not words.is_known(value):
        return "–"
    if name == "required_net_per_month":
        return rencana_findings.a_month(value, say)
    if name == "rupiah":
        return say.rupiah(value)
    return words.reached_words(value, summary["target"], say) if name == "value_at_deadline" else say.number(value)


def _stacked(
    of: Of, frame: pd.DataFrame, names: dict[str, str], about: str, unit: str, divisor: float = 1.0,
    unknown: Collection[str] = (),
) -> Chart | None:  # fmt: skip
    """Months as stacked columns, each part printed in its column and the whole above; none where a part is ``unknown``."""
    say = of.say
    held = frame[frame["value"].notna()]
    if held.empty or not held["value"].any():
        return None
    months = sorted(set(held["month"]))
    table = held.groupby(["part", "month"])["value"].sum()
    digits = 0 if float(table.max()) / divisor >= 100 or divisor == 1 else 1
    few = len(months) <= 14
    series = []
    for place, (part, name) in enumerate((part, name) for part, name in names.items() if part in set(held["part"])):
        values = tuple(float(table.get((part, month), 0)) for month in months)
        labels = tuple(say.number(value / divisor, digits) if value and few else "" for value in values)
        look = "hatched" if (held.loc[held["part"] == part, "status"] == "demonstration").any() else "solid"
        series.append(Series(name[:1].upper() + name[1:], values, labels, _ROLES[place % len(_ROLES)], look))
    without = {*unknown, *frame.loc[frame["value"].isna(), "month"]}
    missing = [place for place, month in enumerate(months) if month in without]
    whole = with_total(series, say("Total"), lambda value: say.number(value / divisor, digits), missing, shown=few)
    return Chart("stacked", tuple(say.short_period(month) for month in months), whole, unit, about)


def _assumptions(of: Of, made: Plan, summary: dict[str, Any]) -> Table:
    """What the plan starts from and what it assumes, a line each."""
    say, asked = of.say, made.asked
    funds = ", ".join(
        f"{payer(code, say)} {say.rupiah(int(part)) if asked.funded_in_rupiah else say.percent(part, 0)}"
        for code, part in asked.funds
    ) or payer(asked.payer, say)  # fmt: skip
    rows = [
        (say("Starts from"), say("{share}: {numerator} of {denominator} people, {period}, {status}",
                                 share=say.percent(summary["value"]), numerator=say.number(int(summary["numerator"])),
                                 denominator=say.number(int(summary["denominator"])), period=say.period(summary["period"]),
                                 status=words.status_name(summary["figure_status"], say))),
        (say("Goal"), words.target_words(float(asked.target), say) if asked.target is not None
         else say("{number} people", number=say.number(asked.people or 0))),
        (say("Deadline"), say.period(asked.deadline)),
        (say("Premium"), premium_words(asked.premium, say)),
        (say("Source of funds"), funds),
        (say("Growth of the base a year"), say.percent(asked.growth, 2)),
        (say("Lapse a month"), say.percent(asked.lapse, 2) if asked.lapse is not None else say("not given")),
    ]  # fmt: skip
    rows += [(say("Remark"), say(note)) for note in made.notes]
    return Table(
        say("Assumptions of the plan"), (Column(say("Assumption")), Column(say("Value"), wide=True)), tuple(rows)
    )


def _months(of: Of, made: Plan) -> Table:
    say = of.say
    columns = (
        Column(say("Month"), "month"), Column(say("New, net"), "people"), Column(say("New, gross"), "people"),
        Column(say("Renewed"), "people"), Column(say("Coverage"), "share", parts=(5, 6)), Column(say("Members"), "people"),
        Column(say("Base (people)"), "people"),
    )  # fmt: skip
    frame = enrolled(made)
    renewed = frame[frame["purpose"] == "renewal"].set_index("month")["people"]
    line = path(made).set_index("month")
    rows: list[tuple[Cell, ...]] = []
    for month, part in made.months.groupby("month", sort=True):
        at = line.loc[month] if month in line.index else None
        rows.append(
            (str(month), int(part["people_net"].sum()), int(part["people_gross"].sum()), int_or_none(renewed.get(month, 0)),
             None if at is None else float(at["value"]), None if at is None else int_or_none(at["numerator"]),
             None if at is None else int_or_none(at["denominator"]))
        )  # fmt: skip
    return Table(say("The plan by month"), columns, tuple(rows))


def _money_table(of: Of, made: Plan) -> Table:
    say = of.say
    columns = (Column(say("Month"), "month"), Column(say("Purpose")), Column(say("Source of funds")),
               Column(say("People paid for"), "people"), Column(say("Premium"), "rupiah", brief=False),
               Column(say("Rupiah"), "rupiah"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (row.month, say("New") if row.purpose == "new" else say("Renewal"), payer(row.source, say), int_or_none(row.people),
         int_or_none(row.premium), int_or_none(row.rupiah))
        for row in made.money.itertuples()
    ]  # fmt: skip
    return Table(say("Rupiah by month and source of funds"), columns, tuple(rows))


def _when(made: Plan, say: Language) -> str:
    months = made.months["month"]
    return f"{say.short_period(months.min())} – {say.short_period(months.max())}"
