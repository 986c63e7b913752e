"""An instant as people say it, in an organisation's time zone. Pure.

A promise is said to the minute and never later than it is: seconds are dropped, and midnight, which
people count to either of two days, is said as 23:59 of the day that it ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
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
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        amount = f"{minutes} min"
    elif hours < 10 and rest:
        amount = f"{hours} h {rest} min"
    elif hours < 48:
        amount = f"{hours} h"
    else:
        amount = f"{hours // 24} {speech.several_days}"
    return (speech.ahead if at > now else speech.ago).format(amount=amount)


def _date(local: datetime, now: datetime, speech: _Speech) -> str:
    """The date in words, with its year where that is another one."""
    form = speech.date if local.year == now.year else speech.date_and_year
    return form.format(
        weekday=speech.weekdays[local.weekday()],
        day=local.day if local.day > 1 else speech.first,
        month=speech.months[local.month - 1],
        year=local.year,
    )


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
    ),
}  # fmt: skip
