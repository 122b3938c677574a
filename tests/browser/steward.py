"""What a steward sends: the workbook filled in as an office would, and the way it goes into the page."""

from __future__ import annotations

import io

import openpyxl

from data.workbook import template
from tests.browser.reading import Seen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE = "buleleng.xlsx"


def workbook(active: object = 130_500, month: str = "2025-12") -> bytes:
    """Fill in the template as an office would: Buleleng, which has no published figure, at December 2025.

    Args:
        active: what is written as its active PU participants.
        month: of its PU participants; the rest is of December 2025.
    """
    book = openpyxl.load_workbook(io.BytesIO(template("id")))
    members, base = book["Kepesertaan"], book["Basis tenaga kerja"]
    rows = ((month, "PU", active), ("2025-12", "BPU", 60_000), ("2025-12", "Jakon", 9_500))
    for row, (period, segment, count) in enumerate(rows, start=3):
        for column, value in enumerate(("51.08", period, segment, None, count), start=1):
            members.cell(row, column, value)
    headings = [cell.value for cell in base[1]]
    given = {"Wilayah": "51.08", "Bulan": "2025-12", "Basis": "UCJ", "Jumlah": 400_000, "Sumber": "Laporan UCJ"}
    for heading, value in given.items():
        base.cell(3, headings.index(heading) + 1, value)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def send(seen: Seen, content: bytes, words: str) -> None:
    """Send a workbook, and wait until the page says these words."""
    seen.page.locator("input[type=file]").first.set_input_files({"name": FILE, "mimeType": XLSX, "buffer": content})
    seen.page.get_by_text(words).first.wait_for(timeout=60_000)
