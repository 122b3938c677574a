"""The workbook that goes to an office and comes back: empty to be filled in, or with its errors marked to be mended."""

from data.workbook.marking import ERROR_SHEET, marked
from data.workbook.template import EXAMPLE_MARK, GUIDE_SHEET, LIST_SHEET, template

__all__ = ["ERROR_SHEET", "EXAMPLE_MARK", "GUIDE_SHEET", "LIST_SHEET", "marked", "template"]
