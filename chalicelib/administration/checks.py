"""What only makes sense together: names that must exist, things that must not be there twice.

Each check takes the file as `schema` read it. A value that is None was absent or already reported,
so it is passed over: one mistake gives one message.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import partial

from chalicelib import reply_templates
from chalicelib.administration.absence_checks import check_absences
from chalicelib.administration.calendar_checks import check_calendars
from chalicelib.administration.lines import Path
from chalicelib.administration.policy_checks import check_policies
from chalicelib.administration.public_holidays import PublicHolidays
from chalicelib.administration.report import Report, nearest, suggestion
from chalicelib.administration.schema import Read, ids, rows
from chalicelib.configuration import ALWAYS, APPEAL_WITHIN
from chalicelib.routing import fold
from chalicelib.wording import check_overrides, names

CARRIER_WORDS = frozenset(
    {"arret", "cancel", "end", "help", "optout", "quit", "remove", "stop", "td", "unsubscribe"}
)
"""Folded words that a carrier or AWS may answer itself, as a request for help or to be left alone.

Source: AWS End User Messaging SMS user guide, keywords and opt-out lists.
"""
_SHORTEST_WINDOW, _LONGEST_WINDOW = 15 * 60, 24 * 60 * 60
"""Seconds: `measures.unusual` compares the same time of other days."""
MOST_WEBHOOKS = 20
"""Each has a worker of its own, so that a slow one delays no other: fewer than may run at a time."""
_OUR_MAILBOXES = ("feedback@", "t-", "r-")


def check_together(read: Read, report: Report, today: date, holidays: PublicHolidays) -> None:
    """Report everything that is wrong between the parts of a file."""
    for key in ("teams", "touchpoints", "policies", "templates", "webhooks"):
        _once([((*path, "id"), row["id"]) for path, row in rows(read, key)], report)
    _once([((*path, "number"), row["number"]) for path, row in rows(read, "numbers")], report)
    _keywords(read, report)
    _teams(read, report)
    _own_addresses(read, report)
    _references(read, report)
    check_absences(read, report)
    _quiet_hours(read, report)
    _early_warning(read, report)
    _retention(read, report)
    _targets(read, report)
    check_calendars(read, report, today, holidays)
    check_policies(read, report)
    _templates(read, report)
    _webhooks(read, report)
    _wording(read, report)


def _taken(value: str, line: int) -> str:
    return f'"{value}" is there already, on line {line}'


def _once(
    places: Sequence[tuple[Path, str | None]],
    report: Report,
    what: Callable[[str, int], str] = _taken,
    code: str = "taken",
) -> None:
    """Report each value after its first; `what` is given the value and the line of the first."""
    first: dict[str, Path] = {}
    for path, value in places:
        if value is None:
            continue
        if value in first:
            said = what(value, report.line(first[value]))
            report.error(path, said, "write another one", code, value=value)
        first.setdefault(value, path)


def _keywords(read: Read, report: Report) -> None:
    keywords = [
        ((*path, "keyword"), row["keyword"] and fold(row["keyword"]))
        for path, row in rows(read, "touchpoints")
    ]
    _once(
        keywords,
        report,
        lambda word, line: f'a text with "{word}" could mean line {line} as well',
        "keyword_taken",
    )
    for path, word in keywords:
        if word in CARRIER_WORDS:
            what = f'a text with "{word}" is one for the carrier, who may answer it instead of us'
            report.error(path, what, "write another word", "carrier_word", value=word)


def _teams(read: Read, report: Report) -> None:
    for path, team in rows(read, "teams"):
        _once([((*path, "members", i), one) for i, one in enumerate(team["members"])], report)
        if not (team["mailbox"] or team["members"] or report.is_wrong(path)):
            what = "has neither mailbox nor members: the next level takes over at once"
            report.warning(path, what, "write mailbox or members", "team_of_nobody")


def _own_addresses(read: Read, report: Report) -> None:
    """Report addresses of staff under our own domain: mail to them would come in as feedback."""
    own_domain = read["organisation"]["mail_domain"]
    places: list[tuple[Path, str | None]] = []
    for path, team in rows(read, "teams"):
        places += [((*path, key), team[key]) for key in ("mailbox", "lead")]
        places += [((*path, "members", i), member) for i, member in enumerate(team["members"])]
    for path, absence in rows(read, "absences"):
        places.append(((*path, "substitute"), absence["substitute"]))
    for path, address in places:
        if own_domain and address and address.endswith(f"@{own_domain}"):
            note = report.error if address.startswith(_OUR_MAILBOXES) else report.warning
            what = f'"{address}" is at our own mail_domain: mail to it comes back to us'
            note(path, what, f"write one outside {own_domain}", "own_address", value=address)


def _quiet_hours(read: Read, report: Report) -> None:
    quiet = read["quiet_hours"]
    if quiet["from"] is not None and quiet["from"] == quiet["until"]:
        what = "is the time at which quiet hours begin: they would never end"
        instead = "write another time, or no [quiet_hours]"
        report.error(("quiet_hours", "until"), what, instead, "quiet_for_ever")


def _early_warning(read: Read, report: Report) -> None:
    within = read["early_warning"]["within"]
    if not _SHORTEST_WINDOW <= within <= _LONGEST_WINDOW:
        what = "is too short or too long"
        report.error(("early_warning", "within"), what, "write 15m to 24h", "window_range")


def _retention(read: Read, report: Report) -> None:
    """Words must be there as long as the customer may ask for the ombudsman, who has to read them."""
    kept = read["retention"]["personal"]
    if kept is None:
        return
    for path, row in rows(read, "policies"):
        appeal = row["appeal_within"] or int(APPEAL_WITHIN.total_seconds())
        if kept <= appeal:
            what = f"is over while an appeal may still come (line {report.line(path)})"
            instead = "write a longer time"
            report.error(("retention", "personal"), what, instead, "appeal_lasts_longer")
            return


def _targets(read: Read, report: Report) -> None:
    """Each target is of one team, of one touchpoint, or of all; and of each there is one."""
    places: list[tuple[Path, str | None]] = []
    for path, row in rows(read, "targets"):
        if row["team"] and row["touchpoint"]:
            what = "has a team and a touchpoint: a target is of one of them"
            report.error(path, what, "write two targets", "target_of_two")
            continue
        of = [f"{key} {row[key]}" for key in ("team", "touchpoint") if row[key]]
        if not report.is_wrong(path):
            places.append((path, of[0] if of else "everything"))
    _once(
        places,
        report,
        lambda of, line: f"is a second target of {of}, as on line {line}",
        "second_target",
    )


def _references(read: Read, report: Report) -> None:
    teams, touchpoints = (dict.fromkeys(ids(read, key)) for key in ("teams", "touchpoints"))
    organisation = read["organisation"]
    team = partial(_refers, report, "team", teams)
    touchpoint = partial(_refers, report, "touchpoint", touchpoints)
    team(("organisation", "default_team"), organisation["default_team"])
    team(("organisation", "complex_team"), organisation["complex_team"])
    team(("organisation", "managers"), organisation["managers"])
    touchpoint(("organisation", "default_touchpoint"), organisation["default_touchpoint"])
    for path, row in rows(read, "touchpoints"):
        team((*path, "owner"), row["owner"])
        for kind, owner in row["owners"].items():
            team((*path, "owners", kind), owner)
    for path, row in rows(read, "numbers"):
        touchpoint((*path, "touchpoint"), row["touchpoint"])
    for path, row in rows(read, "targets"):
        team((*path, "team"), row["team"])
        touchpoint((*path, "touchpoint"), row["touchpoint"])
    for key in ("teams", "policies"):
        for path, row in rows(read, key):
            calendars = [ALWAYS, *read["calendars"]]
            _refers(report, "calendar", calendars, (*path, "calendar"), row["calendar"])
    _policies(read, team, touchpoint)


def _policies(read: Read, team: Callable[..., None], touchpoint: Callable[..., None]) -> None:
    """Report teams and touchpoints that a policy names and that there are not."""
    for path, policy in rows(read, "policies"):
        for position, level in enumerate(policy["levels"]):
            if level is not None:
                team((*path, "levels", position, "to"), level["to"])
        for field, refer in (("owner", team), ("touchpoint", touchpoint)):
            for position, value in enumerate(policy["match"][field]):
                refer((*path, "match", field, position), value)


def _refers(
    report: Report, what: str, known: Collection[str], path: Path, value: str | None
) -> None:
    if value is not None and value not in known:
        instead, near = suggestion(value, [*known]), nearest(value, [*known])
        said = f'there is no {what} "{value}"'
        report.error(path, said, instead, f"no_{what}", value=value, near=near)


def _templates(read: Read, report: Report) -> None:
    touchpoints = ids(read, "touchpoints")
    for path, row in rows(read, "templates"):
        for position, one in enumerate(row["touchpoint"]):
            _refers(report, "touchpoint", touchpoints, (*path, "touchpoint", position), one)
        if not row["text"] and not report.is_wrong((*path, "text")):
            report.error((*path, "text"), "is empty", 'write { en-GB = "…" }')
        for locale, text in row["text"].items():
            for field in reply_templates.unknown_fields(text or ""):
                what = f'"{field}" is no field of a template'
                known = ", ".join(f"{{{name}}}" for name in reply_templates.FIELDS)
                where = (*path, "text", locale)
                report.error(
                    where, what, f"there are {known}", "no_field", value=field, known=known
                )


def _webhooks(read: Read, report: Report) -> None:
    for number, (path, row) in enumerate(rows(read, "webhooks"), start=1):
        if row["url"] and row["url"].startswith("http:"):
            what = "is on this machine: only the local stack delivers to it"
            report.warning((*path, "url"), what, "write an https address", "local_receiver")
        if number == MOST_WEBHOOKS + 1:
            what = f"is one more than the {MOST_WEBHOOKS} that are delivered to side by side"
            report.error(path, what, "let one receiver pass events on")


def _wording(read: Read, report: Report) -> None:
    given = {
        locale: {name: text for name, text in (texts or {}).items() if text is not None}
        for locale, texts in read["wording"].items()
    }
    for problem in check_overrides(given):
        path: Path = ("wording", problem.locale)
        instead = "write the same fields as the wording that it replaces"
        if problem.name is not None:
            path = (*path, problem.name)
            if problem.name not in names():
                instead = suggestion(problem.name, sorted(names()))
        report.error(path, problem.what, instead)
