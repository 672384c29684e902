"""Cases for the leak gate: problems, disguises of their solutions, and harmless answers."""
