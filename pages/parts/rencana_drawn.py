"""The figures of a plan, ready to show: people by month, the path of the share, rupiah by source, once a plan and language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import plan_months, plan_path, words
from charts import rencana_findings as findings
from charts.amounts import Unit, rupiah_unit
from charts.premium_words import premium_words
from charts.signature import signed
from charts.theme import Figure, Theme, theme
from data.store import Store
from i18n import Language, language
from metrics.analyses.contribution_rules import SOURCES
from metrics.analyses.sponsored import WITHHELD
from pages.parts import reading, safe, tables
from pages.parts import rencana_tables as told
from pages.parts import rencana_words as named
from pages.parts.drawing import plain
from pages.parts.figure import Shown
from pages.parts.rencana_reading import Made, made

_LETTERS = 42  # of a line below a chart that has a third of the page


@dataclass(frozen=True)
class Drawn:
    """A plan as the page shows it; texts in the reader's language, escaped where they hold loaded words."""

    title: str
    refused: str | None
    answer: str
    cards: tuple[tuple[str, str, str], ...]
    figures: tuple[Shown, ...]
    """People by month, path of the share, rupiah by month; none where no plan can be made."""
    worth_title: str
    worth: pd.DataFrame
    budget_use: str
    renewals_title: str
    renewals: pd.DataFrame
    renewals_more: int
    assumptions: tuple[str, ...]


@reading.each
def drawn(_store: Store, version: str, text: str, lang: str, dark: bool) -> Drawn:
    """Draw the plan of a text.

    Args:
        _store: the store.
        version: of the store.
        text: of ``metrics.analyses.plan_asked.written``.
        lang: the reader's language.
        dark: whether the page is dark.
    """
    plan, say, places = made(_store, version, text), language(lang), reading.places(_store, version)
    place = places.place(plan.plan.asked.region)
    title = findings.headline(place.short_name, plan.compared, say)
    if not words.is_known(plan.summary["people_net"]):
        nothing = pd.DataFrame()
        refused = named.to_do(plan.summary["reason"], say)
        return Drawn(title, refused, "", (), (), "", nothing, "", "", nothing, 0, ())
    of = _Of(plan, place.short_name, reading.sources(_store, version), theme("dark" if dark else "light"), say)
    ending = plan.plan.renewals
    return Drawn(
        title=title,
        refused=None,
        answer=findings.answer(plan.summary, plan.compared, say),
        cards=_cards(plan, say),
        figures=(of.people(), of.path(), of.money()),
        worth_title=findings.worth(plan.worth.iloc[-1].to_dict(), plan.worth_of, say),
        worth=told.worth(plan, say),
        budget_use=findings.budget_use(plan.summary, say) if plan.plan.asked.budget is not None else "",
        renewals_title=findings.ending(plan.summary, say),
        renewals=told.renewals(plan, lambda code: places.place(code).short_name, say),
        renewals_more=max(0, len(ending) - told.MOST),
        assumptions=tuple(told.assumptions(plan, reading.sources(_store, version), say)),
    )


@reading.each
def beside(
    _store: Store, version: str, texts: tuple[tuple[str, str], ...], opened: str, lang: str
) -> tuple[str, str, pd.DataFrame]:
    """Set the plans of a reader side by side: the finding, what they have in common, and a table with one column a plan.

    Args:
        _store: the store.
        version: of the store.
        texts: name and text of each plan.
        opened: the name of the one shown in full.
        lang: the reader's language.
    """
    say, plans = language(lang), [(name, made(_store, version, text)) for name, text in texts]
    title = findings.beside({name: each.compared for name, each in plans}, say)
    first = plans[0][1].summary
    return title, words.base_words(first["base"], say), told.beside(plans, opened, say)


