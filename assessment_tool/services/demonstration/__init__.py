"""The demonstration: a fictional family, entered through the same services as any other."""
