"""What the award page reads: the sheet, questions and cautions of a region, each once a store, and their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from charts import award_words, words
from data.store import Store
from i18n import Language
from metrics.analyses import award_results
from metrics.analyses.award_cautions import NEVER, cautions
from metrics.analyses.award_questions import Questions, questions
from metrics.analyses.award_sheet import Sheet, sheet
from pages.parts import reading, safe, tables
from pages.parts.asked import Asked, asked
from pages.parts.paritrana_choices import Pairs, decimals
from pages.parts.sources import Source


@dataclass(frozen=True)
class First:
    """The first screen, ready to show. Texts are Markdown, loaded parts escaped.

    Args:
        title: the finding.
        table: one row an indicator: what to say and what is missing; the score where one is known.
        total: the sum of the scores in words, or that none is entered.
        sources: where the evidence of the table is published.
        never: what is wrong to say.
        only_if: what is right only with its condition.
        past: places in the rounds of the province.
    """

    title: str
    table: pd.DataFrame
    total: str
    sources: str
    never: tuple[str, ...]
    only_if: tuple[str, ...]
    past: str


@reading.each
def sheet_of(_store: Store, version: str, region: str, as_of: str, base: str, scores: Pairs, weights: Pairs) -> Sheet:
    """Make the award sheet."""
    places = reading.places(_store, version)
    return sheet(
        reading.query(_store), places, region, as_of, base=base, scores=decimals(scores), weights=decimals(weights)
    )


@reading.each
def questions_of(_store: Store, version: str, region: str, as_of: str, base: str) -> Questions:
    """Gather the likely questions."""
    return questions(reading.query(_store), reading.places(_store, version), region, as_of, base=base)


@reading.each
def first(
    _store: Store, version: str, region: str, as_of: str, base: str, lang: str, scores: Pairs, weights: Pairs
) -> First:
    """Say the first screen."""
    of = asked(_store, version, region, as_of, lang, False, base=base)
    say = of.say
    made = sheet_of(_store, version, region, as_of, base, scores, weights)
    listed = cautions(of.query, of.places, region, as_of, base=base)
    said = [(row.severity, lines(award_words.caution_words(row, of.places, say))) for row in listed.itertuples()]
    return First(
        _title(made, of),
        _table(made, of),
        total_words(made, say),
        cited(made.evidence, of.known, say),
        tuple(text for severity, text in said if severity == NEVER),
        tuple(text for severity, text in said if severity != NEVER),
        _past(of),
    )


def lines(text: str) -> str:
    """Escape a sentence whose bold parts are marked by ours, so that loaded names in it stay text."""
    parts = re.split(r"(\*\*| (?=\*\*)|(?<=\*\*) )", text)
    return "".join(part if part in ("**", " ") else safe.plain(part) for part in parts)


def cited(rows: pd.DataFrame, known: dict[str, Source], say: Language) -> str:
    """Give the published sources of evidence as links, each once; of an address that is not registered, its site."""
    ids = list(dict.fromkeys(one for each in rows["source_ids"] for one in each if one != "demo"))
    shown = [tables.sources([one], known, say) if one in known else _site(one) for one in ids]
    return say("Source: {sources}", sources="; ".join(shown)) if shown else ""


def _site(address: str) -> str:
    try:
        host = urlsplit(address).hostname
    except ValueError:  # an office may write what is no address, such as http://[
        host = None
    return safe.link(host.removeprefix("www."), address) if host else safe.plain(address)


def total_words(made: Sheet, say: Language) -> str:
    """Say what the scores add up to, whose they are, and whether weights are the reader's."""
    given = made.indicators["score"].notna()
    if not given.any():
        return say("No score is entered: a jury gives them, none is invented here.")
    number = say.number(made.total.entered, _places(made.total.entered))
    whose = set(made.indicators.loc[given, "origin"])
    if made.total.weights is not None:
        return say("Weighted by your own assumption, not official: **{total}** of 70.", total=number)
    if made.total.total is None:
        return say(
            "{count} of 7 scores entered, together **{total}**: no total yet.", count=int(given.sum()), total=number
        )
    if whose == {"published"}:
        return say("Plain sum of the seven published scores: **{total}**. No weights were published.", total=number)
    return say("Plain sum of the seven scores you entered: **{total}**.", total=number)


def _title(made: Sheet, of: Asked) -> str:
    say, name = of.say, of.place.short_name
    real, expected = int(made.indicators["real"].sum()), int(made.indicators["expected"].sum())
    if made.total.total is not None and made.total.weights is None:
        number = say.number(made.total.total, _places(made.total.total))
        return say("{region}: {total} from seven scores; {real} of {expected} pieces of evidence held", region=name,
                   total=number, real=real, expected=expected)  # fmt: skip
    return say("{region}: {real} of {expected} pieces of real evidence held", region=name, real=real, expected=expected)


def _table(made: Sheet, of: Asked) -> pd.DataFrame:
    say = of.say
    rows = []
    for row in made.indicators.itertuples():
        own = made.evidence[(made.evidence["indicator_id"] == row.indicator_id) & (made.evidence["kind"] != "missing")]
        rows.append(
            {
                say("Indicator"): f"**{safe.plain(str(row.label_id if of.say.code == 'id' else row.label_en))}**",
                say("Evidence, and what is missing"): "  \n".join(
                    [*_spoken(own, say), *lacking([award_words.what_words(piece, say) for piece in row.missing], say)]
                ),
                say("Score"): "" if row.score is None else say.number(row.score, _places(row.score)),
            }
        )
    return tables.filled(rows)


def lacking(pieces: list[str], say: Language) -> list[str]:
    """Say what evidence is missing, as a line of its own; none where nothing is."""
    named = ", ".join(dict.fromkeys(pieces))
    return [f"○ {say('Missing: {pieces}', pieces=safe.plain(named))}"] if named else []


def _spoken(own: pd.DataFrame, say: Language) -> list[str]:
    """Say the real evidence of each piece; examples only where a piece has no real one, flagged by their status."""
    said = []
    for _, rows in own.groupby("piece", sort=False):
        real = rows[rows["status"] != "demonstration"]
        said += [safe.plain(evidence_line(row, say)) for row in (rows if real.empty else real).itertuples()]
    return said


def evidence_line(row: Any, say: Language) -> str:
    """Say a piece of evidence behind a sign: one that holds before a jury, or an example."""
    return f"{'◌' if row.status == 'demonstration' else '✓'} {award_words.evidence_words(row, say)}"


def _past(of: Asked) -> str:
    say = of.say
    held = award_results.place_in_province(of.query, of.places, of.place.code)
    if held.empty:
        return ""
    said = []
    for row in held.itertuples():
        first_code = row.first if words.is_known(row.first) else None
        if words.is_known(row.rank_number):
            said.append(say("{year}: place **{rank}**", year=int(row.assessment_year), rank=int(row.rank_number)))
        else:
            winner = of.places.place(first_code).short_name if first_code else "–"
            said.append(say("{year}: not named (first: {winner})", year=int(row.assessment_year), winner=winner))
    province = of.places.place(of.place.above[0]).short_name
    return say("In {province}, by year assessed: {places}.", province=province, places=" · ".join(said))


def _places(number: Decimal) -> int:
    """Give the decimals that a score is printed with, two at most."""
    return min(2, max(0, -int(number.normalize().as_tuple().exponent)))
