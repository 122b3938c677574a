"""``python -m metrics news``: what changed between two months or two releases, as rows or as a paragraph for a chat."""

from __future__ import annotations

import argparse

import pandas as pd

from i18n import language
from metrics._model import Query, UnknownName
from metrics.catalogue import metric
from metrics.commands import OutOfBounds
from metrics.periods import is_month, latest_month, month_after
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
    parser.add_argument("--against", metavar="BATCH|DATE", help="an earlier release, instead of an earlier month")
    parser.add_argument(
        "--standing", action="store_true", help="with --words: where the region stands, not what changed"
    )


def answer_between(asked: argparse.Namespace, query_then: Query, query: Query, places: Territory) -> pd.DataFrame:
    """Give what the release of ``query`` says otherwise than that of ``query_then``.

    Returns:
        As ``answer``, with the rows of ``metrics.analyses.news_releases.between``.

    Raises:
        UnknownName: a region or base that does not exist.
        OutOfBounds: a month that is none, or ``--since``, which two releases do not have.
    """
    from metrics.analyses.news_releases import between
    from metrics.analyses.news_words import release_words

    if asked.since:
        raise OutOfBounds("--since looks back to a month and --against to a release: leave one of them out.")
    _check(asked)
    found = []
    for code in _codes(asked, places):
        parts = _parts(places, code, asked.level)
        options = {"parts": parts, "base": asked.base, "segment": asked.segment, "until": asked.until}
        news = between(query_then, query, places, code, **options)
        words = release_words(query, places, news, language(asked.words)) if asked.words else None
        found.append(_rows(news.rows, code, words))
    return pd.concat(found, ignore_index=True)


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
    from metrics.analyses.news_words import news_words
    from metrics.analyses.standing_words import standing, standing_words

    _check(asked)
    if asked.standing and not asked.words:
        raise OutOfBounds("--standing is told in words: write --words id or --words en beside it.")
    until = asked.until or latest_month(query)
    back_to = asked.since or month_after(until, -1)
    if back_to >= until:
        raise OutOfBounds(f"--since is {back_to}: it must be before --until, {until}.")
    found = []
    for code in _codes(asked, places):
        if asked.standing:
            stands = standing(query, places, code, until, asked.base)
            found.append(pd.DataFrame({"text": [standing_words(query, places, stands, language(asked.words))]}))
            continue
        parts = _parts(places, code, asked.level)
        news = since(query, places, code, back_to, until, parts=parts, base=asked.base, segment=asked.segment)
        words = news_words(query, places, news, language(asked.words)) if asked.words else None
        found.append(_rows(news.rows, code, words))
    return pd.concat(found, ignore_index=True)


def _check(asked: argparse.Namespace) -> None:
    for name in ("since", "until"):
        if getattr(asked, name) is not None and not is_month(getattr(asked, name)):
            raise OutOfBounds(f"--{name} is {getattr(asked, name)!r}: write a month, such as 2025-03.")
    if asked.base not in metric("coverage").bases:
        raise UnknownName("base of coverage", asked.base, list(metric("coverage").bases))


def _codes(asked: argparse.Namespace, places: Territory) -> list[str]:
    return [places.place(each.strip()).code for each in asked.region.split(",")]


def _rows(rows: pd.DataFrame, code: str, words: str | None) -> pd.DataFrame:
    if words is not None:
        return pd.DataFrame({"text": [words]})
    about = rows.copy()
    about.insert(0, "about", code)
    return about


def _parts(places: Territory, code: str, level: str | None) -> list[str] | None:
    if level is None:
        return None
    return [place.code for place in places.places.values() if place.level == level and code in place.above]
