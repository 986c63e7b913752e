"""The use cases. They see ports, never adapters; `now` and ids come from outside."""
