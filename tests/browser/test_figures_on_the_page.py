"""Every figure is read off the rendered page and held against the command line: value, date, base, status, source.

Both languages; regions that are full, grouped, alone with a percentage, on old boundaries, and without any figure.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from charts import words
from i18n import LANGUAGES, Language, language
from metrics.catalogue import metric
from tests.browser import figures_agree as figures
from tests.browser import printed
from tests.browser.command_line import Row, asked, parts_of
from tests.browser.figures_agree import short_name
from tests.browser.printed import agrees, share, understood
from tests.browser.reader import Reader
from tests.browser.targets_agree import assert_cards, assert_target

pytestmark = pytest.mark.browser

AS_OF = "2025-12"
COVERAGE = metric("coverage")
SEEN = {
    "51": ("ucj", "bps", "bps_pu_bpu", "bps_formal", "potential"),
    "51.03": ("ucj", "unstated", "bps"),
    "51.04": ("ucj", "unstated"),
    "51.08": ("ucj",),
    "KW-BANUSPA": ("ucj", "bps", "bps_pu_bpu", "bps_informal"),
    "52": ("ucj", "bps", "unstated"),
    "91": ("ucj", "bps_pu_bpu"),
    "94": ("ucj", "potential"),
    "92": ("bps", "unstated", "bps_formal"),
}
ALL = ",".join(SEEN)
CONTEXT = ("population", "active_participants", "informal_share", "vulnerable_covered")

Content = dict[str, Any]


def rows_of(rows: list[Row], region: str, base: str) -> list[Row]:
    """Take the figures of a region on a base, of the segment that a page shows."""
    segment = COVERAGE.headline_segment(base)
    return [row for row in rows if (row["region_code"], row["base"], row["segment"]) == (region, base, segment)]


class Held:
    """What the command line says of one region on one base."""

    def __init__(self, home: Path, region: str, base: str) -> None:
        self.region, self.base = region, base
        latest = asked(home, "get", "coverage", "--region", ALL, "--as-of", AS_OF)
        self.figure = next(iter(rows_of(latest, region, base)), None)
        self.points = rows_of(asked(home, "get", "coverage", "--region", ALL, "--until", AS_OF), region, base)
        self.codes = parts_of(region)
        wholes = ",".join(code for code in SEEN if "." not in code)
        children = asked(home, "get", "coverage", "--region", wholes, "--children", "--as-of", AS_OF)
        self.beside = {code: rows[0] for code in self.codes if (rows := rows_of(children, code, base))}
        self.targets = asked(home, "target", "--region", region, "--as-of", AS_OF)
        self.context = {
            name: next((row for row in rows if row["region_code"] == region and row["segment"] == wanted), None)
            for name in CONTEXT
            for wanted in [metric(name).headline_segment(None)]
            for rows in [asked(home, "get", name, "--region", ALL, "--as-of", AS_OF)]
        }


def assert_headline(content: Content, held: Held, say: Language) -> None:
    (title,) = content["title"]
    name, under = short_name(held.region), content["texts"][0]
    if held.figure is None:
        assert title == say("{region}: no coverage figure yet on this base", region=name)
        assert under["words"] == say(COVERAGE.why_missing(held.base))
        return
    value = held.figure["value"] * 100
    read = next(filter(None, (understood(say, msgid, title, region=name) for msgid in (
        "{region} {share}: at or above {target}", "{region} {share}: still {gap} below {target}",
        "{region} {share}, on a base its source does not state"))))  # fmt: skip
    assert agrees(share(read["share"], say), value)
    assert ("target" in read) == (held.base != "unstated")
    if "target" in read:
        assert share(read["target"], say) == 65
        assert ("gap" not in read) == (value >= 65)
    if "gap" in read:
        assert printed.first_number(read["gap"], say) == 65 - share(read["share"], say)
    line = understood(
        say, "Coverage of active participants · {base} · {date} · **{status}** · {source}", under["words"]
    )
    assert line, under
    figures.assert_base(line["base"], held.figure, say)
    figures.assert_date(line["date"], held.figure, AS_OF, say)
    figures.assert_status(line["status"], {**held.figure, "parts_present": None}, say)
    figures.assert_sources({**under, "words": line["source"]}, held.figure["source_ids"], say)


def assert_tables(content: Content, held: Held, say: Language) -> None:
    tables = {table["name"]: table for table in content["tables"]}
    beside = tables.pop(say("Regions side by side"))
    assert len(beside["rows"]) == len(held.codes)
    for number, code in enumerate(held.codes):
        (region,) = figures.cells(beside, number, say, "Region")
        assert region["words"].endswith(short_name(code))
        figures.assert_row(beside, number, held.beside.get(code), AS_OF, say)
    points = tables.pop(say("Table: published figures"), {"rows": []})
    assert len(points["rows"]) == len(held.points)
    for number, row in enumerate(held.points):
        figures.assert_row(points, number, row, AS_OF, say)
    own = [row for row in held.targets if row["current"] is not None]
    rest = [row for row in held.targets if row["current"] is None]
    for name, rows in (("Targets", own), ("Further targets", rest)):
        table = tables.pop(say(name), {"rows": []})
        assert len(table["rows"]) == len(rows)
        for number, row in enumerate(rows):
            assert_target(table, number, row, AS_OF, say)
    assert tables == {}, "a table that nothing is compared with"


def assert_charts(content: Content, held: Held, say: Language) -> None:
    tiles, bars, points = content["charts"]
    is_judged = held.base != "unstated"
    found = [figures.assert_tile(each["lines"], held.beside, held.codes, is_judged, say) for each in tiles["marks"]]
    assert sorted(found) == sorted(held.codes)
    names = {short_name(code): code for code in held.codes}
    drawn = {}
    for label, date, mark in zip(bars["rows"], bars["beside"], bars["marks"], strict=True):
        code = names[max((name for name in names if label.startswith(name)), key=len)]
        figures.assert_bar(label, " ".join(date), held.beside.get(code), code, say)
        drawn[code] = mark["box"]["width"]
    assert held.beside.keys() <= drawn.keys()
    longest = max(drawn, key=drawn.__getitem__)
    for code, width in drawn.items():
        share_of_longest = held.beside[code]["value"] / held.beside[longest]["value"] if code in held.beside else 0
        assert abs(width - drawn[longest] * share_of_longest) <= 1, (code, width)
    said = [f"{say.short_period(row['period'])} {say.percent(row['value'])}" for row in held.points]
    missing = [text for text in said if text not in points["alternative"]]
    assert missing == []
    assert points["points"] >= len(held.points)


def assert_context(content: Content, held: Held, say: Language) -> None:
    said = {item["words"].partition(": ")[0]: item for item in content["items"]}
    for name, row in held.context.items():
        title = say(metric(name).title)
        item = said.pop(title, None)
        if row is None:
            assert item is None or item["words"] == say("**{title}**: no figure yet", title=title).replace("**", "")
            continue
        read = understood(say, "**{title}**: {value} ({date}, {status}, {source})", item["words"]) if item else None
        assert read, (name, item)
        value = share(read["value"], say) if row["unit"] == "share" else printed.count(read["value"], say)
        assert agrees(printed.Decimal(value), row["value"] * (100 if row["unit"] == "share" else 1))
        figures.assert_date(read["date"], row, AS_OF, say)
        figures.assert_status(read["status"], {**row, "parts_present": None}, say)
        figures.assert_sources({**item, "words": read["source"]}, row["source_ids"], say)
    assert said == {}, "an item that nothing is compared with"


@pytest.mark.parametrize("region", SEEN)
def test_what_the_page_says_is_what_the_command_line_says(reader: Reader, server_home: Path, region: str) -> None:
    for number, base in enumerate(SEEN[region]):
        held = Held(server_home, region, base)
        first = LANGUAGES[number % len(LANGUAGES)]
        reader.open(region=region, base=base, as_of=AS_OF, lang=first)
        for lang in (first, *(other for other in LANGUAGES if other != first)):
            reader.speak(lang)
            reader.open_expanders()
            content, say = reader.content(), language(lang)
            assert content["language"] == lang
            assert_headline(content, held, say)
            on_base = [row for row in held.targets if row["base"] == base]
            assert_cards(content["cards"], held.figure, held.points, on_base, AS_OF, say)
            assert_tables(content, held, say)
            assert_charts(content, held, say)
            assert_context(content, held, say)
    reader.assert_silent()


def test_no_share_stands_on_the_page_without_its_base(reader: Reader) -> None:
    reader.open(region="51.03", base="ucj", lang="en")
    say = language("en")
    bases = [words.base_words(base, say) for base in COVERAGE.bases]
    lines = [item["words"] for item in reader.content()["items"] if re.search(r"\d%", item["words"])]
    assert lines
    assert [line for line in lines if not any(base in line for base in bases)] == []
