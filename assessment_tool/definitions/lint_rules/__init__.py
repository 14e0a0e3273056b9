"""The rules beyond the schemas, one family to a module: each takes a version and yields what it finds."""
