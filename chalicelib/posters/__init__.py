"""Posters, stickers and seat-back cards of a touchpoint, as PDF for the printer.

`sheet` draws them, `words` says what stands on them, `canvas` and `font` know PDF and TrueType.
"""
