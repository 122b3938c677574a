"""Every page opens for every kind of region, in both languages, with the demonstration set and without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n import language
from tests.pages import seen
from tests.pages.conftest import walk_to

PAGES = ("tren", "wilayah", "banding", "informal", "iuran", "rencana", "paritrana")


@pytest.mark.parametrize(("region", "lang"), [("51.03", "id"), ("94", "en"), ("KW-BANUSPA", "id")])
@pytest.mark.parametrize("page", PAGES)
def test_with_the_demonstration_set_it_is_drawn_and_says_that_its_figures_are_examples(
    demonstration: Path, page: str, region: str, lang: str
) -> None:
    app = walk_to(demonstration, page, region=region, lang=lang)
    assert not (app.exception or app.error)
    flag = language(lang)("DEMO · {text}", text="")
    headings = [seen.title(app), *seen.headings(app)]
    assert any(heading.startswith(flag.strip(" ·")) for heading in headings), headings


@pytest.mark.parametrize(("region", "lang"), [("51.08", "id"), ("51", "en"), ("ID", "id")])
@pytest.mark.parametrize("page", PAGES)
def test_on_published_figures_alone_it_is_drawn_and_nothing_is_called_an_example(
    published: Path, page: str, region: str, lang: str
) -> None:
    app = walk_to(published, page, region=region, lang=lang)
    assert seen.is_calm(app)
    flag = language(lang)("DEMO · {text}", text="").strip(" ·")
    headings = [seen.title(app), *seen.headings(app)]
    assert [heading for heading in headings if heading.startswith(flag)] == []
