"""Two versions of an instrument side by side: every change, and the bump of the version that it needs."""
