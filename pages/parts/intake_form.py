"""A file on its way in: the template, the upload, everything wrong with it at once, what it would change, publishing."""

from __future__ import annotations

import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any

import pandas as pd
import streamlit as st

from data import intake
from data.access.person import Person
from data.access.refusal import NotAllowed
from data.entry import Entry
from data.intake import Tell
from data.loading import Reading
from data.office.choices import BASE
from data.problem import CannotWrite, DataError, Problem
from exports.table import plain_csv
from i18n import Language, own, retell
from pages.parts import intake_reading, person, reading, record, safe
from pages.parts.note import note

REGIONS = 12  # regions named above the differences
LISTED = 100  # problems or changes on the page; a file has all of them
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def template(say: Language) -> None:
    """Offer the workbook that an office fills in."""
    note(
        say(
            "Fill in the workbook, or send a CSV or Parquet file with its headings. Send only rows that are new or corrected, "
            "each with all its columns: rows that a file leaves out stay as they are."
        )
    )
    st.download_button(
        say("Download the workbook to fill in (XLSX)"),
        intake_reading.template(say.code),
        file_name="pantau-cakupan.xlsx",
        mime=TYPES["xlsx"],
        icon=":material/download:",
        on_click="ignore",
    )


def take_in(say: Language) -> None:
    """Show the upload to those who may load, and what comes of it."""
    if person.refuses("load", say):
        return
    number = st.session_state.setdefault("file_number", 0)
    sent = st.file_uploader(
        # The words inside the box are English whatever the page speaks (Streamlit 1.67): those above it say the same.
        say("File of the office: XLSX, CSV or Parquet, 30 MB at most. Press Upload, or drop the file into the box."),
        type=["xlsx", "csv", "parquet"], key=f"file-{number}", max_upload_size=30,
    )  # fmt: skip
    with st.expander(say("Where the file itself leaves it open")):
        codes = st.selectbox(
            say("Region codes"), [None, "kemendagri", "bps"], key="codes",
            format_func=lambda kind: {None: say("as the column shows"), "kemendagri": "Kemendagri", "bps": "BPS"}[kind],
        )  # fmt: skip
        base = st.selectbox(
            say("Coverage base of a table that does not name it"), [None, *(value for value, _, _ in BASE)], key="file_base",
            format_func=lambda value: say("none") if value is None else next(
                local if say.code == "id" else english for one, local, english in BASE if one == value
            ),
        )  # fmt: skip
    if sent is None:
        return
    content = sent.getvalue()
    try:
        with st.spinner(say("Reading and checking the file …")):
            by, checksum = person.current(), hashlib.sha256(content).hexdigest()
            examined = intake_reading.examined(content, checksum, sent.name, by, codes, base)
    except NotAllowed as refused:
        person.tell(refused, say)
        return
    if examined.problems:
        _refused(examined, content, say)
    elif examined.difference is None or examined.difference.is_empty:
        st.info(say("The file says what is already held: loading it would change nothing."), icon=":material/check:")
    else:
        _ready(examined, say)
        _publish(examined, content, Reading(codes=codes, base=base), say)


def _refused(examined: intake.Examined, content: bytes, say: Language) -> None:
    count = len(examined.problems)
    st.error(
        say("Errors: {count}. The file is refused whole, and nothing was loaded.", count=count), icon=":material/block:"
    )
    files = st.container(horizontal=True)
    if content.startswith(b"PK"):
        files.download_button(
            say("Download the file with every error marked"), lambda: intake_reading.marked(content, examined, say.code),
            file_name=f"kesalahan-{examined.file}", mime=TYPES["xlsx"], icon=":material/download:", on_click="ignore",
        )  # fmt: skip
    _list_file(files, examined.problems, say)
    _problems(examined.problems, say("Errors"), say)


