"""People of each role, as the office would name them."""

from __future__ import annotations

from data.access.person import Person


def at_hand(name: str = "KC Denpasar") -> Person:
    """Give the person at this computer, without sign-in: they may do everything."""
    return Person(name, "administrator", (), "local")


BADUNG = Person("KC Badung", "steward", ("51.03",), "sign-in")
GIANYAR = Person("KC Gianyar", "steward", ("51.04",), "sign-in")
PUBLISHER = Person("Bidang Kepesertaan", "publisher", (), "sign-in")
READER = Person("Pembaca", "reader", (), "sign-in")
OFFICIAL = Person("Pemkab Badung", "regency", ("51.03",), "sign-in")
ADMINISTRATOR = Person("Ibu Admin", "administrator", (), "sign-in")
