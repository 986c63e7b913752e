"""Whether calendars can be reckoned with: open at some time, no overlaps, known holidays."""

from datetime import date

from chalicelib.administration.lines import Path
from chalicelib.administration.public_holidays import PublicHolidays
from chalicelib.administration.report import Report, suggestion
from chalicelib.administration.schema import Read
from chalicelib.configuration import ALWAYS, WEEKDAYS

_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES


def check_calendars(read: Read, report: Report, today: date, holidays: PublicHolidays) -> None:
    """Report what is wrong with calendars. `today` decides which years' holidays matter."""
    for name, calendar in read["calendars"].items():
        path: Path = ("calendars", name)
        if name == ALWAYS:
            report.error(path, f'"{ALWAYS}" is the wall clock', "write another name")
        if calendar is None:
            continue
        if not any(calendar["open"].values()) and not report.is_wrong(path):
            instead = 'write open = { mon = ["08:00-18:00"] }'
            report.error((*path, "open"), "is never open", instead, "never_open")
        _week(calendar["open"], path, report)
        for day, spans in calendar["extra"].items():
            _no_overlap([(span, (*path, "extra", day, i)) for i, span in _known(spans)], report)
        if calendar["holidays"] is not None:
            _holidays(calendar["holidays"], (*path, "holidays"), report, today, holidays)


def _known(spans: list[tuple[int, int] | None] | None) -> list[tuple[int, tuple[int, int]]]:
    """The spans that could be read, with their positions."""
    return [(i, span) for i, span in enumerate(spans or ()) if span is not None]


def _week(week: dict[str, list[tuple[int, int] | None]], path: Path, report: Report) -> None:
    """Report spans that overlap, also where one runs past midnight into the next day's."""
    placed = []
    for number, weekday in enumerate(WEEKDAYS):
        for i, (start, end) in _known(week.get(weekday)):
            shift = number * _DAY_MINUTES
            placed.append(((start + shift, end + shift), (*path, "open", weekday, i)))
    if placed:
        (start, end), first = min(placed)
        placed.append(((start + _WEEK_MINUTES, end + _WEEK_MINUTES), first))
    _no_overlap(placed, report)


def _no_overlap(placed: list[tuple[tuple[int, int], Path]], report: Report) -> None:
    before: Path = ()
    latest = 0
    for (start, end), path in sorted(placed):
        if start < latest:
            what = f"overlaps with {report.name(before)}"
            instead = "write spans that only touch, or one instead of both"
            report.error(path, what, instead, "spans_overlap")
        if end > latest:
            latest, before = end, path


def _holidays(code: str, path: Path, report: Report, today: date, holidays: PublicHolidays) -> None:
    known = holidays.countries()
    country, _, subdivision = code.partition("-")
    if country not in known:
        what = f'no holidays are known for "{country}"'
        report.error(path, what, holidays.instead(country), "no_holidays", value=country)
    elif subdivision and subdivision not in known[country]:
        what = f'no holidays are known for "{subdivision}" in {country}'
        instead = suggestion(subdivision, known[country]) or f'write "{country}" alone'
        report.error(path, what, instead, "no_holidays", value=code)
    elif not holidays.has(code):
        what = f'the holidays of "{code}" are not known here'
        report.error(path, what, holidays.instead(code), "no_holidays", value=code)
    else:
        for doubt in holidays.doubts(code, today):
            report.warning(path, doubt.rstrip("."), "write what is missing as closed")
