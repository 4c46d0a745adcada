"""Settings of all tests."""

from hypothesis import settings

# No test is about time: on a slow machine, or under coverage, an example may take as long as it needs.
settings.register_profile("unami", deadline=None)
settings.load_profile("unami")
