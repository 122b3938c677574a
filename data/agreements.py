"""What must agree between rows and between files of the bundled facts, each as one SELECT over the staged texts.

Every SELECT gives ``fact_row`` and ``value`` of the rows that disagree. ``ROWS`` looks at one row beside the row it is
about; ``SUMS`` adds and divides, and means nothing while one of its rows is wrong; ``SHARES`` follows row numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.schema import literal

LOOK = "Look both up in their source; carry a contradiction of the source as a second row, not as this one."
MOST_OF_RESIDENTS = 1.5  # members are counted where they work, which may be beside where they live


@dataclass(frozen=True)
class Agreement:
    """Rows of one file that must agree with other rows.

    Args:
        file: the file whose rows are reported.
        column: where the error is shown.
        says: the rule in words.
        sql: SELECT of fact_row and value of the rows that break it.
        also: another file that it reads.
        remedy: what the reader can do.
    """

    file: str
    column: str
    says: str
    sql: str
    also: str | None = None
    remedy: str = LOOK

    @property
    def files(self) -> set[str]:
        """Every file that it reads."""
        return {self.file, self.also} if self.also else {self.file}


def rows(month: str) -> tuple[Agreement, ...]:
    """Give what each row must agree with, beyond its own cells.

    Args:
        month: the current month, ``YYYY-MM``.
    """
    return (*_LEVELS, _RESIDENTS, *_not_later(month), _ADDRESS, *_ONE_GROUP)


def _level(file: str, table: str, office: str) -> Agreement:
    return Agreement(
        file,
        "level",
        "is the level of the region in regions.csv, or office for an office",
        f"""
        select t.fact_row, t.level as value
        from {table} t left join staged_region r on r.region_code = t.region_code
        where t.level in ('national', 'kanwil', 'province', 'regency', 'office')
            and t.level <> case when t.region_code is not null then r.level when {office} then 'office' end
        """,
        also="regions.csv",
        remedy="Correct the level, or the code: the figure may be about another region.",
    )


_LEVELS = (
    _level("published_figures.csv", "staged_published_figure", "t.office_id is not null"),
    _level("labour.csv", "staged_labour", "false"),
)

# Today's residents say nothing about a province of an older boundary.
_RESIDENTS = Agreement(
    "published_figures.csv",
    "value",
    "is not above one and a half times the residents of the region (population_2024 in regions.csv)",
    f"""
    with regencies as (
        select region_code, parent_code, try_cast(population_2024 as bigint) as residents
        from staged_region where level = 'regency'
    ),
    of_parts as (
        select parent_code as region_code, sum(residents)::bigint as residents
        from regencies group by parent_code having count(*) = count(residents)
    ),
    residents as (
        select r.region_code, coalesce(try_cast(r.population_2024 as bigint), p.residents) as residents
        from staged_region r left join of_parts p using (region_code)
    )
    select t.fact_row, t.value
    from staged_published_figure t join residents r using (region_code)
    where t.indicator = 'active_participants' and t.unit = 'people' and t.boundary is null
        and try_cast(t.value as double) > {MOST_OF_RESIDENTS} * r.residents
    """,
    also="regions.csv",
    remedy="Look for a digit too many, or for the code of another region.",
)


def _not_later(month: str) -> tuple[Agreement, ...]:
    """Give that no figure is about a time to come; targets, plans and wages set beforehand are.

    A clock that is behind must not refuse the bundled facts, so the last day that a source was published counts too.
    """
    last = f"(select greatest({literal(month)}, max(left(published_on, 7))) from staged_source)"
    late = f"regexp_full_match(period, '[0-9]{{4}}(-[0-9]{{2}})?') and period > left({last}, length(period))"
    says = "is not after the current month, or the current year"
    remedy = "Correct the period; only a target or a plan may lie ahead."
    return (
        Agreement(
            "published_figures.csv",
            "period",
            says,
            f"""
            select fact_row, period as value from staged_published_figure
            where not contains(indicator, 'target') and not contains(indicator, 'plan') and {late}
            """,
            also="sources.csv",
            remedy=remedy,
        ),
        Agreement(
            "labour.csv",
            "period",
            says,
            f"select fact_row, period as value from staged_labour where indicator <> 'minimum_wage' and {late}",
            also="sources.csv",
            remedy=remedy,
        ),
    )


_ADDRESS = Agreement(
    "sources.csv",
    "url",
    "is an address that begins with http:// or https://, or words",
    r"""
    select fact_row, url as value from staged_source
    where regexp_matches(url, '^[a-z][a-z0-9+.-]*:\S', 'i') and not regexp_matches(url, '^https?://', 'i')
    """,
    remedy="Write the address of the page; where it has none, words that identify it.",
)

# What belongs to a group stands on every row of a member: two rows must not name it differently.
_ONE_GROUP = tuple(
    Agreement(
        "region_groups.csv",
        column,
        "is the same in every row of its group",
        f"""
        select t.fact_row, t.{column} as value
        from staged_region_group t join staged_region_group first using (group_id)
        where first.fact_row = (select min(o.fact_row) from staged_region_group o where o.group_id = t.group_id)
            and t.{column} is distinct from first.{column}
        """,
        remedy="Write what the first row of the group says, or give the row a group of its own.",
    )
    for column in ("label_id", "label_en", "kind", "source_id")
)

SUMS = (
    Agreement(
        "published_figures.csv",
        "value",
        "equals PU + BPU + JAKON of the same place, month and boundary (series kemnaker)",
        """
        with kemnaker as (
            select fact_row, region_code, period, segment, boundary, try_cast(value as bigint) as people
            from staged_published_figure
            where series = 'kemnaker' and indicator = 'active_participants' and approx is null
        ),
        parts as (
            select region_code, period, boundary, sum(people)::bigint as people
            from kemnaker where segment in ('PU', 'BPU', 'JAKON')
            group by all having count(*) = 3
        )
        select t.fact_row, t.people as value
        from kemnaker t
        join parts p on p.region_code = t.region_code and p.period = t.period
            and p.boundary is not distinct from t.boundary
        where t.segment = 'total' and t.people <> p.people
        """,
    ),
    Agreement(
        "published_figures.csv",
        "value",
        "equals the sum of the provinces of the same month (a figure with status summed)",
        """
        with counts as (
            select fact_row, region_code, level, period, indicator, segment, series, status,
                try_cast(value as bigint) as people
            from staged_published_figure where unit = 'people'
        ),
        provinces as (
            select period, indicator, segment, series, sum(people)::bigint as people
            from counts where level = 'province' group by all
        )
        select c.fact_row, c.people as value
        from counts c join provinces p using (period, indicator, segment, series)
        where c.status = 'summed' and c.region_code = 'ID' and c.people <> p.people
        """,
    ),
    Agreement(
        "members_by_province_year.csv",
        "employed_aug",
        "equals the employed of the August round in labour.csv on the same boundary",
        """
        select m.fact_row, m.employed_aug as value
        from staged_members_by_province_year m
        join staged_labour l on l.region_code = m.region_code and l.period = m.year || '-08'
            and l.indicator = 'employed' and l.boundary is not distinct from m.employed_boundary
        where try_cast(l.value as double) <> try_cast(m.employed_aug as double)
        """,
        also="labour.csv",
    ),
)

# Every printed share with what its parts say of it. ``strays`` where they are no parts of it: the base of a share may
# be of an earlier round, and only a denominator has a base of its own.
SHARES = """
    select s.fact_row, try_cast(s.share_row as int) as share_row, s.recomputed, s.share_id,
        coalesce(
            try_cast(p.value as double) <> try_cast(s.printed as double)
            or p.source_id <> n.source_id or p.source_id <> d.source_id
            or abs(100 * try_cast(n.value as double) / nullif(try_cast(d.value as double), 0)
                - try_cast(s.recomputed as double)) > 0.00011,
            true) as differs,
        coalesce(
            p.region_code <> n.region_code or p.region_code <> d.region_code
            or p.period <> n.period or d.period > p.period
            or d.base <> p.base or coalesce(n.base, p.base) <> p.base,
            true) as strays
    from staged_share_parts s
    left join staged_published_figure p on p.fact_row = try_cast(s.share_row as int)
    left join staged_published_figure n on n.fact_row = try_cast(s.numerator_row as int)
    left join staged_published_figure d on d.fact_row = try_cast(s.denominator_row as int)
    order by share_row
"""
