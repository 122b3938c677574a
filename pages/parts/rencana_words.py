"""What the page of plans calls things: sources of funds, groups of workers, premiums, and what to do when one is refused."""

from __future__ import annotations

from typing import Any

from charts import words
from charts.group_words import group_words
from charts.timeline import known_by
from i18n import Language, mark
from metrics.analyses import plan, plan_money, premium, target
from metrics.analyses.plan_asked import PlanAsked

CONDITIONS = {
    "transport workers": mark("Transport workers"),
    "other than transport": mark("Other than transport workers"),
}
PATTERNS = {"even": mark("Evenly"), "at_once": mark("All in the first month")}
CERTAINTY = {
    "verified": mark("seen in a source"),
    "computed": mark("computed from sourced rules"),
    "public code": mark("from public program code only"),
}
_PAYERS = {
    "worker": mark("The worker"),
    "employer": mark("Employer"),
    "employer+worker": mark("Employer and worker"),
    "apbn_apbd": mark("State or regional budget"),
    plan_money.UNFUNDED: mark("No source yet"),
}
_TO_DO = {
    target.NO_FIGURE: mark("Choose another base or region in the bar above, or load figures on the page Data."),
    target.SHARE_ONLY: mark(
        "Choose another base in the bar above, or load the number of people and of the base on the page Data."
    ),
    target.OLD_BOUNDARY: mark("Load a figure of the area as it is today on the page Data, or choose another base."),
    plan.SEGMENT_NOT_COUNTED: mark(
        "Choose a premium of the segment that this base counts, or another base in the bar above."
    ),
    premium.NO_RULE: mark(
        "Choose another premium or another source of funds; the rules held are listed on the page Method."
    ),
    premium.NAME_THE_WAGE: mark("Enter the wage a month beside the premium."),
    premium.JHT_LOWEST_ONLY: mark("Leave the income empty: then the lowest band is used."),
    premium.BETWEEN_BANDS: mark("Leave the income empty: then the lowest band is used."),
    plan_money.PRICES_DIFFER: mark("Give the sources of funds as shares in percent."),
}


def source(code: str, say: Language) -> str:
    """Name a source of funds or another payer."""
    return say(_PAYERS[code]) if code in _PAYERS else group_words(code, say)


def condition(one: str, say: Language) -> str:
    """Name the condition of a rule; one that a link alone can ask for is named as it is written."""
    if not one:
        return say("not named")
    return say(CONDITIONS[one]) if one in CONDITIONS else one


def funds(asked: PlanAsked, say: Language) -> str:
    """Name who pays a plan, each with its share or amount."""
    if not asked.funds:
        return source(asked.payer, say)
    return ", ".join(
        f"{source(code, say)} {say.rupiah(int(part)) if asked.funded_in_rupiah else say.percent(part, 0)}"
        for code, part in asked.funds
    )


def older_start(latest: Any | None, summary: dict[str, Any], say: Language) -> str:
    """Say why a plan starts from an older figure than other pages lead with; nothing where it does not.

    Args:
        latest: the latest coverage figure, a row of ``metrics.overview.Overview.figure``.
        summary: the row of ``metrics.analyses.plan.Plan.summary``.
        say: the reader's language.
    """
    if latest is None or words.is_known(latest.numerator) or not words.is_known(summary["value"]):
        return ""
    if known_by(latest.period) <= known_by(summary["period"]):
        return ""
    return say(
        "The later {latest} ({period}) is printed without its people, which a plan needs: it starts from {share} ({since}).",
        latest=say.percent(latest.value), period=say.short_period(latest.period), share=say.percent(summary["value"]),
        since=say.short_period(summary["period"]),
    )  # fmt: skip


def to_do(reason: str, say: Language) -> str:
    """Say why something is refused, and what the reader can do about it."""
    return f"{say(reason)} {say(_TO_DO[reason])}" if reason in _TO_DO else say(reason)