@dataclass(frozen=True)
class _Of:
    """What the figures of one plan have in common."""

    made: Made
    name: str
    known: dict[str, Any]
    theme: Theme
    say: Language

    def people(self) -> Shown:
        """People by month: new ones, and those whose cover is renewed."""
        say, frame = self.say, self.made.enrolled.rename(columns={"purpose": "part", "people": "value"})
        names = {"new": say("new"), "renewal": say("renewal of ending cover")}
        unit = Unit(1, say("people"))
        chart = plan_months.plan_months(frame, names, self.theme, say, name=say("To enrol in the month"), unit=unit)
        reading_words = say(
            "{base}, {region}, {first} to {last}. New people are gross of lapses where a rate is given.",
            **self._where(),
        )
        if self.made.enrolled["people"].isna().any():
            reading_words += " " + say(WITHHELD)
        return self._shown(
            "rencana-people", findings.people_finding(self.made.enrolled, say), reading_words, chart,
            plan_months.describe(frame, names, say, name=say("people to enrol"), unit=unit),
            told.months(self.made, say), self.made.plan.months, list(dict.fromkeys(self.made.enrolled["status"])),
        )  # fmt: skip

    def path(self) -> Shown:
        """The share that is reached by the end of each month."""
        say, line, target = self.say, self.made.path, self.made.summary["target"]
        chart = plan_path.plan_path(line, target, self.theme, say, name=say("Coverage at the end of the month"))
        text = say(
            "{base}, {region}, {first} to {last}; starts from the figure of {period}.",
            period=say.period(self.made.summary["period"]), **self._where(),
        )  # fmt: skip
        return self._shown(
            "rencana-path", findings.path_finding(line, target, say), text, chart,
            plan_path.describe(line, target, say), told.path(self.made, say), line, [self.made.summary["people_status"]],
        )  # fmt: skip

    def money(self) -> Shown:
        """Rupiah by month and source; what no source pays stands apart."""
        say, made = self.say, self.made
        if not words.is_known(made.summary["rupiah"]):
            reason = named.to_do(made.summary["reason"], say)
            return Shown("rencana-money", say("Rupiah by month: not known"), "", None, "", missing=reason)
        frame = made.plan.money.assign(part=made.plan.money["source"], value=made.plan.money["rupiah"])
        frame = frame[frame["value"].notna()].groupby(["month", "part", "status"], as_index=False)["value"].sum()
        if frame.empty or not frame["value"].any():
            return Shown(
                "rencana-money",
                say("Nothing to pay in this plan"),
                "",
                None,
                "",
                missing=say("Nobody has to be paid for."),
            )
        order = [*SOURCES, "employer", "employer+worker", "worker", "apbn_apbd", plan_months.UNFUNDED]
        names = {code: named.source(code, say) for code in order}
        unit, month = rupiah_unit(float(frame.groupby("month")["value"].sum().max()), say), made.compared["short_from"]
        short = (
            (month, say("short of money from {month}", month=say.short_period(month)))
            if words.is_known(month)
            else None
        )
        chart = plan_months.plan_months(
            frame, names, self.theme, say, name=say("Contributions in the month"), unit=unit, short=short
        )
        text = say(
            "{premium}, {region}, {first} to {last}; new people and renewals together.",
            premium=premium_words(made.plan.asked.premium, say), **{**self._where(), "base": ""},
        )  # fmt: skip
        if made.plan.money["rupiah"].isna().any():
            text += " " + say("Renewals are left out of the bars: {reason}", reason=say(WITHHELD))
        return self._shown(
            "rencana-money", findings.money_finding(frame, made.compared, say), text, chart,
            plan_months.describe(frame, names, say, name=say("rupiah by source of funds"), unit=unit),
            told.money(made, say), made.plan.money, list(dict.fromkeys(frame["status"])),
        )  # fmt: skip

    def _where(self) -> dict[str, str]:
        months = self.made.plan.months["month"]
        return {
            "base": words.base_words(self.made.summary["base"], self.say),
            "region": self.name,
            "first": self.say.short_period(months.min()),
            "last": self.say.short_period(months.max()),
        }

    def _shown(
        self, key: str, title: str, text: str, chart: Figure, alt: str, table: pd.DataFrame, data: pd.DataFrame,
        statuses: list[str],
    ) -> Shown:  # fmt: skip
        say, summary = self.say, self.made.summary
        status = ", ".join(words.status_name(one, say) for one in statuses)
        example = "demonstration" in statuses
        # Among the sources of a plan are batches of an office, which are no published source.
        ids = [one for one in summary["source_ids"] if one in self.known and (example or one != "demo")]
        cited = tables.sources(ids, self.known, say)
        publishers = "; ".join(dict.fromkeys(self.known[one].named(say) for one in ids))
        burned = say(
            "Plan, {region}, {base}, starting from {period}. Status: {status}. Source: {source}.",
            region=self.name, base=words.base_words(summary["base"], say), period=say.period(summary["period"]),
            status=status, source=publishers,
        )  # fmt: skip
        return Shown(
            key=key, title=title, reading=safe.plain(text), chart=signed(chart, burned, self.theme, width=_LETTERS), alt=alt,
            table=table,
            data=_plain(data, self.made), source=say("Source: {source} · status: {status}", source=cited, status=status),
            definition=say(
                "A plan is arithmetic on a figure and on your assumptions, no forecast: people × premium × months, by the "
                "dated rules."
            ),
            example=example,
        )  # fmt: skip


