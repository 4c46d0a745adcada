"""From statements to records, and who says so."""
