"""From the TOML text that a person writes to the document that the table keeps, step by step. Pure.

`lines` says where things stand in the text, `report` collects what is wrong, `readers` and `schema`
read single values and whole tables, `checks` looks at what only makes sense together, `document`
makes the normalised form, `changes` compares two of those. `checked` does all in one call.
"""
