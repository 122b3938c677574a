"""A briefing as one file that any browser opens without a network: to read, to print, and to show on a projector.

page_html(told)                     # the page, as bytes
find_chromium(), page_pdf(page)     # the same printed by a browser of this machine
"""

from exports.page.html import page_html

__all__ = ["page_html"]
