"""Who is away, on which days, and who stands in. Pure.

A day is one of the organisation's time zone. Where several absences of one member hold on a day, the
first listed counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which a member is away."""

    first_day: date
    last_day: date
    substitute: str | None
    """Mail address of whoever stands in; None: nobody does."""

    def covers(self, day: date) -> bool:
        """Whether the member is away on that day."""
        return self.first_day <= day <= self.last_day


Absences = Mapping[str, Sequence[Absence]]
"""By the member's mail address, in the order of the file."""


def absence_on(absences: Absences, member: str, day: date) -> Absence | None:
    """The absence of a member that counts on a day; None where the member is there."""
    return next((one for one in absences.get(member, ()) if one.covers(day)), None)


def chain(absences: Absences, member: str, day: date) -> tuple[str, ...]:
    """The member and each substitute asked on a day, one after another, until somebody is there.

    The last one is there, or is away without a substitute, or (which `config check` refuses) stands
    in the chain already.
    """
    asked = [member]
    absence = absence_on(absences, member, day)
    while absence and absence.substitute:
        is_cycle = absence.substitute in asked
        asked.append(absence.substitute)
        if is_cycle:
            break
        absence = absence_on(absences, absence.substitute, day)
    return tuple(asked)


def stand_in(absences: Absences, member: str, day: date) -> str | None:
    """Who has a member's mail on a day: the member where there, else the last of the chain.

    None where nobody of the chain is there.
    """
    last = chain(absences, member, day)[-1]
    return None if absence_on(absences, last, day) else last


def differing_days(absences: Absences, first: date, last: date) -> list[date]:
    """The first of some days and each on which it may change who is away, in order."""
    return [first, *(day for day in turning_days(absences) if first < day <= last)]


def turning_days(absences: Absences) -> list[date]:
    """The days on which it may change who is away, in order: first days, and those after last ones."""
    every = [one for of_member in absences.values() for one in of_member]
    return sorted({one.first_day for one in every} | {one.last_day + _DAY for one in every})


def from_rows(rows: Mapping[str, Sequence[Sequence[str | None]]]) -> Absences:
    """Absences as a document has them: by member, rows of first day, last day and substitute."""
    return {
        member: tuple(
            Absence(
                first_day=date.fromisoformat(str(first)),
                last_day=date.fromisoformat(str(last)),
                substitute=substitute,
            )
            for first, last, substitute in of_member
        )
        for member, of_member in rows.items()
    }
