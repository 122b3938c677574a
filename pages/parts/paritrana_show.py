"""How the award page is shown: first screen, scores and weights of the reader, gates; tables as the profile shows them."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import streamlit as st

from data.store import Store
from i18n import Language, mark
from metrics.analyses.award import HIGHEST_SCORE
from metrics.analyses.award_governments import RANKED
from metrics.analyses.award_sheet import Sheet
from pages.parts import number_box, paritrana_governments, paritrana_wider, safe, wilayah_show
from pages.parts import paritrana_choices as choices
from pages.parts.note import note
from pages.parts.paritrana_choices import Choices
from pages.parts.paritrana_reading import First
from pages.parts.show import on_demand
from pages.parts.view import View

MOST = 4  # cautions of a kind on the first screen
_EVIDENCE = {
    "jkn_coverage": mark("JKN members, percent of residents"),
    "jkn_active": mark("JKN members who are active, percent"),
    "jkn_enrolled_by_government": mark("Residents enrolled by the government, percent"),
    "uhc_priority": mark("UHC Prioritas"),
    "jkn_contributions_paid": mark("Contributions paid"),
    "head_of_region_attends": mark("The head of the region attends"),
    "officials_accompanying": mark("Officials accompanying"),
    "provincial_rank_2022": mark("Place in the province, assessment 2022"),
}


def first(shown: First, say: Language) -> None:
    """Show the sheet, and beside it what not to say."""
    left, right = st.columns([8, 5], gap="medium")
    with left:
        st.header(say("Seven indicators: evidence, and what is missing"), anchor=False)
        st.table(shown.table, border="horizontal", hide_index=True, alt=say("Award sheet"))
        st.markdown(shown.total)
        with st.expander(say("Sources of the sheet"), icon=":material/link:"):
            note(shown.sources or say("No published source is held here."))
    with right:
        st.header(say("Do not say"), anchor=False)
        _listed(shown.never, say)
        st.header(say("Say only with its condition"), anchor=False)
        _listed(shown.only_if, say)


def entered(chosen: Choices, made: Sheet, total: str, say: Language) -> None:
    """Let the reader enter scores of a jury, and weights of an own assumption."""
    for wrong in chosen.wrong:
        note(say("The link asks for what means nothing here: {asked}.", asked=safe.plain(wrong[:80])))
    rows = list(made.indicators.itertuples())
    name = "label_id" if say.code == "id" else "label_en"
    with st.expander(
        say("Enter the scores of a jury, 0 to 10 each"), icon=":material/edit:", expanded=bool(chosen.scores)
    ):
        note(say("They are kept in the link, and nowhere else."))
        for part in (rows[:4], rows[4:]):
            for column, row in zip(st.columns(4), part, strict=False):
                with column:
                    _number(
                        choices.SCORES,
                        row.indicator_id,
                        getattr(row, name),
                        dict(chosen.scores),
                        int(HIGHEST_SCORE),
                        say,
                    )
        st.markdown(total)
        if chosen.scores:
            st.button(
                say("Remove the scores"), on_click=choices.clear, args=(choices.SCORES,), icon=":material/delete:"
            )
    with st.expander(say("Try weights of your own"), icon=":material/balance:", expanded=bool(chosen.weights)):
        note(
            say("No weights of the award are official. What you enter is your assumption, and is called so everywhere.")
        )
        for part in (rows[:4], rows[4:]):
            for column, row in zip(st.columns(4), part, strict=False):
                with column:
                    _number(choices.WEIGHTS, row.indicator_id, getattr(row, name), dict(chosen.weights), 100, say)
        st.markdown(total)
        if chosen.weights:
            st.button(
                say("Remove the weights"), on_click=choices.clear, args=(choices.WEIGHTS,), icon=":material/delete:"
            )


def ranked(chosen: Choices, say: Language) -> None:
    """Let the reader choose what governments are ranked on."""
    st.session_state["award-ranked"] = list(chosen.ranked)
    st.pills(
        say("Rank on"), RANKED, selection_mode="multi", key="award-ranked",
        format_func=lambda one: say(paritrana_governments.RANKED_WORDS[one]),
        on_change=lambda: choices.rank_on([name for name in RANKED if name in st.session_state["award-ranked"]]),
    )  # fmt: skip


def gates(store: Store, seen: View, chosen: Choices, say: Language) -> None:
    """Show sets of conditions, and let the reader enter evidence that no one holds."""
    st.header(say("Conditions: those of BPJS Kesehatan, and rules of past editions"), anchor=False)
    note(say("The UHC sets are those of BPJS Kesehatan, to show and, or and exceptions: no conditions of this award."))
    given = dict(chosen.given)
    here = (store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
    for one in paritrana_wider.gates_of(*here, chosen.given):
        entered = any(evidence in given for evidence, _ in one.needs)
        with st.expander(f"{safe.plain(one.label)}: **{one.outcome}**", icon=":material/rule:", expanded=entered):
            st.table(one.table, border="horizontal", hide_index=True, alt=one.label)
            for column, (evidence, unit) in zip(st.columns(4), one.needs, strict=False):
                with column:
                    _evidence(one.name, evidence, unit, given.get(evidence, ""), say)


def governments(store: Store, seen: View, say: Language) -> None:
    """Show the governments side by side; of very many the table of all only once a reader asks for it."""
    here = (store, store.version, seen.region, seen.as_of, seen.base, seen.lang)
    shown = paritrana_governments.side_by_side(*here)
    wilayah_show.listed(shown, say)
    if len(shown.table) == len(shown.data):
        return
    title = say("All {count} governments", count=say.number(len(shown.data)))
    with on_demand(title, len(shown.data), key="governments") as opened:
        if opened:
            st.table(paritrana_governments.every_one(*here), border="horizontal", hide_index=True, alt=title)


def _listed(said: tuple[str, ...], say: Language) -> None:
    st.markdown("\n".join(f"- {text}" for text in said[:MOST]) or say("Nothing."))
    if len(said) > MOST:
        with st.expander(say("{count} more", count=len(said) - MOST)):
            st.markdown("\n".join(f"- {text}" for text in said[MOST:]))


def _number(link: str, name: str, label: str, held: dict[str, str], highest: int, say: Language) -> None:
    number_box.number_box(
        label, Decimal(held[name]) if name in held else None, partial(_taken, link, name), say, key=f"{link}-{name}",
        low=0, high=highest,
    )  # fmt: skip


def _taken(link: str, name: str, value: Decimal | None) -> None:
    choices.enter(link, name, "" if value is None else f"{value:.2f}")


def _evidence(gate_set: str, name: str, unit: str | None, held: str, say: Language) -> None:
    key = f"award-{gate_set}-{name}"
    label = say(_EVIDENCE[name]) if name in _EVIDENCE else name.replace("_", " ")
    if unit is None:
        words = {"yes": say("yes"), "no": say("no")}
        st.session_state[key] = held if held in words else None
        st.segmented_control(
            label, list(words), format_func=words.__getitem__, key=key,
            on_change=lambda: choices.enter(choices.GIVEN, name, st.session_state[key] or ""),
        )  # fmt: skip
        return
    scale = 100 if unit == "share" else 1
    value = Decimal(held) * scale if held and held not in ("yes", "no") else None

    def taken(given: Decimal | None) -> None:
        choices.enter(choices.GIVEN, name, "" if given is None else f"{given / scale:.6g}")

    number_box.number_box(label, value, taken, say, key=key, low=0, high=1000 if scale == 1 else 100)
