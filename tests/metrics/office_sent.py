"""What some offices sent, made up so that each rule of sums, gaps, small counts and errors can be followed by hand."""

from typing import Any

from data.batches import accept, writing
from data.home import FACTS
from data.store import Query
from metrics._model import Scope, measure
from metrics.catalogue import metric
from tests.data.altered_facts import rows_of
from tests.data.office_rows import members, rows, workforce

Rows = list[dict[str, Any]]

BALI = [f"51.0{number}" for number in range(1, 9)] + ["51.71"]
BARAT_DAYA = [row["region_code"] for row in rows_of(FACTS / "regions.csv") if row["parent_code"] == "96"]
PAPUA_OF_TODAY = ("91", "93", "94", "95")  # the province of Papua before the split of 2022
SEGMENTS = ("PU", "BPU", "JAKON")
SIZES = ("micro", "small", "medium", "large")


def send(tables: dict[str, Rows]) -> None:
    """Accept rows as if an office had sent them in one file."""
    with writing():
        accept(repr(tables).encode(), "sent.xlsx", {name: rows(name, *given) for name, given in tables.items()}, "KC")


def held(office: Query, name: str, region: str, month: str, segment: str, **scope: Any) -> Any:
    """Give the one figure of an office there is, or None."""
    found = measure(office, metric(name), Scope((region,), segment=segment, since=month, until=month, **scope))
    found = found[found["series"] == "office"]
    assert len(found) <= 1
    return None if found.empty else found.iloc[0]


def value(office: Query, name: str, region: str, month: str, segment: str = "total") -> float | None:
    """Give the value of the one figure of an office there is, or None."""
    figure = held(office, name, region, month, segment)
    return None if figure is None else float(figure["value"])


def first_batch() -> dict[str, Rows]:
    """Give the rows of the first file by table."""
    return {
        "membership": [*_members_of_bali(), *_members_of_papua(), *_members_of_timor()],
        "contribution": [*_contributions_of_bali(), *_contributions_of_lombok(2024, 100)],
        "arrears": _arrears(),
        "employer": _employers(),
        "claim": _claims(),
        "sponsored_cover": _schemes(),
        "office_workforce": [
            workforce("53.01", "2026-01", 150_000) | {"relative_error": 0.03},
            workforce("53.01", "2026-01", 160_000, "bps") | {"formal": 50_000, "informal": 110_000, "relative_error": 0.02},
            workforce("53.02", "2026-01", 150_000),
            workforce("53.02", "2026-01", 160_000, "bps") | {"formal": 50_000, "informal": 110_000},
        ],
    }  # fmt: skip


def second_batch() -> dict[str, Rows]:
    """Give the rows of a later file: the second year of contributions, and a second scheme of a place."""
    return {
        "contribution": _contributions_of_lombok(2025, 130),
        "sponsored_cover": [_scheme("52.01", "farmers", "dbh_cht", 25, "2026-02", "2026-02", 16_800)],
    }


def _members_of_bali() -> Rows:
    """Nine regencies, three months; the ninth did not send February, the second does not know its new ones in January."""
    sent = []
    for number, region in enumerate(BALI, start=1):
        for later, month in enumerate(("2026-01", "2026-02", "2026-03")):
            if (number, month) == (9, "2026-02"):
                continue
            new = None if (number, month) == (2, "2026-01") else 10
            sent += members(
                region, month, dict.fromkeys(SEGMENTS, 100 * number + 10 * later), registered=200 * number, new=new,
                reactivated=5, exits=number, active_year_ago=80 * number, still_active=60 * number,
            )  # fmt: skip
    return [*sent, *members("51.03", "2026-01", {"PMI": 7}, registered=9)]


def _members_of_papua() -> Rows:
    months = ("2022-06", "2022-07")
    each = dict.fromkeys(SEGMENTS, 10)
    return [row for code in PAPUA_OF_TODAY for month in months for row in members(code, month, each, registered=20)]


def _members_of_timor() -> Rows:
    """Two regencies whose offices do not send the registered ones; the second goes back to before the pandemic."""
    counts = {"PU": 30_000, "BPU": 20_000, "JAKON": 10_000}
    sent = [row for region in ("53.01", "53.02") for row in members(region, "2026-01", counts)]
    a_year_ago = members("53.02", "2025-01", {"PU": 20_000, "BPU": 25_000, "JAKON": 10_000})
    return [*sent, *a_year_ago, *members("53.02", "2020-02", {"PU": 40_000, "BPU": 16_000, "JAKON": 8_000})]


