"""Pictures without what they say of where, when and by whom they were taken.

Only the container is taken apart and put together again; the picture's own data stays as it is, bit
for bit. Each format keeps a list of what is known to be needed to show the picture, and drops the
rest: metadata that nobody has thought of yet goes as well. Which way up a picture is stays.

A picture that cannot be understood to its end is an UnreadableError: then nobody can be certain.
"""

from chalicelib.pictures.errors import UnreadableError
from chalicelib.pictures.stripped import PICTURES, Picture, media_type_of, strip

__all__ = ["PICTURES", "Picture", "UnreadableError", "media_type_of", "strip"]
