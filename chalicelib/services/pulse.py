"""The pulse: how today goes, and what is open this minute."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.measures.figures import Figures, figures
from chalicelib.measures.rollups import EVERYTHING, Dimension
from chalicelib.ports import ConfigurationStore, Lists, MeasureStore

MOST = 500
"""Open feedback that is looked at, the most urgent of each team; a pulse says so where there is more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What is open of some teams."""

    n: int
    to_answer: int
    """Somebody of ours has to answer it."""
    overdue: int
    """The newest promise is past."""
    levels: Mapping[int, int]
    """How many of those to answer each level has."""
    is_cut: bool
    """Whether there is more than was counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One look at the pulse."""

    today: Sequence[tuple[str, Figures]]
    """Figures of today, of each team that was asked for; of everything: the one of `all`."""
    open: Open


@dataclass(frozen=True, slots=True)
class Pulse:
    """Takes the pulse: a sum for each team, and the open feedback's states."""

    lists: Lists
    measures: MeasureStore
    configurations: ConfigurationStore

    def take(self, now: datetime, teams: Sequence[str] | None = None) -> Beat:
        """The pulse of some teams, or of the whole organisation."""
        configuration = self.configurations.current()
        day = configuration.day_of(now).isoformat()
        asked = (
            [(Dimension.ALL, EVERYTHING)]
            if teams is None
            else [(Dimension.TEAM, team) for team in teams]
        )
        return Beat(
            today=[
                (value, figures(self.measures.rollup(dimension, value, [day]).get(day, {})))
                for dimension, value in asked
            ],
            open=self._open(list(configuration.teams) if teams is None else teams, now),
        )

    def _open(self, teams: Sequence[str], now: datetime) -> Open:
        each = max(MOST // max(len(teams), 1), 20)
        ids: list[str] = []
        is_cut = False
        for team in teams:
            page = self.lists.queue(team, each)
            ids += [place.feedback_id for place in page]
            is_cut |= len(page) == each
        states = self.lists.states(ids[:MOST])
        held = [one for one in states if one.is_open and one.holder is not None]
        return Open(
            n=sum(one.is_open for one in states),
            to_answer=len(held),
            overdue=sum(one.promise_by is not None and one.promise_by < now for one in held),
            levels=dict(sorted(Counter(one.level for one in held).items())),
            is_cut=is_cut or len(ids) > MOST,
        )
