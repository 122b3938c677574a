"""A briefing as one file that any browser opens without a network: to read, to print, and to show on a projector.

page_html(told)     # the page, as bytes
page_pdf(told)      # the same printed by a browser of this machine (exports/page/pdf.py)
"""

from exports.page.html import page_html, policy

__all__ = ["page_html", "policy"]
