"""What an office sends: the tables of a month's workbook, and the words it is filled in with."""

from data.office.model import Field, OfficeTable
from data.office.tables import OFFICE_TABLES

__all__ = ["OFFICE_TABLES", "Field", "OfficeTable"]
