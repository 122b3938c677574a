"""What the benchmark of Spark says: two engines are timed beside each other only where they counted alike."""

from pathlib import Path

import pytest

from benchmarks import on_spark


def _told(monkeypatch: pytest.MonkeyPatch, spark_active: int) -> None:
    found = {
        "duckdb": {"start": 0.1, "seconds": 2.0, "megabytes": 500.0, "sums": {"membership": {"active": 7}}},
        "local[2]": {
            "start": 6.4,
            "seconds": 9.0,
            "megabytes": 2800.0,
            "sums": {"membership": {"active": spark_active}},
        },
    }
    monkeypatch.setattr(on_spark, "_apart", lambda engine, _: found[engine])


def test_engines_that_count_alike_are_set_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    _told(monkeypatch, 7)
    line = on_spark.measured(Path("register"), 10)
    assert line.figure == "4.5"  # 9 over 2 seconds
    assert line.beside == "9000.0 ms (9000.0), 2,800 MB / 2000.0 ms (2000.0), 500 MB; Java's start besides, 6.4 s"


def test_engines_that_do_not_count_alike_are_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    _told(monkeypatch, 8)
    with pytest.raises(AssertionError, match="the engines do not count alike"):
        on_spark.measured(Path("register"), 10)
