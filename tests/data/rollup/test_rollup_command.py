"""The command that rolls up a register, as a steward types it: an ordinary batch comes of it, or nothing at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import intake
from data.__main__ import main
from data.access.refusal import NotAllowed
from data.batches import entries, folder, sent_of
from data.rollup import run as rolling
from data.rollup.register import COLUMNS
from data.store import ensure
from tests.data.rollup.registers import months, register, row, written
from tests.people import BADUNG, READER, at_hand

Ask = Callable[..., tuple[int, str, str]]
ROWS = [row(f"worker-{n}", month) for n in (1, 2) for month in months("2025-01", 5)]


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command: exit code, what it printed, what it said on standard error besides its steps."""

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["rollup", *map(str, arguments)])
        printed, said = capsys.readouterr()
        steps = ("store: ", "rollup: ")
        return code, printed, "".join(line for line in said.splitlines(keepends=True) if not line.startswith(steps))

    return run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Give a register of two workers in Badung over five months."""
    return written(register(ROWS), tmp_path)


def test_a_register_becomes_a_batch_whose_manifest_says_what_it_was_made_of(ask: Ask, place: Path) -> None:
    code, printed, said = ask(place, "--by", "KC Denpasar")
    assert (code, said) == (0, "")
    assert printed.startswith("10 rows of the register; members counted from 2025-03 to 2025-05\n")
    (entry,) = [entry for entry in entries() if entry.kind == "load"]
    assert printed.endswith(f"batch {entry.batch_id} is accepted and published\n")
    assert (entry.by, entry.file) == ("KC Denpasar", "rollup-2025-03-2025-05.json")
    # Three months of four segments; three and five months of two programmes.
    assert entry.rows == {"membership": 3 * 4, "programme_membership": 3 * 2, "contribution": 5 * 2}
    statement = json.loads(sent_of(entry).read_bytes())
    assert entry.made_of == {
        "register": statement["register"]["checksum"], "register_files": "1", "register_rows": "10",
        "months": "2025-03 to 2025-05", "unpaid_months": "3", "engine": statement["engine"],
    }  # fmt: skip
    assert statement["register"]["files"] == [
        {"name": "register.parquet", "bytes": place.stat().st_size, "sha256": _sha256(place)}
    ]
    active = ensure().query("select sum(active)::bigint as active from membership where month = '2025-05'")
    assert list(active["active"]) == [2]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_id_of_a_worker_or_employer_is_left_anywhere(ask: Ask, home: Path, tmp_path: Path) -> None:
    rows = [
        one | {"worker_id": "SECRET-ID-0001", "employer_id": "SECRET-NPP-1", "employer_size": "small"}
        for one in ROWS[:5]
    ]
    code, printed, said = ask(written(register(rows), tmp_path), "--by", "KC Denpasar", "--out", tmp_path / "out")
    assert code == 0
    assert "SECRET" not in printed + said
    kept = [path for place in (home, tmp_path / "out") for path in place.rglob("*") if path.is_file()]
    assert len(kept) > 5
    assert not [path for path in kept if b"SECRET" in path.read_bytes()]
    for path in (tmp_path / "out").glob("*.parquet"):
        assert (
            not pd.read_parquet(path).astype("str").apply(lambda column: column.str.contains("SECRET")).any(axis=None)
        )
    assert not list(rolling.folder().iterdir())


def test_the_same_register_a_second_time_changes_nothing(ask: Ask, place: Path) -> None:
    ask(place, "--by", "KC Denpasar")
    code, printed, _ = ask(place, "--by", "KC Denpasar")
    assert code == 0
    assert printed.endswith("rollup-2025-03-2025-05.json says what is already held: nothing was changed.\n")


def test_a_dry_run_says_what_would_change_and_accepts_nothing(ask: Ask, place: Path) -> None:
    code, printed, _ = ask(place, "--by", "KC Denpasar", "--dry-run")
    assert code == 0
    assert "28 new rows" in printed
    assert printed.endswith("Nothing was loaded: this was a dry run.\n")
    assert not [entry for entry in entries() if entry.kind == "load"]


def test_tables_are_written_out_as_files_that_load_by_themselves(ask: Ask, place: Path, tmp_path: Path) -> None:
    ask(place, "--by", "KC Denpasar", "--dry-run", "--out", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "contribution.parquet", "membership.parquet", "programme_membership.parquet", "statement.json",
    ]  # fmt: skip
    file = tmp_path / "out" / "membership.parquet"
    entry, _ = intake.load(file.read_bytes(), file.name, at_hand())
    assert entry.rows == {"membership": 12}


def test_a_faulty_register_is_refused_whole_with_exit_code_1(ask: Ask, tmp_path: Path) -> None:
    place = written(register([*ROWS, row("worker-3", "2025-03", region_code="51.99")]), tmp_path)
    code, printed, said = ask(place, "--by", "KC Denpasar")
    assert (code, printed) == (1, "")
    assert said == (
        "register.parquet: the rule is that it names a regency or city in every row, by its dotted code; found once, such as"
        " 2025-03 51.99 BPU worker •••-3. Correct region_code. Or leave these workers out: --exclude unknown_region.\n"
        "1 problem. Nothing was stored.\n"
    )
    assert not [entry for entry in entries() if entry.kind == "load"]


def test_what_earlier_batches_hold_and_the_register_has_nobody_in_is_deleted(
    ask: Ask, place: Path, tmp_path: Path
) -> None:
    earlier = (
        b"Wilayah;Bulan;Segmen;Program;Aktif\n51.03;2025-04;PU;JKK;5\n51.04;2025-04;PU;JKK;7\n51.03;2024-12;PU;JKK;6\n"
    )
    intake.load(earlier, "kepesertaan program.csv", at_hand())
    code, printed, _ = ask(place, "--by", "KC Denpasar", "--reason", "the register is right")
    assert code == 0
    assert "1 deleted" in printed
    held = ensure().query("select region_code, month from programme_membership where segment = 'PU' order by 1, 2")
    assert [tuple(one) for one in held.itertuples(index=False)] == [("51.03", "2024-12"), ("51.04", "2025-04")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--engine", "oracle"], "--engine oracle is none. There is: duckdb"),
        (["--memory", "lots"], "--memory lots is no size, or under 300MB. Write it as 4GB or 800MB.\n"),
        (["--memory", "99999999999GB"], "--memory 99999999999GB is no size, or under 300MB."),
        (["--since", "2025"], "--since 2025 is no month. Write it as 2026-01.\n"),
        (["--exclude", "gap"], "--exclude gap is not safe, or no kind. Kinds that are: no_worker, duplicate,"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(arguments: list[str], said: str, ask: Ask, place: Path) -> None:
    code, printed, error = ask(place, "--by", "KC Denpasar", *arguments)
    assert (code, printed) == (1, "")
    assert error.startswith(said)


def test_an_engine_that_is_none_is_refused_before_the_register_is_read(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "other.parquet").write_bytes(b"PAR1 and nothing more")
    assert ask(tmp_path / "other.parquet", "--engine", "oracle")[2].startswith(
        "--engine oracle is none. There is: duckdb"
    )


def test_what_is_odd_is_told_by_region_and_month_for_nobody_has_a_sheet(ask: Ask, tmp_path: Path) -> None:
    rows = [row(f"worker-{n}", month) for n in range(30) for month in months("2025-01", 5)]
    leave = [one for one in rows if str(one["month"]) < "2025-05" or one["worker_id"] == "worker-0"]
    code, printed, _ = ask(written(register(leave), tmp_path), "--by", "KC Denpasar", "--dry-run")
    warnings = [line for line in printed.splitlines() if line.startswith("warning: ")]
    assert code == 0
    assert [line for line in warnings if "51.03 2025-05: " in line]
    assert not [line for line in warnings if " row " in line or "sheet " in line]


def test_how_to_see_every_change_can_be_typed_as_it_is_printed(ask: Ask, tmp_path: Path) -> None:
    rows = [row(f"worker-{n}", month) for n in range(2) for month in months("2023-01", 30)]
    place = written(register(rows), tmp_path)
    intake.load(_members_by_hand(30), "kepesertaan.csv", at_hand())
    _, printed, _ = ask(place, "--by", "KC Denpasar", "--dry-run")
    assert (
        "more; all of them with: --dry-run --out FOLDER before it is loaded, then python -m data diff FOLDER/"
        in printed
    )
    assert "data diff FILE" not in printed


def _members_by_hand(count: int) -> bytes:
    lines = [f"51.03;{month};{segment};5" for month in months("2023-01", count) for segment in ("PU", "BPU")]
    return "\n".join(["Wilayah;Bulan;Segmen;Aktif", *lines, ""]).encode()


def test_a_place_without_a_register_is_refused(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other.parquet").write_bytes(b"PAR1 and nothing more")
    assert ask(tmp_path / "none")[2].endswith("none is not there. Name a .parquet file or a folder of them.\n")
    assert ask(tmp_path / "empty")[2].endswith(
        "empty holds no .parquet file. Name the folder that holds the register.\n"
    )
    assert ask(tmp_path / "other.parquet")[2].endswith(
        "other.parquet is no whole Parquet file. Nothing was loaded. Write or copy it again.\n"
    )


def test_the_columns_of_a_register_are_printed(ask: Ask) -> None:
    code, printed, _ = ask("--columns")
    assert code == 0
    assert [line.split()[0] for line in printed.splitlines()] == [column.name for column in COLUMNS]
    assert printed.startswith("worker_id      text          required  The worker, the same in every month and opaque;")


@pytest.mark.usefixtures("home")
def test_a_steward_rolls_up_the_own_region_and_no_other(place: Path, tmp_path: Path) -> None:
    wanted = rolling.Wanted([place])
    entry, _ = rolling.load(rolling.run(wanted, BADUNG), BADUNG)
    assert entry.by == "KC Badung"
    other = written(
        register([*ROWS, *[row("worker-3", month, region_code="51.04") for month in months("2025-01", 5)]]), tmp_path
    )
    result = rolling.run(rolling.Wanted([other]), BADUNG)
    with pytest.raises(NotAllowed, match=r"51\.04"):
        rolling.load(result, BADUNG)
    with pytest.raises(NotAllowed, match=r"51\.04"):
        intake.examine_read(result.read, result.file, BADUNG)
    with pytest.raises(NotAllowed, match=r"51\.04"):
        rolling.run(rolling.Wanted([other], out=tmp_path / "out"), BADUNG)
    assert not (tmp_path / "out").exists()
    with pytest.raises(NotAllowed, match="Loading a file is for"):
        rolling.run(wanted, READER)
    assert len([entry for entry in entries() if entry.kind == "load"]) == 1


@pytest.mark.usefixtures("home")
def test_a_register_that_changes_while_it_is_read_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = rolling.roll_up

    def meanwhile(*given):
        found = counting(*given)
        place.write_bytes(place.read_bytes() + b" ")
        return found

    monkeypatch.setattr(rolling, "roll_up", meanwhile)
    with pytest.raises(rolling.DataError, match="The register changed while it was read"):
        rolling.run(rolling.Wanted([place]), at_hand())


@pytest.mark.usefixtures("home")
def test_a_second_run_at_once_is_refused(place: Path) -> None:
    with rolling._alone(), pytest.raises(rolling.DataError, match="Another roll-up is under way"):
        rolling.run(rolling.Wanted([place]), at_hand())


@pytest.mark.usefixtures("home")
def test_the_folder_of_a_run_is_for_this_user_alone_and_goes_with_it(place: Path) -> None:
    with rolling._alone() as own:
        assert own.stat().st_mode & 0o777 == 0o700
        assert own.parent.stat().st_mode & 0o777 == 0o700
    assert not own.exists()
    assert folder().parent == own.parent.parent


@pytest.mark.usefixtures("home")
def test_a_run_removes_what_a_killed_one_left_and_nothing_else(place: Path) -> None:
    left, other = rolling.folder() / "run-1-abcd", rolling.folder() / "of-somebody-else"
    for one in (left, other):
        (one / "within").mkdir(parents=True)
    rolling.run(rolling.Wanted([place]), at_hand())
    assert list(rolling.folder().iterdir()) == [other]


@pytest.mark.usefixtures("home")
def test_a_fault_of_the_register_is_not_told_as_one_of_the_folder_of_runs(place: Path, monkeypatch) -> None:
    def unreadable(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(rolling.batch.hashlib, "file_digest", unreadable)
    with pytest.raises(rolling.DataError) as refused:
        rolling.run(rolling.Wanted([place]), at_hand())
    assert str(refused.value) == f"{place} cannot be read: Permission denied. Nothing was loaded."
