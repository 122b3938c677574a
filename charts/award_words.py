"""The words of the award: a piece of evidence, a question's standing, what not to say, each in a sentence with its condition."""

from __future__ import annotations

from typing import Any

from charts import fact_words, words
from i18n import Language, mark
from metrics.analyses.pace import whole_people
from metrics.catalogue import metric, metrics
from metrics.territory import Territory

MOST = 4  # figures named in one sentence

_WHAT = {
    "vulnerable_budget": mark("Budget for vulnerable workers"),
    "non_asn_budget": mark("Budget for non-ASN staff"),
    "non_asn_headcount": mark("headcount of non-ASN staff"),
    "budget_clause": mark("budget clause"),
    "regulation": mark("Regulation"),
    "jury": mark("score of the jury"),
    "target": mark("Target"),
    "gap_points": mark("Gap"),
    "gap_people": mark("People missing"),
    "required_net_per_month": mark("Needed a month, net"),
}
_ANSWERS = {
    "held": mark("evidence at hand"),
    "partly": mark("part of it at hand"),
    "example": mark("DEMO only"),
    "none": mark("bring it yourself"),
}
_CAUTIONS = {
    "demonstration": mark("**{count} figures are DEMO**: never say them ({names})."),
    "conflict": mark("**{printed}**, {region} {period}: contradicts its own parts. Say {value}."),
    "sources_differ": mark("**{what}, {on}, {period}**: sources differ ({figures}). Name the source with the figure."),
    "targets_differ": mark("**Targets of {region} for {period}**: {figures}. Say which one, and whose it is."),
    "no_weights": mark("**Weighted totals**: no weights of the award are official."),
    "other_gates": mark("**UHC thresholds**: those are of BPJS Kesehatan; none of this award were found."),
    "target_without_base": mark("**{value} by {period}** ({region}): its source names no base. Say on which one you read it."),
    "base_unstated": mark("**{value}**, {period}, {on}: its source names no base. Leave it out, or say so."),
    "base_inferred": mark("**{value}**, {period}: the base, {base}, is inferred. Say so."),
    "bases_differ": mark("**Shares on {count} bases** are not compared: {figures}. Keep to one."),
    "series_differ": mark("**{value}**, {period}, is of another series than the share: do not divide it by that base."),
    "months_differ": mark("**Highest or lowest**: the latest shares are of {count} different months ({figures})."),
    "share_only": mark("**How many people are behind {value}**: the source prints the share alone."),
    "old_figure": mark("**{value} as if of today**: it is of {period}. Say the date."),
    "old_boundary": mark("**{value}**, {period}: it is of the area before the split of 2022."),
    "rounded": mark("**{value}**, {period}: rounded in print. Say about."),
    "growth_unknown": mark("**Growth of {what} in a year**: no figure of the same line a year before."),
    "growth_unfounded": mark("**Up {value}**, {period}, {on}: what it is measured from is not known."),
    "number_missing": mark("**{what}**: its number or year was not found. Do not cite it by number."),
    "source_missing": mark("**{what}**: no source is recorded. Check it before you cite it."),
    "edition_label": mark("**Edition {names}** assessed the year {period}. Say both."),
}  # fmt: skip


def value_words(row: Any, say: Language) -> str:
    """Print a piece of evidence in its unit; a dash where it is held back or has no value."""
    if not words.is_known(row.value):
        return "–"
    value = float(row.value)
    if row.unit == "share":
        said = say.percent(value, 2)
    elif row.unit == "points":
        said = say.points(value, 2, signed=row.kind == "figure")
    elif row.unit == "growth":
        said = say.percent(value, 2, signed=True)
    elif row.unit == "rupiah":
        said = say.rupiah(round(value))
    elif row.unit == "rank":
        said = say("place {rank}", rank=int(value))
    else:
        said = say.number(whole_people(value) if row.what == "required_net_per_month" else round(value))
    return words.about(said, getattr(row, "approx", False), say)


