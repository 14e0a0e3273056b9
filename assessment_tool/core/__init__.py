"""What an assessment means: values and rules, with no input or output (see README.md)."""
