"""The method page is made from the catalogue, the store and the sources: nothing of them is left out, in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts import words
from data.access.person import ROLES
from data.access.rules import ROLE_NAMES, RULES
from data.outlines import FEATURES
from data.standing import PICK_RULE, SMALL, STATUSES
from data.store import Query, Store, describe
from i18n import LANGUAGES, Language, language, retell
from metrics import disagreement
from metrics._model import Scope, measure
from metrics.catalogue import metrics
from metrics.territory import Territory
from pages.parts.method import PUBLISHED
from tests.pages import seen
from tests.pages.conftest import Open

On: TypeAlias = Callable[[str], tuple[Language, AppTest]]


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, open_page: Open, published) -> tuple[Language, AppTest]:
    """Open the method page in one language."""
    app = open_page(lang=request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COVERAGE_HOME", str(published))
        return language(request.param), app.switch_page("pages/metode.py").run()


@pytest.fixture
def on(page: tuple[Language, AppTest], published: Path, monkeypatch: pytest.MonkeyPatch) -> On:
    """Give a function that opens a tab by its name in the link, and gives the language and the page."""
    monkeypatch.setenv("COVERAGE_HOME", str(published))
    say, app = page

    def tab(name: str) -> tuple[Language, AppTest]:
        app.query_params["tab"] = name
        return say, app.run()

    return tab


def test_it_is_drawn_without_a_complaint(page: tuple[Language, AppTest]) -> None:
    say, app = page
    assert seen.is_calm(app)
    assert [tab.label for tab in app.tabs] == [
        say(name)
        for name in (
            "Numbers",
            "Bases and status",
            "Demonstration set",
            "Where sources disagree",
            "Roles",
            "Tables",
            "Sources",
        )
    ]


@pytest.mark.parametrize("name", ["numbers", "bases", "example", "disagree", "roles", "tables", "sources"])
def test_a_tab_is_drawn_alone_and_without_a_complaint(on: On, name: str) -> None:
    _, app = on(name)
    assert seen.is_calm(app)
    assert [bool(tab.children) for tab in app.tabs].count(True) == 1


def test_a_tab_that_does_not_exist_opens_the_first(on: On) -> None:
    say, app = on("<b>")
    assert seen.is_calm(app)
    assert say(metrics()["coverage"].title) in seen.headings(app)


def test_every_metric_says_what_it_is_how_it_is_made_why_and_what_it_is_not(on: On) -> None:
    say, app = on("numbers")
    text = "\n".join(seen.texts(app))
    assert [say(metric.title) for metric in metrics().values() if say(metric.title) not in seen.headings(app)] == []
    for metric in metrics().values():
        for words_expected in (metric.meaning, metric.formula, metric.why, metric.caveat):
            assert say(words_expected) in text
        assert f"`python -m metrics get {metric.id} --region 51`" in text


def test_the_title_counts_measures_sources_and_contradictions(page: tuple[Language, AppTest], query: Query) -> None:
    say, app = page
    public = query("select count(*) as pages from source where url like 'http%'")["pages"].iloc[0]
    assert seen.title(app) == say(
        "{measures} measures from {sources} public sources; {conflicts} printed shares contradict their own parts",
        measures=str(len(metrics())), sources=say.number(public), conflicts=str(len(disagreement.conflicts(query))),
    )  # fmt: skip


def test_each_definition_names_base_and_source(on: On, query: Query) -> None:
    say, app = on("numbers")
    blocks = [text for text in seen.texts(app) if say(metrics()["coverage"].caveat) in text]
    assert len(blocks) == 1
    label = query("select * from base where base = 'ucj'")["label_id" if say.code == "id" else "label_en"].iloc[0]
    assert label in blocks[0]
    # A measure is said to be of public sources exactly where the published facts alone hold a figure of it.
    held = {name for name, metric in metrics().items() if len(measure(query, metric, Scope()))}
    assert held == {name for name, metric in metrics().items() if set(metric.needs) & set(PUBLISHED)}


def test_small_counts_and_outlines_have_their_rules(on: On) -> None:
    say, app = on("bases")
    assert {say("Small counts that are not shown"), say("Outlines on the map")} <= set(seen.headings(app))
    text = "\n".join(seen.texts(app))
    assert say.number(SMALL) in text
    assert f"{say.number(FEATURES)} " in text


def test_every_base_status_and_rule_of_choice_is_explained(on: On, query: Query) -> None:
    say, app = on("bases")
    table, bases = seen.tables(app)[say("Coverage bases")], query("select * from base order by fact_row")
    assert list(table[say("Code")]) == list(bases["base"])
    label, people = ("label_id", "denominator_id") if say.code == "id" else ("label_en", "denominator")
    assert list(table[say("Base")]) == list(bases[label])
    assert list(table[say("Of whom")]) == [" ".join(text.split()) for text in bases[people]]
    text = "\n".join(seen.texts(app))
    assert [status for status in STATUSES if f"**{words.status_name(status, say)}**:" not in text] == []
    assert [rule for _, rule in PICK_RULE if say(rule) not in text] == []


def test_the_shares_that_contradict_themselves_are_listed_with_both_numbers(
    on: On, query: Query, places: Territory
) -> None:
    say, app = on("disagree")
    table, found = seen.tables(app)[say("Sources that contradict themselves")], disagreement.conflicts(query)
    assert len(found) > 0
    assert list(table[say("Region")]) == [places.place(code).name for code in found["region_code"]]
    assert list(table[say("As printed")]) == [say.percent(share, 2) for share in found["printed"]]
    assert list(table[say("Recomputed")]) == [say.percent(share, 2) for share in found["value"]]
    # Bali at March 2025: 935,079 / 1,873,899 = 49.90 percent, printed as 50.88.
    bali = table[(table[say("Region")] == "Bali") & (table[say("Date")] == say.period("2025-03"))].iloc[0]
    assert bali[say("As printed")] == say.percent(0.5088, 2)
    assert bali[say("Recomputed")] == say.percent(935079 / 1873899, 2)
    assert bali[say("From")] == f"{say.number(935079)} / {say.number(1873899)}"
    assert bali[say("Difference")] == say.points(0.5088 - 935079 / 1873899, 2, signed=True)


def test_the_sources_that_differ_are_listed_with_the_one_that_is_shown(on: On, query: Query, places: Territory) -> None:
    say, app = on("disagree")
    table, found = seen.tables(app)[say("Sources that differ from each other")], disagreement.differing(query)
    assert len(table) == len(found) > 0
    # The figures that differ are in sight on a phone, which shows four columns.
    assert list(table)[:4] == [say("Number"), say("Region"), say("Value"), say("Date")]
    assert list(table[say("Region")]) == [places.place(code).name for code in found["region_code"]]
    assert list(table[say("Shown")]) == ["✓" if shown else "" for shown in found["shown"]]
    assert list(table[say("Value")]) == [
        say.percent(row.value, 2) if row.unit == "share" else say.number(int(row.value)) for row in found.itertuples()
    ]
    assert (table[say("Source")] != "").all()


def test_every_table_and_column_of_the_store_is_in_the_dictionary(on: On, store: Store) -> None:
    say, app = on("tables")
    dictionary = describe(store.query)
    assert [each.label for each in app.expander] == list(dictionary["table"].unique())
    assert seen.tables(app) == {}
    for name in dictionary["table"].unique():
        app.session_state[f"method-{name}"] = True
    app.run()
    shown = seen.tables(app)
    for name, columns in dictionary.groupby("table"):
        assert list(shown[str(name)][say("Column")]) == list(columns["column"])
        assert list(shown[str(name)][say("Meaning")]) == [" ".join(text.split()) for text in columns["meaning"]]


def test_every_source_is_listed_with_its_date_and_a_link_where_it_has_an_address(on: On, query: Query) -> None:
    say, app = on("sources")
    table = app.table[-1].value
    sources = query("select * from source order by source_id")
    assert list(table[say("Code")].map(seen.bare)) == list(sources["source_id"])
    assert list(table)[:2] == [say("Published"), say("Source")]  # in sight on a phone
    assert list(table[say("Published")]) == [
        say("date not known") if pd.isna(when) else say.date(when) for when in sources["published_on"]
    ]
    linked = [bool(seen.links(cell)) for cell in table[say("Source")]]
    assert linked == [url.startswith("http") for url in sources["url"]]
    for cell, publisher in zip(table[say("Source")], sources["publisher"], strict=True):
        assert " ".join(retell(publisher, say).split()) in seen.bare(seen.words(cell))


def test_every_action_is_listed_once_under_the_least_role_that_may_do_it(on: On) -> None:
    say, app = on("roles")
    listed = next(part.value for part in app.markdown if part.value.startswith(f"- **{say('reader')}**")).splitlines()
    assert [line.split("**")[1] for line in listed] == [say(ROLE_NAMES[role]) for role in ROLES]
    for rule in RULES.values():
        at = [place for place, line in enumerate(listed) if say(rule.what).lower() in line.lower()]
        assert at == [min(ROLES.index(role) for role in rule.roles)]
