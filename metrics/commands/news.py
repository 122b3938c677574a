"""``python -m metrics news``: what changed between two months, as rows or as a paragraph for a chat."""

from __future__ import annotations

import argparse

import pandas as pd

from i18n import language
from metrics._model import Query, UnknownName
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month
from metrics.territory import Territory

HELP = "what changed since a month: coverage, participants, who has not reported, what ends or fell due"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("--since", metavar="YYYY-MM", help="month looked back to; the one before --until")
    parser.add_argument("--until", metavar="YYYY-MM", help="month looked from; the latest month with a figure")
    parser.add_argument("--base", default="ucj", help="coverage base")
    parser.add_argument("--segment", help="membership segment of the share")
    parser.add_argument("--level", choices=("province", "regency"), help="parts of this level, not the next one inside")
    parser.add_argument("--words", choices=("id", "en"), help="one paragraph for a chat, in this language")


def answer(asked: argparse.Namespace, query: Query, places: Territory) -> pd.DataFrame:
    """Give what changed in each region asked for.

    Args:
        asked: the options of ``arguments`` and ``region``: codes joined by commas.
        query: runs SQL on a store.
        places: all regions.

    Returns:
        The rows of ``metrics.analyses.news.since`` of the regions, one region under the other, with ``about`` in front:
        the region that they are news of. With ``--words`` one row a region, with the column ``text`` alone.

    Raises:
        UnknownName: a region or base that does not exist.
        OutOfBounds: a month that is none, or ``--since`` not before ``--until``.
    """
    # Only where it is asked for: it reads targets and words that other commands do without.
    from metrics.analyses.news import since
    from metrics.analyses.news_due import later
    from metrics.analyses.news_words import news_words

    for name in ("since", "until"):
        if getattr(asked, name) is not None and not is_month(getattr(asked, name)):
            raise OutOfBounds(f"--{name} is {getattr(asked, name)!r}: write a month, such as 2025-03.")
    if asked.base not in metric("coverage").bases:
        raise UnknownName("base of coverage", asked.base, list(metric("coverage").bases))
    until = asked.until or latest_month(query)
    back_to = asked.since or later(until, -1)
    if back_to >= until:
        raise OutOfBounds(f"--since is {back_to}: it must be before --until, {until}.")
    found = []
    for code in [places.place(each.strip()).code for each in asked.region.split(",")]:
        parts = _parts(places, code, asked.level)
        news = since(query, places, code, back_to, until, parts=parts, base=asked.base, segment=asked.segment)
        if asked.words:
            found.append(pd.DataFrame({"text": [news_words(query, places, news, language(asked.words))]}))
        else:
            rows = news.rows
            rows.insert(0, "about", code)
            found.append(rows)
    return pd.concat(found, ignore_index=True)


def _parts(places: Territory, code: str, level: str | None) -> list[str] | None:
    if level is None:
        return None
    return [place.code for place in places.places.values() if place.level == level and code in place.above]
