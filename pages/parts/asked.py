"""What every figure of a page needs: the store and what is asked of it, the colours, and the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from charts import words
from charts.theme import Theme, theme
from data.store import Query, Store
from i18n import Language, language
from metrics.overview import Overview
from metrics.territory import Place, Territory
from pages.parts import reading
from pages.parts.sources import Source


@dataclass(frozen=True)
class Asked:
    """What is asked of the store, and how to say it."""

    store: Store
    query: Query
    places: Territory
    known: dict[str, Source]
    place: Place
    as_of: str
    base: str
    """Empty where no figure of the page follows it."""
    segment: str
    """``total`` for all of them together."""
    theme: Theme
    say: Language

    @property
    def area(self) -> str:
        """The area and the segment of a figure."""
        return f"{self.place.short_name}, {words.segment_words(self.segment, self.say)}"

    @property
    def parent(self) -> Place | None:
        """The region above."""
        return self.places.place(self.place.above[0]) if self.place.above else None

    @property
    def seen(self) -> Overview:
        """The first screen of the region: its figure, its targets, its neighbours."""
        return reading.seen(self.store, self.store.version, self.place.code, self.as_of, self.base)


def asked(
    store: Store, version: str, region: str, as_of: str, lang: str, dark: bool, *, base: str = "", segment: str = ""
) -> Asked:  # fmt: skip
    """Gather what every figure of a page needs."""
    places = reading.places(store, version)
    return Asked(
        store=store,
        query=reading.query(store),
        places=places,
        known=reading.sources(store, version),
        place=places.place(region),
        as_of=as_of,
        base=base,
        segment=segment or "total",
        theme=theme("dark" if dark else "light"),
        say=language(lang),
    )
