"""What contributions and compliance say, in one line above each figure, made from the numbers each time.

A change is judged as it is printed: what prints as no change has neither risen nor fallen. Its word and its sign stand with it,
never its colour alone.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from charts import words
from i18n import Language, mark
from i18n.numbers import rounded

AGES = {
    "0-3": mark("0–3 months"),
    "3-6": mark("3–6"),
    "6-12": mark("6–12"),
    "12-24": mark("12–24"),
    "24+": mark("over 24"),
}
KINDS = {
    "employers_unregistered": mark("Not registered (PWBD)"),
    "partial_workers": mark("Workers left out (PDS TK)"),
    "partial_wages": mark("Wages reported too low (PDS upah)"),
    "partial_programmes": mark("Programmes missing (PDS program)"),
    "employers_active": mark("Active employers"),
}
SIZES = {"large": mark("Large"), "medium": mark("Medium"), "small": mark("Small"), "micro": mark("Micro")}
GROWN = {"members": mark("Members"), "contributions": mark("Contributions"), "informal": mark("Informal members (BPU)")}
VERDICTS = {
    "unchecked": mark(
        "Cannot be checked yet: no real figures of Denpasar for both, members and contributions, are held."
    ),
    "given": mark(
        "The figures held give it: members and contributions of Denpasar both grew about so much in twelve months."
    ),
    "not_given": mark(
        "No twelve months of the figures held give it for members and contributions of Denpasar together."
    ),
}
OLDEST = "24+"


def money_change(change: Any, say: Language) -> str:
    """Say a change of an amount as a share of what was before: ▲ naik 8,6%."""
    return _change(change, say.percent(abs(change)), rounded(change) == 0, say)


def points_change(change: Any, say: Language) -> str:
    """Say a change of a share in points: ▼ turun 0,2 poin persen."""
    return _change(change, say.points(abs(change)), rounded(change) == 0, say)


def count_change(now: Any, earlier: Any, say: Language) -> str:
    """Say a change of a count: ▼ turun 354."""
    change = int(now) - int(earlier)
    return _change(change, say.number(abs(change)), change == 0, say)


def tone(change: Any, better: str, *, digits: int = 1) -> str:
    """Judge a change as it is printed.

    Args:
        change: a share, or a difference of counts or shares.
        better: ``higher``, ``lower`` or ``neither``.
        digits: decimals of the percentage that is printed.

    Returns:
        ``better``, ``worse``, or empty where there is no change, none known or no judgement.
    """
    if not words.is_known(change) or better == "neither" or rounded(change, digits) == 0:
        return ""
    return "better" if (change > 0) == (better == "higher") else "worse"


def headline(name: str, rate: dict[str, Any], outside: dict[str, Any], say: Language) -> str:
    """Say of a region how much of a month's contributions is collected, and how many employers are not registered."""
    said = []
    if rate["value"] is not None:
        period = say.short_period(rate["period"])
        said.append(
            say("{share} of contributions for {period} collected", share=say.percent(rate["value"]), period=period)
        )
    if outside["value"] is not None:
        said.append(say("{count} employers not registered", count=say.number(int(outside["value"]))))
    text = "; ".join(said) or say("no monthly contributions held yet")
    return words.flagged(f"{name}: {text}", _is_example(rate, outside), say)


def received_finding(year: dict[str, Any], say: Language) -> str:
    """Say whether more came in than in the year before, over how many months."""
    if year["change"] is None:
        return say("Contributions due and received, by month")
    text = say(
        "Contributions received {change}, {months} months against the same months a year before",
        change=_bare_change(year["change"], say.percent(abs(year["change"])), say),
        months=str(year["months"]),
    )
    return words.flagged(text, _is_example(year), say)


def rates_finding(collected: Any, on_time: Any, say: Language) -> str:
    """Say the latest complete collection rate and on-time rate; each a row, or None."""
    said = []
    if collected is not None:
        said.append(
            say(
                "{share} collected ({period})",
                share=say.percent(collected.value),
                period=say.short_period(collected.month),
            )
        )
    if on_time is not None:
        said.append(
            say("{share} on time ({period})", share=say.percent(on_time.value), period=say.short_period(on_time.month))
        )
    rows = [row for row in (collected, on_time) if row is not None]
    text = ", ".join(said) or say("Collection rate and on-time rate, by month")
    return words.flagged(text, any(words.is_example(row) for row in rows), say)


