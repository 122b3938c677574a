"""The pieces of the method page: metrics, bases, contradictions, tables and sources."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from i18n import Language, mark, retell
from metrics.catalogue import metrics
from metrics.territory import Territory
from pages.parts import safe, tables
from pages.parts.note import note
from pages.parts.sources import Source

# Tables of the store that public sources fill too; all others hold what offices send alone.
PUBLISHED = (
    "participants", "coverage_share", "informal", "member_year", "non_asn_covered", "residents", "vulnerable_covered",
    "workforce",
)  # fmt: skip


def title(known: dict[str, Source], conflicts: pd.DataFrame, say: Language) -> str:
    """Say how many measures there are, of how many sources, and how often a source contradicts itself."""
    return say(
        "{measures} measures from {sources} public sources; {conflicts} printed shares contradict their own parts",
        measures=say.number(len(metrics())),
        sources=say.number(sum(1 for one in known.values() if one.address)),
        conflicts=say.number(len(conflicts)),
    )


def numbers(frame: pd.DataFrame, say: Language) -> None:
    """Show each metric: what it means, how it is made, of which base and source, and what it must not be used for.

    Args:
        frame: the coverage bases as the facts describe them.
        say: the reader's language.
    """
    note(
        say(
            "Whoever wants to check a number gets the same one, unrounded and with its sources, by the command under its "
            "definition, on the computer on which this is installed; 51 is Bali."
        )
    )
    names = dict(zip(frame["base"], frame["label_id" if say.code == "id" else "label_en"], strict=True))
    for number, metric in enumerate(metrics().values()):
        if number % 2 == 0:
            pair = st.columns(2, gap="small")
        with pair[number % 2].container(border=True, height="stretch"):
            st.header(say(metric.title), anchor=False)
            st.markdown(say(metric.meaning))
            st.markdown(
                say(
                    "**How**: {formula}.  \n**Base**: {base}.  \n**Source**: {source}.  \n**Why**: {why}  \n"
                    "**Limits of use**: {caveat}  \n**Unit**: {unit}",
                    formula=say(metric.formula),
                    base=", ".join(safe.plain(names[base]) for base in metric.bases) or say("none; it is no coverage"),
                    source=say("public sources, and files of offices")
                    if set(metric.needs) & set(PUBLISHED)
                    else say("files of offices; no public source prints it"),
                    why=say(metric.why),
                    caveat=say(metric.caveat),
                    unit=say(_UNITS[metric.unit]),
                )
            )
            note(say("Check: {command}", command=f"`python -m metrics get {metric.id} --region 51`"))


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
            # The figures that differ among the first columns: a phone shows four.
            say("Number"): f"{say(metrics()[row.metric].title)}, {_on(row, say)}",
            say("Region"): safe.plain(places.place(row.region_code).name),
            say("Value"): say.percent(row.value, 2) if row.unit == "share" else say.number(int(row.value)),
            say("Date"): say.period(row.period),
            say("Series"): safe.plain(words.series_words(str(row.series), say)) if words.is_known(row.series) else "",
            say("Shown"): "✓" if row.shown else "",
            say("Source"): tables.sources(row.source_ids, known, say),
        }
        for row in frame.itertuples()
    ]
    _table(pd.DataFrame(rows), say("Sources that differ from each other"))


def _on(row: Any, say: Language) -> str:
    return words.line_words(row, say) if words.is_known(row.base) else words.segment_words(row.segment, say)


def dictionary(frame: pd.DataFrame, say: Language) -> None:
    """Show every table and column of the store."""
    note(say("The dictionary is kept in English in the store itself; {command} prints the same.",
                   command="`python -m data tables`"))  # fmt: skip
    for name, columns in frame.groupby("table"):
        # Sent when it is opened: nobody opens all of some forty.
        box = st.expander(str(name), icon=":material/table:", key=f"method-{name}", on_change="rerun")
        if not box.open:
            continue
        rows = [
            {
                say("Column"): safe.plain(c.column),
                say("Type"): safe.plain(c.type),
                say("Meaning"): safe.plain(c.meaning or ""),
            }
            for c in columns.itertuples()
        ]
        with box:
            st.markdown(safe.plain(columns["about"].iloc[0]))
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
            # First, and so in sight on a phone: many pages of one publisher are told apart by their day.
            say("Published"): say.date(one.published_on) if one.published_on else say("date not known"),
            say("Source"): safe.link(one.named(say), one.address) if one.address else safe.plain(one.named(say)),
            say("Cited as"): safe.plain(one.url.removeprefix(one.address) if one.address else retell(one.url, say)),
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
    for title, name in (
        (say("Published figures that the set passes through"), "used"),
        (say("Published figures that are left out, and why"), "left_out"),
    ):
        box = st.expander(title, key=f"method-{name}", on_change="rerun")
        if box.open:
            with box:
                _table(_anchors(card[name], places, known, say), title)


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
