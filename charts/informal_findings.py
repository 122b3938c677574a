"""What the page on the informal sector says, in one line above each figure, made from the numbers each time.

Both dates of a cover are always said: the month in which it ends, and the month at whose end the people leave the active
count. A part is said as a number of people; a share is never said of a count that is withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import words
from i18n import Language
from i18n.numbers import rounded


@dataclass(frozen=True)
class Soon:
    """Cover that ends in the coming months.

    Args:
        people: whose cover ends; None where that is withheld or not held.
        first: month in which the first ends.
        last: month in which the last ends.
        leaves: month at whose end the last leave the active count.
        renewed: how many of them a later scheme renews; 0 where a count is withheld.
    """

    people: int | None
    first: str | None
    last: str | None
    leaves: str | None
    renewed: int


def headline(
    region: str, sponsored: Any | None, soon: Soon | None, shares: pd.DataFrame, coverage: Any | None,
    members: Any | None, say: Language,
) -> str:  # fmt: skip
    """Say who pays and until when, else for how many others pay, or what else is known of the informal sector.

    Args:
        region: its name.
        sponsored: row of the metric of sponsored workers, or None.
        soon: cover that ends within three months, or None.
        shares: what each payer pays for, as of `payers`; empty where that is not known of those very workers.
        coverage: row of the metric of informal coverage, or None.
        members: row of active BPU members, or None.
        say: the reader's language.
    """
    if sponsored is not None and words.is_known(sponsored.value):
        return words.flagged(_sponsored(region, sponsored, soon, shares, say), words.is_example(sponsored), say)
    if sponsored is not None:
        return say("{region}: others pay for some workers; the number is too small to show", region=region)
    if coverage is not None:
        said = say("{region}: {share} of informal workers protected; who pays is not known yet", region=region,
                   share=say.percent(coverage.value))  # fmt: skip
        return words.flagged(said, words.is_example(coverage), say)
    if members is not None and words.is_known(members.value):
        said = say("{region}: {people} active BPU members; who pays is not known yet", region=region,
                   people=say.number(members.value))  # fmt: skip
        return words.flagged(said, words.is_example(members), say)
    return say("{region}: no office has sent figures of the informal sector yet", region=region)


def _sponsored(region: str, sponsored: Any, soon: Soon | None, shares: pd.DataFrame, say: Language) -> str:
    people = int(sponsored.value)
    if people == 0:
        return say("{region}: nobody's contribution is paid by others", region=region)
    if not shares.empty:
        who, until = _who_pays(shares, say), _until(people, soon, say)
        if until:
            return say("{region}: {who}; {until}", region=region, who=who, until=until)
        return say("{region}: {who}", region=region, who=who)
    if soon is None or not soon.people or soon.last is None:
        return say("{region}: others pay for {people} workers", region=region, people=say.number(people))
    month = say.period(soon.last)
    if soon.people >= people and soon.first == soon.last:
        return say("{region}: cover of all {people} sponsored workers ends in {month}", region=region,
                   people=say.number(people), month=month)  # fmt: skip
    if soon.people >= people:
        return say("{region}: cover of all {people} sponsored workers ends by {month}", region=region,
                   people=say.number(people), month=month)  # fmt: skip
    return say("{region}: cover of {ending} of {people} sponsored workers ends by {month}", region=region,
               ending=say.number(soon.people), people=say.number(people), month=month)  # fmt: skip


def _until(people: int, soon: Soon | None, say: Language) -> str:
    """Say of whom the cover ends soon; nothing where that is not known or nobody's does."""
    if soon is None or not soon.people or soon.last is None:
        return ""
    month = say.period(soon.last)
    if soon.people < people:
        return say("cover of {ending} of {people} people ends by {month}", ending=say.number(soon.people),
                   people=say.number(people), month=month)  # fmt: skip
    if soon.first == soon.last:
        return say("all of that cover ends in {month}", month=month)
    return say("all of that cover ends by {month}", month=month)


