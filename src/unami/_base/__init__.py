"""Shared tools that know nothing of dates or tables: text, names, files, extras, the cache."""
