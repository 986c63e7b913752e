"""Words for messages, and the ways out."""