def _ready(examined: intake.Examined, say: Language) -> None:
    found = examined.difference
    assert found is not None
    titles = {
        "new": say("New rows"),
        "changed": say("Changed rows"),
        "deleted": say("Deleted rows"),
        "same": say("As held"),
    }
    for column, (name, title) in zip(st.columns(4), titles.items(), strict=True):
        column.metric(title, say.number(found.counts[name]), border=True)
    note(say("Regions in the file: {regions}.", regions=safe.plain(_regions(examined, say))))
    if len(found.totals):
        st.subheader(say("Totals that would change"), anchor=False)
        st.table(_totals(found.totals, say), border="horizontal", hide_index=True, alt=say("Totals that would change"))
    if len(found.cells):
        st.subheader(say("Figures that would change or vanish"), anchor=False)
        st.table(
            _cells(found.cells, say),
            border="horizontal",
            hide_index=True,
            alt=say("Figures that would change or vanish"),
        )
        _more(len(found.cells), say)
    st.download_button(
        say("Download every change (CSV)"), lambda: plain_csv(found.cells),
        file_name="perubahan.csv", mime=TYPES["csv"], icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    if examined.warnings:
        asked = say("Warnings: {count}. Look at them before publishing.", count=len(examined.warnings))
        st.warning(asked, icon=":material/warning:")
        _list_file(st.container(), examined.warnings, say)
        _problems(examined.warnings, say("Warnings"), say)


def _regions(examined: intake.Examined, say: Language) -> str:
    """Name the regions that the file is about: new rows are only added up, and a wrong code shows nowhere else."""
    frames = [rows for rows in examined.read.tables.values() if "region_code" in rows]
    codes = sorted({code for rows in frames for code in rows["region_code"].dropna()})
    opened = reading.store()
    known = reading.places(opened, opened.version).places
    names = [f"{known[code].name} ({code})" if code in known else code for code in codes]
    more = [say("{count} more", count=say.number(len(names) - REGIONS))] if len(names) > REGIONS else []
    return ", ".join([*names[:REGIONS], *more]) or say("none")


def _publish(examined: intake.Examined, content: bytes, how: Reading, say: Language) -> None:
    with st.form("publish", border=True):
        by = person.asked_name(say("Who loads it: name and office"), say)
        remark = st.text_input(say("Remark (optional)"), max_chars=300)
        reason, seen = "", True
        if examined.warnings:
            reason = st.text_area(say("Why the file is right although there are warnings"), max_chars=1000)
            seen = st.checkbox(say("I have looked at every warning"))
        asked = st.form_submit_button(say("Accept and publish"), icon=":material/publish:")
    if not asked:
        return
    if not by.strip() or (examined.warnings and not (reason.strip() and seen)):
        st.error(say("Fill in who loads it; with warnings, tick that you have seen them and write the reason."))
        return
    with st.status(say("Publishing …")) as status:
        try:
            entry = _load(
                content,
                examined.file,
                person.named(by),
                remark,
                reason,
                how,
                lambda step: status.update(label=step),
                say,
            )
        except NotAllowed as refused:
            status.update(label=say("Not published"), state="error")
            person.tell(refused, say)
            return
        except CannotWrite as cause:
            status.update(label=say("Not published"), state="error")
            record.not_written(f"loading {examined.file}", cause, say)
            return
        except DataError:
            logging.getLogger(__name__).exception("%s was not published", examined.file)
            status.update(label=say("Not published"), state="error")
            st.error(
                say(
                    "The file was not published: figures have changed meanwhile, or another load is under way. Send it again."
                )
            )
            return
    st.session_state["file_number"] += 1
    record.done(say("Batch {batch} is published: {file}.", batch=entry.batch_id, file=entry.file))


def _load(
    content: bytes, file: str, by: Person, remark: str, reason: str, how: Reading, show: Tell, say: Language
) -> Entry:
    """Load a file beside this run of the page: a reader who leaves would stop it between accepting and publishing."""
    steps: SimpleQueue[str] = SimpleQueue()
    with ThreadPoolExecutor(1) as worker:
        running = worker.submit(intake.load, content, file, by, remark, reason, how, steps.put)
        while not running.done():
            try:
                show(f"{say(steps.get(timeout=0.2))} …")
            except Empty:
                continue
        return running.result()[0]


def _problems(problems: list[Problem], title: str, say: Language) -> None:
    rows = [
        {
            say("Sheet"): safe.plain(problem.sheet or ""),
            say("Row"): "" if problem.row is None else str(problem.row),
            say("Column"): safe.plain(own(problem.column, say)),
            say("Found"): safe.plain(own(problem.value, say)[:80]),
            say("Rule"): safe.plain(retell(problem.rule, say)),
            say("What to do"): safe.plain(retell(problem.remedy, say)),
        }
        for problem in problems[:LISTED]
    ]
    shown = pd.DataFrame(rows)
    st.table(shown.loc[:, (shown != "").any()], border="horizontal", hide_index=True, alt=title)
    _more(len(problems), say)


def _list_file(place: Any, problems: list[Problem], say: Language) -> None:
    place.download_button(
        say("Download the list (CSV)"), lambda: intake_reading.listed(problems, say.code), file_name="daftar.csv",
        mime=TYPES["csv"], icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _totals(totals: pd.DataFrame, say: Language) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                say("Table"): intake_reading.sheet(row.table, say.code),
                say("Month"): say.period(row.month),
                say("Sum of"): say("provinces") if row.level == "province" else say("regencies and cities"),
                say("Group"): safe.plain(row.of),
                say("Measure"): intake_reading.heading(row.table, row.measure, say.code),
                say("Before"): _number(row.old, say),
                say("After"): _number(row.new, say),
                say("Difference"): _difference(row.old, row.new, say),
            }
            for row in totals.head(LISTED).itertuples()
        ]
    )


def _cells(cells: pd.DataFrame, say: Language) -> pd.DataFrame:
    kinds = {"changed": say("changed"), "deleted": say("deleted")}
    return pd.DataFrame(
        [
            {
                say("Table"): intake_reading.sheet(row.table, say.code),
                say("Cell"): safe.plain(row.key),
                say("Measure"): intake_reading.heading(row.table, row.field, say.code),
                say("Before"): safe.plain("" if pd.isna(row.old) else str(row.old)),
                say("After"): safe.plain("" if pd.isna(row.new) else str(row.new)),
                say("Change"): kinds[row.change],
            }
            for row in cells.head(LISTED).itertuples()
        ]
    )


def _more(count: int, say: Language) -> None:
    if count > LISTED:
        note(say("The first {shown} of {count}; the file has all of them.", shown=LISTED, count=say.number(count)))


def _number(value: Any, say: Language) -> str:
    return say("none") if pd.isna(value) else say.number(int(value))


def _difference(old: Any, new: Any, say: Language) -> str:
    """Say a difference; where nothing was or will be held there is none, since nothing is not zero."""
    return "" if pd.isna(old) or pd.isna(new) else say.number(int(new - old), signed=True)
