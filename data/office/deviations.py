"""What does not fit together in what an office sends: with itself, with the months before, and with its own workforce.

What a file contradicts within itself is an error; what it contradicts in earlier figures, and what is merely unusual,
is a warning: it may be a correction, and the office says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from data.loading.wording import decimal, grouped
from data.office.model import OfficeTable
from data.problem import Problem
from i18n import mark, told

Ask = Callable[[str], pd.DataFrame]

# A month's change is unusual when it is large and far from the changes before it. 3.5 is the limit that Iglewicz and
# Hoaglin (1993) give for the modified z score; with fewer changes than eight nothing is known of what is usual.
LARGE_CHANGE = 0.05
FAR, FAR_MODIFIED = 3.0, 3.5
FEW = 8
LARGE_WHEN_FEW = 0.5
LISTED = 200  # of one kind; more of them say no more

_BALANCE = """
    with flows as (
        select a.*, b.active as before, b.sent as before_sent,
            b.active + a.new + a.reactivated + coalesce(a.moved_in, 0) - a.exits - coalesce(a.moved_out, 0) as expected
        from after_membership a
        join after_membership b on b.region_code = a.region_code and b.segment = a.segment
            and b.month = strftime((a.month || '-01')::date - interval 1 month, '%Y-%m')
        where a.sent or b.sent
    )
    select *, 'active' as field, active as value, not (sent and before_sent) as is_warning, expected as v_expected
    from flows where active <> expected
"""
_YEAR_AGO = """
    select a.*, 'active_year_ago' as field, a.active_year_ago as value, not (a.sent and b.sent) as is_warning,
        b.month as v_month, b.active as v_people
    from after_membership a
    join after_membership b on b.region_code = a.region_code and b.segment = a.segment
        and b.month = strftime((a.month || '-01')::date - interval 12 month, '%Y-%m')
    where (a.sent or b.sent) and a.active_year_ago <> b.active
"""
_PROVINCE = """
    with sums as (
        select left(region_code, 2) as province, month, segment, sum(active)::bigint as people, count(*) as parts,
            bool_and(sent) as sent
        from after_membership where length(region_code) = 5 group by all
    ),
    parts as (
        select parent_code as province, count(*) as expected from known_region where level = 'regency' group by all
    )
    select a.*, 'active' as field, a.active as value, not (a.sent and s.sent) as is_warning,
        p.expected as v_regencies, s.people as v_people
    from after_membership a
    join sums s on s.province = a.region_code and s.month = a.month and s.segment = a.segment
    join parts p on p.province = s.province and p.expected = s.parts
    where a.active <> s.people and (a.sent or exists (
        select 1 from after_membership r
        where r.sent and left(r.region_code, 2) = a.region_code and r.month = a.month and r.segment = a.segment
    ))
"""
_GAP = """
    with ordered as (
        select *, lag(month) over (partition by region_code, segment order by month) as last_month from after_membership
    )
    select *, 'month' as field, month as value, true as is_warning, last_month as v_month
    from ordered
    where sent and last_month < strftime((month || '-01')::date - interval 1 month, '%Y-%m')
"""
_JUMP = f"""
    with ordered as (
        select *, lag(active) over (partition by region_code, segment order by month) as before
        from after_membership
    ),
    changes as (
        select *, ln(active / before) as change from ordered where active > 0 and before > 0
    ),
    usual as (
        select region_code, segment, count(*) - 1 as known, sum(change) as added, sum(change * change) as squares,
            median(change) as middle, mad(change) as deviation
        from changes group by all
    ),
    -- Against the other changes: one that is far off would else widen the spread it is held against.
    others as (
        select c.*, known, middle, deviation, (added - change) / nullif(known, 0) as mean,
            (squares - change * change) / nullif(known, 0) as mean_square
        from changes c join usual u using (region_code, segment)
        where c.sent
    ),
    scored as (
        select *, abs(change - mean) / nullif(sqrt(greatest(mean_square - mean * mean, 0) * known / nullif(known - 1, 0)), 0)
                as z,
            0.6745 * abs(change - middle) / nullif(deviation, 0) as modified_z
        from others
    )
    select *, 'active' as field, active as value, true as is_warning, before as v_before,
        100 * (active / before - 1) as v_percent, z as v_z, modified_z as v_modified
    from scored
    where if(known >= {FEW},
        abs(change) > {LARGE_CHANGE} and (z > {FAR} or z is null) and (modified_z > {FAR_MODIFIED} or modified_z is null),
        abs(active / before - 1) > {LARGE_WHEN_FEW})
