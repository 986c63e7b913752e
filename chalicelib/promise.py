"""An instant as people say it, in an organisation's time zone. Pure.

A promise is said to the minute and never later than it is: seconds are dropped, and midnight, which
people count to either of two days, is said as 23:59 of the day that it ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.wording import nearest

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speech:
    """How one language says a time and a day."""

    days: tuple[str, str, str]
    """Yesterday, today, tomorrow."""
    weekdays: tuple[str, ...]
    """Monday first."""
    months: tuple[str, ...]
    clock: Callable[[datetime], str]
    date: str
    date_and_year: str
    by: Callable[[str, str, bool], str]
    """From the clock, the day, and whether the day is a date: the deadline."""
    at: str
    ahead: str
    ago: str
    now: str
    several_days: str
    day_and_month: str
    from_to: str
    """From a first day to a last one."""
    first: str = "1"
    """The first day of a month."""


def say_by(at: datetime, now: datetime, time_zone: str, locale: str, *, dated: bool = False) -> str:
    """A deadline, as the end of a sentence such as "We answer …".

    `dated` adds the date to "tomorrow", for what may be read on another day, such as a mail.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 21, 18, 5, 30, tzinfo=UTC)
    >>> say_by(now + timedelta(days=1), now, "Europe/London", "en-GB")
    'by 18:05 tomorrow'
    >>> say_by(now + timedelta(days=2), now, "America/Sao_Paulo", "pt-BR")
    'até 15h05 de segunda-feira, 23 de novembro'
    >>> say_by(now, now, "Europe/Madrid", "es", dated=True)
    'antes de las 19:05 de hoy, sábado 21 de noviembre'
    """
    zone = ZoneInfo(time_zone)
    local = at.astimezone(zone).replace(second=0, microsecond=0)
    if (local.hour, local.minute) == (0, 0):
        local = (at - _MINUTE).astimezone(zone)
    speech = _SPEECH[nearest(locale)]
    today = now.astimezone(zone)
    date = _date(local, today, speech)
    distance = (local.date() - today.date()).days
    if not -1 <= distance <= 1:
        return speech.by(speech.clock(local), date, True)
    day = speech.days[distance + 1]
    return speech.by(speech.clock(local), f"{day}, {date}" if dated else day, False)


def say_at(at: datetime, now: datetime, time_zone: str, locale: str) -> str:
    """A moment on its own, such as when something was received, to the minute, with its date.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    >>> say_at(now, now, "Europe/London", "en-GB")
    '18:05 on Saturday 21 November'
    """
    zone = ZoneInfo(time_zone)
    local = at.astimezone(zone)
    speech = _SPEECH[nearest(locale)]
    date = _date(local, now.astimezone(zone), speech)
    return speech.at.format(clock=speech.clock(local), date=date)


def say_left(at: datetime, now: datetime, locale: str) -> str:
    """How far away an instant is, ahead or gone by, as short as it can be said.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    >>> say_left(now + timedelta(hours=3), now, "en-GB")
    'in 3 h'
    """
    speech = _SPEECH[nearest(locale)]
    minutes = round(abs(at - now) / _MINUTE)
    if minutes == 0:
        return speech.now
    return (speech.ahead if at > now else speech.ago).format(amount=_amount(minutes, speech))


def say_duration(seconds: float, locale: str) -> str:
    """A duration, as short as it can be said.

    >>> say_duration(20, "en-GB"), say_duration(7_500, "pt-BR"), say_duration(5 * 86_400, "es")
    ('1 min', '2 h 5 min', '5 días')
    """
    return _amount(max(round(seconds / 60), 1), _SPEECH[nearest(locale)])


def say_day(day: date, locale: str) -> str:
    """A day of the nearest weeks.

    >>> say_day(date(2026, 11, 22), "en-GB"), say_day(date(2026, 12, 1), "pt-BR")
    ('Sunday 22 November', 'terça-feira, 1º de dezembro')
    """
    speech = _SPEECH[nearest(locale)]
    return speech.date.format(**_day_of(day, speech))


def say_days(first: date, last: date, locale: str) -> str:
    """A span of days, the month said once where it is one.

    >>> say_days(date(2026, 11, 16), date(2026, 11, 22), "en-GB")
    '16 to 22 November'
    >>> say_days(date(2026, 11, 30), date(2026, 12, 6), "es")
    'del 30 de noviembre al 6 de diciembre'
    """
    speech = _SPEECH[nearest(locale)]
    begin, end = _day_of(first, speech), _day_of(last, speech)
    ends = speech.day_and_month.format(**end)
    begins = begin["day"] if first.month == last.month else speech.day_and_month.format(**begin)
    return speech.from_to.format(first=begins, last=ends)


def say_weekday(day: date, locale: str) -> str:
    """A day as short as a column's heading.

    >>> say_weekday(date(2026, 11, 16), "en-GB"), say_weekday(date(2026, 11, 21), "es")
    ('Mon 16', 'sáb 21')
    """
    speech = _SPEECH[nearest(locale)]
    return f"{speech.weekdays[day.weekday()][:3]} {day.day}"


def _amount(minutes: int, speech: _Speech) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{minutes} min"
    if hours < 10 and rest:
        return f"{hours} h {rest} min"
    return f"{hours} h" if hours < 48 else f"{hours // 24} {speech.several_days}"


def _day_of(day: date, speech: _Speech) -> dict[str, str]:
    return {
        "weekday": speech.weekdays[day.weekday()],
        "day": str(day.day) if day.day > 1 else speech.first,
        "month": speech.months[day.month - 1],
    }


def _date(local: datetime, now: datetime, speech: _Speech) -> str:
    """The date in words, with its year where that is another one."""
    form = speech.date if local.year == now.year else speech.date_and_year
    return form.format(**_day_of(local, speech), year=local.year)


def _clock_pt(local: datetime) -> str:
    return f"{local.hour}h{local.minute:02d}" if local.minute else f"{local.hour}h"


def _by_es(clock: str, day: str, is_date: bool) -> str:
    article = "la" if clock.startswith("1:") else "las"
    return f"antes de {article} {clock} {'del' if is_date else 'de'} {day}"


_SPEECH = {
    "en-GB": _Speech(
        days=("yesterday", "today", "tomorrow"),
        weekdays=(
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        ),
        months=(
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
        clock=lambda local: f"{local:%H:%M}",
        date="{weekday} {day} {month}",
        date_and_year="{weekday} {day} {month} {year}",
        by=lambda clock, day, is_date: f"by {clock} on {day}" if is_date else f"by {clock} {day}",
        at="{clock} on {date}",
        ahead="in {amount}",
        ago="{amount} ago",
        now="now",
        several_days="days",
        day_and_month="{day} {month}",
        from_to="{first} to {last}",
    ),
    "pt-BR": _Speech(
        days=("ontem", "hoje", "amanhã"),
        weekdays=(
            "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
            "sábado", "domingo",
        ),
        months=(
            "janeiro", "fevereiro", "março", "abril", "maio", "junho",
            "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
        ),
        clock=_clock_pt,
        date="{weekday}, {day} de {month}",
        date_and_year="{weekday}, {day} de {month} de {year}",
        by=lambda clock, day, _: f"até {clock} de {day}",
        at="{date}, {clock}",
        ahead="em {amount}",
        ago="há {amount}",
        now="agora",
        several_days="dias",
        day_and_month="{day} de {month}",
        from_to="{first} a {last}",
        first="1º",
    ),
    "es": _Speech(
        days=("ayer", "hoy", "mañana"),
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ),
        clock=lambda local: f"{local.hour}:{local:%M}",
        date="{weekday} {day} de {month}",
        date_and_year="{weekday} {day} de {month} de {year}",
        by=_by_es,
        at="{date}, {clock}",
        ahead="en {amount}",
        ago="hace {amount}",
        now="ahora",
        several_days="días",
        day_and_month="{day} de {month}",
        from_to="del {first} al {last}",
    ),
}  # fmt: skip
