"""Holds a figure as it is printed, in a table, a line, a tile or a bar, against the row of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from charts import words
from metrics._model import months_between
from tests.browser import printed
from tests.browser.command_line import Row, facts
from tests.browser.printed import agrees, share, understood, when

if TYPE_CHECKING:
    from i18n import Language

Cell = dict[str, Any]
NOTHING: Cell = {"words": "", "links": []}
OLD = 12  # months
AIM = 0.65


def short_name(code: str) -> str:
    """Give the name of a region as charts and headlines have it."""
    return facts("regions", "region_code")[code]["name"].removeprefix("Kabupaten ").removeprefix("Kanwil ")


def cells(table: dict[str, Any], number: int, say: Language, *names: str) -> list[Cell]:
    """Give cells of a row by the names of their columns; a column that is left out is empty."""
    row = dict(zip(table["head"], table["rows"][number], strict=False))
    return [row.get(say(name), NOTHING) for name in names]


def assert_row(table: dict[str, Any], number: int, row: Row | None, as_of: str, say: Language) -> None:
    """Hold a row of a table of figures against the figure; None where no figure is held."""
    value, as_printed, people, of_people = cells(table, number, say, "Value", "As printed", "People", "Of (people)")
    date, base, status, source, remark = cells(table, number, say, "Date", "Base", "Status", "Source", "Remark")
    if row is None:
        assert value["words"] == say("no figure yet")
        assert [each["words"] for each in (as_printed, people, of_people, date, base, status, source, remark)] == [
            ""
        ] * 8
        return
    assert agrees(share(value["words"], say), row["value"] * 100), (value, row)
    for cell, held in ((as_printed, row["printed"]), (people, row["numerator"]), (of_people, row["denominator"])):
        assert bool(cell["words"]) == (held is not None), (cell, row)
    if as_printed["words"]:
        assert agrees(share(as_printed["words"], say), row["printed"] * 100)
    if people["words"]:
        assert printed.count(people["words"], say) == row["numerator"]
        assert printed.count(of_people["words"], say) == row["denominator"]
    assert_date(date["words"], row, as_of, say)
    assert_base(base["words"], row, say)
    assert_status(status["words"], row, say)
    assert_sources(source, row["source_ids"], say)
    assert (say("The printed share contradicts its own parts.") in remark["words"]) == bool(row["conflict"]), (
        remark,
        row,
    )
    assert (say("Boundaries before the split of 2022.") in remark["words"]) == bool(row["boundary"]), (remark, row)
    assert row["reason"] is None or say(row["reason"]) in remark["words"], (remark, row)


def assert_date(text: str, row: Row, as_of: str, say: Language) -> None:
    """Hold the words for a date, and for that of the base, against the figure's."""
    of_base = say("; base of {period}", period="\0").split("\0")[0]
    own, _, rest = text.partition(of_base)
    marked = say("; older than a year")
    month = row["period"] if len(row["period"]) > 4 else f"{row['period']}-12"
    assert text.endswith(marked) == (months_between(month, as_of) > OLD), (text, row)
    assert when(own.removesuffix(marked), say) == row["period"], (text, row)
    differs = row["denominator_period"] not in (None, row["period"])
    assert bool(rest) == differs, (text, row)
    assert not differs or when(rest.removesuffix(marked), say) == row["denominator_period"], (text, row)


def assert_base(text: str, row: Row, say: Language) -> None:
    """Hold the words for a base, and for a segment that is not the whole, against the figure's."""
    code, segment, _ = printed.base(text, say)
    assert (code, segment) == (
        row["base"],
        "" if row["segment"] == "total" else words.segment_words(row["segment"], say),
    )


def assert_status(text: str, row: Row, say: Language) -> None:
    """Hold the word for a status, and the parts of a sum, against the figure's."""
    assert printed.status(text, say) == row["status"], (text, row)
    parts = understood(say, ", {present} of {expected}", text.removeprefix(words.status_name(row["status"], say)))
    held = (
        None if row["parts_present"] is None else {"present": row["parts_present"], "expected": row["parts_expected"]}
    )
    assert (parts and {name: int(number) for name, number in parts.items()}) == held, (text, row)


def assert_sources(cell: Cell, ids: list[str], say: Language) -> None:
    """Hold publishers, dates and addresses against the list of sources."""
    known = [facts("sources", "source_id")[one] for one in ids]
    said = cell["words"].split("; ")
    assert len(said) == len(known), (cell, ids)
    for text, source in zip(said, known, strict=True):
        publisher = " ".join(source["publisher"].split())
        assert text.startswith(publisher), (text, source)
        date = text.removeprefix(publisher).removeprefix(", ")
        assert (when(date, say) if date else "") == source["published_on"], (text, source)
    # Behind an address the file may say where in it: only the address is a link.
    addresses = [unquote(source["url"].split()[0]) for source in known if source["url"].startswith("http")]
    assert [unquote(address) for _, address in cell["links"]] == addresses


def assert_tile(lines: list[str], held: dict[str, Row], codes: list[str], is_judged: bool, say: Language) -> str:
    """Hold the words on a tile against the figure of its region, and give the region."""
    text = " ".join(lines)
    letters = {code: facts("regions", "region_code")[code]["tile_label"] for code in codes}
    named = {
        code: name for code in codes for name in (short_name(code), letters[code]) if name and text.startswith(name)
    }
    code = max(named, key=lambda each: len(named[each]))
    rest = text.removeprefix(named[code]).strip()
    if code not in held:
        assert rest in ("", say("no figure yet")), (lines, code)
        return code
    row = held[code]
    assert ("✓" in rest) == (is_judged and row["value"] >= AIM), (lines, row)
    number, *date = rest.replace("✓", " ").split()
    assert agrees(printed.decimal(number, say), row["value"] * 100), (lines, row)
    year = next(
        (part for part, word in enumerate(date) if word.strip("*†").isdigit() and len(word.strip("*†")) == 4), None
    )
    if year is not None:
        assert when(" ".join(date[: year + 1]).strip("*†"), say) == row["period"], (lines, row)
    return code


def assert_bar(label: str, date: str, row: Row | None, code: str, say: Language) -> None:
    """Hold the words beside a bar against the figure of its region."""
    if row is None:
        assert (label, date) == (short_name(code), say("no figure yet"))
        return
    assert agrees(share(label.removeprefix(short_name(code)).strip(), say), row["value"] * 100), (label, row)
    assert when(date.strip("*†"), say) == row["period"], (date, row)
