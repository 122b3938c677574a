"""What may be wrong, or odd, with one row of a register by itself, as SQL that every engine runs."""

from __future__ import annotations

from data.rollup.register import Shape, due, received

AHEAD = 24  # months before its own that a payment may have come


def suspicions(shape: Shape) -> list[str]:
    """Give the months of the first and last payment, and minima over all numbers laid over each other.

    They are below zero where one number is, or money is empty, and zero only where all are.
    """
    # Emptiness of any money shows in what they give together: asked of each column it costs several times as much.
    owed, got = (" | ".join(names) or "1" for names in (due_columns(shape), received_columns(shape)))
    return [
        "year(min(received_on)) * 12 + month(min(received_on)) - 1 as earliest",
        "year(max(received_on)) * 12 + month(max(received_on)) - 1 as latest",
        f"min(coalesce({owed}, -1)) as least_due",
        f"min(coalesce({got}, -1)) as least_received",
        f"min({'wage' if shape.wage else '0'}) as least_wage",
    ]


def due_columns(shape: Shape) -> list[str]:
    """Name the columns whose sum is all that is due."""
    return [due(programme) for programme in shape.programmes] or (["due"] if shape.totals else [])


def received_columns(shape: Shape) -> list[str]:
    """Name the columns whose sum is all that was received."""
    return [received(programme) for programme in shape.programmes] or (["received"] if shape.totals else [])


def row_faults(shape: Shape) -> dict[str, str]:
    """Give, by kind, the condition under which one row of the register is wrong, or odd.

    Money may be empty where it can be none: for a programme that the row does not name, and of what was received as long
    as no day of payment stands. Elsewhere an empty cell is not known, so no sum over it is one (``money_empty``): a due of a
    programme named, and, where a day of payment stands, what came for a programme named, 0 when nothing came for this one.
    A wage may be empty: it is added up nowhere.
    """
    got, owed = _sum(received_columns(shape)), _sum(due_columns(shape))
    faults = {
        "negative": " or ".join(f"{name} < 0" for name in shape.money) or "false",
        "day_far_off": f"year(received_on) * 12 + month(received_on) - 1 > $running"
        f" or year(received_on) * 12 + month(received_on) - 1 < month_number - {AHEAD}",
    }
    if got:
        faults["money_empty"] = " or ".join(_empty(shape))
        faults["received_without_day"] = f"received_on is null and {got} > 0"
        faults["day_without_received"] = f"received_on is not null and {got} = 0"
        faults["received_without_due"] = f"{got} > 0 and {owed} = 0"
    return faults


def _sum(names: list[str]) -> str:
    return " + ".join(f"coalesce({name}, 0)" for name in names)


def _empty(shape: Shape) -> list[str]:
    """Give the conditions under which money that must be there is not; no code of a programme lies within another."""
    named = [f"programmes like '%{programme}%' and " for programme in shape.programmes] or [""]
    return [
        f"({name}({owed} is null or received_on is not null and {got} is null))"
        for name, owed, got in zip(named, due_columns(shape), received_columns(shape), strict=True)
    ]


def counted_faults(shape: Shape, rows: str) -> str:
    """Give the SELECT that counts the rows that are wrong, by kind."""
    each = ", ".join(f"{count(condition)} as {kind}" for kind, condition in row_faults(shape).items())
    return f"select {each} from {rows} r where month_number between $checked and $last"


def count(condition: str) -> str:
    """Count the rows for which a condition holds."""
    return f"cast(sum(case when {condition} then 1 else 0 end) as bigint)"
