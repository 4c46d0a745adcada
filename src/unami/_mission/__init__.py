"""The questions that a record answers, by topic."""
