"""What may be wrong with a register: each kind with its rule, where it is counted, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data.loading.wording import grouped
from data.problem import Problem
from data.rollup.definition import UNPAID_MONTHS
from data.rollup.register import PROGRAMMES, SEGMENTS, SIZES, Shape, month_of
from data.rollup.rows import AHEAD, row_faults

EXAMPLES = 3
MONTHS_NAMED = 12
NOBODY = "(worker_id is null or trim(worker_id) = '')"
_LONG = 8  # letters of an id from which on its last two are shown


@dataclass(frozen=True)
class Kind:
    """One kind of fault.

    Args:
        rule: what the register keeps to.
        remedy: what to do.
        safe: whether ``--exclude`` may leave out the workers in whose rows it is: with all their rows, from every table.
        refuses: whether the register is refused for it; else it is pointed out.
        needs_reason: of one that is pointed out, whether somebody must say why it is right.
    """

    rule: str
    remedy: str
    safe: bool = True
    refuses: bool = True
    needs_reason: bool = True


_SEGMENTS, _PROGRAMMES, _SIZES = ", ".join(SEGMENTS), ", ".join(PROGRAMMES), ", ".join(SIZES)
KINDS = {
    "no_worker": Kind("names a worker in every row", "Fill worker_id."),
    "spaces": Kind(
        "writes worker_id without spaces around it",
        "Take them away in every row, else one worker is counted as two.",
        safe=False,
    ),
    "duplicate": Kind("has one row a worker and month, in one region and segment", "Remove the second row."),
    "unknown_region": Kind("names a regency or city in every row, by its dotted code", "Correct region_code."),
    "unknown_segment": Kind(f"names one of {_SEGMENTS} in every row", "Correct segment."),
    "unknown_programme": Kind(
        f"names programmes among {_PROGRAMMES}, each once, joined by commas", "Correct programmes."
    ),
    "negative": Kind("has no money below zero", "Correct the sums; a repayment is taken from what was received."),
    "received_without_day": Kind("has a day where money was received", "Fill received_on, or take out the money."),
    "day_without_received": Kind(
        "has money where a day of payment stands", "Fill what was received, or empty received_on."
    ),
    "employer_size": Kind(
        f"gives each employer one size in a month, one of {_SIZES}", "Correct employer_size.", safe=False
    ),
    "money_empty": Kind(
        "has what is due for each programme it names, and what was received where a day of payment stands",
        "Fill the money, with 0 where it is none.",
    ),
    "received_without_due": Kind(
        "has something due where something was received", "Look at what is due.", refuses=False
    ),
    "day_far_off": Kind(
        f"has days of payment that have been, at most {AHEAD} months before the month paid for",
        "Look at received_on; by it a month counts as paid.",
        refuses=False,
    ),
    "gap": Kind(
        "has a worker's months without a gap",
        f"Who comes back is counted as registered anew, with {UNPAID_MONTHS} unpaid months to go.",
        refuses=False,
        needs_reason=False,
    ),
}
SAFE = tuple(name for name, kind in KINDS.items() if kind.safe and kind.refuses)


@dataclass
class Found:
    """What was found wrong: how often by kind, and a few examples of each with masked ids."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, count: int) -> None:
        """Count more of a kind."""
        if count:
            self.counts[kind] = self.counts.get(kind, 0) + count

    def problems(self, file: str) -> list[Problem]:
        """Give those for which the register is refused."""
        return [self._problem(kind, file) for kind in KINDS if kind in self.counts and KINDS[kind].refuses]

    def warnings(self, file: str) -> list[Problem]:
        """Give those that need a reason."""
        odd = [name for name, kind in KINDS.items() if not kind.refuses and kind.needs_reason]
        return [self._problem(kind, file) for kind in odd if kind in self.counts]

    def notes(self, file: str) -> list[Problem]:
        """Give those that are merely said."""
        said = [name for name, kind in KINDS.items() if not kind.refuses and not kind.needs_reason]
        return [self._problem(kind, file) for kind in said if kind in self.counts]

    def _problem(self, name: str, file: str) -> Problem:
        kind, examples = KINDS[name], self.examples.get(name, [])
        value = f"{grouped(self.counts[name])} times" if self.counts[name] > 1 else "once"
        value += f", such as {'; '.join(examples)}" if examples else ""
        leave = f" Or leave these workers out: --exclude {name}." if kind.safe and kind.refuses else ""
        return Problem(file, None, None, value, kind.rule, f"{kind.remedy}{leave}", is_warning=not kind.refuses)


