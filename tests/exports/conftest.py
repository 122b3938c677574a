"""What the tests of slides share: stores, and one briefing with its deck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from metrics.territory import Territory, territory
from tests.built_once import demonstration_home, published_home
from tests.exports.slides_read import made, opened, store_of

if TYPE_CHECKING:
    from data.store import Store
    from exports.briefing import Briefing


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give the store as it is at first start, with the demonstration set."""
    return store_of(demonstration_home(tmp_path_factory))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give the store of the bundled facts alone."""
    return store_of(published_home(tmp_path_factory))


@pytest.fixture(scope="session")
def places(published: Store) -> Territory:
    """Give all regions."""
    return territory(published.query)


@pytest.fixture(scope="session")
def bali(demonstration: Store, places: Territory) -> Briefing:
    """Give Bali's briefing, with the demonstration set."""
    return made(demonstration, places, "51")


@pytest.fixture(scope="session")
def slides(bali: Briefing) -> Any:
    """Give Bali's deck, opened."""
    return opened(bali)
