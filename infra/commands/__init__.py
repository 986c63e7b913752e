"""The operator's commands, a module each: `register(subparsers)` adds its arguments and its `run`.

`run(arguments)` does the work and returns the exit code: 0, or 1 where it found something wrong.
"""
