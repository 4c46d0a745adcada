"""Shared code of the tests: builders, strategies, fictional missions, browsers, and the internals of the library."""
