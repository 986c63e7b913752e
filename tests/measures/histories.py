"""Random histories: timelines as the product writes them, from a seed, without the product.

Every sort of entry comes, in every state in which it can, at every distance from milliseconds to weeks.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.instants import to_text
from chalicelib.model import Channel, Entry, Kind, Severity, What
from tests.builders import configuration, document, policy_row

DAY_S = 86_400
FIRST = datetime(2026, 10, 19, 7, 30, tzinfo=UTC)
"""A Monday; the clocks of London change the Sunday after."""
TEAMS = ("coaches", "supervisors", "ombudsman")
OFFICE = {
    "time_zone": "Europe/London",
    "open": {str(day): [[9 * 60, 12 * 60], [13 * 60, 18 * 60]] for day in range(5)},
    "holidays": {"2026-12-25": "Christmas Day"},
    "closed": ["2026-11-11"],
    "extra": {"2026-11-14": [[10 * 60, 12 * 60]]},
}
POLICIES = [
    policy_row(id="wall"),
    policy_row(id="office", calendar="office", respond_within=8 * 3600, wait_at_most=2 * DAY_S),
    policy_row(id="strict", respond_within=4 * 3600),
    policy_row(id="none", respond_within=None, remind_after=None),
]
ZONES = ("Europe/London", "America/Sao_Paulo", "Pacific/Auckland")
CONFIGURATIONS: dict[int, Configuration] = {
    number: configuration(
        number,
        calendars={"office": OFFICE},
        policies=POLICIES,
        organisation={**document()["organisation"], "time_zone": zone},
    )
    for number, zone in enumerate(ZONES, start=1)
}
BAD_SCORES = (0, 6, -1, 11, True, "5", None)


class History:
    """One feedback's life, as its timeline tells it."""

    def __init__(self, seed: int, feedback_id: str = "") -> None:
        self.random = Random(seed)
        self.id = feedback_id or f"{seed:016x}"
        self.timeline: list[Entry] = []
        self.at = FIRST + timedelta(milliseconds=self.random.randrange(40 * DAY_S * 1000))
        self.cycle = 1
        self.version = self.random.randint(1, 2)
        self.policy = self.random.choice(POLICIES)["id"]
        self.is_open, self.is_answered, self.is_resolved = True, False, False
        self.waiting_until: datetime | None = None
        self.level = 0
        self.owner = self.random.choice(TEAMS)
        self.kind, self.severity = self.random.choice(list(Kind)), Severity.NORMAL
        self.touchpoint = self.random.choice([None, "coach-420", "coach-550"])
        self._begin()
        for _ in range(self.random.choice([0, 1, 3, 6, 10, 25])):
            self._pass_time()
            self.random.choice(self._possible())()

    def _pass_time(self) -> None:
        scale = self.random.choice([1, 50, 1_000, 60_000, 3_600_000, 20_000_000, 200_000_000])
        self.at += timedelta(milliseconds=self.random.randrange(1, 3 * scale))

    def write(
        self,
        what: What,
        actor: str = "ana@example.com",
        words: str | None = None,
        *,
        at: datetime | None = None,
        cycle: int | None = None,
        **data: Any,
    ) -> None:
        self.timeline.append(
            Entry(
                feedback_id=self.id,
                number=len(self.timeline) + 1,
                what=what,
                at=at or self.at,
                actor=actor,
                channel=Channel.SMS,
                words=words,
                cycle=cycle or self.cycle,
                data=data,
            )
        )

    def terms(self) -> dict[str, Any]:
        return {"policy": self.policy, "configuration": self.version}

    def _begin(self) -> None:
        is_machine = self.random.random() < 0.05
        self.write(
            What.CAPTURED if not is_machine or self.random.random() < 0.5 else What.COMMANDED,
            "customer", "It is cold", owner=self.owner, kind=self.kind.value,
            severity=self.severity.value, touchpoint=self.touchpoint, **self.terms(),
            **({"automatic": "vacation"} if is_machine else {}),
        )  # fmt: skip
        self.is_open = not is_machine

    def _possible(self) -> list[Callable[[], None]]:
        moves = [self._note, self._hand_over, self._correct, self._answer, self._machine]
        if self._said():
            moves += [self._lose, self._lose, self._tell, self._give_up]
        if self.is_open:
            moves += [self._answer, self._ask, self._wrote, self._replan, self._remind]
            moves += [] if self.waiting_until else [self._escalate, self._close]
            moves += [self._erase] if self._chance(0.1) else []
        elif len(self.timeline) > 1:
            moves += [self._reopen, self._thanks, self._survey, self._rate, self._close]
            moves += [self._appeal] if self.is_answered else []
        else:
            moves += [self._reopen]
        moves += [self._resume, self._resume] if self.waiting_until else []
        return [*moves, self._resolve] if self.is_answered or self.is_open else moves

    def _note(self) -> None:
        self.write(What.NOTED, words="He calls every week", team=self.owner)

    def _said(self) -> list[int]:
        """Numbers of what members said to the customer, in any cycle."""
        return [e.number for e in self.timeline if e.what in (What.ANSWERED, What.RESOLVED)]

    def _lose(self) -> None:
        """A message did not arrive: often the whole answer is lost by it, sometimes an old one."""
        about = self.random.choice([*self._said(), *self._said()[-1:] * 2])
        is_outcome = self.timeline[about - 1].what is What.RESOLVED
        named = self.random.choice(
            [
                {"lost": True},
                {"lost": True, "unreached": True},
                {"unreached": True},
                {},
                {"other": "ana@example.net"},
            ]
        )
        self.write(
            What.UNDELIVERED, "system", message=f"{about:06d}-1", entry=about, to="+447700900123",
            purpose="resolution" if is_outcome else "answer", reason="invalid", **named,
        )  # fmt: skip

    def _tell(self) -> None:
        self.write(What.NOTED, words="I rang her", team=self.owner, told=True)

    def _give_up(self) -> None:
        self.write(What.NOTED, words="No such number", team=self.owner, unreachable=True)

    def _remind(self) -> None:
        self.write(What.REMINDED, "system", level=self.level, to=self.owner, respond_by=None)

    def _machine(self) -> None:
        self.write(What.CUSTOMER_WROTE, "customer", "Away", reopens=False, automatic="vacation")

    def _wrote(self) -> None:
        self.waiting_until = None
        alarm = {"reasons": [["severity", "critical", "smoke"]]} if self._chance(0.1) else {}
        self.write(What.CUSTOMER_WROTE, "customer", "And dark", reopens=False, **alarm)

    def _thanks(self) -> None:
        self.write(What.CUSTOMER_WROTE, "customer", "Thanks", reopens=False)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _answer(self) -> None:
        late = self.random.choice([0, 0, 0, 1_000, 5_000_000])
        self.write(What.ANSWERED, words="Mended", at=self._no_earlier(late), team=self.owner)
        self.is_open, self.is_answered, self.waiting_until = False, True, None

    def _no_earlier(self, milliseconds: int) -> datetime:
        """A little earlier than what was written before: a mail that took its time."""
        return max(self.timeline[0].at, self.at - timedelta(milliseconds=milliseconds))

    def _resolve(self) -> None:
        words = "All mended" if not self.is_answered or self._chance(0.5) else None
        self.write(What.RESOLVED, words=words, team=self.owner)
        self.is_open, self.is_answered, self.is_resolved = False, True, True
        self.waiting_until = None

    def _ask(self) -> None:
        until = self.waiting_until or self.at + timedelta(seconds=self.random.randrange(2 * DAY_S))
        self.waiting_until = until
        self.write(What.ASKED, words="Which seat?", team=self.owner, until=to_text(until))

    def _resume(self) -> None:
        self.write(What.RESUMED, "system", why="time", promise_by=None)
        self.waiting_until = None

    def _escalate(self) -> None:
        if self.level >= 2:
            return
        self.level += 1
        why = self.random.choice(["late", "nobody", "safety"])
        missed = self.at - timedelta(milliseconds=self.random.randrange(10_000_000))
        self.write(
            What.ESCALATED, "system", level=self.level, to=TEAMS[self.level], why=why,
            missed_by=to_text(missed) if self._chance(0.8) else None, promise_by=None,
            tells_customer=True,
        )  # fmt: skip

    def _close(self) -> None:
        if self.is_open and self.policy != "none":
            return
        if self.is_resolved:
            return
        self.write(What.CLOSED, "system", why="time")
        self.is_open = False

    def _erase(self) -> None:
        self.write(What.ERASED, "system", why="asked", closes=True)
        self.is_open, self.waiting_until = False, None

    def _next_cycle(self) -> None:
        self.cycle += 1
        self.version = self.random.randint(self.version, 3)
        self.is_open, self.is_answered, self.is_resolved = True, False, False
        self.waiting_until = None

    def _reopen(self) -> None:
        self._next_cycle()
        self.level = 0
        self.policy = self.random.choice(POLICIES)["id"]
        self.write(What.CUSTOMER_WROTE, "customer", "Cold again", reopens=True, **self.terms())

    def _appeal(self) -> None:
        self._next_cycle()
        self.level = 2
        self.policy = self.random.choice(POLICIES)["id"]
        self.write(
            What.APPEALED, "customer", "OMBUDSMAN", level=2, to="ombudsman", missed_by=None,
            promise_by=None, tells_customer=True, why="appeal", **self.terms(),
        )  # fmt: skip

    def _hand_over(self) -> None:
        to = self.random.choice(TEAMS)
        self.write(What.HANDED_OVER, **{"from": self.owner, "to": to, "reason": "theirs"})
        self.owner = to

    def _correct(self) -> None:
        field, value = self.random.choice(
            [
                ("kind", self.random.choice(list(Kind)).value),
                ("severity", self.random.choice(list(Severity)).value),
                ("touchpoint", self.random.choice(["coach-420", "coach-550"])),
            ]
        )
        sooner = {}
        if self.is_open and self.policy == "wall" and self._chance(0.3):
            self.policy = "strict"
            sooner = {"policy": "strict", "respond_by": to_text(self.at)}
        self.write(What.CORRECTED, changes={field: ["as it was", value]}, reason="", **sooner)

    def _replan(self) -> None:
        was, self.policy = self.policy, self.random.choice(POLICIES)["id"]
        self.version = self.random.randint(self.version, 3)
        self.write(
            What.REPLANNED, "system", policy=[was, self.policy], configuration=self.version,
            level=self.level, why="replanned", missed_by=None, promise_by=None,
            **{"from": self.owner, "to": TEAMS[self.level] if self.level else self.owner},
        )  # fmt: skip

    def _survey(self) -> None:
        self.write(What.SURVEY_ASKED, "system", recommend=self._chance(0.5))

    def _rate(self) -> None:
        def said(best: int, worst: int) -> Any:
            if self._chance(0.3):
                return self.random.choice(BAD_SCORES)
            return self.random.randint(worst, best)

        about = self.random.randint(1, self.cycle)
        self.write(
            What.RATED, "customer", "So so", cycle=about, score=said(5, 1), recommend=said(10, 0)
        )