def ages_finding(owed: dict[str, Any], ages: list[dict[str, Any]], say: Language) -> str:
    """Say how much is owed and which part of it is older than two years."""
    oldest = next((row for row in ages if row["segment"] == OLDEST and row["value"] is not None), None)
    if oldest is None:
        return say("Arrears by age")
    text = say(
        "Arrears {amount}: {share} older than 24 months",
        amount=say.rupiah(owed["value"] if owed["value"] is not None else oldest["denominator"]),
        share=say.percent(oldest["value"], 0),
    )
    return words.flagged(text, _is_example(oldest), say)


def outside_finding(row: dict[str, Any], say: Language) -> str:
    """Say how many employers are not registered, and whether they are more or fewer than a year before."""
    if row["value"] is None:
        return say("Employers out of compliance, by kind")
    count = say.number(int(row["value"]))
    if row["earlier_value"] is None:
        text = say("{count} employers not registered", count=count)
    else:
        text = _more_or_fewer(count, int(row["value"]) - int(row["earlier_value"]), say)
    return words.flagged(text, _is_example(row), say)


def sizes_finding(rows: pd.DataFrame, total: dict[str, Any], say: Language) -> str:
    """Say which size class has most of the employers that are not registered, and how many of them all."""
    held = rows[(rows["metric"] == "employers_unregistered") & rows["value"].notna()]
    if held.empty or total["value"] is None:
        return say("Employers not registered, by size")
    most = held.loc[held["value"].astype(float).idxmax()]
    text = say("{size}: {count} of {total} employers not registered", size=say(SIZES[most["segment"]]),
               count=say.number(int(most["value"])), total=say.number(int(total["value"])))  # fmt: skip
    return words.flagged(text, bool((held["status"] == "demonstration").any()), say)


def recovered_finding(year: dict[str, Any], say: Language) -> str:
    """Say what was recovered within twelve months, and its change over the months that both years have."""
    if year["value"] is None:
        return say("Recovered contributions, by month")
    text = say("{amount} recovered in {months} months", amount=say.rupiah(_of_year(year)), months=str(_months(year)))
    if year["change"] is not None:
        text += ", " + _bare_change(year["change"], say.percent(abs(year["change"])), say)
    return words.flagged(text, _is_example(year), say)


def cases_finding(year: dict[str, Any], say: Language) -> str:
    """Say how many cases went to the prosecutor within twelve months, and the change over the months both years have."""
    if year["value"] is None:
        return say("Cases at the prosecutor (SKK), by month")
    text = say(
        "{count} new cases at the prosecutor in {months} months",
        count=say.number(int(_of_year(year))),
        months=str(_months(year)),
    )
    if year["change"] is not None:
        text += ", " + _bare_change(year["change"], say.percent(abs(year["change"])), say)
    return words.flagged(text, _is_example(year), say)


def growth_finding(rows: pd.DataFrame, say: Language) -> str:
    """Say the growth of members, contributions and informal members beside each other."""
    held = rows[rows["value"].notna()]
    if held.empty:
        return say("Growth of members and contributions")
    said = ", ".join(f"{say(GROWN[row.of])} {say.percent(row.value, signed=True)}" for row in held.itertuples())
    return words.flagged(said, bool((held["status"] == "demonstration").any()), say)


def parts_finding(rows: pd.DataFrame, say: Language) -> str:
    """Say which part has the lowest collection rate."""
    held = rows[rows["value"].notna()]
    if held.empty:
        return say("Collection rates and arrears of the parts")
    least = held.iloc[0]
    text = say(
        "{region} is lowest: {share} of contributions for {period} collected",
        region=least["short_name"],
        share=say.percent(least["value"]),
        period=say.short_period(least["period"]),
    )
    return words.flagged(text, least["status"] == "demonstration", say)


def _change(change: Any, said: str, is_none: bool, say: Language) -> str:
    if is_none:
        return say("● unchanged")
    return say("▲ up {amount}", amount=said) if change > 0 else say("▼ down {amount}", amount=said)


def _bare_change(change: Any, said: str, say: Language) -> str:
    if rounded(change) == 0:
        return say("unchanged")
    return say("up {amount}", amount=said) if change > 0 else say("down {amount}", amount=said)


def _of_year(year: dict[str, Any]) -> float:
    return float(year["value"] if year["year_value"] is None else year["year_value"])


def _months(year: dict[str, Any]) -> int:
    return int(year["months"]) if year["year_value"] is None else 12


def _more_or_fewer(count: str, change: int, say: Language) -> str:
    if change == 0:
        return say("{count} employers not registered, as many as a year before", count=count)
    by = say.number(abs(change))
    if change > 0:
        return say("{count} employers not registered, {by} more than a year before", count=count, by=by)
    return say("{count} employers not registered, {by} fewer than a year before", count=count, by=by)


def _is_example(*rows: dict[str, Any]) -> bool:
    return any(row.get("value") is not None and row["status"] == "demonstration" for row in rows)
