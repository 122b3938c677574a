"""What the roll-up counts, as SQL that every engine runs: months of a worker as bits, no window functions, no sorting.

A worker's months lie side by side as the bits of one number, the last month of the span lowest. What held a month before
stands one bit higher, so "active the month before" is a shift to the right by one, "twelve months before" by twelve, and
"three unpaid months in a row" is three numbers laid over each other. The register is read once, in any order; what is kept is
one number a worker, not one row a month.

Active is whoever is registered, with fewer than ``UNPAID_MONTHS`` unpaid months in a row as at the end of the month: a month
counts as paid from the month in which its payment came, so a month once counted is not changed by arrears paid later. Months
in which a worker is not registered end the row of unpaid months: who comes back begins anew.

Steps read ``register`` (``worker_id, region_code, segment, programmes, received_on, money, employer_id, employer_size,
month_number``), which an engine makes of its files, and parameters: months ``$first`` to ``$last`` are read, and
the last ``$fresh`` of them for the first time. Faults are looked for from ``$checked`` on, in the last ``$looked`` of them.
``month_counted`` has the ``ago`` of each month in which members are counted. A month's number is year * 12 + month - 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.rollup.register import Shape
from data.rollup.rows import suspicions

UNPAID_MONTHS = 3  # in a row at month end: then a worker is not active any more
YEAR = 12
BITS = 62  # of a number of 64: the sign is left alone
BEFORE = YEAR + UNPAID_MONTHS - 1  # months that must be read before the first one counted
MOST = BITS - BEFORE  # months counted in one span
# Paid by the due date: the 15th of the next month; by PP 49/2020 the 30th for the contributions of these months.
DUE_DAY, LATE_DUE_DAY = 15, 30
LATE_DUE = (2020 * 12 + 7, 2021 * 12)


@dataclass(frozen=True)
class Step:
    """One table on the way: its name and the SELECT that makes it of those before."""

    name: str
    sql: str


def steps(shape: Shape, rows: str = "register") -> Iterator[Step]:
    """Give the tables that are made of the register, in order; each is needed by later ones or is an answer.

    Args:
        shape: which columns the register has.
        rows: the register, or a SELECT in brackets that leaves some of it out.
    """
    yield Step("cell", _cell(shape, rows))
    yield Step("spell", _spell(shape, rows))
    yield Step("worker", _WORKER)
    yield Step("known_before", _KNOWN_BEFORE.format(rows=rows))
    yield Step("standing", _standing(shape))
    yield Step("stay", _STAY)
    yield Step("programme_set", _PROGRAMME_SET)
    yield Step("membership", _MEMBERSHIP)
    if shape.employers:
        yield Step("employer_place", _EMPLOYER_PLACE)
        yield Step("several", _SEVERAL)
        yield Step("employer", _EMPLOYER)


_BIT = "(cast(1 as bigint) << ago)"


def _cell(shape: Shape, rows: str) -> str:
    """Rows and money by region, segment and month, apart for rows paid by the due date, paid later, and not paid.

    Whether anything is wrong in them shows in three minima; ``counted_faults`` counts what, only where there is something.
    """
    sums = [f"cast(coalesce(sum({name}), 0) as bigint) as {name}" for name in shape.money if name != "wage"]
    lines = ",\n            ".join(["count(*) as people", "count(worker_id) as named", *sums, *suspicions(shape)])
    return f"""
        select region_code, segment, month_number, {_ON_TIME} as on_time,
            {lines}
        from {rows} r
        where month_number between $checked and $last
        group by region_code, segment, month_number, {_ON_TIME}
    """


def _day(months: int, day: str = "1") -> str:
    """Give a day of the month so many after that of the row; the same for all rows of a month, so that it costs little."""
    number = f"(month_number + {months})"
    return f"make_date(cast({number} // 12 as integer), cast({number} % 12 + 1 as integer), {day})"


# In the months of PP 49/2020 the 30th of the next month, which February has not.
_DUE_DAY = f"""case when month_number = {LATE_DUE[1]} then 28
            when month_number between {LATE_DUE[0]} and {LATE_DUE[1]} then {LATE_DUE_DAY} else {DUE_DAY} end"""
_ON_TIME = f"received_on <= {_day(1, _DUE_DAY)}"  # null where nothing was paid


def _spell(shape: Shape, rows: str) -> str:
    """One row a worker and what stands unchanged beside the months: months registered, and unpaid one, two, … months on."""
    keys = ["worker_id", "region_code", "segment", "programmes"]
    keys += ["employer_id", "employer_size"] if shape.employers else []
    unpaid = ",\n            ".join(
        f"bit_or(case when received_on < paid_within_{months} then 0 else {_BIT} end) as unpaid_{months}"
        for months in range(UNPAID_MONTHS)
    )
    days = ", ".join(f"{_day(months + 1)} as paid_within_{months}" for months in range(UNPAID_MONTHS))
    return f"""
        select {", ".join(keys)}, cast(sum(looked) as bigint) as people, max(ago) as first_ago, bit_or({_BIT}) as registered,
            {unpaid}
        from (
            select {", ".join(keys)}, $last - month_number as ago, case when month_number >= $checked then 1 else 0 end as looked,
                received_on, {days}
            from {rows} r where month_number between $first and $last and worker_id is not null
        ) months
        group by {", ".join(keys)}
    """


_UNPAID = " & ".join(f"(unpaid_{months} >> {months})" for months in range(UNPAID_MONTHS))
# One row a worker: an unpaid month counts wherever the worker was registered then.
_WORKER = f"""
        select worker_id, people, first_ago, registered, registered & ~({_UNPAID}) as active
        from (
            select worker_id, cast(sum(people) as bigint) as people, max(first_ago) as first_ago,
                bit_or(registered) as registered,
                {", ".join(f"bit_or(unpaid_{months}) as unpaid_{months}" for months in range(UNPAID_MONTHS))}
            from spell group by worker_id
        ) workers
