"""Two versions of an instrument side by side, for a person to read."""