"""
_ABOVE_ONE = """
    with members as (
        select region_code, month, sum(active)::bigint as people, bool_or(sent) as sent
        from after_membership where segment in ('PU', 'BPU', 'JAKON') group by all having count(*) = 3
    )
    select w.* replace (w.sent or m.sent as sent), 'total' as field, w.total as value, true as is_warning, m.people as v_people
    from after_office_workforce w
    join members m on m.region_code = w.region_code and m.month = w.month
    where (w.sent or m.sent) and m.people > w.total
"""
_KNOWN_ALREADY = """
    select s.*, true as sent, 'region_code' as field, region_code as value, false as is_warning
    from sent_new_region s
    where not "delete" and region_code in (select region_code from known_region)
        and region_code not in (select region_code from held_new_region)
"""
_SERVES_UNKNOWN = """
    select s.*, true as sent, 'serves' as field, serves as value, false as is_warning
    from sent_new_office s
    where not "delete" and exists (
        select 1 from (select trim(unnest(string_split(serves, ';'))) as code) where code not in ({known})
    )
"""
_NOTHING_TO_DELETE = """
    select s.*, true as sent, 'delete' as field, 'ya' as value, true as is_warning
    from sent_{table} s
    where s."delete" and not exists (select 1 from held_{table} h where {same})
"""
_EMPTIED = """
    select {counts}, min(s.source_sheet) as source_sheet
    from sent_{table} s join held_{table} h on {same} where not s."delete"
