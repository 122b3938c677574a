"""Every number of a message is a figure of its rows, within the rounding it is printed with, in both languages."""

import re
from decimal import Decimal

import pytest

from data.store import Query
from i18n import language
from metrics.analyses.news import since
from metrics.analyses.news_words import news_words
from metrics.territory import Territory

SHARES = ("value_then", "value_now", "difference", "value_target")
COUNTS = (
    *(f"{part}_{when}" for part in ("numerator", "denominator") for when in ("then", "now", "difference")),
    "people",
)


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(
    ("region", "back_to", "until"),
    [
        ("51", "2025-06", "2025-12"),
        ("52", "2024-11", "2025-02"),
        ("96", "2022-10", "2023-03"),
        ("51.03", "2024-12", "2025-12"),
    ],
)
def test_every_number_of_a_message_is_that_of_a_row(
    demonstration_query: Query, places: Territory, region: str, back_to: str, until: str, lang: str
) -> None:
    say = language(lang)
    news = since(demonstration_query, places, region, back_to, until)
    text = news_words(demonstration_query, places, news, say)
    shares = [abs(float(value)) for name in SHARES for value in news.rows[name].dropna()]
    counts = {abs(round(float(value))) for name in COUNTS for value in news.rows[name].dropna()}
    # Cover that ends with one month is told for all parts together.
    ending = news.of("cover_ending").dropna(subset="people")
    counts |= set(ending["people"].astype(int).groupby(ending["ends"]).sum())
    printed = re.findall(r"(\d+(?:[.,]\d+)?)%", text)
    assert printed
    for number in printed:
        read = say.read_number(number)
        assert read is not None
        half = Decimal(5).scaleb((read.as_tuple().exponent or 0) - 1) / 100  # type: ignore[operator]
        assert any(abs(float(read) / 100 - share) <= float(half) + 1e-12 for share in shares), number
    grouped = re.findall(r"\d{1,3}(?:[.,]\d{3})+", text)
    assert grouped
    for number in grouped:
        read = say.read_number(number)
        assert read is not None and int(read) in counts, number
