"""What a plan says, in one line above each figure and in one sentence that answers, made from the numbers each time.

People a month are printed as the overview prints them, and never as none where somebody is to be covered. A share is printed
beside its target with as many decimals as keep it on its side. A text that starts from a demonstration figure says so at its
head; where only cover that ends is of the demonstration, the amounts that it has a part in say so, and nothing else does.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from i18n import Language
from metrics.analyses.pace import whole_people

DEMONSTRATION = "demonstration"


def a_month(people: Any, say: Language) -> str:
    """Print a need of people a month, in whole people and never too few."""
    return say.number(whole_people(people))


def by_cover(plan: dict[str, Any], of: str = "status") -> bool:
    """Return whether it is cover that ends, and not the figure it starts from, that makes a plan an example.

    Args:
        plan: a row of ``metrics.analyses.plan.Plan.summary`` or of ``metrics.analyses.plan_path.compared``.
        of: which status of it: that of all rupiah, or ``gross_status``.
    """
    return bool(plan[of] == DEMONSTRATION and plan["people_status"] != DEMONSTRATION)


def headline(name: str, plan: dict[str, Any], say: Language) -> str:
    """Say what a plan takes, and for what: people a month, rupiah, target, base, deadline.

    Args:
        name: of the region.
        plan: a row of ``metrics.analyses.plan_path.compared``.
        say: the reader's language.
    """
    deadline = say.short_period(plan["deadline"])
    # A plan without a target names its people; the base is that of the share it starts from.
    aim = (
        say(
            "{target} on {base}",
            target=words.target_words(plan["target"], say),
            base=words.base_words(plan["base"], say),
        )
        if words.is_known(plan["target"])
        else say("{people} people more", people=say.number(plan["people_net"] or 0))
    )
    if not words.is_known(plan["people_net"]):
        text = say("{region}: no plan can be made from the figures held", region=name)
    elif plan["people_net"] == 0:
        text = say("{region}: the target is already reached; nobody has to be added", region=name)
    elif words.is_known(plan["rupiah"]):
        text = say(
            "{region}: {aim} by {deadline} takes {people} people a month and {rupiah}",
            region=name, aim=aim, people=a_month(plan["required_net_per_month"], say), rupiah=_in_all(plan, say),
            deadline=deadline,
        )  # fmt: skip
    else:
        text = say(
            "{region}: {aim} by {deadline} takes {people} people a month; rupiah not known",
            region=name, aim=aim, people=a_month(plan["required_net_per_month"], say), deadline=deadline,
        )  # fmt: skip
    return words.flagged(text, plan["people_status"] == DEMONSTRATION, say)


def months_passed(months: list[str], today: str, say: Language) -> str:
    """Say how many months of a plan lie behind a reader already; nothing where none does.

    A plan begins after the month that is looked at, which may be long ago where no later figure is held.

    Args:
        months: of the plan, ``YYYY-MM``, sorted.
        today: month in which it is read.
        say: the reader's language.
    """
    behind = sum(month < today for month in months)
    if not behind:
        return ""
    if behind == len(months):
        return say("Every month of this plan has passed: it is now {today}. Choose a later deadline.",
                   today=say.period(today))  # fmt: skip
    return say(
        "{behind} of the {months} months of this plan have passed: it is now {today}. The need a month is counted from "
        "{first} on; what has not been added since then comes on top.",
        behind=behind, months=len(months), today=say.period(today), first=say.period(months[0]),
    )  # fmt: skip


def answer(summary: dict[str, Any], compared: dict[str, Any], say: Language) -> str:
    """Answer in sentences: people, a month net and gross, rupiah, what renews ending cover, what is not paid for.

    Args:
        summary: the row of ``metrics.analyses.plan.Plan.summary``, with people.
        compared: the same plan as a row of ``metrics.analyses.plan_path.compared``.
        say: the reader's language.
    """
    said = [
        _needed(summary, say),
        *(words.flagged(text, by_cover(summary), say) for text in _money(summary, compared, say)),
    ]
    return words.flagged(" ".join(said), summary["people_status"] == DEMONSTRATION, say)


def people_finding(enrolled: pd.DataFrame, say: Language) -> str:
    """Say how many people join, over how many months, and whose cover is renewed beside them."""
    new = enrolled[enrolled["purpose"] == "new"]
    renewals = enrolled[enrolled["purpose"] == "renewal"]
    people, months = int(new["people"].sum()), len(new)
    if people:
        text = say("{people} people to enrol in {months} months", people=say.number(people), months=months)
    else:
        text = say("Nobody new to enrol")
    if len(renewals) and renewals["people"].notna().all():
        renewed = say.number(int(renewals["people"].sum()))
        aside = _is_example(renewals) and not _is_example(new)
        text += say("; {people} to renew beside them", people=words.aside(renewed, aside, say))
    return words.flagged(text, _is_example(new), say)


def path_finding(line: pd.DataFrame, target: float | None, say: Language) -> str:
    """Say from which share to which one the plan goes, and by how much."""
    first, last = line.iloc[0], line.iloc[-1]
    text = say(
        "From {first} to {last} by {deadline}",
        first=words.share_words(float(first["value"]), target, say),
        last=words.share_words(float(last["value"]), target, say),
        deadline=say.short_period(last["month"]),
    )
    return words.flagged(text, _is_example(line), say)


def money_finding(by_month: pd.DataFrame, plan: dict[str, Any], say: Language) -> str:
    """Say what the last month costs, since every person enrolled is paid for until the deadline, and what is missing.

    Args:
        by_month: rupiah a month and part: month, part, value, status.
        plan: a row of ``metrics.analyses.plan_path.compared``.
        say: the reader's language.
    """
    last = by_month[by_month["month"] == by_month["month"].max()]
    text = say(
        "Cost rises to {rupiah} in {month}",
        rupiah=say.rupiah(int(last["value"].sum())), month=say.short_period(last["month"].iloc[0]),
    )  # fmt: skip
    totals = by_month.groupby("month")["value"].sum()
    if totals.iloc[-1] <= totals.iloc[0]:
        text = say(
            "{rupiah} a month at most, {total} in all",
            rupiah=say.rupiah(int(totals.max())),
            total=say.rupiah(plan["rupiah"]),
        )
    if words.is_known(plan["unfunded_rupiah"]) and plan["unfunded_rupiah"]:
        text += say("; {rupiah} has no source", rupiah=say.rupiah(plan["unfunded_rupiah"]))
    return words.flagged(text, plan["status"] == DEMONSTRATION, say)


def worth(row: dict[str, Any], budget: int, say: Language) -> str:
    """Say what a budget buys over the whole plan: people, months, points.

    Args:
        row: the longest of ``metrics.analyses.plan.Plan.worth``.
        budget: rupiah.
        say: the reader's language.
    """
    if not words.is_known(row["people"]):
        return say("What {rupiah} buys is not known: {reason}", rupiah=say.rupiah(budget), reason=say(row["reason"]))
    text = say(
        "{rupiah} pays for {people} people over {months} months: {points}",
        rupiah=say.rupiah(budget), people=say.number(row["people"]), months=row["months"],
        points=say.points(row["points"], 2, signed=True),
    )  # fmt: skip
    return words.flagged(text, row["status"] == DEMONSTRATION, say)


def budget_use(summary: dict[str, Any], say: Language) -> str:
    """Say what the budget given does when ending cover is renewed first; empty where no price is known."""
    if not words.is_known(summary["budget_new_people"]):
        return ""
    text = say(
        "If ending cover is renewed first, {budget} renews {renewed} people and adds {new}: coverage {share} at the deadline "
        "instead of {without} if nothing is done.",
        budget=say.rupiah(summary["budget"]),
        renewed=say.number(summary["budget_renewed_people"]),
        new=say.number(summary["budget_new_people"]),
        share=say.percent(summary["value_with"]),
        without=say.percent(summary["value_without"]),
    )
    if words.is_known(summary["budget_months"]) and summary["budget_months"] > 0:
        text += " " + say("For everyone of the plan at once it lasts {months} months.", months=summary["budget_months"])
    elif words.is_known(summary["budget_months"]):
        text += " " + say("For everyone of the plan at once it does not last a month.")
    return words.flagged(text, summary["status"] == DEMONSTRATION, say)


def ending(summary: dict[str, Any], say: Language) -> str:
    """Say how many people's cover ends before the deadline, and how many of them leave the count by then."""
    if summary["ending_people"] and summary["ending_people"] == summary["leaving_people"]:
        text = say("Cover of {people} people ends before {deadline}; all of them leave the count by then",
                   people=say.number(summary["ending_people"]), deadline=say.short_period(summary["deadline"]))  # fmt: skip
        return words.flagged(text, summary["status"] == DEMONSTRATION, say)
    text = say(
        "Cover of {people} people ends before {deadline}; {leaving} leave the count by then",
        people=say.number(summary["ending_people"]),
        deadline=say.short_period(summary["deadline"]),
        leaving=say.number(summary["leaving_people"]),
    )
    return words.flagged(text, summary["status"] == DEMONSTRATION, say)


