"""Which figure stands where several are held of one place, and which figures lie on one line."""

from __future__ import annotations

import os
from collections.abc import Iterable

from i18n import mark

# In falling strength: a combination has the status of its weakest part.
STATUSES = ("reported", "published", "summed", "estimated", "demonstration")

# Cover paid to December is unpaid in January, February and March, and leaves the active count at the end of March.
LAPSE_MONTHS = 3  # unpaid months in a row after which a participant is no longer active

# People or cases of a group that an office counted, from one up to below this, could point to persons.
SMALL = int(os.environ.get("COVERAGE_SMALL", "5"))

# A line, difference, growth, pace or rank is only ever made within one of these keys.
LINE_KEY = ("region_code", "base", "segment", "series", "boundary", "weights")

# Which figure is shown where several stand for one place, base and month: the one that sorts first.
# SQL of one digit, true or false each, compared as text, and the words.
PICK_RULE = (
    (
        f"list_position({list(STATUSES)}, status)",
        mark("the stronger status: reported, published, summed, estimated, in this order"),
    ),
    ("length(period) = 4", mark("a stated month before a bare year")),
    ("approx", mark("printed exactly before rounded in print")),
    ("denominator is null", mark("with its numerator and denominator before a percentage alone")),
    ("base_certainty is not distinct from 'inferred'", mark("a base that the source states before one that we infer")),
    (
        "list_position(['ucj_report', 'kemnaker', 'annual_report', 'den', 'press'], series)",
        mark("UCJ report before Kemnaker before annual report before National Economic Council before other press"),
    ),
    ("boundary is not null", mark("today's boundaries before older ones")),
    ("lpad(length(fact_rows[1])::varchar, 3, '0') || fact_rows[1]", mark("the one that stands first in the file of facts")),
)  # fmt: skip

# What describes a figure besides its place, dates, numbers and marks, by the names that tables and results share.
DESCRIBING = (
    "base", "base_certainty", "segment", "series", "boundary", "weights", "printed_step", "approx", "parts_approx",
    "recomputed_from", "status", "numerator_status", "denominator_status", "parts_present", "parts_expected", "error",
    "error_from", "suppressed", "source_ids", "fact_rows", "batch_ids",
)  # fmt: skip

# A question that begins so is the same for whoever reads a store: it is answered once, and the answer kept with the store.
ONCE = "/* once a store */ "

# What the store leaves on each figure, once for every reader, and what it says.
MARKS = {
    "shown": "Stands for its region, base, segment and month, by the rule that picks one of several figures",
    "on_line": "Stands for its line and reference date, by the same rule",
    "superseded_in": "Month from which another figure stands for the same region, base and segment; empty for the latest",
    "described": "Number of how it is described; figures with one number differ in place, dates and numbers alone",
}

# What the rule looks at; a table that lacks one of these has it empty throughout.
_LOOKED_AT = ("base", "base_certainty", "boundary", "weights", "approx", "denominator")


def marked(sql: str, columns: list[str]) -> str:
    """Give SQL of the same figures with ``MARKS``, in the order in which results stand.

    Args:
        sql: gives figures: ``region_code, period, month, segment, series, status, fact_rows`` and some of ``_LOOKED_AT``.
        columns: what to give, in order; ``MARKS`` come behind.

    Returns:
        SQL sorted by region, month, base, segment, series, boundary, weights, rows of facts. A count of registered
        participants is never shown: it is not coverage.
    """
    order = ", ".join(f"coalesce(({rule})::varchar, '9')" for rule, _ in PICK_RULE)
    lacking = "".join(f"null as {column}, " for column in _LOOKED_AT if column not in columns)
    describing = [name for name in DESCRIBING if name in columns]
    describing += [f"{number} is null" for number in ("numerator", "denominator") if number in columns]
    return f"""
    with figures as materialized (
        select {lacking}*, row_number() over () as place, hash({", ".join(describing)}) as alike from ({sql})
    ),
    -- Only what the rule looks at: figures carry lists, which are slow to sort.
    ranked as (
        select place, {", ".join(LINE_KEY)}, period, month, status, alike, concat_ws('|', {order}) as pick from figures
    ),
    standing as (
        select *, status = 'demonstration' as is_demonstration,
            series <> 'registered' and place in (
                select arg_min(place, pick) from ranked group by region_code, base, segment, month
            ) as shown,
            place in (select arg_min(place, pick) from ranked group by {", ".join(LINE_KEY)}, period) as on_line
        from ranked
    ),
    dated as (
        select place, shown, on_line, month, is_demonstration,
            dense_rank() over (order by alike, shown, on_line)::integer as described,
            lead(month) over (
                partition by region_code, base, segment, shown, is_demonstration order by month
            ) as next_month,
            min(if(shown and not is_demonstration, month, null)) over (partition by region_code, base, segment)
                as first_real_month
        from standing
    )
    select {", ".join(f'f."{column}"' for column in columns)}, shown, on_line,
        -- A demonstration figure gives way to the first real one, and never stands again after it.
        case when not shown then null when is_demonstration
            then least(next_month, if(first_real_month is null, null, greatest(first_real_month, d.month)))
            else next_month end as superseded_in, described
    from figures f join dated d using (place)
    order by f.region_code, f.month, f.base, f.segment, f.series, f.boundary, f.weights, f.fact_rows
    """


def weakest(statuses: Iterable[object]) -> str | None:
    """Give the weakest of some statuses, which is that of a combination of such parts; None where none is known."""
    known = [status for status in statuses if isinstance(status, str)]
    return max(known, key=STATUSES.index, default=None)
