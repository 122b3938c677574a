"""Who did what: the audit record, to which is only ever added."""
