"""What the page of the trend says of causes: which months are unusual, what moved the share, when the level was regained."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from charts import words
from charts.process import sign
from i18n import Language, mark
from i18n.numbers import rounded
from metrics.analyses import regained
from metrics.analyses.process_limits import SIGNALS
from metrics.analyses.regained import Recovery

_OFTEN = 0.5  # part of the months shown that are unusual, above which a reader is told why

_OUTCOMES = {
    regained.NEVER_BELOW: mark("{segment} never fell below February 2020"),
    regained.REGAINED: mark("{segment} regained in {month}"),
    regained.STILL_BELOW: mark("{segment} still below, {now}"),
}


def flows_finding(points: pd.DataFrame, names: Mapping[str, str], say: Language) -> str:
    """Say which flows stood out in the latest month."""
    latest = points.groupby("metric").tail(1)
    month = say.short_period(points["month"].max())
    unusual = [
        f"{names[row.metric]} {sign(row.signals)}"
        for row in latest.itertuples()
        if row.signals and row.month == points["month"].max()
    ]
    text = (
        say("{month}, unusual: {flows}", month=month, flows=", ".join(unusual))
        if unusual
        else say("{month}: nothing unusual in the flows", month=month)
    )
    return words.flagged(text, _is_example(points), say)


def flows_reading(points: pd.DataFrame, names: Mapping[str, str], area: str, say: Language) -> str:
    """Say what is drawn, what the signals of the latest month are, and why nearly every month may stand out."""
    months = sorted(points["month"])
    said = [
        say("{area}, people a month, {since} to {until}.", area=area, since=say.short_period(months[0]),
            until=say.short_period(months[-1]))
    ]  # fmt: skip
    for row in points.groupby("metric", sort=False).tail(1).itertuples():
        if row.signals:
            # The first is the strongest; the table has all of them.
            told = say(SIGNALS[row.signals[0]]).lower()
            said.append(say("{flow}: {signals}.", flow=names[row.metric], signals=told))
    if (points["signals"].map(len) > 0).mean() > _OFTEN:
        said.append(
            say(
                "Where a line keeps rising or falling, many months stand out against the mean of all years; that is no alarm."
            )
        )
    return words.flagged(" ".join(said), _is_example(points), say)


def moved_finding(row: Any, parts: Sequence[tuple[str, float]], say: Language) -> str:
    """Say how far the share moved and what moved it most that way: a fall is not put down to what rose."""
    change = say.points(row.change, signed=True)
    since = say.short_period(row.since)
    name, most = max(parts, key=lambda part: part[1] if row.change > 0 else -part[1])
    text = (
        say("Coverage {change} since {month}, most by {name}", change=change, month=since, name=name)
        if rounded(most, 2) and rounded(row.change)
        else say("Coverage {change} since {month}", change=change, month=since)
    )
    return words.flagged(text, row.status == "demonstration", say)


def moved_reading(row: Any, area: str, say: Language) -> str:
    """Say what the steps are."""
    text = say(
        "{area}, {base}. Steps in points: members by segment, then the growth of the base; they add up to {change}.",
        area=area,
        base=words.base_words(row.base, say),
        change=say.points(row.change, 2, signed=True),
    )
    return words.flagged(text, row.status == "demonstration", say)


def areas_finding(frame: pd.DataFrame, say: Language) -> str:
    """Say which area lifted the whole most, and which held it back most."""
    known = frame[frame["region_code"] != ""].sort_values(["contribution", "region_code"])
    least, most = known.iloc[0], known.iloc[-1]
    if rounded(least["contribution"], 2) < 0 < rounded(most["contribution"], 2):
        text = say(
            "{most} lifted coverage most, {least} held it back", most=most["short_name"], least=least["short_name"]
        )
    elif rounded(most["contribution"], 2) > 0:
        text = say("{most} lifted coverage most", most=most["short_name"])
    elif rounded(least["contribution"], 2) < 0:
        text = say("{least} held coverage back most", least=least["short_name"])
    else:
        text = say("No area moved coverage")
    return words.flagged(text, _is_example(frame), say)


def recovery_finding(told: Mapping[str, Recovery], names: Mapping[str, str], say: Language) -> str:
    """Say when the level of February 2020 was regained by all segments together."""
    first = next(iter(told))
    return _sentence(outcome_words(names[first], told[first], say))


def recovery_reading(told: Mapping[str, Recovery], names: Mapping[str, str], area: str, say: Language) -> str:
    """Say of each segment how far it fell and when it regained the level."""
    said = [say("{area}, active participants, 100% being February 2020.", area=area)]
    for segment, went in told.items():
        text = outcome_words(names[segment], went, say)
        if went.low is not None and went.low < 1 and went.low_month is not None:
            text = say("{text} (lowest {low}, {month})", text=text, low=say.percent(went.low, 0),
                       month=say.short_period(went.low_month))  # fmt: skip
        said.append(f"{_sentence(text)}.")
    return " ".join(said)


def outcome_words(segment: str, went: Recovery, say: Language) -> str:
    """Say of one segment when it regained the level of February 2020, or that it has not."""
    if went.outcome is None or went.now is None:
        return say("{segment}: no figure yet", segment=segment)
    month = say.short_period(went.month) if went.month else ""
    return say(_OUTCOMES[went.outcome], segment=segment, month=month, now=say.percent(went.now, 0))


def years_finding(frame: pd.DataFrame, say: Language) -> str:
    """Say in which year the most left, of those that are whole."""
    left = frame[(frame["metric"] == "exits") & frame["value"].notna()]
    if len(left) < 2:
        return words.flagged(say("Who left, who was new, who came back"), _is_example(frame), say)
    worst = left.sort_values(["value", "year"], ascending=[False, True]).iloc[0]
    text = say(
        "Most left in {year}, of {count} whole years: {people}",
        count=len(left),
        year=str(worst["year"]),
        people=say.number(round(worst["value"])),
    )
    return words.flagged(text, _is_example(frame), say)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_example(frame: pd.DataFrame) -> bool:
    return bool((frame["status"] == "demonstration").any())
