"""The first figures of the comparison page: drawn and worded once a language and theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts import banding_findings as findings
from charts import dumbbell, rank_table, strip, words
from charts.signature import WIDTH, signed
from charts.theme import Figure, theme
from data.store import Store
from i18n import Language
from metrics.analyses.ranks import NOT_THEN, YEAR
from metrics.analyses.uncertainty import UNKNOWN_ERROR
from metrics.panel import NOTHING_COMMON
from metrics.periods import month_after
from pages.parts import banding_frames as frames
from pages.parts import reading, tables
from pages.parts.banding_choices import Choices
from pages.parts.banding_standing import COVERAGE, Standing, standing
from pages.parts.banding_who import Who, who
from pages.parts.drawing import UNTITLED, definition, is_example
from pages.parts.figure import Shown
from pages.parts.view import View


@dataclass(frozen=True)
class Drawn:
    """The headline and first figures, ready to show; without places and changes where nothing can be compared.

    Args:
        title: the finding.
        line: measure, regions, base, month, status and sources of what is compared, as Markdown.
        apart: what is held of the region beside the demonstration set that is compared, as Markdown; empty where nothing.
        strip: the shares on one axis, or why there are none.
        ranks: the places.
        dumbbell: the changes.
    """

    title: str
    line: str
    apart: str
    strip: Shown
    ranks: Shown | None
    dumbbell: Shown | None


@reading.each
def drawn(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, dark: bool, asked: Choices
) -> Drawn:
    """Draw the strip, the places and the changes of the compared regions."""
    view = View(region, as_of, base, lang)
    say, places = view.say, reading.places(_store, version)
    chosen = who(_store, version, region, asked)
    held = standing(_store, version, region, as_of, base, asked)
    ranked = frames.named(held.ranked, places, say)
    mine = ranked[ranked["region_code"] == chosen.own]
    own = next(mine.itertuples(), None)
    example = is_example(ranked)
    name = chosen.place.short_name
    what = _what(held, chosen, base, say)
    if held.month is None:
        title = say("{region}: no figure that can be compared", region=name)
    elif chosen.own is None:
        title = findings.parts(name, ranked, held.benchmark, say)
    else:
        title = findings.headline(name, own, held.benchmark, say)
    figures = _Figures(_store, version, view, dark, asked, chosen, held, ranked, what)
    return Drawn(
        title=words.flagged(title, example, say),
        line=frames.standing_line(what, ranked, reading.sources(_store, version), say),
        apart=_apart(_store, version, view, own),
        strip=figures.strip(),
        ranks=figures.ranks() if held.month else None,
        dumbbell=figures.dumbbell(held.month) if held.month else None,
    )


def _apart(store: Store, version: str, view: View, own: Any) -> str:
    """Say which real figure the region has where the one compared is generated: a reader must not take that for the other."""
    held = reading.seen(store, version, view.region, view.as_of, view.base).figure
    if own is None or own.status != "demonstration" or held is None or words.is_example(held):
        return ""
    say = view.say
    return say(
        "Not in this comparison, of another series: {share} · {date} · **{status}** · {source}",
        share=say.percent(held.value), date=tables.date_words(held, say), status=words.status_words(held, say),
        source=tables.sources(held.source_ids, reading.sources(store, version), say),
    )  # fmt: skip


@dataclass(frozen=True)
class _Figures:
    """What the figures of one view have in common."""

    store: Store
    version: str
    view: View
    dark: bool
    asked: Choices
    chosen: Who
    held: Standing
    ranked: pd.DataFrame
    what: str

    def strip(self) -> Shown:
        """The shares of all compared regions on one axis."""
        say, look = self.view.say, theme("dark" if self.dark else "light")
        if self.held.month is None:
            return self.without()
        behind = frames.named(self.held.behind, reading.places(self.store, self.version), say)
        dots = pd.concat(
            [
                self.ranked.assign(
                    role=[strip.OWN if code == self.chosen.own else strip.PEER for code in self.ranked["region_code"]]
                ),
                behind.assign(role=strip.REST),
            ],
            ignore_index=True,
        )
        known = int(self.ranked["value"].notna().sum()) - int(
            self.ranked.loc[self.ranked["region_code"] == self.chosen.own, "value"].notna().sum()
        )
        among = self.chosen.name(self.chosen.among, say)
        lanes = {
            strip.PEER: say("{what} ({count})", what=among, count=known),
            strip.REST: say("Other regions of the same month ({count})", count=len(behind)),
        }
        line = say("these together") if self.chosen.own is None else say("the others together")
        chart = strip.strip(dots, self.held.benchmark, line, lanes, look, say)
        finding = findings.spread(dots, say)
        said = [f"{self.what}."]
        if self.held.benchmark is not None:
            said.append(
                say(
                    "The dashed line is the sum of their members over the sum of their workforce, not a mean of shares."
                )
            )
        if self.held.benchmark_reason and self.held.benchmark_reason != UNKNOWN_ERROR:
            said.append(say(self.held.benchmark_reason))
        missing = [str(row.short_name) for row in self.ranked.itertuples() if not words.is_known(row.value)]
        if missing:
            said.append(say("No figure yet: {regions}.", regions=", ".join(missing)))
        return self.shown(
            "strip", finding, " ".join(said), chart, strip.describe(dots, self.held.benchmark, line, say), dots,
            frames.ranks_table(self.ranked, say), width=WIDTH,
        )  # fmt: skip

    def ranks(self) -> Shown:
        """The places by level and by improvement."""
        say, look = self.view.say, theme("dark" if self.dark else "light")
        held = self._held(self.ranked)
        rows = frames.worth_showing(held, self.chosen.own)
        own = next(self.ranked[self.ranked["region_code"] == self.chosen.own].itertuples(), None)
        chart = rank_table.rank_table(rows, self.chosen.own, look, say)
        said = [f"{self.what}.", self._uncertainty(), *self._cut(rows, held)]
        return self.shown(
            "ranks", findings.places(self.ranked, own, say), " ".join(filter(None, said)), chart,
            rank_table.describe(rows, say), self.ranked, frames.ranks_table(self.ranked, say), width=frames.NARROWER,
        )  # fmt: skip

    def dumbbell(self, month: str) -> Shown:
        """What changed over the year to a month."""
        say, look = self.view.say, theme("dark" if self.dark else "light")
        if self.ranked["change"].isna().all():
            finding, why = findings.change(self.ranked, say), frames.how_to_load(NOT_THEN, say)
            return Shown("banding-dumbbell", finding, "", None, "", missing=why)
        by_change = self._held(self.ranked).sort_values(
            ["change_rank", "region_code"], na_position="last", ignore_index=True
        )
        rows = frames.worth_showing(by_change, self.chosen.own)
        then = say.period(month_after(month, -YEAR))
        said = [
            say("From {then} to {now}, in percentage points.", then=then, now=say.period(month)),
            findings.certain_changes(self.ranked, say) or self._uncertainty(),
            *self._cut(rows, by_change),
        ]
        return self.shown(
            "dumbbell", findings.change(self.ranked, say), " ".join(filter(None, said)),
            dumbbell.dumbbell(rows, self.chosen.own, look, say), dumbbell.describe(rows, say), self.ranked,
            frames.ranks_table(self.ranked, say),
        )  # fmt: skip

    def shown(
        self, key: str, finding: str, said: str, chart: Figure, alt: str, data: pd.DataFrame, table: pd.DataFrame,
        width: int = frames.NARROW,
    ) -> Shown:  # fmt: skip
        """A figure with all that stands behind it."""
        say, look = self.view.say, theme("dark" if self.dark else "light")
        known = reading.sources(self.store, self.version)
        example = is_example(data)
        return Shown(
            key=f"banding-{key}",
            title=words.flagged(finding, example, say),
            reading=words.flagged(said, example, say),
            chart=signed(
                chart, words.flagged(frames.signature(self.what, data, known, say), example, say), look, width=width
            ),
            alt=words.flagged(alt, example, say),
            table=table,
            data=frames.plain(data),
            definition=definition((COVERAGE,), say, UNTITLED),
            source=frames.cited(data, known, say),
            example=example,
            opens=True,
        )

    def without(self) -> Shown:
        """The place of figures that cannot be drawn, with the reason."""
        return Shown(
            "banding-strip", self.view.say("No figure yet that can be compared"), "", None, "",
            missing=frames.how_to_load(self.held.reason or self.chosen.reason or NOTHING_COMMON, self.view.say),
        )  # fmt: skip

    def _uncertainty(self) -> str:
        say = self.view.say
        known = self.ranked[self.ranked["rank"].notna()]
        if known.empty:
            return ""
        said = list(dict.fromkeys(text for text in known["reason"] if words.is_known(text)))
        if said:
            return say("{reason} So no place has an interval.", reason=" ".join(say(text) for text in said))
        if "reader" in set(known["error_from"]):
            return say("Intervals follow from your own assumption: a relative standard error of {error} of the base.",
                       error=say.percent(self.asked.error or 0.0))  # fmt: skip
        return say("Intervals follow from the error of the base: in 95 of 100 cases the place lies within them.")

    def _held(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Leave out who has no figure: the strip names them, the table lists them; the region itself stays."""
        return frame[frame["value"].notna() | (frame["region_code"] == self.chosen.own)].reset_index(drop=True)

    def _cut(self, rows: pd.DataFrame, held: pd.DataFrame) -> list[str]:
        if len(rows) == len(held):
            return []
        return [
            self.view.say("Drawn are {count} of {total}: the first, the last and the region itself; all are in the table.",
                          count=len(rows), total=len(held))
        ]  # fmt: skip


def _what(held: Standing, chosen: Who, base: str, say: Language) -> str:
    """Say what is compared: measure, regions, base, month."""
    said = say("Coverage of active participants · {among} · {base}", among=chosen.name(chosen.among, say),
               base=words.base_words(base, say))  # fmt: skip
    return said if held.month is None else f"{said} · {say.period(held.month)}"
