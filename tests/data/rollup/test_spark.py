"""Spark counts what DuckDB counts, to the last person and rupiah: on this computer, and on a cluster of two workers."""

from __future__ import annotations

import os
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.register import make
from data.__main__ import main
from data.batches import entries
from data.problem import DataError, ProblemsFound
from data.rollup import spark, spark_session
from data.rollup.counting import Rolled
from data.rollup.reading import files_of
from tests.data.rollup.mini_cluster import mini_cluster
from tests.data.rollup.oracle import counted
from tests.data.rollup.registers import REGIONS, by_key, drawn_registers, months, register, rolled, row, written
from tests.data.rollup.spark_at_hand import MEMORY, asked, need_spark, on_cluster, on_spark
from tests.serving import free_port

CASES = int(os.environ.get("COVERAGE_CASES", "3"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Any]]:
    """Hold the one session that a process may have, and end it with the tests."""
    need_spark()
    held: list[Any] = []
    yield held
    for session in held:
        session.stop()


@pytest.fixture
def session(running: list[Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give a session on this computer: starting one for every register would take longer than counting them."""
    if not running:
        session = spark_session.start("local[2]", MEMORY, tmp_path_factory.mktemp("spark"), 1)
        # Spark's other way: SELECTs followed as they stand, not turned into Java first, which takes longer than small ones
        # do. On the cluster they are turned into Java, as outside of tests.
        session.conf.set("spark.sql.codegen.wholeStage", "false")
        session.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        running.append(session)
    return running[0]


@pytest.fixture(scope="module")
def cluster(running: list[Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start a master and two workers; give their address and the folder in which they write."""
    for session in running:
        session.stop()
    running.clear()
    folder = tmp_path_factory.mktemp("cluster")
    with mini_cluster(folder) as address:
        yield address, folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a register of some five thousand rows over 30 months, a folder a month."""
    folder = tmp_path_factory.mktemp("made")
    make(folder / "made", 5_000, months=30)
    sql = "select * from read_parquet($files, hive_types_autocast = false, union_by_name = true)"
    rows = duckdb.execute(sql, {"files": f"{folder}/made/**/*.parquet"}).df()
    places = {code: REGIONS[number % len(REGIONS)] for number, code in enumerate(sorted(rows["region_code"].unique()))}
    (folder / "months").mkdir()
    return written(rows.assign(region_code=rows["region_code"].map(places)), folder / "months", parted=True)


def _same(one: Rolled, other: Rolled) -> None:
    assert set(one.tables) == set(other.tables)
    for name, rows in one.tables.items():
        pd.testing.assert_frame_equal(other.tables[name], rows, check_dtype=False)
    assert (other.rows, other.months, other.left_out) == (one.rows, one.months, one.left_out)
    assert (other.warnings, other.found.counts, other.without) == (one.warnings, one.found.counts, one.without)


def test_operators_mean_the_same_whatever_the_order_in_which_they_are_written(session: Any) -> None:
    draw = random.Random(8)
    here = {text: value for text in (_expression(draw) for _ in range(600)) if (value := _on_duckdb(text)) is not None}
    assert len(here) > 300
    select = f"select {', '.join(f'{text} as x{number}' for number, text in enumerate(here))} from {_NUMBERS}"
    from data.rollup.translation import for_spark  # needs what need not be installed

    there = tuple(session.sql(for_spark(select)).collect()[0])
    assert dict(zip(here, there, strict=True)) == here


_NUMBERS = "(select cast(37 as bigint) as a, cast(90 as bigint) as b) t"


def _on_duckdb(text: str) -> int | None:
    """Give its value; None where a number is shifted out of its bits, or divided by nothing."""
    try:
        return duckdb.execute(f"select {text} from {_NUMBERS}").fetchall()[0][0]
    except duckdb.OutOfRangeException:
        return None


def _expression(draw: random.Random) -> str:
    """Write whole numbers and operators in a row, without brackets but for some."""
    text = draw.choice("ab7")
    for _ in range(draw.randint(1, 4)):
        operator = draw.choice(("&", "|", "+", "*", "//", "%", "&", "|", ">>", "<<"))
        right = (
            draw.choice("1234")
            if operator in ("<<", ">>", "//", "%", "*")
            else draw.choice(("a", "b", "5", "(a | 3)", "(~b & 255)"))
        )
        text = f"({text}) {operator} {right}" if draw.random() < 0.3 else f"{text} {operator} {right}"
    return f"({text}) & 1048575"


@settings(max_examples=CASES, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(rows=drawn_registers(longest=20))
def test_any_register_gives_the_same_on_spark_on_duckdb_and_counted_by_hand(session: Any, rows: pd.DataFrame) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = written(rows, Path(name))
        here, there = rolled(place), on_spark(place, asked(), session)
    _same(here, there)
    assert by_key(there.tables) == counted(rows)


def test_months_in_the_names_of_folders_and_employers_are_the_same(made: Path, session: Any) -> None:
    here, there = rolled(made), on_spark(made, asked(), session)
    assert set(there.tables) == {"membership", "programme_membership", "contribution", "employer"}
    assert there.tables["membership"]["moved_in"].sum() > 0
    _same(here, there)


def _wrong() -> pd.DataFrame:
    rows = [row(f"worker-{number:02}", month) for number in range(12) for month in months("2025-01", 6)]
    rows += [row("worker-00", "2025-03"), row("worker-01", "2025-04", region_code="51.71")]
    rows += [row("worker-02", "2025-02", due_jkk=-5), row("worker-03", "2025-03", region_code="99.99")]
    rows += [row(None, "2025-03"), row("worker-04", "2025-05", programmes="JKK,XX")]
    rows += [row("worker-05", "2025-06", None, received_jkk=3), row("worker-06", "2025-06", segment="OTHER")]
    rows += [row("worker-10", "2025-07", due_jkm=None), row("worker-11", "2025-07", received_jkk=None, due_jkk=-1)]
    rows += [row("worker-07", month) for month in ("2025-08", "2025-07")] + [row("worker-08", "2025-08")]
    return register([line for line in rows if (line["worker_id"], line["month"]) != ("worker-09", "2025-03")])


def test_what_is_wrong_is_counted_the_same_and_shown_by_the_same_examples(session: Any, tmp_path: Path) -> None:
    place = written(_wrong(), tmp_path)
    with pytest.raises(ProblemsFound) as here:
        rolled(place)
    with pytest.raises(ProblemsFound) as there:
        on_spark(place, asked(), session)
    assert str(there.value) == str(here.value)
    assert "one row a worker and month" in str(there.value)
    assert "worker-0" not in str(there.value)


def test_leaving_workers_out_leaves_the_same_ones_out(session: Any, tmp_path: Path) -> None:
    place = written(_wrong(), tmp_path)
    kinds = (
        "duplicate", "negative", "no_worker", "unknown_region", "unknown_segment", "unknown_programme", "received_without_day",
        "money_empty",
    )  # fmt: skip
    here, there = rolled(place, exclude=kinds), on_spark(place, asked(exclude=kinds), session)
    assert there.left_out == 9
    assert there.found.counts == {"gap": 2}
    _same(here, there)


def test_a_cluster_of_two_workers_gives_the_same_and_keeps_no_worker(
    made: Path, cluster: tuple[str, Path], tmp_path: Path
) -> None:
    address, folder = cluster
    _same(rolled(made, since="2025-01"), on_cluster(made, asked(since="2025-01"), tmp_path, address))
    own = [path for path in folder.rglob("*") if path.is_file()]
    assert {path.name for path in own} == {"daemon.log", "stdout", "stderr"}
    assert {path.parts[-4] for path in own if path.name == "stderr"} == {"work"}
    assert len([path for path in own if path.name == "stderr"]) == 2  # both have counted
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    ids = duckdb.sql(f"select distinct worker_id from '{made}/*/*.parquet'").fetchall()
    logged = "".join(path.read_text() for path in own)
    assert not [one for (one,) in ids if one in logged]


def test_the_command_counts_on_a_cluster_and_names_it_in_the_manifest(
    cluster: tuple[str, Path], home: Path, tmp_path: Path
) -> None:
    place = written(register([row("worker-1", month) for month in months("2025-01", 4)]), tmp_path)
    asked_for = ["rollup", str(place), "--by", "KC Denpasar", "--engine", cluster[0], "--memory", "1GB"]
    assert main(asked_for) == 0
    (entry,) = [entry for entry in entries() if entry.kind == "load"]
    assert (entry.made_of["engine"], entry.made_of["register_rows"]) == ("spark 4.3.0", "4")
    assert list((home / "rollup").iterdir()) == []


def test_what_a_worker_has_on_its_disk_while_it_counts_cannot_be_read(
    cluster: tuple[str, Path], tmp_path: Path
) -> None:
    place = written(register([row("worker-with-a-name", month) for month in months("2025-01", 6)]), tmp_path)
    engine = spark.opened(cluster[0], files_of([place]), MEMORY, tmp_path)
    try:
        engine.columns()
        engine.make("spread", "select distinct worker_id, month from files", {})
        spilled = [path.read_bytes() for path in cluster[1].rglob("shuffle_*.data")]
        assert sum(map(len, spilled)) > 100
        assert not [part for part in spilled if b"with-a-name" in part]
        assert engine._session.sparkContext.uiWebUrl is None
    finally:
        engine.close()


def test_a_register_that_the_workers_cannot_see_is_named(
    cluster: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(register([row("worker-1", month) for month in months("2025-01", 4)]), tmp_path)
    monkeypatch.chdir(tmp_path)
    place = Path("/proc/self/cwd/register.parquet")  # to every process the file below its own folder
    message = f"The workers of {cluster[0]} cannot read {place}. Put the register where every one of them sees it under"
    with pytest.raises(DataError, match=re.escape(message)):
        on_cluster(place, asked(), tmp_path, cluster[0])


def test_a_cluster_without_room_says_so_after_a_while(
    cluster: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark_session, "SECONDS_TO_BEGIN", 2)
    with pytest.raises(DataError) as found:
        spark_session.start(cluster[0], 5 * 10**9, tmp_path, 1)
    assert str(found.value) == (
        f"No worker of {cluster[0]} took the work within 2 seconds: none is free, or none has 5000 MB."
        " Ask for less with --memory, or try later. Nothing was loaded."
    )


@pytest.mark.parametrize(
    ("engine", "memory", "message"),
    [
        ("flink", MEMORY, "--engine flink is none. There is: duckdb, local[2], spark://HOST:7077."),
        ("local[2", MEMORY, "--engine local[2 is none. There is: duckdb, local[2], spark://HOST:7077."),
        ("local[2]", 10**8, "--engine local[2] needs --memory 700MB or more."),
    ],
)
def test_an_engine_that_cannot_be_is_refused(engine: str, memory: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as found:
        spark_session.start(engine, memory, tmp_path, 1)
    assert str(found.value) == f"{message} Nothing was loaded."


def test_a_master_that_is_not_there_is_named_at_once(tmp_path: Path) -> None:
    address = f"spark://127.0.0.1:{free_port()}"
    with pytest.raises(DataError) as found:
        spark_session.start(address, MEMORY, tmp_path, 1)
    assert str(found.value) == (
        f"{address} does not answer. Start the cluster, or name the address that its master prints. Nothing was loaded."
    )


def test_without_java_it_says_which_one_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(DataError) as found:
        spark_session.start("local[2]", MEMORY, tmp_path, 1)
    assert str(found.value) == (
        f"--engine local[2] needs Java 17 or newer, which is not in JAVA_HOME ({tmp_path})."
        " On Debian: apt install openjdk-17-jre-headless. Nothing was loaded."
    )


def test_without_spark_it_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(DataError) as found:
        spark_session.start("local[2]", MEMORY, tmp_path, 1)
    assert str(found.value) == (
        "--engine local[2] needs PySpark and sqlglot, which are not installed. Install them:"
        " python -m pip install --require-hashes -r requirements-spark.txt. Nothing was loaded."
    )
