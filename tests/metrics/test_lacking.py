"""Why there is no figure: nobody sent it, or only some regencies of a whole did, and how many."""

import pytest

from data.store import Query
from i18n import language
from metrics._model import NOT_SENT
from metrics.catalogue import metric
from metrics.lacking import why_lacking
from pages.parts.drawing import LOAD, missing

# Claims of January 2026 came from the nine of Bali; the Kanwil has 83 regencies and cities, the nation 514.
SOME = "Only {sent} of {parts} regencies and cities sent this for one month, and their sum needs all of them."


@pytest.mark.parametrize(
    ("region", "as_of", "reason"),
    [
        ("KW-BANUSPA", "2026-01", SOME.format(sent=9, parts=83)),
        ("ID", "2026-06", SOME.format(sent=9, parts=514)),
        ("KW-BANUSPA", "2025-12", NOT_SENT),  # of the months before nobody sent any
        ("52", "2026-01", NOT_SENT),
        ("52.01", "2026-01", NOT_SENT),
    ],
)
def test_a_whole_says_how_many_of_its_regencies_sent_theirs(
    region: str, as_of: str, reason: str, office: Query
) -> None:
    assert why_lacking(office, metric("claim_cases"), region, as_of) == reason


def test_the_count_is_said_in_the_language_of_the_reader(office: Query) -> None:
    reason = why_lacking(office, metric("claim_cases"), "KW-BANUSPA", "2026-01")
    said = missing(reason, language("id"))
    assert said.startswith("Hanya 9 dari 83 kabupaten/kota")
    assert said.endswith(language("id")(LOAD))
