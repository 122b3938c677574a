"""What ``python -m metrics`` answers besides single figures: one module a command, found by its name."""


class OutOfBounds(Exception):
    """A value that can be read but means nothing here; the message says what it may be."""
