"""A store on its way is drawn on by those who serve before it is published, and nobody waits for who is gone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from data import coming, store
from data.coming import Serving, wait_for_those_who_serve
from data.store import build, open_store
from tests.data.altered_facts import set_cell
from tests.data.test_publishing import BALI_2022, _borrow

NAME = "coverage-0123456789abcdef.duckdb"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty home."""
    monkeypatch.setenv("COVERAGE_HOME", str(tmp_path))
    return tmp_path


def never(_: str) -> None:
    raise AssertionError("nobody is to be waited for")


def test_where_nobody_serves_nobody_is_waited_for(home: Path) -> None:
    wait_for_those_who_serve(NAME, never)
    assert list(home.iterdir()) == []


def test_a_publish_waits_until_every_process_that_serves_has_drawn() -> None:
    one, other, begun, over = Serving(), Serving(), Event(), Event()
    one.say()
    other.say()

    def publish() -> None:
        wait_for_those_who_serve(NAME, lambda _: begun.set())
        over.set()

    publishing = Thread(target=publish)
    publishing.start()
    assert begun.wait(30)
    while one.asked_for() != NAME:  # it is named a moment after that is told
        time.sleep(0.01)
    one.say(NAME)
    assert one.asked_for() == ""
    assert other.asked_for() == NAME
    assert not over.is_set()
    other.say(NAME)
    publishing.join(30)
    assert over.is_set()
    assert other.asked_for() == one.asked_for() == ""


def test_a_publish_waits_for_nobody_who_has_left_or_was_killed(home: Path) -> None:
    left, killed = Serving(), Serving()
    left.say()
    left.leave()
    killed.say()
    (place,) = (home / "serving").iterdir()
    long_ago = time.time() - coming.ALIVE - 1
    os.utime(place, (long_ago, long_ago))
    wait_for_those_who_serve(NAME, never)
    assert list((home / "serving").iterdir()) == []


def test_a_publish_waits_for_nobody_for_ever() -> None:
    slow = Serving()
    slow.say()
    told: list[str] = []
    wait_for_those_who_serve(NAME, told.append, longest=0)
    assert told == ["drawing what readers look at"]
    assert slow.asked_for() == ""


def test_a_store_is_not_published_before_those_who_serve_have_been_waited_for(
    home: Path, published: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _borrow(published, home)
    before = open_store().version
    seen: list[tuple[str, bool, str]] = []

    def wait(name: str, _: object) -> None:
        on_its_way = store.at(name)
        assert on_its_way is not None
        seen.append((open_store().version, (home / "store" / name).exists(), on_its_way.version))

    monkeypatch.setattr(store, "wait_for_those_who_serve", wait)
    set_cell(facts, *BALI_2022, "449551")
    after = build(facts)
    assert seen == [(before, True, after)]
    assert open_store().version == after != before


@pytest.mark.parametrize("name", ["", "current", "../access.toml", "coverage-0123456789abcdef.duckdb"])
def test_no_other_file_is_taken_for_a_store_on_its_way(name: str, home: Path) -> None:
    (home / "store").mkdir()
    (home / "store" / "current").write_text("x")
    assert store.at(name) is None