"""
# Of those who appear in a month read for the first time, the ones who had been registered before the span. Ids alone are read.
_KNOWN_BEFORE = """
        select distinct w.worker_id
        from {rows} r
        join (select worker_id from worker where first_ago < $fresh) w on w.worker_id = r.worker_id
        where r.month_number < $first
"""


def _standing(shape: Shape) -> str:
    """Spells beside what holds for the worker as a whole: active anywhere, and the bit of the first month ever."""
    employer = "s.employer_id, s.employer_size," if shape.employers else ""
    return f"""
        select s.worker_id, s.region_code, s.segment, s.programmes, {employer} s.registered,
            s.registered & w.active as active, w.active as active_anywhere,
            case when k.worker_id is null then cast(1 as bigint) << w.first_ago else 0 end as first_month
        from spell s
        join worker w on w.worker_id = s.worker_id
        left join known_before k on k.worker_id = s.worker_id
    """


# Who came and went, by worker, region and segment. Each case excludes the others, so the stock always balances.
_STAY = """
        select region_code, segment, active,
            active & ~before & first_month as new,
            active & ~before & ~first_month & ~anywhere_before as reactivated,
            active & ~before & anywhere_before as moved_in,
            before & ~active & ~active_anywhere as exits,
            before & ~active & active_anywhere as moved_out
        from (
            select region_code, segment, active, first_month, active_anywhere, active >> 1 as before,
                active_anywhere >> 1 as anywhere_before
            from (
                select worker_id, region_code, segment, bit_or(active) as active,
                    max(active_anywhere) as active_anywhere, max(first_month) as first_month
                from standing group by worker_id, region_code, segment
            ) cells
        ) shifted
