"""What tests share: builders, strategies, fictional missions, browsers, and a way to the inside of the library."""
