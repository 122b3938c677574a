"""The page on the informal sector: who pays for whose protection, and until when, with examples and without."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts import words
from data.store import Query
from i18n import Language, language
from metrics._model import Scope, measure
from metrics.analyses.expiring import Expiring
from metrics.analyses.informal_statements import statements
from metrics.catalogue import metric
from metrics.territory import Territory
from pages.parts import informal_cards, informal_reading
from pages.parts.informal_published import FIRST
from pages.parts.informal_regions import NO_BASE
from tests.pages import seen
from tests.pages.conftest import walk_to

ENGLISH, INDONESIAN = language("en"), language("id")
AS_OF = "2025-12"
opened = partial(walk_to, page="informal", as_of=AS_OF)


@pytest.fixture(scope="module")
def bali(demonstration: Path) -> AppTest:
    return opened(demonstration, region="51", lang="en")


@pytest.fixture(scope="module")
def badung(demonstration: Path) -> AppTest:
    return opened(demonstration, region="51.03", lang="id")


@pytest.fixture(scope="module")
def banuspa(demonstration: Path) -> AppTest:
    return opened(demonstration, region="KW-BANUSPA", lang="id")


@pytest.fixture(scope="module")
def bali_published(published: Path) -> AppTest:
    return opened(published, region="51", lang="en")


def latest(ask: Query, name: str, segment: str, region: str = "51") -> float:
    """Ask the metric itself."""
    found = measure(ask, metric(name), Scope((region,), segment=segment, as_of=AS_OF))
    return float(found["value"].iloc[0])


def is_drawn(app: AppTest) -> bool:
    """Say whether the page shows no fault."""
    return not (app.exception or app.error)


def flag(say: Language) -> str:
    return say("DEMO · {text}", text="")


def test_the_four_numbers_are_those_of_the_metrics(bali: AppTest, ask: Query) -> None:
    assert is_drawn(bali)
    assert seen.cards(bali) == {
        "Active BPU members": ENGLISH.number(latest(ask, "active_participants", "BPU")),
        "Paid for by others": ENGLISH.number(latest(ask, "sponsored_workers", "total")),
        "Ends within 3 months": ENGLISH.number(latest(ask, "cover_expiring", "3m")),
        "Informal workers protected": ENGLISH.percent(latest(ask, "informal_coverage", "BPU")),
    }


def test_the_headline_says_who_pays_until_when_and_that_it_is_an_example(bali: AppTest, ask: Query) -> None:
    mix = measure(ask, metric("funding_mix"), Scope(("51",), as_of=AS_OF))
    share = ENGLISH.percent(mix.loc[mix["segment"] == "apbd_regency", "value"].iloc[0], 0)
    assert seen.title(bali) == (
        f"DEMO · Bali: Regency budget (APBD) pays for {share} of the sponsored workers; "
        "all of that cover ends in December 2025"
    )


def test_how_many_workers_others_pay_for_is_said_on_the_cards_and_not_again_above_the_figures(
    bali: AppTest, ask: Query
) -> None:
    people = ENGLISH.number(latest(ask, "sponsored_workers", "total"))
    assert people in seen.cards(bali).values()
    assert not [text for text in [seen.title(bali), *seen.headings(bali), *seen.texts(bali)] if people in text]


def test_both_dates_of_a_cover_stand_on_the_card_and_in_the_warning(bali: AppTest) -> None:
    texts = seen.texts(bali)
    assert any("cover ends Dec 2025" in text and "end of Mar 2026" in text for text in texts)
    warning = next(text for text in texts if text.startswith(":material/warning:"))
    assert "December 2025" in warning
    assert "end of March 2026" in warning
    assert "DEMO" in warning


def test_everything_that_rests_on_the_demonstration_is_flagged(bali: AppTest) -> None:
    headings = seen.headings(bali)
    assert all(heading.startswith(flag(ENGLISH)) for heading in headings if not heading.startswith("Published numbers"))
    assert all(text.startswith(flag(ENGLISH)) for text in seen.alternatives(bali))


def test_a_hundred_members_of_a_year_ago(bali: AppTest, ask: Query) -> None:
    kept = ENGLISH.number(latest(ask, "retention", "BPU") * 100)
    assert f"DEMO · Of 100 BPU members a year ago, {kept} are still active" in seen.headings(bali)


def test_published_growth_of_members_is_not_flagged_beside_the_example(bali: AppTest, ask: Query) -> None:
    growth = ENGLISH.percent(latest(ask, "member_growth", "BPU"), signed=True)
    told = next(text for text in seen.texts(bali) if "BPU members over twelve months" in text)
    assert f"BPU members over twelve months to 2025: {growth} (published)." in told
    assert "DEMO · BPU members over" not in told


def test_the_premium_stands_beside_the_cost_of_one_worker(bali: AppTest, ask: Query) -> None:
    cost = ENGLISH.rupiah(round(latest(ask, "sponsored_cost", "total")), full=True)
    told = next(text for text in seen.texts(bali) if "One worker costs" in text)
    assert cost == ENGLISH.rupiah(16_800, full=True)
    assert f"One worker costs {cost} a month (December 2025), as the rule for JKK and JKM of BPU says." in told


def test_regencies_have_no_share_of_informal_workers_and_the_page_says_why(bali: AppTest) -> None:
    assert any(NO_BASE in text for text in seen.texts(bali))
    (table,) = [table for table in seen.tables(bali).values() if "Sponsored per 100 BPU" in table]
    assert len(table) == 9
    assert table.iloc[0]["Region"] == "Kabupaten Jembrana"
    assert "(Aug 2024)" in table.iloc[0]["Informal share"]


def test_the_statements_are_all_there_the_latest_first(bali: AppTest, ask: Query, places: Territory) -> None:
    told = statements(ask, places, "51")
    shown = [table for table in seen.tables(bali).values() if "What is counted" in table]
    assert [len(table) for table in shown] == [FIRST, len(told) - FIRST]
    assert [words_of for table in shown for words_of in table["Date"]] == [
        ENGLISH.short_period(period) for period in told["period"]
    ]


def test_a_regency_is_in_indonesian_with_its_base_named_as_an_example(badung: AppTest, ask: Query) -> None:
    assert is_drawn(badung)
    assert " pekerja yang dibiayai ditanggung APBD kabupaten/kota; " in seen.title(badung)
    assert seen.title(badung).endswith("; semuanya berakhir Desember 2025")
    note = INDONESIAN("the number of informal workers is an example too: no regency has a published one")
    assert any(note in text for text in seen.texts(badung))


def test_a_kanwil_shows_provinces_with_their_coverage(banuspa: AppTest, ask: Query) -> None:
    assert is_drawn(banuspa)
    title = INDONESIAN(
        "Informal workers protected: from {low} ({least}) to {high} ({most})",
        low=INDONESIAN.percent(latest(ask, "informal_coverage", "BPU", "52")), least="Nusa Tenggara Barat",
        high=INDONESIAN.percent(latest(ask, "informal_coverage", "BPU")), most="Bali",
    )  # fmt: skip
    assert title in seen.headings(banuspa)


def test_the_nation_has_no_sum_where_only_some_regions_sent_schemes(demonstration: Path) -> None:
    nation = opened(demonstration, region="ID", lang="en")
    assert is_drawn(nation)
    assert seen.cards(nation)["Paid for by others"] == "–"
    assert any("Schemes of 83 regencies and cities are held" in text for text in seen.texts(nation))


@pytest.mark.parametrize(("region", "lang"), [("94", "en"), ("94.01", "id")])
def test_a_new_province_and_its_regency_are_drawn(demonstration: Path, region: str, lang: str) -> None:
    app = opened(demonstration, region=region, lang=lang)
    assert is_drawn(app)
    assert all(chart["data"] for chart in seen.charts(app))
    assert len(seen.charts(app)) >= 4


def test_a_month_before_the_last_looks_ahead_to_december(demonstration: Path) -> None:
    app = opened(demonstration, region="51", lang="en", as_of="2025-09")
    assert is_drawn(app)
    assert seen.cards(app)["Ends within 3 months"] == "0"
    assert any("none in Sep 2025 to Nov 2025" in text for text in seen.texts(app))
    assert seen.title(app).endswith(" of the sponsored workers")


def test_those_whose_cover_is_renewed_are_told_apart_on_the_card_and_in_the_warning(demonstration: Path) -> None:
    app = opened(demonstration, region="51", lang="en", as_of="2024-11")
    assert is_drawn(app)
    texts = seen.texts(app)
    (card,) = [text for text in texts if "of them renewed" in text]
    renewed = card.split(" of them renewed")[0].split(" · ")[-1]
    warning = next(text for text in texts if text.startswith(":material/warning:"))
    assert (
        f"Cover of {seen.cards(app)['Ends within 3 months']} people ends in December 2024; {renewed} are renewed."
        in warning
    )


def test_without_examples_the_page_shows_what_was_published_and_says_what_is_missing(
    bali_published: AppTest, query: Query
) -> None:
    assert seen.is_calm(bali_published)
    share = ENGLISH.percent(latest(query, "informal_coverage", "BPU"))
    assert seen.title(bali_published) == f"Bali: {share} of informal workers protected; who pays is not known yet"
    (lacking,) = [each for each in bali_published.expander if each.label == "Not there yet: 4"]
    assert "Who pays for whom is not known yet" in seen.bare(lacking.markdown[0].value)
    assert ENGLISH("An office loads it on the page Data.") in lacking.markdown[0].value
    assert seen.cards(bali_published)["Paid for by others"] == ENGLISH("no figure yet")
    assert [heading[:9] for heading in seen.headings(bali_published)] == ["Published", "Badung: s"]
    everything = [seen.title(bali_published), *seen.headings(bali_published), *seen.alternatives(bali_published)]
    assert not [text for text in everything if words.flagged("", True, ENGLISH).strip() in text]


def test_a_regency_without_any_figure_is_calm(published: Path) -> None:
    app = opened(published, region="51.08", lang="id")
    assert seen.is_calm(app)
    assert set(seen.cards(app).values()) == {INDONESIAN("no figure yet")}
    assert seen.charts(app) == []
    assert INDONESIAN("No published number on vulnerable workers is held") in seen.headings(app)


def asked_of(rows: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ask for one region whose metrics and schemes are made."""
    monkeypatch.setattr(informal_reading, "measure", lambda query, asked, scope: rows[asked.id])
    schemes = Expiring(rows["schemes"], pd.DataFrame(), None)
    monkeypatch.setattr(informal_reading, "expiring", lambda *given: schemes)
    return SimpleNamespace(
        query=None, places=None, place=SimpleNamespace(code="51.03", level="regency"), as_of=AS_OF, say=ENGLISH
    )


