"""Untrusted payloads into what Ouvido knows: pure, no clock, no input or output."""
