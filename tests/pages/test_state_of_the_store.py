"""A store that is missing or damaged is built while the reader is told; one that cannot be read gives one calm sentence."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import store as coverage_store
from data.problem import ProblemsFound
from data.store import StoreDamaged
from i18n import LANGUAGES, language
from pages.parts import reading
from tests.pages import seen
from tests.pages.conftest import new_app, open_at

POINTER = "coverage-0123456789abcdef.duckdb"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Note what the reader is told while waiting, and whether a store had been published by then."""
    said: list[tuple[str, bool]] = []

    @contextmanager
    def spinner(text: str, **_: object) -> Iterator[None]:
        said.append((text, coverage_store.is_published()))
        yield

    monkeypatch.setattr(st, "spinner", spinner)
    return said


def open_in(lang: str) -> AppTest:
    app = new_app()
    app.query_params["lang"] = lang
    return app.run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_missing_store_is_built_with_a_message_and_the_page_is_drawn(home: Path, told: list, lang: str) -> None:
    app = open_in(lang)
    say = language(lang)
    assert told == [(say("First start: building the store from the bundled facts …"), False)]
    assert seen.is_calm(app)
    assert seen.title(app).startswith(f"Bali {say.percent(0.5388)}")
    assert len(list((home / "store").glob("coverage-*.duckdb"))) == 1


def test_a_published_store_is_opened_without_a_message(published: Path, home: Path, told: list) -> None:
    shutil.copytree(published / "store", home / "store")
    assert seen.is_calm(open_in("id"))
    assert told == []


@pytest.fixture(params=["not a database", "cut short", "empty", "a folder"])
def broken(request: pytest.FixtureRequest, published: Path, home: Path) -> Path:
    """Publish the bundled facts, then break the file under its own name."""
    shutil.copytree(published / "store", home / "store")
    path = home / "store" / (home / "store" / "current").read_text().strip()
    whole = path.read_bytes()
    path.unlink()
    if request.param == "a folder":
        path.mkdir()
    else:
        broken = {"not a database": b"This is no database. " * 1000, "cut short": whole[:5000], "empty": b""}
        path.write_bytes(broken[request.param])
    return path


def test_a_damaged_store_is_built_again_and_the_page_is_drawn(broken: Path) -> None:
    app = open_in("id")
    assert seen.is_calm(app)
    assert seen.title(app).startswith("Bali 53,9%")
    assert broken.is_file()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_store_damaged_while_it_is_read_gives_one_calm_sentence_and_its_cause_is_in_the_log(
    lang: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise StoreDamaged("coverage-x.duckdb cannot be read.")

    monkeypatch.setattr(reading, "seen", fail)
    app = open_in(lang)
    sentence = language(lang)(
        "The figures cannot be read now. The person who keeps this installation finds the cause in its log."
    )
    assert [error.value for error in app.error] == [sentence]
    assert not app.exception, "a trace, or Streamlit's own words for one"
    assert len(app.title) == 0
    assert "coverage-x.duckdb cannot be read." in caplog.text
    assert "coverage-x" not in " ".join(str(element) for element in app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_record_that_was_edited_by_hand_is_said_on_the_page_data_and_the_figures_stay(
    lang: str, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    coverage_store.ensure()
    manifest = next(home.glob("batches/0001-*/manifest.json"))
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"number": 1', '"number": "one"'), encoding="utf-8"
    )
    app = open_at(home, "data", region="51", lang=lang)
    sentence = language(lang)(
        "The record of what offices sent is not as it was accepted, so it is not read; nothing was changed. The person who "
        "keeps this installation finds where and what to do with {command}.", command="`python -m data verify`",
    )  # fmt: skip
    assert [error.value for error in app.error] == [sentence]
    assert not app.exception
    assert ("not as it was accepted" in sentence) == (lang == "en")
    assert "0001-demo of the record cannot be read." in caplog.text
    assert seen.title(open_in(lang)).startswith("Bali")


def test_a_store_that_older_code_has_made_is_made_again(home: Path, told: list) -> None:
    folder = home / "store"
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / POINTER)) as connection:
        connection.execute("create table region as select '51' as region_code")
    (folder / "current").write_text(POINTER + "\n", encoding="ascii")
    app = open_in("en")
    assert seen.is_calm(app)
    assert seen.title(app).startswith("Bali 53.9%")


def test_facts_that_are_not_sound_give_the_same_calm_sentence(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise ProblemsFound([])

    monkeypatch.setattr(coverage_store, "build", refuse)
    app = open_in("en")
    assert len(app.error) == 1
    assert not app.exception
    assert len(app.title) == 0


def test_a_store_published_later_is_shown_at_the_next_click(published: Path, home: Path) -> None:
    shutil.copytree(published / "store", home / "store")
    app = open_in("id")
    first = coverage_store.ensure().version
    folder = home / "store"
    (folder / POINTER).write_bytes((folder / f"coverage-{first}.duckdb").read_bytes())
    (folder / "current").write_text(POINTER + "\n", encoding="ascii")
    app.run()
    assert seen.is_calm(app)
    assert any(POINTER[9:15] in note.value for note in app.sidebar.markdown)
    assert not any(first[:6] in note.value for note in app.sidebar.markdown)
