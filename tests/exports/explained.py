"""Says which numbers of a file no answer of the command line explains; what is no figure is listed here, and nowhere else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exports.briefing import Briefing, TileMap
from exports.briefing.context import definition
from exports.briefing.method import NUMBERS
from i18n import language
from metrics.catalogue import metrics
from tests.exports.answers import Record
from tests.exports.numbers_in_files import Held
from tests.exports.rows import number_and_step

MONTHS = "|".join(
    sorted({language(lang).period(f"2025-{month:02}").split()[0] for lang in ("id", "en") for month in range(1, 13)}
           | {language(lang).short_period(f"2025-{month:02}").split()[0] for lang in ("id", "en") for month in range(1, 13)},
           key=len, reverse=True)
)  # fmt: skip
# What is written with digits and is no figure: reviewed by hand, each with what it is.
NO_FIGURES = (
    ("address", r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*"),
    ("day", rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}|\b(?:{MONTHS}) \d{{1,2}}, \d{{4}}|\b\d{{4}}-\d\d(?:-\d\d)?\b"),
    ("month", rf"\b(?:{MONTHS})\.? \d{{4}}"),
    ("year", r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,]*\d|/|\s?%)"),
    ("id of a source", r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)+\b"),
    ("regulation or letter by number", r"\b\d[\d.]*/(?:\d+/)?(?:\d{4}|[A-Z]\w+)"),
    ("how many publishers a footer leaves out", r"\b(?:dan|and) \d+ (?:lainnya|more)"),
    (
        "months of a plan before the day it is made on",
        r"\b10 (?:dari|of the) 12 (?:bulan|months)(?= rencana| of this plan)",
    ),
    ("the span of a year", r"\b12 (?:bulan|months)"),
    ("how many rows a table has, or lacks", r"\(\d+ (?:baris|rows?)\)|^… \d+ (?:lagi dari \d+ baris|more of \d+).*"),
    ("how many rows the contradictions listed have", r"(?:bersama wilayah yang didaftar|with the regions listed) \d+"),
    ("the number of a finding in a page", r"^\d+ · (?=[A-Z])"),
    ("name of a disease", r"COVID-19"),
    ("laws of one day", r"\bUU (?:\d+, )+(?=\d+/\d{4})|\bUU (?:\d+, )+"),
    ("how many rows the list of sources has", r"\b\d+ (?:sumber melandasi|sources stand)"),
    ("what the facts say of a figure, in their own words", r"(?:Catatan sumber[^:]*|Source note): .*"),
)
NUMBER = re.compile(
    r"(?<![\w.,])(?:[+−-])?(?:Rp|IDR )?\d+(?:[.,]\d+)*(?:\s?%|\s(?:poin|percentage points?|points?|ribu|juta|miliar|triliun|"
    r"thousand|million|billion|trillion)\b)?"
)


@dataclass
class Known:
    """The answers of the command line by finding."""

    records: dict[str, list[Record]]
    told: Briefing
    numbers: dict[str, list[float]] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = {
            key: sorted({one for row in rows for one in numbers_of(row)}) for key, rows in self.records.items()
        }
        self.numbers["any"] = sorted({one for held in self.numbers.values() for one in held})
        self.numbers["lacking"] = self.numbers["any"]


def plain(text: str, told: Briefing) -> str:
    """Give a text without what is no figure."""
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace(told.store, " ")
    if re.fullmatch(r"\d\d(?:\.\d\d)?|plan1;\S+", text):  # the code of a region; a plan as the link has it
        return ""
    text = text.replace(f"({told.region})", " ")
    for _, pattern in NO_FIGURES:
        text = re.sub(pattern, " ", text)
    return text


def numbers_of(record: Record) -> Iterator[float]:
    """Give every number of a record, and the next whole one of what is needed a month, since people are whole."""
    for name, value in record.items():
        if isinstance(value, bool) or value is None:
            continue
        if isinstance(value, int | float):
            yield float(value)
            if name in ("gap_points", "gap"):  # said as so many points below
                yield -float(value)
            if name.startswith("required_"):
                yield float(math.ceil(value))
        elif name == "score":
            yield float(value)


def unexplained(held: Held, known: Known, workbook: Held) -> list[str]:
    """Give a line for every number that is none of an answer."""
    return [*_raw(held, known), *_tables(held, workbook, known.told), *_words(held, known)]


def _near(number: float, pool: Iterable[float], allowed: float) -> bool:
    return any(abs(number - one) <= allowed for one in pool)


def _same(number: float, pool: Iterable[float]) -> bool:
    """Whether a number is one of the answers to the last digit; points are shares times a hundred."""
    return any(
        math.isclose(scaled, one, rel_tol=1e-9, abs_tol=1e-12) for scaled in (number, number / 100) for one in pool
    )


def _raw(held: Held, known: Known) -> Iterator[str]:
    for row in held.raw:
        for number in row.numbers:
            if not _same(number, known.numbers[row.key]):
                yield f"{row.key}: {row.where}: {number!r}"
        if row.table is not None and not any(
            _is_of(record, row.texts) and all(_same(number, list(numbers_of(record))) for number in row.numbers)
            for record in known.records[row.key]
        ):
            yield f"{row.key}: {row.where}: no single record holds {row.numbers}"


def _is_of(record: Record, texts: tuple[str, ...]) -> bool:
    """Whether a record is of the region and the month that a row names, as far as both name one."""
    codes = {text for text in texts if re.fullmatch(r"\d\d(\.\d\d)?", text)}
    months = {text for text in texts if re.fullmatch(r"\d{4}-\d\d", text)}
    own = {record.get("region_code"), record.get("peer_code")} - {None}
    return not (codes and own and not codes & own) and not (months and not months & set(map(str, record.values())))


def _tables(held: Held, workbook: Held, told: Briefing) -> Iterator[str]:
    """Compare each printed row with the row of the workbook, whose numbers are those of the command line to the last digit."""
    for (key, place), printed in held.tables.items():
        table = told.finding(key).tables[place]
        titles = [column.title for column in table.columns]
        for cells, whole in zip(printed[1:], workbook.cells[key, place], strict=False):
            for title, text in zip(printed[0], cells, strict=True):
                at = titles.index(title)
                unit, number = table.columns[at].unit, whole[at]
                if unit in ("text", "month") or cells[0].startswith("…"):
                    continue
                if not isinstance(number, int | float):
                    if text not in ("", "–"):
                        yield f"{key}: table {place}, {title}: {text!r} where the workbook has none"
                    continue
                value, step = number_and_step(text, told.lang)
                if abs(value - number) > step / 2 * 1.0001:
                    yield f"{key}: table {place}, {title}: {text!r} is {number!r} in the workbook"
        shown = len(printed) - 1 - printed[-1][0].startswith("…")
        if not 0 < shown <= len(table.rows):
            yield f"{key}: table {place}: {shown} rows"


def _words(held: Held, known: Known) -> Iterator[str]:
    say = language(known.told.lang)
    static = {line for one in metrics() for line in definition([one], say).split("\n")} | {say(NUMBERS)}
    tiles = known.told.finding("map").chart
    limits = tiles.limits if isinstance(tiles, TileMap) else ()
    for words in held.words:
        if any(line in words.text for line in static):
            continue
        text, _, unit = words.text.partition(" ⟨")
        text = plain(text, known.told)
        if words.key == "map" and text.strip() in limits:  # where the shades of the map change
            continue
        for place, found in enumerate(NUMBER.finditer(text)):
            read = [number_and_step(found[0] + scale, known.told.lang) for scale in {"", worth(unit)}]
            fits = [
                (number, step) for number, step in read if _near(number, known.numbers[words.key], step / 2 * 1.0001)
            ]
            if not fits:
                yield f"{words.key}: {words.where}: {found[0]!r} in {words.text!r}"
            elif place == 0 and words.value is not None:
                meant = (words.value, math.ceil(words.value))  # people needed are whole
                if not any(_near(number, meant, step / 2 * 1.0001) for number, step in fits):
                    yield f"{words.key}: {words.where}: {found[0]!r} stands at {words.value!r}"


def worth(heading: str) -> str:
    """Give the unit that the heading of a chart has for its bare numbers."""
    found = re.search(r"(miliar|juta|triliun|billion|million|trillion|poin|points?)", heading.casefold())
    if found is not None:
        return f" {found[1]}"
    return "%" if re.search(r"persen|percent", heading.casefold()) else ""