"""
FLOWS = ("new", "reactivated", "exits", "moved_in", "moved_out")
COUNTED = ("registered", "active", *FLOWS, "active_year_ago", "still_active")


def _bits(names: tuple[str, ...], times: str = "1") -> str:
    return ", ".join(f"cast(sum((({name} >> ago) & 1) * {times}) as bigint) as {name}" for name in names)


# Workers whose months are alike are counted together first: then there are fewer numbers to take apart month by month.
_PROGRAMME_SET = f"""
        select region_code, segment, programmes, ago, {_bits(("registered", "active"), "people")}
        from (
            select region_code, segment, programmes, registered, active, count(*) as people
            from standing group by region_code, segment, programmes, registered, active
        ) alike
        cross join month_counted
        where (registered >> ago) & 1 = 1
        group by region_code, segment, programmes, ago
"""


def _part(source: str, names: tuple[str, ...]) -> str:
    """Give some of what is counted by region, segment and month, and none of the rest, so that parts can be added up."""
    each = ", ".join(name if name in names else f"0 as {name}" for name in COUNTED)
    return f"select region_code, segment, ago, {each} from {source}"


# Most workers come or go in few months: only those months are looked at.
_COME_OR_GONE = f"""(
            select region_code, segment, ago, {_bits(FLOWS)}
            from stay cross join month_counted
            where (({" | ".join(FLOWS)}) >> ago) & 1 = 1
            group by region_code, segment, ago
        ) flows"""
_COHORT = f"""(
            select region_code, segment, ago, {_bits(("active_year_ago", "still_active"), "people")}
            from (
                select region_code, segment, active >> {YEAR} as active_year_ago, active & (active >> {YEAR}) as still_active,
                    people
                from (
                    select region_code, segment, active, count(*) as people from stay group by region_code, segment, active
                ) alike
            ) years
            cross join month_counted
            where (active_year_ago >> ago) & 1 = 1
            group by region_code, segment, ago
        ) cohort"""
# A worker has one set of programmes in a month (two rows are refused), so those of all sets are all.
_MEMBERSHIP = f"""
        select region_code, segment, ago, {", ".join(f"cast(sum({name}) as bigint) as {name}" for name in COUNTED)}
        from (
            {_part("programme_set", ("registered", "active"))}
            union all {_part(_COME_OR_GONE, FLOWS)}
            union all {_part(_COHORT, ("active_year_ago", "still_active"))}
        ) parts
        group by region_code, segment, ago
"""
_EMPLOYER_PLACE = """
        select employer_id, employer_size, region_code, bit_or(registered) as registered, bit_or(active) as active
        from standing where employer_id is not null
        group by employer_id, employer_size, region_code
"""
# Employers with workers in more than one region, or of another size in other months.
_SEVERAL = """
        select employer_id, bit_or(active) as active from employer_place group by employer_id having count(*) > 1
"""
# An employer counts once: where most of its workers are registered in the month, of equally many in the lowest code.
_EMPLOYER = """
        with theirs as (
            select s.employer_id, s.employer_size, s.region_code, s.registered
            from standing s join several e on e.employer_id = s.employer_id
        ),
        workers as (
            select s.employer_id, s.employer_size, s.region_code, m.ago, count(*) as people
            from theirs s cross join month_counted m
            where (s.registered >> m.ago) & 1 = 1
            group by s.employer_id, s.employer_size, s.region_code, m.ago
        ),
        most as (
            select employer_id, ago, max(people) as people from workers group by employer_id, ago
        ),
        lowest as (
            select w.employer_id, w.ago, min(w.region_code) as region_code
            from workers w join most x on x.employer_id = w.employer_id and x.ago = w.ago and x.people = w.people
            group by w.employer_id, w.ago
        ),
        places as (
            select p.region_code, p.employer_size, m.ago, (p.active >> m.ago) & 1 as active
            from employer_place p cross join month_counted m
            where (p.registered >> m.ago) & 1 = 1
                and not exists (select 1 from several e where e.employer_id = p.employer_id)
            union all
            select w.region_code, w.employer_size, w.ago, (e.active >> w.ago) & 1 as active
            from workers w
            join lowest l on l.employer_id = w.employer_id and l.ago = w.ago and l.region_code = w.region_code
            join several e on e.employer_id = w.employer_id
        )
        select region_code, employer_size, ago, count(*) as registered, cast(sum(active) as bigint) as active
        from places group by region_code, employer_size, ago
"""
