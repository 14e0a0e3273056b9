"""Instrument files and the plain values of the core: reading, checking, building, publishing."""
