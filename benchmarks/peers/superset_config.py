"""Configuration of Apache Superset for the benchmark: as it comes, but for a secret, its own database and, where said, a cache.

Superset reads it in its own environment; nothing here imports it.
"""

import os

SECRET_KEY = os.environ["PEER_SECRET"]
SQLALCHEMY_DATABASE_URI = os.environ["PEER_DATABASE"]
PREVENT_UNSAFE_DB_CONNECTIONS = False  # DuckDB is a file of this machine
TALISMAN_ENABLED = False  # headers that a proxy would send
WTF_CSRF_ENABLED = False  # the token of the login stands for it
if os.environ.get("PEER_CACHE"):
    DATA_CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 86_400}