def _cards(made: Made, say: Language) -> tuple[tuple[str, str, str], ...]:
    """Give the four numbers: title, value and what must be known beside it."""
    summary, row = made.summary, made.compared
    gross = (
        say("{number} gross of lapses", number=findings.a_month(summary["required_gross_per_month"], say))
        if words.is_known(summary["required_gross_per_month"])
        else say("gross not known: no lapse rate given")
    )
    money, split = "–", named.to_do(summary["reason"], say) if summary["reason"] else ""
    if words.is_known(summary["rupiah"]):
        money = say.rupiah(summary["rupiah"])
        split = say(
            "new {new} · renewals {renewal}",
            new=say.rupiah(summary["rupiah_new"]), renewal=say.rupiah(summary["rupiah_renewal"]),
        )  # fmt: skip
    base = words.base_words(summary["base"], say)
    deadline = say.short_period(summary["deadline"])
    share = words.reached_words(row["value_at_deadline"], summary["target"], say)
    since = say(
        "{base}; {points} from {share} ({period}, {status})",
        base=base,
        points=say.points(row["points"], signed=True), share=words.share_words(summary["value"], summary["target"], say),
        period=say.short_period(summary["period"]), status=words.status_name(summary["figure_status"], say),
    )  # fmt: skip
    until = say("in {months} months, until {deadline}, {base}", months=summary["months"], deadline=deadline, base=base)
    if words.is_known(summary["target"]):
        until = say("to {target} of {base} by {deadline}", target=words.target_words(summary["target"], say), base=base,
                    deadline=deadline)  # fmt: skip
    a_month = findings.a_month(summary["required_net_per_month"], say)
    cards = (
        (say("People to cover, net"), say.number(summary["people_net"]), until, "people_status"),
        (say("People a month, net"), a_month, gross, "gross_status"),
        (say("Rupiah in all"), money, split, "status"),
        (say("Coverage at the deadline"), share, since, "people_status"),
    )  # fmt: skip
    return tuple(
        (title, value, words.flagged(text, summary[of] == "demonstration", say)) for title, value, text, of in cards
    )


def _plain(data: pd.DataFrame, made: Made) -> pd.DataFrame:
    """Give a frame as files have it: with base and sources, lists as text."""
    kept = data.assign(base=made.summary["base"])
    if "source_ids" not in kept:
        kept["source_ids"] = [made.summary["source_ids"]] * len(kept)
    return plain(kept).assign(plan=made.summary["plan"])
