"""The questions about a mission, by topic."""