def made(people: float, *suppressed: bool) -> dict[str, pd.DataFrame]:
    """Make one figure of an office, and schemes that end in its month."""
    figure = {"period": AS_OF, "value": people, "numerator": people, "status": "reported"}
    schemes = [
        {"cover_ends": AS_OF, "leaves_active_count": "2026-03", "suppressed": hide, "renewed_people": 0}
        for hide in suppressed
    ]
    frame = pd.DataFrame([figure])
    return {"sponsored_workers": frame, "cover_expiring": frame, "schemes": pd.DataFrame(schemes)}


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (made(3.0, False), "not shown"),  # small itself
        (made(23.0, True, False), "not shown"),  # one withheld: the rest would tell it
        (made(23.0, True, True), "23"),  # of two only the sum is told
        (made(23.0, False), "23"),
    ],
)
def test_a_small_reported_count_is_not_shown_on_its_card(rows, shown, monkeypatch) -> None:
    of = asked_of(rows, monkeypatch)
    row = informal_reading._latest(of, "cover_expiring", "3m")
    assert informal_cards._ending(of, row, informal_reading._soon(of, row)).value == shown


def test_a_small_number_of_sponsored_workers_is_not_shown_on_its_card(monkeypatch) -> None:
    of = asked_of(made(3.0, False), monkeypatch)
    card = informal_cards._sponsored(of, informal_reading._latest(of, "sponsored_workers", "total"), pd.DataFrame(), 1)
    assert card.value == "not shown"
    assert "3" not in card.note
