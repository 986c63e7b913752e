"""What the checks need to know of public holidays, which are worked out elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol


class PublicHolidays(Protocol):
    """Public holidays by ISO 3166 code of a country, or of a country and its subdivision."""

    def countries(self) -> Mapping[str, Sequence[str]]:
        """Codes of every country that is known, to the codes of its subdivisions."""

    def has(self, code: str) -> bool:
        """Whether they can be worked out; of a code whose country and subdivision are known."""

    def instead(self, code: str) -> str:
        """What to write instead of a code that is not known."""

    def expand(self, code: str, locale: str, today: date) -> dict[str, str]:
        """Each public holiday, ISO 8601 day to name, of the years around today."""

    def doubts(self, code: str, today: date) -> tuple[str, ...]:
        """What is not known of those years, in words; mostly nothing."""


class HolidaysInForce:
    """The holidays that versions of the configuration already have, and no others.

    The library that knows every country is 9 MB and takes a second to load, so no Lambda has it.
    """

    def __init__(self, known: Mapping[str, Mapping[str, str]]) -> None:
        """`known` is code to days: see `holidays_of`."""
        self._known = known

    def countries(self) -> Mapping[str, Sequence[str]]:
        """See the protocol."""
        found: dict[str, list[str]] = {}
        for code in self._known:
            country, _, subdivision = code.partition("-")
            found.setdefault(country, []).extend([subdivision] if subdivision else [])
        return found

    def has(self, code: str) -> bool:
        """See the protocol."""
        return code in self._known

    def instead(self, code: str) -> str:  # noqa: ARG002
        """See the protocol."""
        return (
            "apply a country's holidays the first time with `python -m infra config apply`, "
            "or list the days as closed"
        )

    def expand(self, code: str, locale: str, today: date) -> dict[str, str]:  # noqa: ARG002
        """See the protocol; as they were worked out when the code was applied."""
        return dict(self._known.get(code, {}))

    def doubts(self, code: str, today: date) -> tuple[str, ...]:  # noqa: ARG002
        """See the protocol; who applied the code was told."""
        return ()
