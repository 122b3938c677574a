"""Reads a page of the app as it stands: its texts as a reader sees them, without the marks of Markdown."""

import json
import re
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)")
DIRECTIVES = re.compile(r":(?:small|gray)\[")

# Of the page of methods: 42 metrics; two shares that their own source contradicts, of Bali and of the facts' notes.
METHOD_TITLE = {
    "id": "42 ukuran dari 213 sumber terbuka; 2 persentase tercetak bertentangan dengan angkanya sendiri",
    "en": "42 measures from 213 public sources; 2 printed shares contradict their own parts",
}


def bare(text: str) -> str:
    r"""Take the escapes out of a text: `58\\.7%` is read as 58.7%.

    A space that does not break is read as a space, and the sign without width that keeps an address from being a link not at all.
    """
    return re.sub(r"\\(.)", r"\1", text).replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def title(app: AppTest) -> str:
    """Read the headline."""
    (headline,) = app.title
    return bare(headline.value)


def headings(app: AppTest) -> list[str]:
    """Read the titles of the sections."""
    return [bare(header.value) for header in app.header]


def texts(app: AppTest) -> list[str]:
    """Read all running text below the banner of the demonstration set, top to bottom; of a link its words."""
    return [bare(words(each.value)) for each in app.main.markdown if not each.value.startswith(":orange-badge")]


def missing(app: AppTest) -> list[str]:
    """Read why figures are not drawn."""
    return [text for text in texts(app) if text.startswith(":material/info:")]


def words(text: str) -> str:
    """Take size, colour and addresses out of a text of Markdown."""
    return LINK.sub(r"\1", DIRECTIVES.sub("", text)).removesuffix("]]")


def links(text: str) -> list[str]:
    """Give the addresses that a text links to."""
    return [address for _, address in LINK.findall(text)]


def cards(app: AppTest) -> dict[str, str]:
    """Read the four numbers, by their titles."""
    return {card.label: card.value for card in app.metric}


def tables(app: AppTest) -> dict[str, pd.DataFrame]:
    """Read the tables, by the words that stand for each."""
    return {str(table.proto.alt or number): table.value.map(bare) for number, table in enumerate(app.table)}


def charts(app: AppTest) -> list[dict[str, Any]]:
    """Give what each chart draws, in the order of the page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def alternatives(app: AppTest) -> list[str]:
    """Give the texts that stand for the charts."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def is_calm(app: AppTest) -> bool:
    """Return whether the page shows neither an exception, nor an error, nor a warning."""
    return not (app.exception or app.error or app.warning)
