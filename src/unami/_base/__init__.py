"""Shared tools that are independent of dates and tables: text, names, files, extras, the cache."""
