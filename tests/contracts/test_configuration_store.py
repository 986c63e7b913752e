"""What every configuration store promises, and what the one on the table does besides."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import AWS_PLACES
from contract_facts import NOW

from chalicelib.configuration import FORMAT, from_document
from chalicelib.errors import ConflictError, NotFoundError, TooLargeError, UnavailableError
from chalicelib.store import keys
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.memory import MemoryConfigurationStore

KEY = bytes(range(32))
OTHER_KEY = bytes(reversed(KEY))
