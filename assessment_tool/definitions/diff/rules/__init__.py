"""What each change needs: one file for each group of parts, and what is not named there needs a major."""
