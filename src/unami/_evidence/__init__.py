"""From statements to records, and the sources of every value."""