def masked(worker: object) -> str:
    """Give what of an id may be shown: nothing of a short one, else the last two letters."""
    text = "" if worker is None or worker != worker else str(worker)
    return f"•••{text[-2:]}" if len(text) >= _LONG else "•••"


def shown(text: str, longest: int = _LONG) -> str:
    """Give a text that is not what should stand there: a long one may be an id in the wrong column."""
    return text if len(text) <= longest else masked(text)


def conditions(shape: Shape) -> dict[str, str]:
    """Give SQL, by kind, that holds for a row of ``register`` that is wrong by itself; ``known_region`` are the regions."""
    refused = {name: condition for name, condition in row_faults(shape).items() if KINDS[name].refuses}
    return {
        "no_worker": NOBODY,
        "spaces": "trim(worker_id) <> '' and trim(worker_id) <> worker_id",
        "unknown_region": "region_code is null or not exists (select 1 from known_region k where k.code = region_code)",
        "unknown_segment": f"segment is null or segment not in ({quoted(SEGMENTS)})",
        "unknown_programme": "programmes is null or programmes in (select u.programmes from unknown_programmes u)",
        **refused,
    }


def quoted(values: tuple[str, ...]) -> str:
    """Give our own codes as an SQL list."""
    return ", ".join(f"'{value}'" for value in values)


def in_cells(cells: pd.DataFrame, regions: frozenset[str], found: Found) -> None:
    """Count what the rows of the step ``cell`` show."""
    found.add("no_worker", int((cells["people"] - cells["named"]).sum()))
    found.add("unknown_region", int(cells.loc[~cells["region_code"].isin(list(regions)), "people"].sum()))
    found.add("unknown_segment", int(cells.loc[~cells["segment"].isin(SEGMENTS), "people"].sum()))


def is_suspect(cells: pd.DataFrame, got: list[str], running: int) -> bool:
    """Say whether any row behind the step ``cell`` may be wrong by itself: then they are counted one by one.

    Args:
        cells: that step.
        got: columns of what was received.
        running: the month of today.
    """
    paid, unpaid = cells[cells["on_time"].notna()], cells[cells["on_time"].isna()]
    if (cells["latest"] > running).any() or (cells["earliest"] < cells["month_number"] - AHEAD).any():
        return True
    below = (cells[["least_due", "least_received", "least_wage"]].min(axis="columns") < 0).any()
    return bool(
        below
        or (cells["least_due"] == 0).any()
        or (paid["least_received"] == 0).any()
        or (unpaid[got] != 0).any(axis=None)
    )


def unknown_programmes(sets: pd.Series) -> list[str]:
    """Give the texts among ``programmes`` that name anything but programmes, each once."""
    return [text for text in sets.dropna() if not is_known(text)]


def is_known(text: str) -> bool:
    """Say whether a text names programmes, each once."""
    names = programmes_in(text)
    return bool(names) and len(set(names)) == len(names) and set(names) <= set(PROGRAMMES)


def programmes_in(text: str) -> list[str]:
    """Give the programmes that a text names."""
    return [name.strip() for name in text.split(",")]


def months_ahead(rows: Mapping[int, int], running: str, file: str) -> Problem:
    """Report months that have not begun, once for all of their rows.

    Args:
        rows: by number of the month.
        running: the month of today.
        file: name of the register.
    """
    named = [month_of(number) for number in sorted(rows)]
    value = ", ".join([*named[:MONTHS_NAMED], *(["…"] if len(named) > MONTHS_NAMED else [])])
    count = grouped(sum(rows.values()))
    remedy = f"Correct the month, or count until an earlier one: --until {running}."
    return Problem(file, None, "month", f"{value} in {count} rows", f"is not in the future, after {running}", remedy)


def missing_months(rows: Mapping[int, int], file: str) -> list[Problem]:
    """Report months without any row between the first and the last: flows over them would be false.

    Args:
        rows: by number of the month.
        file: name of the register.
    """
    missing = [month_of(number) for number in range(min(rows), max(rows)) if number not in rows]
    if not missing:
        return []
    remedy = "Add the months, or name a register that begins after them."
    value = ", ".join(
        [*missing[:MONTHS_NAMED], *([f"{grouped(len(missing))} in all"] if len(missing) > MONTHS_NAMED else [])]
    )
    return [Problem(file, None, "month", value, "has every month between its first and its last", remedy)]
