"""Whether absences can be: of a member, days in their order, and no circles of substitutes."""

from collections import defaultdict
from datetime import date
from itertools import combinations

from chalicelib.absences import Absence, absence_on, chain, turning_days
from chalicelib.administration.report import Report, nearest
from chalicelib.administration.schema import Read, rows

Placed = dict[str, dict[int, Absence]]
"""By member what was read without an error, each with its position in the file."""


def check_absences(read: Read, report: Report) -> None:
    """Report absences that cannot be, and (as warnings) what is probably not meant."""
    _people(read, report)
    placed: Placed = defaultdict(dict)
    for path, row in rows(read, "absences"):
        if row["from"] and row["until"] and row["until"] < row["from"]:
            what = f"is before the first day, {row['from']}"
            instead = "write the last day of the absence"
            report.error((*path, "until"), what, instead, "ends_before")
        if not report.is_wrong(path):
            placed[row["member"]][int(path[-1])] = Absence(
                first_day=date.fromisoformat(row["from"]),
                last_day=date.fromisoformat(row["until"]),
                substitute=row["substitute"],
            )
    _overlaps(placed, report)
    _circles(placed, report)


def _people(read: Read, report: Report) -> None:
    teams = list(rows(read, "teams"))
    people = (person for _, team in teams for person in (*team["members"], team["lead"]))
    staff = [*dict.fromkeys(person for person in people if person is not None)]
    is_known = bool(teams) and not any(
        report.is_wrong((*path, key)) for path, _ in teams for key in ("members", "lead")
    )
    away = [row["substitute"] for _, row in rows(read, "absences")]
    mailboxes = [team["mailbox"] for _, team in teams]
    for address in read["names"] if is_known else ():
        if address not in (*staff, *away, *mailboxes):
            what = "is a member of no team: nobody is called so"
            meant = _meant(address, staff)
            report.warning(("names", address), what, meant, "no_member", value=address)
    for path, row in rows(read, "absences"):
        member, substitute = row["member"], row["substitute"]
        if is_known and member is not None and member not in staff:
            what = f'"{member}" is a member of no team'
            meant = _meant(member, staff)
            report.error((*path, "member"), what, meant, "no_member", value=member)
        if substitute is not None and substitute == member:
            what = f'"{substitute}" is the one who is absent'
            instead = "write somebody else, or leave it out"
            report.error((*path, "substitute"), what, instead, "own_substitute")
        elif is_known and substitute is not None and substitute not in staff:
            what = f'"{substitute}" is a member of no team'
            meant = _meant(substitute, staff)
            report.warning((*path, "substitute"), what, meant, "no_member", value=substitute)


def _meant(address: str, staff: list[str]) -> str:
    """What to write instead; the addresses of one domain are all alike, so near is very near."""
    near = nearest(address, staff, cutoff=0.85)
    return f'write "{near}"' if near else "write the address of a member or lead"


def _overlaps(placed: Placed, report: Report) -> None:
    for of_member in placed.values():
        for (first, one), (second, other) in combinations(of_member.items(), 2):
            if one.first_day <= other.last_day and other.first_day <= one.last_day:
                name = report.name(("absences", first))
                what = f"overlaps with {name}, which counts on the days of both"
                place = ("absences", second)
                report.warning(place, what, "write other days", "absences_overlap")


def _circles(placed: Placed, report: Report) -> None:
    """Report each circle of substitutes once, on its first day, at its last absence in the file."""
    absences = {member: [*of_member.values()] for member, of_member in placed.items()}
    told: set[frozenset[str]] = set()
    for day in turning_days(absences):
        for member in absences:
            asked = chain(absences, member, day)
            is_circle = len(asked) > 1 and asked[0] == asked[-1]
            if not is_circle or frozenset(asked) in told:
                continue
            told.add(frozenset(asked))
            last = max(
                position
                for one in asked
                for position, absence in placed[one].items()
                if absence is absence_on(absences, one, day)
            )
            what = f"nobody is there on {day}: {' -> '.join(asked)}"
            report.error(("absences", last, "substitute"), what, "write somebody who is there")
