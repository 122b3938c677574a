"""From a file that someone published to a table that one can trust."""
