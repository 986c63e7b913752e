"""The whole system on one machine: the emulator, the front before it, and `make run`."""
