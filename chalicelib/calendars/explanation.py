"""Why a deadline is when it is, in words: one line after the other, to be checked by hand.

Times are what the calendar's own clock reads.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.calendars.calendar import Calendar, add
from chalicelib.calendars.way import Stretch, Why, way

_TICK = timedelta(microseconds=1)
_WEEK = 7
_NIGHT = timedelta(hours=16)
"""What is closed for longer is told by its times, even where it includes a midnight."""
_CLEAR = timedelta(days=180)
"""A date says its year where it is further than this from the one named before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an explanation. The lines follow each other without a gap."""

    why: Why | None
    """Why it was counted or was not; None for the last line, the deadline."""
    begin: datetime
    """In the calendar's time zone, as is `end`."""
    end: datetime
    counted: timedelta
    """Of all lines together: the duration."""
    name: str | None = None
    """Of the holiday."""
    text: str


def explain_lines(
    calendar: Calendar | None, start: datetime, duration: timedelta, locale: str = "en-GB"
) -> list[Line]:
    """The way from `start` to `add(calendar, start, duration)`, and the deadline as the last line.

    The wall clock (None) is told in `start`'s own time zone. More than three weeks are told in full
    at both ends only. `locale` is en-GB, pt-BR or es, else KeyError. Raises what `add` raises.
    """
    stretches = way(calendar, start, duration)
    zone = calendar.timeline.zone if calendar else start.tzinfo
    deadline = add(calendar, start, duration).astimezone(zone)
    writer = _Writer(_WORDS[locale], start.astimezone(zone).date())
    lines = [
        Line(
            why=stretch.why,
            begin=stretch.begin,
            end=stretch.end,
            counted=stretch.counted,
            name=stretch.name,
            text=writer.line(stretch),
        )
        for stretch in stretches
    ]
    text = writer.deadline(deadline)
    return [*lines, Line(why=None, begin=deadline, end=deadline, counted=timedelta(), text=text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What one language says."""

    weekdays: str
    """Monday first, short, as are the months."""
    months: str
    counted: str
    special: str
    forward: str
    back: str
    night: str
    closed: str
    holiday: str
    configured: str
    left_out: tuple[str, str]
    """One day, several."""
    deadline: str
    decimal: str


class _Writer:
    """Writes the lines of one explanation, in order: a day is named where it is a new one."""

    def __init__(self, words: _Words, start: date) -> None:
        self._words = words
        self._named = start
        """The day that was named last."""
        self._day: date | None = None
        """The day that a time without a date is understood to be of."""

    def line(self, stretch: Stretch) -> str:
        """One stretch in words."""
        words = self._words
        first, last = stretch.begin.date(), _reading_before(stretch.end).date()
        match stretch.why:
            case Why.COUNTED:
                return f"{self._times(stretch)} {words.counted} {self._amount(stretch.counted)}" + (
                    self._remarks(stretch)
                )
            case Why.CLOSED_HOURS if _is_night(stretch):
                return words.night
            case Why.CLOSED_HOURS:
                return f"{self._times(stretch)} {words.closed}"
            case Why.WEEKDAY:
                return f"{self._weekdays(first, last)} {words.closed}"
            case Why.HOLIDAY:
                return f"{self._dates(first, last)} {words.holiday} {stretch.name}"
            case Why.CLOSED:
                return f"{self._dates(first, last)} {words.configured}"
            case Why.SUMMARY:
                text = f"{self._dates(first, last)} {words.counted} {self._amount(stretch.counted)}"
                form = words.left_out[stretch.left_out != 1]
                return f"{text}, {form.format(stretch.left_out)}" if stretch.left_out else text

    def deadline(self, at: datetime) -> str:
        """The last line."""
        return f"{self._date(at.date(), dated=True)} {_clock(at)} {self._words.deadline}"

    def _times(self, stretch: Stretch) -> str:
        first, before = stretch.begin.date(), _reading_before(stretch.end)
        end = before + _TICK
        until = _clock(end) if end.date() == before.date() else "24:00"
        begin = _clock(stretch.begin)
        if first != self._day:
            begin = f"{self._date(first)} {begin}"
        self._day = before.date()
        if first == before.date():
            return f"{begin}\N{EN DASH}{until}"
        return f"{begin} \N{EN DASH} {self._date(before.date())} {until}"

    def _remarks(self, stretch: Stretch) -> str:
        words = self._words
        remarks = [words.special] if stretch.special else []
        turned = _reading_before(stretch.end) - _reading(stretch.begin) - stretch.counted + _TICK
        if turned:
            form = words.forward if turned > timedelta() else words.back
            remarks.append(form.format(self._amount(abs(turned))))
        return f" ({', '.join(remarks)})" if remarks else ""

    def _weekdays(self, first: date, last: date) -> str:
        length = (last - first).days + 1
        if length >= _WEEK:
            return self._dates(first, last)
        names = self._words.weekdays.split()
        begin, end = names[first.weekday()], names[last.weekday()]
        if length <= 2:
            return begin if first == last else f"{begin}, {end}"
        return f"{begin}\N{EN DASH}{end}"

    def _dates(self, first: date, last: date) -> str:
        if first == last:
            return self._date(first)
        return f"{self._date(first)} \N{EN DASH} {self._date(last)}"

    def _date(self, day: date, *, dated: bool = False) -> str:
        weekday = self._words.weekdays.split()[day.weekday()]
        month = self._words.months.split()[day.month - 1]
        year = f" {day.year}" if dated or day - self._named > _CLEAR else ""
        self._named = day
        return f"{weekday} {day.day} {month}{year}"

    def _amount(self, duration: timedelta) -> str:
        hours, rest = divmod(duration, timedelta(hours=1))
        minutes, rest = divmod(rest, timedelta(minutes=1))
        seconds = f"{rest.total_seconds():.6f}".rstrip("0").rstrip(".")
        parts = [f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0)
        parts += [f"{seconds.replace('.', self._words.decimal)} s"] * (rest > timedelta())
        return " ".join(parts)


def _reading(at: datetime) -> datetime:
    return at.replace(tzinfo=None, fold=0)


def _reading_before(end: datetime) -> datetime:
    """What the clock reads just before an instant, so before a change of the clock at it."""
    return _reading((end.astimezone(UTC) - _TICK).astimezone(end.tzinfo))


def _is_night(stretch: Stretch) -> bool:
    begin = _reading(stretch.begin)
    end = _reading_before(stretch.end) + _TICK
    has_midnight = begin.date() != end.date() or begin.time() == time.min
    return has_midnight and stretch.end.astimezone(UTC) - stretch.begin.astimezone(UTC) <= _NIGHT


def _clock(at: datetime) -> str:
    """Hours and minutes; seconds where there are some."""
    return f"{at:%H:%M:%S}" if at.second or at.microsecond else f"{at:%H:%M}"


_WORDS = {
    "en-GB": _Words(
        weekdays="Mon Tue Wed Thu Fri Sat Sun",
        months="Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
        counted="counted",
        special="special hours",
        forward="clock put forward {}",
        back="clock put back {}",
        night="night",
        closed="closed",
        holiday="holiday",
        configured="closed by configuration",
        left_out=("{} holiday or closed day left out", "{} holidays and closed days left out"),
        deadline="deadline",
        decimal=".",
    ),
    "pt-BR": _Words(
        weekdays="seg ter qua qui sex sáb dom",
        months="jan fev mar abr mai jun jul ago set out nov dez",
        counted="contados",
        special="horário especial",
        forward="relógio adiantado {}",
        back="relógio atrasado {}",
        night="noite",
        closed="fechado",
        holiday="feriado",
        configured="fechado por configuração",
        left_out=(
            "{} feriado ou dia fechado fora da conta",
            "{} feriados e dias fechados fora da conta",
        ),
        deadline="prazo",
        decimal=",",
    ),
    "es": _Words(
        weekdays="lun mar mié jue vie sáb dom",
        months="ene feb mar abr may jun jul ago sept oct nov dic",
        counted="contados",
        special="horario especial",
        forward="reloj adelantado {}",
        back="reloj atrasado {}",
        night="noche",
        closed="cerrado",
        holiday="festivo",
        configured="cerrado por configuración",
        left_out=("{} festivo o día cerrado sin contar", "{} festivos y días cerrados sin contar"),
        deadline="plazo",
        decimal=",",
    ),
}
