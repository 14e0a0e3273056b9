"""What may stand in a definition file, as marshmallow schemas; each fault carries its way to mend it."""
