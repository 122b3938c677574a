"""What a long collection has found alive is set aside, and freed all the same once it is dead."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from api import garbage


class Ring:
    """Refers to itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def noting() -> Iterator[None]:
    garbage.set_aside_from_now_on()
    yield
    garbage.leave_off()


@pytest.mark.usefixtures("noting")
def test_what_a_long_collection_leaves_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "LONG", -1.0)
    before = gc.get_freeze_count()
    kept = [[number] for number in range(50_000)]
    gc.collect()
    assert gc.get_freeze_count() - before >= len(kept)
    assert gc.get_count()[2] == 0 and len(gc.get_objects(generation=2)) == 0


@pytest.mark.usefixtures("noting")
def test_a_short_collection_sets_nothing_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "LONG", 3600.0)
    before = gc.get_freeze_count()
    kept = [[number] for number in range(50_000)]
    gc.collect()
    assert gc.get_freeze_count() <= before
    assert len(gc.get_objects(generation=2)) >= len(kept)


@pytest.mark.usefixtures("noting")
def test_a_young_collection_sets_nothing_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "LONG", -1.0)
    before = gc.get_freeze_count()
    kept = [[number] for number in range(500)]
    gc.collect(0)
    assert gc.get_freeze_count() <= before
    assert len(kept) == 500


@pytest.mark.usefixtures("noting")
def test_a_cycle_that_died_after_it_was_set_aside_is_freed_when_all_is_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(garbage, "LONG", -1.0)
    ring = Ring()
    watched = weakref.ref(ring)
    gc.collect()
    del ring
    gc.collect()
    assert watched() is not None  # set aside: an ordinary collection does not see it
    garbage.look_through_once()
    assert watched() is None


def test_nothing_stays_aside_when_it_is_left_off() -> None:
    garbage.set_aside_from_now_on()
    garbage.leave_off()
    garbage.leave_off()  # a server that never became warm leaves off, too
    assert gc.get_freeze_count() == 0
