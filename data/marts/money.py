"""Contributions, arrears, employers and claims as offices count them, and the sums of them."""

from data.marts.flows import PEOPLE_OF_REGION
from data.marts.model import Mart
from data.marts.regional import OFFICE_KEY, OFFICE_PARTS, ORIGIN, regional, total

_PAID = ("due", "received", "received_on_time", "active")
CONTRIBUTION_SUM = Mart(
    name="contribution_sum",
    about="""Contributions by the month they are for (BLTH) and segment, all programmes together, with the active participants
    of that month and segment, and the sums of them. Recent months still fill up: what is paid late is added to them.""",
    columns=OFFICE_KEY
    | {
        "due": "What is to be paid [rupiah]",
        "received": "What has been paid by now [rupiah]",
        "received_on_time": "What was paid by the due date [rupiah]",
        "active": "Active participants of the month and segment [people]",
    }
    | OFFICE_PARTS,
    sql=regional(
        total(
            f"""
        select c.region_code, c.month, c.segment, c.due, c.received, c.received_on_time, m.active, c.series, c.status,
            c.batch_ids, c.fact_rows
        from (
            select region_code, month, segment, sum(due)::bigint as due,
                if(count(received) = count(*), sum(received), null)::bigint as received,
                if(count(received_on_time) = count(*), sum(received_on_time), null)::bigint as received_on_time,
                series, any_value(status) as status, list_sort(list_distinct(flatten(list(batch_ids)))) as batch_ids,
                list_sort(flatten(list(fact_rows))) as fact_rows
            from (select region_code, month, segment, due, received, received_on_time, {ORIGIN} from contribution)
            group by region_code, month, segment, series
        ) c
        left join membership m on m.region_code = c.region_code and m.month = c.month and m.segment = c.segment
            and m.status = c.status
        """,
            _PAID,
            PEOPLE_OF_REGION,
        ),
        _PAID,
    ),
)

CONTRIBUTION_YEAR = Mart(
    name="contribution_year",
    about="""Contributions received for the twelve months up to a month beside those for the twelve before, none of the
    twenty-four missing.""",
    columns=OFFICE_KEY
    | {
        "received": "Received for the last twelve months [rupiah]",
        "received_then": "Received for the twelve months before them [rupiah]",
        "period_then": "Last month of the earlier twelve",
    }
    | OFFICE_PARTS,
    sql="""
    with spans as (
        select region_code, period, month, segment, series, boundary, parts_present, parts_expected,
            if(bool_or(status = 'summed') over two_years, 'summed', status) as status,
            list(source_ids) over two_years as source_ids, list(fact_rows) over two_years as fact_rows,
            list(batch_ids) over two_years as batch_ids,
            sum(received) over last_year as received, count(received) over last_year as months,
            sum(received) over year_before as received_then, count(received) over year_before as months_then
        from contribution_sum
        window last_year as (
            partition by region_code, segment, series, boundary order by (month || '-01')::date
            range between interval 11 months preceding and current row
        ), year_before as (
            partition by region_code, segment, series, boundary order by (month || '-01')::date
            range between interval 23 months preceding and interval 12 months preceding
        ), two_years as (
            partition by region_code, segment, series, boundary order by (month || '-01')::date
            range between interval 23 months preceding and current row
        )
    )
    select region_code, period, month, segment, series, boundary, received::bigint as received,
        received_then::bigint as received_then,
        strftime((month || '-01')::date - interval 12 month, '%Y-%m') as period_then, status, parts_present,
        parts_expected, list_sort(list_distinct(flatten(source_ids))) as source_ids,
        list_sort(flatten(fact_rows)) as fact_rows, list_sort(list_distinct(flatten(batch_ids))) as batch_ids
    from spans where months = 12 and months_then = 12
    """,
)

