"""Which region lies in which, read from the file of regions by the standard library alone."""

from data.home import FACTS
from tests.data.altered_facts import rows_of

REGIONS = {row["region_code"]: row for row in rows_of(FACTS / "regions.csv")}
ASKED = ("ID", "KW-BANUSPA", "51", "11", "96", "51.03", "51.71", "11.01", "96.03")  # one of each kind


def above(code: str) -> list[str]:
    """Give the regions that a region lies in, nearest first: its province, its Kanwil, the nation."""
    if code == "ID":
        return []
    if len(code) == 5:
        return [code[:2], *above(code[:2])]
    kanwil = REGIONS[code]["kanwil_code"]
    return [kanwil, "ID"] if kanwil else ["ID"]


def within(code: str) -> set[str]:
    """Give a region and all that lie in it."""
    return {code} | {other for other in REGIONS if code in above(other)}
