"""What came of reconciling a day, in lines for a terminal, and for a script."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

_SOURCES = {
    "mail_bucket": "mails in the bucket",
    "topic": "texts by the topic's count",
    "twilio": "texts in Twilio's list",
    "web_log": "forms and calls in the API's log",
}
_LACKS = {
    "messages": "what follows from an entry is not written",
    "delivery": "a message waits to leave",
    "step": "what was due is not done",
    "attachment": "an attachment is not where it is kept",
    "facts": "not measured",
}


def lines(result: dict[str, Any]) -> Iterator[str]:
    """A reconciliation as the Lambda answers it."""
    times = result["times"]
    until = datetime.fromisoformat(result["until"])
    so_far = f", until {until:%H:%M}" if until.date().isoformat() == result["day"] else ""
    yield f"{result['day']} (UTC){so_far}, looked at {times} time{'s' if times > 1 else ''}"
    for one in result["channels"]:
        yield from _channel(one)
    yield from _inside(result["inside"])
    letters = result["dead_letters"]
    found = [f"{source} {_or_unknown(n)}" for source, n in sorted(letters.items()) if n != 0]
    yield f"  dead letters: {', '.join(found) or 'none'}"
    late = result["late_seconds"]
    yield f"  the stream was read at most {_or_unknown(late)}{'' if late is None else ' s'} late"
    if result["redriven"]:
        yield f"  handed over once more, by all looks: {result['redriven']}"


def code(result: dict[str, Any]) -> int:
    """What the command ends with: 1 where something is missing, 3 where that is not known, else 0."""
    channels, inside = result["channels"], result["inside"]
    missing = any(one["missing"] or one["more_missing"] for one in channels)
    if missing or inside["problems"] or inside["more"]:
        return 1
    return 3 if any(one["arrived"] is None for one in channels) else 0


def _channel(one: dict[str, Any]) -> Iterator[str]:
    about = _SOURCES[one["source"]]
    if one["arrived"] is None:
        yield f"?  {about}: not available here"
        return
    missing = len(one["missing"]) + one["more_missing"]
    mark = "!! " if missing else "ok "
    again = f", {one['redriven']} of them handed over once more" if one["redriven"] else ""
    yield f"{mark}{about}: {one['arrived']} arrived, {one['stored']} stored, {missing} missing{again}"
    for each in one["missing"]:
        notes = [each["at"] or "at an unknown time"]
        notes += ["a dead letter"] if each["is_dead_letter"] else []
        notes += ["handed over once more"] if each["is_redriven"] else []
        yield f"     {each['id']}  ({', '.join(notes)})"
    if one["more_missing"]:
        yield f"     and {one['more_missing']} that are not named here"


def _inside(inside: dict[str, Any]) -> Iterator[str]:
    problems = inside["problems"]
    mark = "!! " if problems else "ok "
    looked = f"{inside['looked_at']} of {inside['feedback']} feedback looked at"
    yield f"{mark}behind it: {looked}, {len(problems) + inside['more']} lacking something"
    for one in problems:
        mended = ", made up for" if one["is_mended"] else ""
        about = f" {one['about']}" if one["about"] else ""
        yield f"     {one['feedback_id']}{about}: {_LACKS[one['lack']]}{mended}"


def _or_unknown(number: int | None) -> str:
    return "unknown" if number is None else str(number)
