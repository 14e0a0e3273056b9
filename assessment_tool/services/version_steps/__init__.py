"""Steps in the life of a version that two people take: proposed, decided, and written into the registry."""
