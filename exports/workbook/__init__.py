"""A briefing as a workbook: what each sheet holds is planned first, then written."""

from exports.workbook.book import workbook

__all__ = ["workbook"]
