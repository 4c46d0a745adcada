"""What every room uses and what knows no date and no table: text, names, files, extras, the cache."""