def _are_all(row: Any, people: int | None) -> bool:
    """Say whether the cover of all sponsored workers ends in one month, none of it renewed: then nobody counts them again."""
    return people is not None and not row.renewed_people and int(row.people) == people


def ending(months: pd.DataFrame, say: Language, people: int | None = None) -> str:
    """Say in which month most people leave the active count.

    Args:
        months: rows of ``ending_bars``.
        say: the reader's language.
        people: all sponsored workers, where their number stands beside it; else the number is said.
    """
    if months.empty:
        return say("No cover ends in the next twelve months")
    known = months[months["people"].notna()]
    if known.empty:
        return say("Months in which cover ends: {count}; the numbers are too small to show", count=len(months))
    most = max(known.itertuples(), key=lambda row: (int(row.leaving_people), str(row.month)))
    example = bool((known["status"] == "demonstration").any())
    if not most.leaving_people:
        said = say(
            "All cover that ends has been renewed: {people} people", people=say.number(int(known["people"].sum()))
        )
        return words.flagged(said, example, say)
    if _are_all(most, people):
        said = say("All of them leave the active count at the end of {month} unless renewed",
                   month=say.period(most.leaves_active_count))  # fmt: skip
        return words.flagged(said, example, say)
    said = say("{people} people leave the active count at the end of {month} unless renewed",
               people=say.number(most.leaving_people), month=say.period(most.leaves_active_count))  # fmt: skip
    return words.flagged(said, example, say)


def warning(months: pd.DataFrame, say: Language, people: int | None = None) -> str:
    """Say both dates of the largest cover that ends, in a sentence; empty where nobody leaves. Arguments as of `ending`."""
    known = months[months["people"].notna()]
    leaving = [row for row in known.itertuples() if row.leaving_people]
    if not leaving:
        return ""
    most = max(leaving, key=lambda row: (int(row.leaving_people), str(row.month)))
    dates = {"month": say.period(most.month), "leaves": say.period(most.leaves_active_count)}
    renew = say.period(str(most.leaves_active_count))
    if most.renewed_people:
        said = say(
            "Cover of {people} people ends in {month}; {renewed} are renewed. Unpaid for three months, the other {leaving} leave "
            "the active count at the end of {leaves}, unless a new budget pays from {renew} at the latest.",
            people=say.number(most.people), renewed=say.number(most.renewed_people), leaving=say.number(most.leaving_people),
            renew=renew, **dates,
        )  # fmt: skip
    elif _are_all(most, people):
        said = say(
            "The cover of all of them ends in {month}. Unpaid for three months, they leave the active count at the end of "
            "{leaves}, unless a new budget pays from {renew} at the latest.", renew=renew, **dates,
        )  # fmt: skip
    else:
        said = say(
            "Cover of {people} people ends in {month}. Unpaid for three months, they leave the active count at the end of "
            "{leaves}, unless a new budget pays from {renew} at the latest.",
            people=say.number(most.people), renew=renew, **dates,
        )  # fmt: skip
    return words.flagged(said, words.is_example(most), say)


def payers(shares: pd.DataFrame, say: Language) -> str:
    """Say who pays for most. Frame: one row a payer with part (its name), value (share of people), status."""
    if shares.empty:
        return say("Who pays for whom is not known yet")
    return words.flagged(_who_pays(shares, say), bool((shares["status"] == "demonstration").any()), say)


def _who_pays(shares: pd.DataFrame, say: Language) -> str:
    most = shares.sort_values(["value", "part"], ascending=[False, True]).iloc[0]
    if most["value"] == 1:
        return say("{payer} pays for all sponsored workers", payer=most["part"])
    if rounded(most["value"], 0) == 100:
        return say("{payer} pays for nearly all sponsored workers", payer=most["part"])
    return say(
        "{payer} pays for {share} of the sponsored workers", payer=most["part"], share=say.percent(most["value"], 0)
    )


