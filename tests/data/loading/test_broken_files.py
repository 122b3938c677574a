"""Hundreds of files broken at random: each is refused with the place of what is wrong, or read exactly right."""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.loading import Read
from tests.data.loading.making import MEMBERSHIP, REGIONS, load, text, workbook

CASES = int(os.environ.get("COVERAGE_CASES", "300"))  # a thousand take some minutes: COVERAGE_CASES=1000
REGENCIES = REGIONS[REGIONS["level"] == "regency"][["region_code", "name"]].to_numpy().tolist()
SEGMENTS = ["PU", "BPU", "JAKON"]
COLUMNS = ["region_code", "month", "segment", "registered", "active", "source_row"]


@dataclass
class Made:
    """A table as an office would write it, and what must be read from it.

    ``wrong`` holds the row and heading at which it must be refused; without any it may be read as ``expected`` only.
    """

    kind: str
    rng: random.Random
    rows: list[list[Any]] = field(default_factory=list)
    expected: list[list[Any]] = field(default_factory=list)
    headings: list[str] = field(default_factory=lambda: list(MEMBERSHIP))
    wrong: set[tuple[int | None, str]] = field(default_factory=set)
    formula: tuple[int, int] | None = None
    encoding: str = "utf-8"
    damage: Callable[[bytes], bytes] | None = None
    may_lose_rows: bool = False

    def content(self) -> bytes:
        if self.kind == "csv":
            made = text([self.headings, *self.rows], self.rng.choice(",;\t"), self.encoding)
        else:

            def change(book: Any) -> None:
                if self.formula:
                    book.worksheets()[0].write_formula(*self.formula, "=1+1", None, 2)

            made = workbook({"Kepesertaan": [self.headings, *self.rows]}, change)
        return self.damage(made) if self.damage else made


def sound(kind: str, seed: int) -> Made:
    made = Made(kind, random.Random(seed))
    rng = made.rng
    for number, (code, name) in enumerate(rng.sample(REGENCIES, 12)):
        month, active = rng.randint(1, 12), rng.randint(0, 2_000_000)
        registered = active + rng.randint(0, 5_000)
        segment = rng.choice(SEGMENTS)
        spelled_code = rng.choice([code, name, name.upper()])
        spelled_month = rng.choice([f"2025-{month:02d}", f"2025-{month}", f"{month:02d}/2025", f"15/{month:02d}/2025"])
        made.rows.append([spelled_code, spelled_month, rng.choice([segment, segment.lower()]), registered, active])
        made.expected.append([code, f"2025-{month:02d}", segment, registered, active, number + 2])
    return made


def _cell(made: Made, column: int, *values: Any) -> None:
    at = made.rng.randrange(len(made.rows))
    made.rows[at][column] = made.rng.choice(values)
    made.wrong.add((at + 2, MEMBERSHIP[column]))


def bad_code(made: Made) -> None:
    _cell(made, 0, "99.99", "5103x", "Kab. Atlantis", "51.3", "Bima", "ID")


def bad_month(made: Made) -> None:
    _cell(made, 1, "2025", "2025-13", "13/2025", "Mart 2025", "45717")


def future_month(made: Made) -> None:
    _cell(made, 1, "2026-03", "Maret 2027", "01/2030")


def bad_choice(made: Made) -> None:
    _cell(made, 2, "TKI", "P U", "1")


def text_in_a_number(made: Made) -> None:
    _cell(made, made.rng.choice([3, 4]), "abc", "-", "n/a", "12a", "1e5", "12.5.1", "5%", "1.5")


def negative(made: Made) -> None:
    _cell(made, made.rng.choice([3, 4]), -5, "-5")


def empty(made: Made) -> None:
    _cell(made, made.rng.choice([0, 1, 2, 4]), None, "  ")


def doubled_row(made: Made) -> None:
    made.rows.append(list(made.rng.choice(made.rows)))
    made.wrong.add((len(made.rows) + 1, "Wilayah"))


def more_active_than_registered(made: Made) -> None:
    at = made.rng.randrange(len(made.rows))
    made.rows[at][3] = made.rows[at][4]
    made.rows[at][4] += 1
    made.wrong.add((at + 2, "Aktif"))