def what_words(what: str, say: Language) -> str:
    """Say what a piece of evidence is about: a metric, an indicator as published, a group of workers, or a missing piece."""
    if what in _WHAT:
        return say(_WHAT[what])
    if what in metrics():
        return say(metric(what).title)
    group = words.segment_words(what, say)
    return group if group != what else fact_words.indicator_words(what, say)


def evidence_words(row: Any, say: Language) -> str:
    """Say one piece of evidence with its date, base and status: Cakupan 58,68% (Mar 2025, basis UCJ, publikasi)."""
    status = words.status_name(row.status, say)
    if row.kind == "regulation":
        clause = [say("with a budget clause")] if words.is_known(row.has_budget_clause) else []
        return f"{row.what} ({', '.join([*clause, status])})"
    if row.kind == "result":
        return f"{row.what}: {row.note} ({row.period})"
    base = [words.base_words(row.base, say)] if words.is_known(row.base) else []
    whole = (
        f" / {say.number(int(row.denominator))}" if row.kind == "published" and words.is_known(row.denominator) else ""
    )
    if (
        row.kind == "figure"
        and row.unit == "share"
        and base
        and words.is_known(row.numerator)
        and words.is_known(row.denominator)
    ):
        base = [f"{say.number(int(row.numerator))} / {say.number(int(row.denominator))}", *base]
    when = say.date(row.period) if len(str(row.period)) > len("2025-12") else say.short_period(row.period)
    if row.kind == "ending":
        when = say("cover ends {period}", period=when)
    if row.unit in ("growth", "points") and row.kind == "figure":
        when = say("{earlier} to {later}", earlier=say.short_period(row.earlier_period), later=when)
    return f"{what_words(row.what, say)} {value_words(row, say)}{whole} ({', '.join([when, *base, status])})"


def answer_words(answer: str, say: Language) -> str:
    """Say how far a question can be answered."""
    return say(_ANSWERS[answer])


def caution_words(row: Any, places: Territory, say: Language) -> str:
    """Say one row of ``metrics.analyses.award_cautions`` as a sentence of Markdown: what not to say in bold, then why.

    Args:
        row: the row; texts of it that were loaded are names of regulations and editions only.
        places: all regions.
        say: the reader's language.
    """
    on = [words.base_words(row.base, say)] if words.is_known(row.base) else []
    on += [words.segment_words(row.segment, say)] if words.is_known(row.segment) and row.segment != "total" else []
    period = str(row.period) if words.is_known(row.period) else ""
    long = len(period) > len("2025-12")
    return say(
        _CAUTIONS[row.kind],
        count=row.count if words.is_known(row.count) else len(row.values),
        names=", ".join(row.names if row.kind == "edition_label" else [what_words(name, say) for name in row.names]),
        figures=_figures(row, say),
        region=places.place(row.region_code).short_name,
        what=str(row.what) if row.kind in ("number_missing", "source_missing") else what_words(str(row.what), say),
        value=_number(row.value, row.unit, say),
        printed=_number(row.printed, row.unit, say),
        period=say.date(period) if long else say.short_period(period) if period else "",
        base=on[0] if on else "",
        on=", ".join(on) or say("all segments"),
    )


def _figures(row: Any, say: Language) -> str:
    values = [_number(value, row.unit, say) for value in row.values]
    if row.periods:
        named = words.base_words if row.kind == "bases_differ" else words.series_words
        names = [named(str(name), say) for name in row.names]
        periods = [say.short_period(period) for period in row.periods]
        values = [f"{name} {value} ({when})" for name, value, when in zip(names, values, periods, strict=True)]
    more = say(" and {count} more", count=len(values) - MOST) if len(values) > MOST else ""
    return "; ".join(values[:MOST]) + more


def _number(value: Any, unit: Any, say: Language) -> str:
    if not words.is_known(value):
        return ""
    if unit == "share":
        return say.percent(value, 2) if round(value * 100, 6) % 1 else say.percent(value, 0)
    return say.percent(value / 100, 0) if unit == "percent" else say("{number} people", number=say.number(int(value)))
