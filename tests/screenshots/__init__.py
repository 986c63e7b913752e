"""`make screenshots`: a picture of every page into docs/pictures."""
