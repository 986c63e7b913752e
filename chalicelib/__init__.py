"""Ouvido: feedback captured at the moment it is felt, answered in time, never silent."""
