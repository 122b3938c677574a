"""A briefing frozen: its figures, what was asked, the release they come from and a checksum, in one JSON file.

{
  "format": "pantau-cakupan snapshot 1",
  "checksum": SHA-256 of all else, written as JSON with sorted keys, without spaces, in UTF-8
  "title", "made_on",
  "asked": region, as_of, base, target (null: the one that the first screen leads with), plan, lang
  "release": store (version), known_on (batch or day that the app is opened at), batches (the office files that counted),
      demonstration (whether the demonstration set was shown)
  "link": opens the app as it was
  "numbers": the large numbers: finding, made_by, label, unit, value, text, region, base, period, numerator, denominator,
      denominator_period, printed, status, source_ids, batch_ids
  "tables": finding, title, batch_ids, columns (title, unit, wide), rows (key, cells)
}

Shares are 0 to 1 and differences of shares too, in full precision; missing is null. The checksum tells a file that was
altered by accident or in haste; it is no signature.
"""

from exports.snapshot.comparing import Moved, Verified, link_words, verify
from exports.snapshot.file import SnapshotRefused, read, written
from exports.snapshot.freezing import Snapshot, freeze, moment_now

__all__ = [
    "Moved",
    "Snapshot",
    "SnapshotRefused",
    "Verified",
    "freeze",
    "link_words",
    "moment_now",
    "read",
    "verify",
    "written",
]
