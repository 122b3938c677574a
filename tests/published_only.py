"""Stores of published facts alone: the record says, before they are built, that the demonstration set is off."""

from pathlib import Path

import pytest

from data.batches import decide, writing


def switch_demonstration_off(home: Path | None = None) -> None:
    """Write into the record of a home, of ``COVERAGE_HOME`` when None, that the demonstration set is off."""
    with pytest.MonkeyPatch.context() as patch:
        if home is not None:
            patch.setenv("COVERAGE_HOME", str(home))
        with writing():
            decide("demo", by="tests", note="published facts alone", on=False)
