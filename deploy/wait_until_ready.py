"""Waits until the server at COVERAGE_PORT has drawn its first page, at most as long as systemd lets it."""

import os
import time
import urllib.error
import urllib.request

address = f"http://127.0.0.1:{os.environ['COVERAGE_PORT']}{os.environ.get('COVERAGE_PATH', '').rstrip('/')}/ready"
while True:
    try:
        with urllib.request.urlopen(address, timeout=5):
            break
    except (urllib.error.URLError, OSError):
        time.sleep(0.5)