ARREARS_SUM = Mart(
    name="arrears_sum",
    about="""Contributions due and unpaid at the end of a month by segment, of all ages, and the sums of them.""",
    columns=OFFICE_KEY | {"amount": "Due and unpaid [rupiah]"} | OFFICE_PARTS,
    sql=regional(
        total(
            f"""
        select region_code, month, segment, sum(amount)::bigint as amount, series, any_value(status) as status,
            list_sort(list_distinct(flatten(list(batch_ids)))) as batch_ids,
            list_sort(flatten(list(fact_rows))) as fact_rows
        from (select region_code, month, segment, amount, {ORIGIN} from arrears)
        group by region_code, month, segment, series
        """,
            ("amount",),
            PEOPLE_OF_REGION,
        ),
        ("amount",),
    ),
)

ARREARS_AGE = Mart(
    name="arrears_age",
    about="""Contributions due and unpaid at the end of a month by age, of PU, BPU and JAKON together where all three are
    held, and the sums of them. The segment is the age class.""",
    columns=OFFICE_KEY | {"amount": "Due and unpaid [rupiah]", "all_ages": "Of all ages [rupiah]"} | OFFICE_PARTS,
    sql=regional(
        f"""
        select region_code, month, age as segment, sum(amount)::bigint as amount,
            sum(sum(amount)) over (partition by region_code, month, series)::bigint as all_ages, series,
            any_value(status) as status, list_sort(list_distinct(flatten(list(batch_ids)))) as batch_ids,
            list_sort(flatten(list(fact_rows))) as fact_rows
        from (
            select region_code, month, segment, age, amount, {ORIGIN} from arrears
            where segment in {PEOPLE_OF_REGION} and (region_code, month, status) in (
                select (region_code, month, status) from arrears where segment in {PEOPLE_OF_REGION}
                group by all having count(distinct segment) = {len(PEOPLE_OF_REGION)}
            )
        )
        group by region_code, month, age, series
        """,
        ("amount", "all_ages"),
    ),
)

_EMPLOYERS = (
    "registered", "active", "pwbd", "pds_workers", "pds_wages", "pds_programmes", "warnings", "prosecutor_cases",
    "recovered",
)  # fmt: skip
EMPLOYER_SUM = Mart(
    name="employer_sum",
    about="""Employers and their compliance by size class, all four classes together, and the sums of them.""",
    columns=OFFICE_KEY
    | {
        "registered": "Registered employers [employers]",
        "active": "Active employers [employers]",
        "pwbd": "Obliged to register and not registered [employers]",
        "pds_workers": "Leave some workers out [employers]",
        "pds_wages": "Report wages below the actual ones [employers]",
        "pds_programmes": "In only some of the obligatory programmes [employers]",
        "warnings": "Warnings sent in the month [cases]",
        "prosecutor_cases": "Handed to the prosecutor in the month [cases]",
        "recovered": "Recovered in the month [rupiah]",
    }
    | OFFICE_PARTS,
    sql=regional(
        total(
            f"select region_code, month, size as segment, {', '.join(_EMPLOYERS)}, {ORIGIN} from employer",
            _EMPLOYERS,
            ("micro", "small", "medium", "large"),
        ),
        _EMPLOYERS,
    ),
)

CLAIM_SUM = Mart(
    name="claim_sum",
    about="""Claims paid in a month by programme and of all programmes an office sent, and the sums of them. Small counts of a
    single programme of a regency that an office sent are held back, with a second one so that they cannot be got back.""",
    columns=OFFICE_KEY
    | {
        "cases": "Claims paid [cases]; empty where held back",
        "amount": "Paid [rupiah]; empty where held back",
        "suppressed": "Held back because the count is small",
    }
    | OFFICE_PARTS,
    sql=f"""
    select s.* exclude (cases, amount), if(h.segment is null, cases, null) as cases,
        if(h.segment is null, amount, null) as amount, h.segment is not null as suppressed
    from ({
        regional(
            total(
                f"select region_code, month, programme as segment, cases, amount, {ORIGIN} from claim",
                ("cases", "amount"),
            ),
            ("cases", "amount"),
            none_is_zero=True,
        )
    }) s
    left join held_back h on h.counted = 'claims' and h.region_code = s.region_code and h.month = s.month
        and h.segment = s.segment and s.series = 'office'
    """,
)