"""


@dataclass(frozen=True)
class Check:
    """One thing to look for: where, SQL that finds it, the rule in words with the values of ``v_…`` in it, the remedy."""

    table: str
    sql: str
    rule: str
    remedy: str


_CONFIRM = mark("Confirm that it is right, and say why.")
CHECKS = (
    Check(
        "membership",
        _BALANCE,
        mark("equals active of the month before + new + reactivated + moved in - exits - moved out, {expected}"),
        mark("Correct the flows or the stock."),
    ),
    Check(
        "membership",
        _YEAR_AGO,
        mark("equals the active of {month}, {people}"),
        mark("Correct one of the two, or send the corrected month as well."),
    ),
    Check(
        "membership",
        _PROVINCE,
        mark("equals the sum of its {regencies} regencies and cities, {people}"),
        mark("Leave the province out: it is summed by itself. Send it only where it is the sum."),
    ),
    Check(
        "membership",
        _GAP,
        mark("follows the last month held, {month}"),
        mark("Send the months between too, if they are known."),
    ),
    Check(
        "membership",
        _JUMP,
        mark(
            "does not jump from {before} the month before; the change is {percent} percent, z {z}, modified z {modified}"
        ),
        _CONFIRM,
    ),
    Check(
        "office_workforce",
        _ABOVE_ONE,
        mark("is at least the active participants of the month, {people}, else the share is above 1"),
        _CONFIRM,
    ),
)


def deviations(ask: Ask, file: str, headings: Callable[[str, str], str], sent: list[OfficeTable]) -> list[Problem]:
    """Look through rows that are about to be loaded.

    Args:
        ask: runs one SELECT on a connection with, for each table sent, ``sent_<table>`` (rows of the file),
            ``held_<table>`` (rows held) and ``after_<table>`` (what will be held, with ``sent`` true for rows of the
            file), and ``known_region``.
        file: name of the file.
        headings: gives the heading of a field of a table as the file has it.
        sent: the tables that the file has rows of.

    Returns:
        Errors and warnings, at most ``LISTED`` of a kind, in the order of tables and rows.
    """
    found: list[Problem] = []
    names = {table.name for table in sent}
    for check in CHECKS:
        if {check.table, "membership"} & names:
            found += _problems(ask(check.sql), check, file, headings)
    if "new_region" in names:
        rule = mark("is not in the list of regions yet")
        found += _problems(
            ask(_KNOWN_ALREADY),
            Check("new_region", "", rule, mark("Remove the row: the region is known.")),
            file,
            headings,
        )
    if "new_office" in names:
        known = "select region_code from known_region"
        known += " union all select region_code from sent_new_region" if "new_region" in names else ""
        rule = mark("lists codes of regions, joined by semicolons")
        remedy = mark("Write codes of the list with their dots, such as 51.03;51.04.")
        unknown = ask(_SERVES_UNKNOWN.format(known=known))
        found += _problems(unknown, Check("new_office", "", rule, remedy), file, headings)
    for table in sent:
        same = " and ".join(f"h.{name} is not distinct from s.{name}" for name in table.key)
        missing = ask(_NOTHING_TO_DELETE.format(table=table.name, same=same))
        rule = mark("removes a figure that is held; none is held here")
        found += _problems(missing, Check(table.name, "", rule, mark("Remove the row.")), file, headings)
        found += _emptied(ask, table, same, file, headings)
    return found


def _emptied(
    ask: Ask, table: OfficeTable, same: str, file: str, headings: Callable[[str, str], str]
) -> Iterator[Problem]:
    """Point out what a row would empty because its file has no such column, or nothing in the cell."""
    optional = [field.name for field in table.fields if not field.required and field.name not in table.key]
    counts = ", ".join(
        f'count(*) filter (h."{name}" is not null and s."{name}" is null) as "{name}"' for name in optional
    )
    if not optional:
        return
    row = ask(_EMPTIED.format(counts=counts, table=table.name, same=same)).iloc[0]
    emptied = {name: int(row[name]) for name in optional if row[name]}
    if emptied:
        columns = ", ".join(headings(table.name, name) for name in emptied)
        rule = told("keeps what is held in the columns {columns}, which are empty here", columns=columns)
        value = told("{count} values that would be emptied", count=grouped(sum(emptied.values())))
        remedy = mark("Send these columns filled as well, or say why they are to be emptied.")
        sheet = row["source_sheet"] if isinstance(row["source_sheet"], str) else None
        yield Problem(file, None, None, value, rule, remedy, sheet, is_warning=True)


def _problems(frame: pd.DataFrame, check: Check, file: str, headings: Callable[[str, str], str]) -> Iterator[Problem]:
    values = [name for name in frame if name.startswith("v_")]
    for row in frame.sort_values("source_row", na_position="last").head(LISTED).to_dict("records"):
        rule = told(check.rule, **{name[2:]: _worded(row[name]) for name in values})
        in_file = row["sent"] and not pd.isna(row["source_row"])
        if not in_file:
            rule = told("{region} {month}: {rule}", region=row["region_code"], month=row["month"], rule=rule)
        yield Problem(
            file=file,
            row=int(row["source_row"]) if in_file else None,
            column=headings(check.table, row["field"]),
            value=None if pd.isna(row["value"]) else str(row["value"]),
            rule=rule,
            remedy=told(check.remedy),
            sheet=row["source_sheet"] if isinstance(row["source_sheet"], str) else None,
            is_warning=bool(row["is_warning"]),
        )
    if len(frame) > LISTED:
        rule = told("is listed for at most {listed} such rows; there are {count}", listed=LISTED, count=len(frame))
        yield Problem(file, None, None, None, rule, told(check.remedy), None, bool(frame["is_warning"].all()))


def _worded(value: object) -> str:
    """Give a value as each language writes it; a dash where there is none, as with too few months for a z score."""
    if pd.isna(value):
        return "–"
    return decimal(value, 1) if isinstance(value, float) else str(value)