def regions(frame: pd.DataFrame, say: Language) -> str:
    """Say where most and least of the BPU members are sponsored. Frame: short_name, sponsored_share, status."""
    known = frame[frame["sponsored_share"].notna()]
    if known.empty:
        if frame["members"].notna().any():
            return say("BPU members are known; who pays for them is not")
        return say("BPU members by region are not known yet")
    example = bool((known["status"] == "demonstration").any())
    most, least = known.iloc[0], known.iloc[-1]
    if len(known) == 1 or say.percent(most["sponsored_share"], 0) == say.percent(least["sponsored_share"], 0):
        said = say("{region}: {count} sponsored for 100 BPU members", region=most["short_name"],
                   count=say.number(rounded(most["sponsored_share"], 0)))  # fmt: skip
        return words.flagged(said, example, say)
    said = say("{most}: {count} sponsored for 100 BPU members; {least}: {fewest}", most=most["short_name"],
               count=say.number(rounded(most["sponsored_share"], 0)), least=least["short_name"],
               fewest=say.number(rounded(least["sponsored_share"], 0)))  # fmt: skip
    return words.flagged(said, example, say)


def coverage(frame: pd.DataFrame, say: Language) -> str:
    """Say the lowest and the highest figure of provinces. Frame: region_code, short_name, value, status, boundary."""
    known = frame[frame["value"].notna()].sort_values(["value", "region_code"])
    if known.empty:
        return say("Coverage of informal workers is not known here yet")
    # Where some are real those of the demonstration set are no part of the finding, nor are those of an older outline.
    real = known[(known["status"] != "demonstration") & (known["boundary"] != "before-2022-split")]
    known = known if real.empty else real
    example = bool((known["status"] == "demonstration").any())
    least, most = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        said = say("{region}: {share} of informal workers protected", region=most["short_name"],
                   share=say.percent(most["value"]))  # fmt: skip
    else:
        said = say("Informal workers protected: from {low} ({least}) to {high} ({most})", low=say.percent(least["value"]),
                   least=least["short_name"], high=say.percent(most["value"]), most=most["short_name"])  # fmt: skip
    return words.flagged(said, example, say)


def kept(retention: Any | None, churn: Any | None, say: Language) -> str:
    """Say how many of a hundred BPU members of a year ago are still active."""
    if retention is not None:
        said = say("Of 100 BPU members a year ago, {count} are still active",
                   count=say.number(rounded(retention.value, 0)))  # fmt: skip
        return words.flagged(said, words.is_example(retention), say)
    if churn is not None:
        said = say(
            "{share} of BPU members left in {month}", share=say.percent(churn.value), month=say.period(churn.period)
        )
        return words.flagged(said, words.is_example(churn), say)
    return say("How long BPU members stay is not known yet")


def published(told: pd.DataFrame, say: Language) -> str:
    """Say how many numbers were published, of which years. Frame: rows of the statements."""
    if told.empty:
        return say("No published number on vulnerable workers is held")
    years = sorted({str(period)[:4] for period in told["period"]})
    if years[0] == years[-1]:
        return say("Published numbers: {count}, of {year}", count=len(told), year=years[0])
    return say("Published numbers: {count}, {first} to {last}, not to be added up", count=len(told), first=years[0],
               last=years[-1])  # fmt: skip


def counts(beside: pd.DataFrame, say: Language) -> str:
    """Say the largest printed count, and what the demonstration holds for it. Frame: rows of printed counts, largest first."""
    if beside.empty:
        return say("No published count of all vulnerable workers")
    most = next(beside.itertuples())
    printed = words.about(say.number(most.value), most.approx, say)
    if not words.is_known(most.example):
        return say("{region}: sources say {count} vulnerable workers covered ({period})", region=most.short_name, count=printed,
                   period=say.short_period(most.period))  # fmt: skip
    said = say("{region}: sources say {count} vulnerable workers ({period}), the demonstration {example}",
               region=most.short_name, count=printed, period=say.short_period(most.period),
               example=say.number(most.example))  # fmt: skip
    return words.flagged(said, True, say)