def beside(plans: dict[str, dict[str, Any]], say: Language) -> str:
    """Say which plan costs most and least, and for how many people.

    Args:
        plans: rows of ``metrics.analyses.plan_path.compared`` by the plan's name.
        say: the reader's language.
    """
    priced = {name: row for name, row in plans.items() if words.is_known(row["rupiah"])}
    if len(priced) < len(plans) or len({say.rupiah(row["rupiah"]) for row in priced.values()}) < 2:
        return say("Plans side by side")
    least, most = (pick(priced, key=lambda name: priced[name]["rupiah"]) for pick in (min, max))
    text = say(
        "Plan {most} costs most: {dearest} for {many} people; {least} least: {cheapest} for {few}", most=most, least=least,
        dearest=say.rupiah(priced[most]["rupiah"]), cheapest=say.rupiah(priced[least]["rupiah"]),
        many=say.number(priced[most]["people_net"]), few=say.number(priced[least]["people_net"]),
    )  # fmt: skip
    return words.flagged(text, any(row["status"] == DEMONSTRATION for row in plans.values()), say)


def short_words(compared: dict[str, Any], say: Language) -> str:
    """Say the first month short of money, or that none is, or that none was asked about; with the reason if not known."""
    if words.is_known(compared["short_from"]):
        return say.short_period(compared["short_from"])
    return say(compared["short_reason"]) if words.is_known(compared["short_reason"]) else say("none")


