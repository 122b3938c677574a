"""What a mart is: a table that metrics read, computed from the facts when the store is built."""

from __future__ import annotations

from dataclasses import dataclass

from data.standing import MARKS, STATUSES, marked


@dataclass(frozen=True)
class Mart:
    """A computed table.

    Args:
        name: as it is called in the store.
        about: what it holds, in sentences.
        columns: what each column is, in one sentence; as many as ``sql`` gives.
        sql: fills it.
        figures: whether its rows are figures, which carry ``MARKS`` and stand in the order of results.
    """

    name: str
    about: str
    columns: dict[str, str]
    sql: str
    figures: bool = True

    @property
    def described(self) -> dict[str, str]:
        """Every column with its sentence, marks included."""
        return self.columns | (MARKS if self.figures else {})

    @property
    def filled_by(self) -> str:
        """SQL of the rows, in their order."""
        if self.figures:
            return marked(self.sql, list(self.columns))
        return f"select {', '.join(self.columns)} from ({self.sql}) order by all"


KEY = {
    "region_code": "Region, Kemendagri code with its dot",
    "period": "Reference date as the source gives it: a month or a bare year",
    "month": "Month it is taken to stand for; December of a bare year",
}
PARTS = {
    "status": "published, summed, estimated, reported or demonstration: that of the weakest part",
    "parts_present": "Parts added up; null where nothing was added",
    "parts_expected": "Parts there should be; equal to parts_present in every sum",
    "source_ids": "Sources of all parts",
    "fact_rows": "File and row of every fact used; empty for sums of what offices sent",
    "batch_ids": "Batches that offices sent the parts with; empty for published figures",
}
NO_BATCH = "[]::varchar[] as batch_ids"


def weakest(*statuses: str) -> str:
    """Give SQL for the weakest of some status columns; null where all of them are."""
    strength = ", ".join(f"list_position({list(STATUSES)}, {status})" for status in statuses)
    return f"({list(STATUSES)})[greatest({strength})]"


def summed(counts: str, by: str, first: str) -> str:
    """Give SQL that adds complete sets of parts of ``counts``; ``by`` are the columns that must be equal.

    ``first`` names the columns of the result up to and with ``people``. A whole that is printed itself is not summed.
    """
    same = " and ".join(f"o.{column.strip()} is not distinct from s.{column.strip()}" for column in by.split(","))
    return f"""
    sums as (
        select p.region_code, p.vintage, p.parts_expected, p.whole_boundary as boundary, {by},
            sum(c.people)::bigint as people,
            bool_or(c.approx) as approx,
            case when bool_or(c.status = 'estimated') then 'estimated' else 'summed' end as status,
            count(*)::bigint as parts_present,
            list_sort(list_distinct(flatten(list(c.source_ids)))) as source_ids,
            list_sort(flatten(list(c.fact_rows))) as fact_rows, {NO_BATCH}
        from {counts} c
        join region_part p on p.part_code = c.region_code and p.part_boundary is not distinct from c.boundary
        group by p.region_code, p.vintage, p.parts_expected, p.whole_boundary, {by}
        -- every part once: eight of nine with one of them twice are not nine
        having count(*) = p.parts_expected and count(distinct c.region_code) = p.parts_expected
    )
    select {first} from {counts}
    union all
    select {first} from sums s
    where not exists (
        select 1 from {counts} o
        where o.region_code = s.region_code and o.boundary is not distinct from s.boundary and {same}
    )
    """
