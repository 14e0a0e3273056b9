"""Backups: everything that is recorded as one file, and a database made from one."""
