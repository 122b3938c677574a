"""Writes a file of access as an office would, with one person of each role."""

from __future__ import annotations

from pathlib import Path

SECRET = "0123456789abcdef" * 4
PEOPLE = """
[[people]]
email = "Admin@example.go.id"
role = "administrator"
name = "Ibu Admin"

[[people]]
email = "penerbit@example.go.id"
role = "publisher"

[[people]]
email = "badung@example.go.id"
role = "steward"
regions = ["51.03"]
name = "KC Badung"

[[people]]
claim = "groups"
value = "pemkab-gianyar"
role = "regency"
regions = ["51.04"]

[[people]]
subject = "pembaca"
role = "reader"
"""


def access_file(home: Path, issuer: str = "https://masuk.example.go.id", here: str = "http://localhost:8501",
                top: str = 'contact = "Bidang Kepesertaan"\nsession_hours = 8\n', people: str = PEOPLE) -> Path:  # fmt: skip
    """Write ``access.toml`` into a home, readable by its owner alone, and give its path."""
    auth = (
        f'[auth]\nredirect_uri = "{here}/oauth2callback"\ncookie_secret = "{SECRET}"\nclient_id = "pantau"\n'
        f'client_secret = "rahasia"\nserver_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
    )
    home.mkdir(parents=True, exist_ok=True)
    path = home / "access.toml"
    path.write_text(f"{top}\n{auth}{people}", encoding="utf-8")
    path.chmod(0o600)
    return path