def _contributions_of_bali() -> Rows:
    """January; the fourth regency does not know what came in of one programme of one segment."""
    return [
        {"region_code": region, "month": "2026-01", "segment": segment, "programme": programme, "due": 1000 * number}
        | (
            {}
            if (number, segment, programme) == (4, "BPU", "JKM")
            else {"received": 900 * number, "received_on_time": 800 * number}
        )
        for number, region in enumerate(BALI, start=1)
        for segment in SEGMENTS
        for programme in ("JKK", "JKM")
    ]  # fmt: skip


def _contributions_of_lombok(year: int, received: int) -> Rows:
    """A year of one segment; the second regency leaves June out."""
    return [
        {"region_code": region, "month": f"{year}-{month:02}", "segment": "PU", "programme": "JKK", "due": 200}
        | {"received": received}
        for region in ("52.01", "52.02")
        for month in range(1, 13)
        if (region, month) != ("52.02", 6)
    ]


def _arrears() -> Rows:
    """The first regency has all three segments, the second wage earners alone."""
    of_first = [("PU", "0-3", 60), ("PU", "24+", 20), ("BPU", "0-3", 15), ("JAKON", "0-3", 5), ("PMI", "0-3", 999)]
    sent = [("52.01", *row) for row in of_first] + [("52.02", "PU", "0-3", 50)]
    return [
        {"region_code": region, "month": "2026-01", "segment": segment, "age": age, "amount": amount}
        for region, segment, age, amount in sent
    ]


def _employers() -> Rows:
    """The first regency has four sizes, one of them without PWBD; the second has three sizes."""
    return [
        {"region_code": region, "month": "2026-01", "size": size, "registered": 20, "active": 10}
        | {"pwbd": None if size == "large" else 4, "pds_workers": 3, "pds_wages": 2, "pds_programmes": 1}
        | {"prosecutor_cases": 1, "recovered": 1_000_000}
        for region, sizes in (("52.01", SIZES), ("52.02", SIZES[:3]))
        for size in sizes
    ]


def _claims() -> Rows:
    """Nine regencies in January, two of them with accidents; in February the ninth sends nothing."""
    cases = [("51.01", {"JKK": 3, "JKM": 20, "JHT": 40}), ("51.02", {"JKK": 9, "JKM": 8, "JHT": 70})]
    cases += [(region, {"JKM": 30, "JHT": 50}) for region in BALI[2:]]
    return [
        {"region_code": region, "month": month, "programme": programme, "cases": count, "amount": count * 1_000_000}
        for region, by_programme in cases
        for month in ("2026-01", "2026-02")
        for programme, count in by_programme.items()
        if (region, month) != ("51.71", "2026-02")
    ]


def _schemes() -> Rows:
    return [
        _scheme("52.01", "fishers", "apbd_regency", 100, "2025-10", "2025-12", 16_800),
        _scheme("52.01", "farmers", "csr", 40, "2025-10", "2025-12"),
        _scheme("52.01", "other", "own", 500, "2025-10", "2026-03", 16_800),
        _scheme("52.02", "other", "own", 500, "2025-10", "2026-03", 16_800),
        _scheme("51.05", "fishers", "csr", 3, "2026-01", "2026-03", 16_800),
        _scheme("51.05", "farmers", "apbd_regency", 50, "2026-01", "2026-03", 16_800),
        _scheme("51.05", "village_staff", "apbdes", 60, "2026-01", "2026-03", 16_800),
        *(_scheme(region, "fishers", "apbd_regency", 10, "2025-01", "2025-06", 16_800) for region in BARAT_DAYA),
        _scheme(BARAT_DAYA[0], "non_asn", "apbd_regency", 8, "2025-01", "2025-12", 16_800),
        _scheme(BARAT_DAYA[1], "farmers", "csr", 3, "2025-08", "2025-08"),
        _scheme(BARAT_DAYA[2], "farmers", "csr", 20, "2025-08", "2025-08"),
        _scheme(BARAT_DAYA[3], "farmers", "csr", 30, "2025-08", "2025-08"),
        _scheme(BARAT_DAYA[4], "farmers", "csr", 2, "2025-10", "2025-11"),
    ]


def _scheme(region: str, group: str, payer: str, people: int, start: str, end: str, premium: int | None = None) -> Any:
    return {
        "region_code": region, "scheme": "a scheme", "worker_category": group, "funding_source": payer, "people": people,
        "premium": premium, "start_month": start, "end_month": end,
    }  # fmt: skip
