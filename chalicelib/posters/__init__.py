"""What is printed, as PDF: posters, stickers and seat-back cards of a touchpoint, and evidence.

`sheet` draws the posters, `words` says what stands on them, `evidence` sets the evidence in pages. `canvas`
and `font` know PDF and TrueType, `lines` where lines break.
"""
