"""The staff API: its operations as a table, and the models of what it takes and answers."""
