"""Reads a file that an office sends: .xlsx, .csv or .parquet into typed rows, or everything that is wrong with it."""

from data.loading.model import Limits, Read, Reading
from data.loading.reading import read

__all__ = ["Limits", "Read", "Reading", "read"]
