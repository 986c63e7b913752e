"""The one table, and its double in memory."""
