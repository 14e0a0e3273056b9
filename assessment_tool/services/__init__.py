"""What people do: one function for each intention, inside the caller's transaction, never committing."""
