"""The award sheet: the seven indicators with scores and evidence, and the governments of the province side by side."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from charts import award_words, words
from exports.briefing.context import Of, float_or_none, int_or_none, known
from exports.briefing.model import Cell, Chart, Column, Figure, Finding, Series, Source, Table
from i18n import Language, mark, retell
from metrics.analyses.award import SCORECARD_YEAR, card, printed_at, results, sum_of
from metrics.analyses.award_evidence import evidence
from metrics.analyses.award_governments import governments

RULE = mark(
    "Scores are added as in the one scorecard published in full (Lombok Timur, assessment of 2024). No official weights were "
    "found; what no jury has scored is not zero."
)
_KINDS = {"cover": mark("Sponsored cover"), "regulation": mark("Regulation"), "published": mark("Published figure")}


def award(of: Of) -> list[Finding]:
    """Say what is held for each of the seven indicators, and where the other governments stand."""
    found = [_sheet(of)]
    if of.place.level in ("province", "regency", "kanwil"):
        found.append(_governments(of))
    return found


def _sheet(of: Of) -> Finding:
    say = of.say
    scores = card(of.query, of.place.code)
    shown = evidence(of.query, of.places, of.place.code, of.asked.as_of, base=of.asked.base)
    total = sum_of({row.indicator_id: row.score for row in scores.itertuples()})
    held = set(shown.loc[shown["kind"] != "missing", "indicator_id"])
    title = (
        say("{region}: {sum} from seven published scores", region=of.place.short_name, sum=say.number(total.total, 2))
        if total.total is not None
        else say("{region}: evidence is held for {count} of 7 indicators", region=of.place.short_name, count=len(held))
    )
    figures = (
        Figure(say("Plain sum of seven scores"), float(total.total), "score", say.number(total.total, 2),
               say("no official weights"), "award.total", of.place.code, status="published"),
    ) if total.total is not None else ()  # fmt: skip
    example = bool((shown["status"] == "demonstration").any())
    past = results(of.query, of.places, of.place.code)
    printed_on = _printed_on(of) if total.total is not None else None
    return of.finding(
        "award", "award", words.flagged(title, example and total.total is None, say), shown,
        measure=say("Paritrana Award, seven indicators"),
        when=say.period(of.asked.as_of), page="paritrana", reading=say(RULE), figures=figures,
        tables=(_card_table(of, scores, shown), _evidence_table(of, shown), *_results_table(of, past)),
        chart=_scores(of, scores), alt=title, chart_example=None if total.total is None else False,
        chart_footer="" if total.total is None else _printed_footer(of, printed_on),
        also=() if printed_on is None else (printed_on,),
    )  # fmt: skip


def _printed_on(of: Of) -> Source | None:
    """Where the scorecard of a region was printed."""
    url = printed_at(of.query, of.places, of.place.code)
    if url is None:
        return None
    return Source(f"scorecard-{of.place.code}", urlsplit(url).netloc.removeprefix("www."), url, None)


def _printed_footer(of: Of, printed_on: Source | None) -> str:
    """The line below the scores alone: as they were printed, of the year that was assessed."""
    say = of.say
    line = " · ".join([say("Paritrana Award, seven indicators"), of.place.short_name,
                       say("assessment of {year}", year=str(SCORECARD_YEAR))])  # fmt: skip
    return say("{line}. Status: {status}. Source: {source}.", line=line, status=words.status_name("published", say),
               source=printed_on.publisher if printed_on else "–")  # fmt: skip


def _scores(of: Of, scores: pd.DataFrame) -> Chart | None:
    say = of.say
    if scores["score"].isna().any():
        return None
    values = tuple(float(score) for score in scores["score"])
    labels = tuple(say.number(score, 2) for score in scores["score"])
    return Chart("bars", tuple(_label(row, say) for row in scores.itertuples()), (Series(say("Score"), values, labels),),
                 "score", say("Score by indicator, as published"))  # fmt: skip


def _card_table(of: Of, scores: pd.DataFrame, shown: pd.DataFrame) -> Table:
    say = of.say
    columns = (Column(say("Indicator")), Column(say("Score"), "score"), Column(say("Evidence held"), wide=True))
    rows: list[tuple[Cell, ...]] = []
    for row in scores.itertuples():
        own = shown[shown["indicator_id"] == row.indicator_id]
        alike = own["missing"].notna().all() and own["missing"].nunique() == 1
        told = [
            _piece(of, each, alike=alike) for each in own.itertuples() if each.what != "budget_clause" or _is_held(own)
        ]
        if words.is_known(row.evidence):  # printed on the card itself: nothing of it is missing then
            told = [say("On the card: {text}", text=retell(row.evidence, say)),
                    *(_piece(of, each) for each in own.itertuples() if each.kind != "missing")]  # fmt: skip
        rows.append(
            (_label(row, say), float_or_none(row.score), "; ".join(dict.fromkeys(one.rstrip(".") for one in told[:3])))
        )
    return Table(say("Seven indicators"), columns, tuple(rows))


def _piece(of: Of, row: Any, *, alike: bool = False) -> str:
    """Say one piece of evidence in a few words; of pieces that all lack the same, not which it is."""
    say = of.say
    what = award_words.what_words(str(row.what), say)
    several = row.indicator_id == "growth" and not alike  # of the share and of the people: each says which
    if row.kind == "missing" or words.is_known(row.missing):
        return say("{what}: {figure}", what=what, figure=_lower(say(row.missing))) if several else say(row.missing)
    if row.kind == "regulation":
        return str(row.what)
    beside = [say.short_period(row.period), words.status_name(row.status, say)]
    if words.is_known(row.base):  # a share is never parted from what it is a share of
        beside.insert(1, words.base_words(row.base, say))
    said = words.about(f"{_value(row, say)} ({', '.join(beside)})", row.approx, say)
    if row.kind == "figure" and not several:  # the indicator says what it counts
        return said
    return say("{what}: {figure}", what=what, figure=said)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _is_held(own: pd.DataFrame) -> bool:
    """Whether any regulation is held: what none of them names is said of those that are."""
    return bool((own["kind"] == "regulation").any())


def _value(row: Any, say: Language) -> str:
    if row.value is None:
        return "–"
    if row.unit == "points":
        return say.points(row.value, 2, signed=True)
    if row.unit in ("share", "growth"):
        return say.percent(row.value, 1, signed=row.unit == "growth")
    return (
        say.rupiah(row.value) if row.unit == "rupiah" else say("{number} people", number=say.number(round(row.value)))
    )


def _evidence_table(of: Of, shown: pd.DataFrame) -> Table:
    say = of.say
    columns = (
        Column(say("Indicator")), Column(say("Kind"), brief=False), Column(say("Evidence")), Column(say("Value"), "text"),
        Column(say("People"), "people"), Column(say("Of (people)"), "people"), Column(say("Date")), Column(say("Status")),
        Column(say("Source"), wide=True), Column(say("What is missing, and what to load"), wide=True),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for row in shown.itertuples():
        missing = " ".join(say(text) for text in (row.missing, row.load) if words.is_known(text))
        what = str(row.what) if row.kind == "regulation" else award_words.what_words(str(row.what), say)
        kind = say("Missing") if row.kind == "missing" else say(_KINDS.get(row.kind, mark("Figure")))
        rows.append(
            (_label(row, say), kind, what, _value(row, say) if words.is_known(row.value) else None,
             int_or_none(row.numerator), int_or_none(row.denominator),
             say.short_period(row.period) if words.is_known(row.period) else None,
             words.status_name(row.status, say) if words.is_known(row.status) else None, of.cited(row.source_ids),
             missing or None)
        )  # fmt: skip
    return Table(say("Evidence for each indicator"), columns, tuple(rows))


def _results_table(of: Of, past: pd.DataFrame) -> tuple[Table, ...]:
    if past.empty:
        return ()
    say = of.say
    columns = (Column(say("Year assessed"), "text"), Column(say("Winner")), Column(say("Level")), Column(say("Category")),
               Column(say("Place"), "text"), Column(say("Source"), brief=False, wide=True))  # fmt: skip
    rows = tuple(
        (str(row.assessment_year), known(row.winner), _level(row.level, say), known(row.category_printed),
         str(int(row.rank_number)) if words.is_known(row.rank_number) else known(row.rank_printed), of.cited(row.source_ids))
        for row in past.itertuples()
    )  # fmt: skip
    return (Table(say("Past results found"), columns, rows, example=False),)


def _governments(of: Of) -> Finding:
    say = of.say
    frame = governments(of.query, of.places, of.place.code, of.asked.as_of, base=of.asked.base)
    whole = of.places.place(of.place.above[0]) if of.place.level == "regency" else of.place
    found = int(frame["regulations"].fillna(0).gt(0).sum())
    title = say("{region}: regulations found for {count} of {total} governments", region=whole.short_name, count=found,
                total=len(frame))  # fmt: skip
    example = bool((frame["status"] == "demonstration").any())
    columns = (
        Column(say("Government")), Column(say("Regulations found"), "count"),
        Column(say("Budget for vulnerable workers"), "rupiah"),
        Column(say("Coverage"), "share", parts=(4, 5)), Column(say("People"), "people", brief=False),
        Column(say("Of (people)"), "people", brief=False), Column(say("Date")), Column(say("Growth, 12 months"), "points"),
        Column(say("Status")), Column(say("Remark"), brief=False, wide=True),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (row.name, int_or_none(row.regulations), int_or_none(row.budget), float_or_none(row.own_coverage),
         int_or_none(row.own_numerator), int_or_none(row.own_denominator),
         say.short_period(row.own_period) if words.is_known(row.own_period) else None, float_or_none(row.growth),
         _standing(row, say),
         " ".join(say(one) for one in (row.regulation_reason, row.budget_reason, row.reason) if words.is_known(one)))
        for row in frame.itertuples()
    ]  # fmt: skip
    codes = list(frame["region_code"])
    narrower = [
        say("The budget of {region} is for one group only: {group}.", region=row.name,
            group=award_words.what_words(str(row.budget_covers), say).lower())
        for row in frame.itertuples() if words.is_known(row.budget_covers)
    ]  # fmt: skip
    text = say("Regulation, budget for vulnerable workers, coverage and its growth, each with its own date; nothing is added "
               "up into a score. No regulation found is not to say that there is none.")  # fmt: skip
    text = " ".join([text, *narrower])
    return of.finding(
        "governments", "award", words.flagged(title, example, say), frame, measure=say("Governments side by side"),
        when=say.period(of.asked.as_of), page="paritrana", reading=text,
        tables=(Table(say("Governments side by side"), columns, tuple(rows),
                      codes.index(of.place.code) if of.place.code in codes else None),),
    )  # fmt: skip


def _standing(row: Any, say: Language) -> str:
    """Say the status of a row of governments; where only some of its figures are of the demonstration set, which."""
    held = {
        name: status for name, value, status in (
            (say("coverage"), row.own_coverage, row.own_status), (say("budget"), row.budget, row.budget_status),
            (say("growth"), row.growth, row.growth_status), (say("regulation"), row.regulations, row.regulation_status),
        ) if words.is_known(value) and words.is_known(status)
    }  # fmt: skip
    others = [words.status_name(status, say) for status in held.values() if status != "demonstration"]
    example = [name for name, status in held.items() if status == "demonstration"]
    word = words.status_name("demonstration", say)
    if not others:
        return word if example else say("no figure yet")
    said = ", ".join(dict.fromkeys(others))
    return f"{said}; {word}: {', '.join(example)}" if example else said


def _level(level: str, say: Language) -> str:
    return say("national") if level == "national" else say("province")


def _label(row: Any, say: Language) -> str:
    return str(row.label_id if say.code == "id" else row.label_en)
