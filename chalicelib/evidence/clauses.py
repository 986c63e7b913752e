"""The clauses of both standards that a complaints process answers for, and what bears on each.

Numbers are those of ISO 10002:2018 and ISO 10004:2018. `adds` says that data alone does not show it: a
person has to add what the wording `add_<key>` asks for.
"""

from dataclasses import dataclass

from chalicelib.evidence import lines
from chalicelib.evidence.lines import Maker

COMPLAINTS = "ISO 10002:2018"
SATISFACTION = "ISO 10004:2018"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause."""

    standard: str
    number: str
    makers: tuple[Maker, ...] = ()
    adds: bool = False

    @property
    def key(self) -> str:
        """What its wordings are named by: `10002_4_5`."""
        return f"{self.standard[4:9]}_{self.number.replace('.', '_')}"


def _complaints(number: str, *makers: Maker, adds: bool = False) -> Clause:
    return Clause(COMPLAINTS, number, makers, adds)


def _satisfaction(number: str, *makers: Maker, adds: bool = False) -> Clause:
    return Clause(SATISFACTION, number, makers, adds)


CLAUSES: tuple[Clause, ...] = (
    _complaints("4.2", lines.targets, adds=True),
    _complaints("4.3", lines.teams, adds=True),
    _complaints("4.4", lines.touchpoints, lines.policies),
    _complaints("4.5", lines.touchpoints, lines.by_channel, lines.languages),
    _complaints("4.6", lines.acknowledged, lines.first_response, lines.promises),
    _complaints("4.7", lines.promises_alike, adds=True),
    _complaints("4.8", adds=True),
    _complaints("4.9", lines.reconciled, lines.unanswered),
    _complaints("4.10", lines.kept_safe, adds=True),
    _complaints("4.11", lines.by_kind, lines.satisfied),
    _complaints("4.12", lines.teams, lines.raised),
    _complaints("4.13", lines.targets, lines.changes),
    _complaints("4.14", adds=True),
    _complaints("4.15", lines.promises, lines.first_response, lines.resolution),
    _complaints("5.1", adds=True),
    _complaints("5.2", adds=True),
    _complaints("5.3", lines.policies, lines.versions),
    _complaints("5.4", lines.teams),
    _complaints("6.2", lines.targets),
    _complaints("6.3", lines.policies, adds=True),
    _complaints("6.4", lines.teams, adds=True),
    _complaints("7.1", lines.touchpoints, lines.languages, adds=True),
    _complaints("7.2", lines.received, lines.by_channel, lines.by_place),
    _complaints("7.3", lines.received, lines.unanswered),
    _complaints("7.4", lines.acknowledged),
    _complaints("7.5", lines.by_severity),
    _complaints("7.6", lines.handling, lines.waited, adds=True),
    _complaints("7.7", lines.first_response, lines.promises),
    _complaints("7.8", lines.resolution),
    _complaints("7.9", lines.resolution, lines.begun_again, lines.unanswered),
    _complaints("8.1", lines.received, lines.by_kind, lines.by_place),
    _complaints("8.2", lines.by_kind, lines.by_place, lines.raised, adds=True),
    _complaints("8.3", lines.surveyed, lines.satisfied),
    _complaints("8.4", lines.promises, lines.raised, lines.targets),
    _complaints("8.5", lines.reconciled, adds=True),
    _complaints("8.6", lines.targets, adds=True),
    _complaints("8.7", lines.targets, lines.changes, adds=True),
    _satisfaction("4.3", lines.surveyed, lines.satisfied, adds=True),
    _satisfaction("5.1", adds=True),
    _satisfaction("6.1", lines.targets, adds=True),
    _satisfaction("6.2", lines.surveys_asked),
    _satisfaction("6.3", lines.surveys_asked, lines.by_channel),
    _satisfaction("6.4", lines.teams, adds=True),
    _satisfaction("7.2", lines.by_kind, adds=True),
    _satisfaction("7.3.2", lines.by_kind, lines.raised, lines.begun_again),
    _satisfaction("7.3.3", lines.satisfied),
    _satisfaction("7.3.4", lines.surveyed),
    _satisfaction("7.4", lines.satisfied, lines.satisfied_by_place),
    _satisfaction("7.5", adds=True),
    _satisfaction("7.6", lines.satisfied, lines.changes),
    _satisfaction("8", lines.changes, adds=True),
)
