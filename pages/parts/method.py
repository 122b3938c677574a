"""The pieces of the method page: metrics, bases, statuses, rules, contradictions, tables and sources."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from data.standing import PICK_RULE, SMALL
from i18n import Language, mark
from metrics.catalogue import metrics
from metrics.territory import Territory
from pages.parts import safe, tables
from pages.parts.note import note
from pages.parts.sources import Source

_STATUSES = {
    "reported": mark("From an office's own file; its batch, sheet and row are kept with it."),
    "published": mark("From a public source that is cited beside it."),
    "summed": mark("Added up from parts that are all held, on one date and one line; it says how many parts."),
    "estimated": mark("Computed by us or by the compiler from other published figures; the note says how."),
    "demonstration": mark("Made by a generator to show pages at work; see its model card. Never a real figure."),
}
_RULES = (
    mark("A line, difference, growth or pace is made only within one region, base, segment, series, boundary and weights."),
    mark("A figure seen from a month is the latest up to it, shown with its own date and marked when older than a year."),
    mark("A bare year is known at its end, month not stated, and is never part of a monthly line."),
    mark("Missing is missing: never zero, never the mean of neighbours. A percentage alone is never turned into people."),
    mark("What an office sends itself as members and as base is divided as PU + BPU + construction over that base, the "
        "latest at most twelve months older; migrant workers are left out. A published UCJ share is never rebuilt so."),
    mark("A demonstration figure gives way to every real one of the same region, base and segment, whatever its date."),
    mark("A sum is made only when every part is held; Kanwil Banuspa is a grouping and never added to the nation."),
    mark("A band of uncertainty comes from the error of the base, never from the count of members. On the UCJ base, the "
        "potential, planning documents and unstated bases that error is not known: no band, no better or worse, no interval "
        "of a rank, unless the reader assumes one."),
    mark("Of what an office sends, a count of one or more, and of fewer than {least}, of a group of a regency is held back, "
        "and others with it, so that no total gives it back. Of sponsored cover that ends, every span of the regency that holds "
        "such a scheme is held back, and the same of another regency of the province; where none has cover of those months, one "
        "of the Kanwil and both provinces, else province, Kanwil and nation. Zero is shown; published figures are."),
    mark("A number is rounded once, where it is shown, a half to the even digit: 64.25 is shown as 64.2 and 64.35 as 64.4. "
        "What is judged is the exact number."),
    mark("Before the deadline, progress is pace achieved over pace required: on track from 0.95, behind from 0.60, "
        "else far behind; below zero, moving away. It is not known with fewer than two figures on one line, or under "
        "three months apart."),
    mark("After the deadline the figure of that month counts, else the nearest within three months, with its date."),
)  # fmt: skip


def numbers(say: Language) -> None:
    """Show each metric: what it means, how it is made, why it matters, what it must not be read as."""
    for metric in metrics().values():
        with st.container(border=True):
            st.header(say(metric.title), anchor=False)
            st.markdown(say(metric.meaning))
            st.markdown(
                say(
                    "**How**: {formula}.  \n**Why**: {why}  \n**Caution**: {caveat}  \n**Unit**: {unit}",
                    formula=say(metric.formula),
                    why=say(metric.why),
                    caveat=say(metric.caveat),
                    unit=say(_UNITS[metric.unit]),
                )
            )
            st.code(f"python -m metrics get {metric.id} --region 51", language=None, wrap_lines=True)


def bases(frame: pd.DataFrame, say: Language) -> None:
    """Show the coverage bases as the facts describe them."""
    st.header(say("Coverage bases"), anchor=False)
    label, people, note = (
        ("label_id", "denominator_id", "note_id") if say.code == "id" else ("label_en", "denominator", "note")
    )
    rows = [
        {
            say("Base"): safe.plain(row[label]),
            say("Code"): safe.plain(row["base"]),
            say("Who is counted"): safe.plain(
                say("as printed") if row["numerator"] == "as printed" else row["numerator"]
            ),
            say("Of whom"): safe.plain(row[people]),
            say("Remark"): safe.plain(row[note] or ""),
        }
        for row in frame.to_dict("records")
    ]
    _table(pd.DataFrame(rows), say("Coverage bases"))


def statuses(say: Language) -> None:
    """Show what each status means."""
    st.header(say("Status of a figure"), anchor=False)
    st.markdown("\n".join(f"- **{words.status_name(name, say)}**: {say(text)}" for name, text in _STATUSES.items()))


def rules(say: Language) -> None:
    """Show the rules that all figures follow, and the rule that picks one of several."""
    st.header(say("Rules"), anchor=False)
    st.markdown("\n".join(f"- {say(text, least=say.number(SMALL))}" for text in _RULES))
    st.header(say("Which figure is shown when several stand for one place, base and month"), anchor=False)
    st.markdown("\n".join(f"{number}. {say(text)}" for number, (_, text) in enumerate(PICK_RULE, 1)))
    note(say("The others stay in the table behind the figure and in the list of sources that differ."))


def conflicts(frame: pd.DataFrame, places: Territory, known: dict[str, Source], say: Language) -> None:
    """Show the shares that their own source contradicts."""
    st.header(say("Sources that contradict themselves"), anchor=False)
    note(say("The recomputed share is the one shown; the printed one stands beside it. Nothing is mended."))
    rows = [
        {
            say("Region"): safe.plain(places.place(row.region_code).name),
            say("Date"): say.period(row.period),
            say("Base"): words.line_words(row, say),
            say("As printed"): say.percent(row.printed, 2),
            say("Recomputed"): say.percent(row.value, 2),
            say("From"): f"{say.number(int(row.numerator))} / {say.number(int(row.denominator))}",
            say("Difference"): say.points(row.difference, 2, signed=True),
            say("Source"): tables.sources(row.source_ids, known, say),
        }
        for row in frame.itertuples()
    ]
    _table(pd.DataFrame(rows), say("Sources that contradict themselves"))


def differing(frame: pd.DataFrame, places: Territory, known: dict[str, Source], say: Language) -> None:
    """Show where several sources or series give different figures for one place and month."""
    st.header(say("Sources that differ from each other"), anchor=False)
    note(
        say(
            "One place, base, segment and month; a bare year counts as its December. The first of each is the one shown."
        )
    )
    rows = [
        {
            say("Number"): say(metrics()[row.metric].title),
            say("Region"): safe.plain(places.place(row.region_code).name),
            say("Date"): say.period(row.period),
            say("Base"): words.line_words(row, say)
            if words.is_known(row.base)
            else words.segment_words(row.segment, say),
            say("Value"): say.percent(row.value, 2) if row.unit == "share" else say.number(int(row.value)),
            say("Series"): safe.plain(row.series),
            say("Shown"): "✓" if row.shown else "",
            say("Source"): tables.sources(row.source_ids, known, say),
        }
        for row in frame.itertuples()
    ]
    _table(pd.DataFrame(rows), say("Sources that differ from each other"))


def dictionary(frame: pd.DataFrame, say: Language) -> None:
    """Show every table and column of the store."""
    note(say("The dictionary is kept in English in the store itself; {command} prints the same.",
                   command="`python -m data tables`"))  # fmt: skip
    for name, columns in frame.groupby("table"):
        with st.expander(str(name), icon=":material/table:"):
            st.markdown(safe.plain(columns["about"].iloc[0]))
            rows = [
                {
                    say("Column"): safe.plain(c.column),
                    say("Type"): safe.plain(c.type),
                    say("Meaning"): safe.plain(c.meaning or ""),
                }
                for c in columns.itertuples()
            ]
            _table(pd.DataFrame(rows), str(name))


def sources(known: dict[str, Source], say: Language) -> None:
    """Show every source."""
    note(
        say(
            "{count} public pages. Land borders derive from BPS village outlines 2020 by way of OCHA (CC BY-IGO).",
            count=sum(1 for one in known.values() if one.address),
        )
    )
    rows = [
        {
            say("Source"): safe.link(one.named(say), one.address) if one.address else safe.plain(one.named(say)),
            say("Cited as"): safe.plain(one.url.removeprefix(one.address or "")),
            say("Published"): say.date(one.published_on) if one.published_on else say("date not known"),
            say("Code"): safe.plain(name),
        }
        for name, one in known.items()
    ]
    _table(pd.DataFrame(rows), say("Sources"))


_UNITS = {
    "share": mark("share, shown in percent"),
    "people": mark("people"),
    "rupiah": mark("rupiah"),
    "rupiah_per_person": mark("rupiah a person"),
    "employers": mark("employers"),
    "cases": mark("cases"),
}


def _table(frame: pd.DataFrame, alt: str) -> None:
    st.table(frame, border="horizontal", hide_index=True, alt=alt)


def model_card(card: dict[str, Any], places: Territory, known: dict[str, Source], say: Language) -> None:
    """Show how the demonstration set is made, what it must not be used for, and which published figures it meets."""
    st.header(say(card["title"]), anchor=False)
    for title, text in card["paragraphs"]:
        st.markdown(f"**{say(title)}.** {say(text, **card['values'])}")
    for title, frame in (
        (say("Published figures that the set passes through"), card["used"]),
        (say("Published figures that are left out, and why"), card["left_out"]),
    ):
        with st.expander(title):
            _table(_anchors(frame, places, known, say), title)


def _anchors(frame: pd.DataFrame, places: Territory, known: dict[str, Source], say: Language) -> pd.DataFrame:
    reason = "reason_id" if say.code == "id" else "reason_en"
    return pd.DataFrame(
        [
            {
                say("Region"): places.place(row["region_code"]).short_name,
                say("Date"): say.short_period(row["period"]),
                say("Measure"): safe.plain(f"{row['quantity']}, {row['segment']}"),
                say("As printed"): say.number(row["value"], 0 if float(row["value"]).is_integer() else 2),
                say("Source"): tables.sources([row["source_id"]], known, say),
                say("Remark"): row[reason],
            }
            for row in frame.to_dict("records")
        ]
    )