def missing_column(made: Made) -> None:
    at = made.rng.randrange(len(made.headings))
    heading = made.headings.pop(at)
    for row in made.rows:
        row.pop(at)
    if heading == "Terdaftar":
        made.expected = [[*row[:3], None, *row[4:]] for row in made.expected]
    else:
        made.wrong.add((None, heading))


def doubled_column(made: Made) -> None:
    made.headings.append("Active")
    for row in made.rows:
        row.append(row[4])
    made.wrong.add((1, "Active"))


def unknown_column(made: Made) -> None:
    made.headings.insert(2, "Catatan")
    for row in made.rows:
        row.insert(2, "x")
    made.wrong.add((1, "Catatan"))


def formula(made: Made) -> None:
    at, column = made.rng.randrange(len(made.rows)), made.rng.randrange(5)
    made.formula = (at + 1, column)
    made.rows[at][column] = "=1+1"
    made.wrong.add((at + 2, MEMBERSHIP[column]))


def two_separators(made: Made) -> None:
    made.rows[3][3], made.rows[5][3] = "9.234.567", "9,654,321"
    made.wrong.add((7, "Terdaftar"))


def grouped_numbers(made: Made) -> None:
    """Write one column in groups of three: read right where a number shows how, refused where none does."""
    mark = made.rng.choice(".,")
    for row in made.rows:
        row[3] = f"{row[3]:,}".replace(",", mark)


def shuffled_columns(made: Made) -> None:
    order = made.rng.sample(range(5), 5)
    made.headings = [MEMBERSHIP[at] for at in order]
    made.rows = [[row[at] for at in order] for row in made.rows]


def cut_off(made: Made) -> None:
    made.damage = lambda content: content[: made.rng.randrange(1, len(content))]
    made.may_lose_rows = made.kind == "csv"  # whole lines leave no trace, part of the last one is pointed out


def other_bytes(made: Made) -> None:
    def damage(content: bytes) -> bytes:
        at, byte = made.rng.randrange(len(content)), made.rng.randrange(0x80, 0x100)
        # Another digit in a CSV is another number that nobody could tell; a workbook has checksums.
        kept = content[at:] if made.kind == "csv" else content[at + 1 :]
        return content[:at] + bytes([byte]) + kept

    made.damage = damage


def other_encoding(made: Made) -> None:
    made.encoding = made.rng.choice(["utf-16", "utf-32", "utf-8-sig", "cp1252", "cp037"])


def nothing(made: Made) -> None:
    """Leave it sound."""


BREAKS: list[Callable[[Made], None]] = [
    bad_code, bad_month, future_month, bad_choice, text_in_a_number, negative, empty, doubled_row,
    more_active_than_registered, missing_column, doubled_column, unknown_column, formula, two_separators,
    grouped_numbers, shuffled_columns, cut_off, other_bytes, other_encoding, nothing,
]  # fmt: skip


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
@given(st.sampled_from(["xlsx", "csv"]), st.sampled_from(BREAKS), st.integers(0, 2**32))
def test_a_broken_file_is_refused_with_its_place_or_read_exactly_right(
    kind: str, break_it: Callable[[Made], None], seed: int
) -> None:
    made = sound(kind, seed)
    break_it(made)
    result = load(made.content(), f"a.{kind}")
    errors = [problem for problem in result.problems if not problem.is_warning]
    if errors:
        _is_refused(result, made)
    else:
        assert made.wrong == set()
        _is_read(result, made)
    if break_it in (nothing, shuffled_columns):
        assert errors == []


def _is_refused(result: Read, made: Made) -> None:
    errors = [problem for problem in result.problems if not problem.is_warning]
    assert result.tables == {}
    for problem in errors:
        whole = problem.row is None and problem.value is not None
        short_row = problem.row is not None and "cells" in str(problem.value)
        assert problem.file == f"a.{made.kind}" and problem.rule and problem.remedy
        assert whole or short_row or (problem.row is not None and problem.column), problem
    places = {(problem.row, problem.column) for problem in errors}
    assert made.wrong <= places, (made.wrong, errors)


def _is_read(result: Read, made: Made) -> None:
    frame = result.tables["membership"][COLUMNS].astype("object")
    rows = frame.where(frame.notna(), None).to_numpy().tolist()
    if made.may_lose_rows:
        pointed_out = any(problem.is_warning for problem in result.problems)
        whole = rows[:-1] if pointed_out else rows
        assert whole == made.expected[: len(whole)]
    else:
        assert rows == made.expected
