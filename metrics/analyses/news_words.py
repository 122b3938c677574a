"""What changed, in three to six sentences that can be pasted into a chat: each figure with its base, date and status.

Order: the share, active participants by segment, the parts that moved most, who has not reported, what ends or fell due, and
who published it. Where that is more than six, the segments are left to the table. Every publisher is one whose figure is in
the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.standing import weakest
from i18n import Language, mark
from i18n.numbers import rounded
from metrics._model import Query
from metrics.analyses.message_words import (
    MOST_NAMED,
    base_words,
    decimals,
    flagged,
    goal_words,
    listed,
    publisher_words,
    status_words,
)
from metrics.analyses.news import News
from metrics.analyses.news_due import DECIDED
from metrics.territory import Territory

LONGEST = 6  # sentences in one message

OUTCOME = {
    "reached": mark("the target of {goal} was reached"),
    "missed": mark("the target of {goal} was missed"),
    "no_figure": mark("the deadline of the target of {goal} passed without a figure"),
}
_UNDECIDED = mark("the deadline of the target of {goal} passed; the outcome is not known")

_NONE_MOVED = mark("Parts ({base}; {span}): the share fell in {fell} of {compared} compared, of {parts} in all.")
_MOVED = mark(
    "Parts that moved most, in people ({base}; {span}): {changes}; the share fell in {fell} of {compared} compared, "
    "of {parts} in all."
)

# PU, BPU, JAKON and PMI are said as they are.
SEGMENT_WORDS = {"total": mark("all segments"), "formal": mark("formal"), "informal": mark("informal")}

# A sentence with the rows whose figures it says.
Sentence = tuple[str, pd.DataFrame]


def news_words(query: Query, places: Territory, news: News, say: Language) -> str:
    """Say what changed between two months.

    Args:
        query: runs SQL on the store that ``news`` was read from.
        places: all regions.
        news: from ``metrics.analyses.news.since``.
        say: the reader's language.

    Returns:
        One paragraph, CONTOH in front when any figure in it is of the demonstration set.
    """
    base = base_words(query, news.base, say)
    share = _share(places, news, base, say)
    segments = _segments(news, say)
    others = [_parts(places, news, base, say), _not_reported(places, news, say), *_due(places, news, say)]
    said = [sentence for sentence in (share, segments, *others) if sentence]
    if len(said) >= LONGEST and segments:
        said.remove(segments)
    if len(said) == 1:
        said.append(
            (say("No other figure has changed since {month}.", month=say.period(str(news.since))), share[1].head(0))
        )
    return paragraph(query, said, say)


def release_words(query: Query, places: Territory, news: News, say: Language) -> str:
    """Say what differs between two releases, the restated figures first.

    Args:
        query: runs SQL on the store of the later release.
        places: all regions.
        news: from ``metrics.analyses.news_releases.between``.
        say: the reader's language.

    Returns:
        One paragraph; CONTOH in front when any figure in it is of the demonstration set.
    """
    restated, new, vanished = (news.of(kind) for kind in ("restated", "new", "vanished"))
    words: dict[str, str | int] = {"region": places.place(news.region).name, "base": base_words(query, news.base, say)}
    if not (len(restated) or len(new) or len(vanished)):
        text = mark(
            "{region}: no figure of coverage ({base}) or of active participants differs between the two releases."
        )
        said = [(say(text, **words), restated)]
    else:
        text = mark(
            "{region} and its parts, coverage ({base}) and active participants, against the earlier release: "
            "{restated} restated, {new} new, {vanished} no longer held."
        )
        counts: dict[str, str | int] = {"restated": len(restated), "new": len(new), "vanished": len(vanished)}
        said = [(say(text, **words, **counts), restated.head(0))]
    for text, rows in (
        (mark("Restated: {figures}."), restated),
        (mark("New: {figures}."), new),
        (mark("No longer held: {figures}."), vanished),
    ):
        shown = rows.head(MOST_NAMED)
        if len(rows):
            figures = "; ".join(_cell(places, row, say) for row in shown.itertuples())
            said.append((say(text, figures=figures), shown))
    said += [(say(row.reason), restated.head(0)) for row in news.of("demonstration").itertuples()]
    return paragraph(query, said, say)


def _cell(places: Territory, row: Any, say: Language) -> str:
    """One figure of two releases: Bali, Desember 2025: 52,3% → 53,9% (terbitan)."""
    is_share = row.metric == "coverage"
    values = [value for value in (row.value_then, row.value_now) if value is not None]
    # Two numbers that print alike would read as no restatement at all.
    places_shown = next((n for n in range(1, 5) if len({rounded(value, n) for value in values}) == len(values)), 4)
    printed = " → ".join(say.percent(value, places_shown) if is_share else say.number(value) for value in values)
    what = say("coverage") if is_share else say("active participants, {segment}", segment=_segment(row.segment, say))
    return say(
        "{region}, {what}, {period}: {figure} ({status})",
        region=places.place(row.region_code).short_name,
        what=what,
        period=say.period(row.period_now or row.period_then),
        figure=printed,
        status=status_words(row.status, say),
    )


def _segment(segment: str, say: Language) -> str:
    return say(SEGMENT_WORDS.get(segment, segment))


def paragraph(query: Query, said: list[Sentence], say: Language) -> str:
    """Join sentences to one text that ends with its sources, and flag it when any figure in it is an example."""
    cited = [rows for _, rows in said if len(rows)]
    sources = {source for rows in cited for ids in rows["source_ids"] for source in (ids or [])}
    sentences = [sentence for sentence, _ in said]
    if sources:
        sentences.append(say("Source: {sources}.", sources=publisher_words(query, sources, say)))
    return flagged(" ".join(sentences), any((rows["status"] == "demonstration").any() for rows in cited), say)


def _share(places: Territory, news: News, base: str, say: Language) -> Sentence:
    rows = news.of("coverage").head(1)
    row: Any = next(rows.itertuples())
    words = {"region": places.place(news.region).name, "base": base}
    if row.value_now is None:
        return say("{region}: no figure yet of coverage ({base}).", **words), rows.head(0)
    words |= {"period": say.period(row.period_now), "status": status_words(row.status, say)}
    if row.difference is None:
        share = say.percent(row.value_now)
        text = (
            mark("{region}: no coverage figure since {since}; the latest is {share} ({base}, {period}, {status}).")
            if row.period_now <= str(news.since)
            else mark("{region}: coverage {share} ({base}, {period}, {status}); no earlier figure to compare with.")
        )
        return say(text, share=share, since=say.period(str(news.since)), **words), rows
    now = say.percent(row.value_now)
    if rounded(round(row.difference, 12)) == 0:
        text = mark("{region}: coverage {share} ({base}, {period}, {status}), unchanged since {earlier}")
    elif row.difference > 0:
        text = mark("{region}: coverage {share} ({base}, {period}, {status}), up {points} from {before} in {earlier}")
    else:
        text = mark("{region}: coverage {share} ({base}, {period}, {status}), down {points} from {before} in {earlier}")
    said = say(text, share=now, before=say.percent(row.value_then), earlier=say.period(row.period_then),
               points=say.points(abs(round(row.difference, 12))), **words)  # fmt: skip
    return said + _people(row, say), rows


def _people(row: Any, say: Language) -> str:
    """The two parts of the share, where both months have them; else the sentence ends here."""
    if row.numerator_difference is None or row.denominator_difference is None:
        return "."
    return say(
        "; {people} active participants ({change}) of {workforce} people in the base ({growth}).",
        people=say.number(row.numerator_now),
        change=say.number(row.numerator_difference, signed=True),
        workforce=say.number(row.denominator_now),
        growth=say.number(row.denominator_difference, signed=True),
    )


def _segments(news: News, say: Language) -> Sentence | None:
    rows = news.of("segment")
    rows = rows[(rows["segment"] != "total") & rows["difference"].notna()]
    if rows.empty:
        return None
    # One pair of months in one sentence: the latest that a segment has.
    rows = rows[(rows["period_now"] == rows["period_now"].max())]
    rows = rows[rows["period_then"] == rows["period_then"].max()]
    changes = ", ".join(
        f"{row.segment} {say.number(row.numerator_difference, signed=True)}" for row in rows.itertuples()
    )
    said = say("Active participants by segment, {span}: {changes}.", span=_span(rows, say), changes=changes)
    return said, rows


def _parts(places: Territory, news: News, base: str, say: Language) -> Sentence | None:
    if not news.parts:
        return None
    compared = news.of("coverage").iloc[1:]
    compared = compared[compared["difference"].notna()]
    if compared.empty:
        return say("No part has two figures to compare."), compared
    moved = news.of("moved_most").head(MOST_NAMED)
    changes = ", ".join(
        f"{places.place(row.region_code).short_name} {say.number(row.numerator_difference, signed=True)}"
        for row in moved.itertuples()
    )
    values: dict[str, str | int] = {"span": _span(compared, say), "base": base, "fell": len(news.of("fell")),
              "compared": len(compared), "parts": len(news.parts)}  # fmt: skip
    if not changes:
        return say(_NONE_MOVED, **values), compared
    return say(_MOVED, changes=changes, **values), compared


def _span(rows: pd.DataFrame, say: Language) -> str:
    """From which month to which, and the weakest status: rows that were compared on one pair of months."""
    return say("{first} to {last}, {status}", first=say.period(rows["period_then"].iloc[0]),
               last=say.period(rows["period_now"].iloc[0]), status=status_words(str(weakest(rows["status"])), say))  # fmt: skip


def _not_reported(places: Territory, news: News, say: Language) -> Sentence | None:
    rows = news.of("not_reported")
    if rows.empty:
        return None
    names = listed([places.place(code).short_name for code in rows["region_code"]], say)
    return say("No report yet for {month}: {names}.", month=say.period(str(news.until)), names=names), rows


def _due(places: Territory, news: News, say: Language) -> Iterable[Sentence]:
    """Cover that ends and targets that fell due."""
    cover = news.of("cover_ending")
    if len(cover):
        first = cover[cover["ends"] == cover["ends"].min()]
        yield _cover_words(first, say), first
    rows = news.of("target")
    rows = rows[rows["metric"] == "coverage"]
    outcomes = [_outcome(places, row, say) for row in rows.itertuples()]
    if outcomes:
        yield (
            say("Since {month}: {outcomes}.", month=say.period(str(news.since)), outcomes=listed(outcomes, say, "; ")),
            rows,
        )


def _cover_words(first: pd.DataFrame, say: Language) -> str:
    """Say whose paid cover ends first; where parts are held back, at least how many."""
    known = int(first["people"].sum())
    hidden = bool(first["people"].isna().any())
    number = say("at least {number}", number=say.number(known)) if hidden else say.number(known)
    said = {
        "ends": say.period(first["ends"].iloc[0]),
        "leaves": say.period(first["leaves"].iloc[0]),
        "status": status_words(str(weakest(first["status"])), say),
    }
    if hidden and not known:
        return say("Sponsored cover is paid to {ends} and, unless renewed, leaves the active count at the end of {leaves} "
                   "({status}). How many people is held back: so small a count could point to persons.", **said)  # fmt: skip
    return say(
        "Sponsored cover of {people} people is paid to {ends} and, unless renewed, leaves the active count at the "
        "end of {leaves} ({status}).",
        people=number,
        **said,
    )


def _outcome(places: Territory, row: Any, say: Language) -> str:
    said = say(OUTCOME.get(row.progress_now, _UNDECIDED), goal=goal_words(row, places, say))
    if row.progress_now not in DECIDED:
        return said
    figure = f"{say.percent(row.value_now, decimals(row.value_now, row.value_target))} ({say.period(row.period_now)}"
    status = f", {status_words(row.status, say)})" if row.status else ")"
    return f"{said}, {figure}{status}"
