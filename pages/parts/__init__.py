"""Shared pieces of page: the reader's view, the only caches, figures with their source, tables, safe text."""
