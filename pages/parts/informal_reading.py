"""What the page on the informal sector shows, read once a store, view and language; all of it is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts import informal_findings as findings
from charts import words
from charts.headline_cards import Card
from charts.informal_findings import Soon
from data.store import Store
from metrics._model import Scope, measure
from metrics.analyses import informal_cover, informal_statements
from metrics.analyses.comparison import united
from metrics.analyses.expiring import expiring
from metrics.analyses.informal_regions import SOON, members_and_sponsored
from metrics.analyses.sponsored import sponsored_cover
from metrics.catalogue import metric
from metrics.overview import side_by_side
from metrics.periods import month_after
from pages.parts import informal_cards, informal_members, informal_published, informal_regions, reading
from pages.parts import informal_cover as cover_figures
from pages.parts.asked import Asked, asked
from pages.parts.drawing import source
from pages.parts.figure import Shown
from pages.parts.informal_published import Printed
from pages.parts.informal_words import is_small


@dataclass(frozen=True)
class Page:
    """All of the page.

    Args:
        title: the finding.
        note: area, sources and status of the figures above; or that nothing is held.
        cards: the four numbers.
        warning: both dates of the largest cover that ends; empty where none does.
        ending: cover that ends by month.
        payers: who pays for whom.
        coverage: informal coverage of provinces; None where a region has no provinces.
        regions: sponsored workers by region.
        stay: churn and retention.
        printed: published statements.
        beside: printed counts beside the demonstration.
        has_cover: whether schemes of a third party are held.
    """

    title: str
    note: str
    cards: tuple[Card, ...]
    warning: str
    ending: Shown
    payers: Shown
    coverage: Shown | None
    regions: Shown
    stay: Shown
    printed: Printed
    beside: Shown
    has_cover: bool

    @property
    def lacking(self) -> list[tuple[str, str | None]]:
        """Titles of the figures on what offices send that cannot be drawn, and why."""
        figures = (self.ending, self.payers, self.regions, self.stay)
        return [(one.title, one.missing) for one in figures if one.chart is None]


@reading.each
def page(_store: Store, version: str, region: str, as_of: str, lang: str, dark: bool) -> Page:
    """Read the page of one region."""
    of = asked(_store, version, region, as_of, lang, dark, segment="BPU")
    query, places, say = of.query, of.places, of.say
    rows = {
        "members": _latest(of, "active_participants", "BPU"),
        "growth": _latest(of, "member_growth", "BPU"),
        "sponsored": _latest(of, "sponsored_workers", "total"),
        "cost": _latest(of, "sponsored_cost", "total"),
        "ending": _latest(of, "cover_expiring", SOON),
        "coverage": _latest(of, "informal_coverage", "BPU"),
    }
    soon = _soon(of, rows["ending"])
    months = informal_cover.endings(expiring(query, places, region, as_of), region)
    cover = sponsored_cover(query, places, region)
    cells = informal_cover.who_pays(query, places, region, as_of)
    cited, regions = _cited(of, cover), int(cover["region_code"].nunique())
    people = _people(rows["sponsored"])
    # Who pays is said only of the very workers that the number counts.
    is_counted = cells["people"].notna().all() and people == int(cells["people"].sum())
    shares = cover_figures.shares(of, cells if is_counted else cells.head(0))
    told = informal_statements.statements(query, places, region)
    place = of.place
    beside = places.parts(place.above[0] if place.level == "regency" else region)
    wide = place.level in ("national", "kanwil")
    shown = (rows[name] for name in ("sponsored", "members", "coverage"))
    held = [row._asdict() for row in shown if row is not None]
    return Page(
        title=findings.headline(
            place.short_name, rows["sponsored"], soon, shares, rows["coverage"], rows["members"], say
        ),
        note=f"{place.name} · {source(held, of)}" if held else place.name,
        cards=informal_cards.four(of, rows, soon, told, regions),
        warning=findings.warning(months, say, people),
        ending=cover_figures.when(of, months, cited, regions, people),
        payers=cover_figures.who(of, cells, rows["cost"], cited, regions),
        coverage=informal_regions.coverage(
            of, side_by_side(query, places, beside, metric("informal_coverage"), as_of, "bps_informal")
        )
        if wide
        else None,
        regions=informal_regions.sponsored(of, members_and_sponsored(query, places, beside, as_of)),
        stay=informal_members.stay(of, rows["growth"]),
        printed=informal_published.printed(of, told),
        beside=informal_published.beside(of, informal_statements.beside_example(query, places, told)),
        has_cover=len(cover) > 0,
    )


def _latest(of: Asked, name: str, segment: str) -> Any | None:
    """Give the latest figure of a metric, or None; ``value`` is null where an office's count is too small to show."""
    found = measure(of.query, metric(name), Scope((of.place.code,), segment=segment, as_of=of.as_of))
    row = next(found.itertuples(index=False), None)
    return row._replace(value=None, numerator=None) if row is not None and is_small(row) else row


def _people(row: Any | None) -> int | None:
    return int(row.value) if row is not None and words.is_known(row.value) else None


def _soon(of: Asked, row: Any | None) -> Soon | None:
    """Give the cover that ends in the month of the figure or the two after it, with both dates."""
    if row is None:
        return None
    last = month_after(row.period, 2)
    schemes = expiring(of.query, of.places, of.place.code, month_after(row.period, -1)).schemes
    within = schemes[(schemes["cover_ends"] >= row.period) & (schemes["cover_ends"] <= last)]
    # With a single one withheld the sum would tell it.
    hide = not words.is_known(row.value) or int(within["suppressed"].sum()) == 1
    dates = None if within.empty else within["cover_ends"].min(), None if within.empty else within["cover_ends"].max()
    leaves = None if within.empty else within["leaves_active_count"].max()
    return Soon(
        None if hide else int(row.value),
        *dates,
        leaves,
        0 if within["suppressed"].any() else int(within["renewed_people"].sum()),
    )


def _cited(of: Asked, cover: Any) -> list[str]:
    """Give the sources of the schemes that the region and those within it sent."""
    codes = tuple(sorted(set(cover["region_code"])))
    held = measure(of.query, metric("sponsored_workers"), Scope(codes, segment="total", as_of=of.as_of))
    return united(held["source_ids"])