def _needed(summary: dict[str, Any], say: Language) -> str:
    people, deadline = say.number(summary["people_net"]), say.period(summary["deadline"])
    if summary["people_net"] == 0:
        return say("The figure that the plan starts from is already at the target: nobody has to be added.")
    if words.is_known(summary["target"]):
        text = say(
            "Closing the gap of {people} people to {target} by {deadline} takes {net} people a month net",
            people=people, deadline=deadline, target=words.target_words(summary["target"], say),
            net=a_month(summary["required_net_per_month"], say),
        )  # fmt: skip
    else:
        text = say(
            "Covering {people} more people by {deadline} takes {net} people a month net",
            people=people, deadline=deadline, net=a_month(summary["required_net_per_month"], say),
        )  # fmt: skip
    if words.is_known(summary["required_gross_per_month"]):
        gross, aside = a_month(summary["required_gross_per_month"], say), by_cover(summary, "gross_status")
        text += say(" ({gross} gross)", gross=words.aside(gross, aside, say))
    if words.is_known(summary["rupiah"]):
        return text + say(", {rupiah} in all.", rupiah=_in_all(summary, say))
    return text + say("; the rupiah are not known.")


def _money(summary: dict[str, Any], compared: dict[str, Any], say: Language) -> list[str]:
    said = []
    if summary["ending_people"] and words.is_known(summary["rupiah"]):
        said.append(
            say(
                "{rupiah} of it renews the cover of {people} people that ends before then.",
                rupiah=say.rupiah(summary["rupiah_renewal"]), people=say.number(summary["ending_people"]),
            )
        )  # fmt: skip
    return said + short(summary, compared, say)


def short(summary: dict[str, Any], compared: dict[str, Any], say: Language) -> list[str]:
    """Say from which month on money is short, or what has no source of funds; nothing where neither is so."""
    if not words.is_known(compared["short_from"]):
        return []
    month, unfunded = say.period(compared["short_from"]), summary["unfunded_rupiah"]
    if unfunded:
        return [say("{rupiah} has no source of funds, first in {month}.", rupiah=say.rupiah(unfunded), month=month)]
    return [say("The budget of {budget} no longer suffices from {month}.", budget=say.rupiah(summary["budget"]),
                month=month)]  # fmt: skip


def _in_all(plan: dict[str, Any], say: Language) -> str:
    return words.aside(say.rupiah(plan["rupiah"]), by_cover(plan), say)


def _is_example(frame: pd.DataFrame) -> bool:
    return bool((frame["status"] == DEMONSTRATION).any())
