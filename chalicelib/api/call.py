"""One call of the staff API, as its view gets it: who calls, what was sent, and the services."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib import reference
from chalicelib.access import Person, may_act, may_see
from chalicelib.configuration import Configuration
from chalicelib.errors import ForbiddenError, NotFoundError
from chalicelib.model import Feedback

if TYPE_CHECKING:
    from chalicelib.bootstrap.members import StaffServices


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a view needs. `query` and `body` are of the operation's models, else None."""

    person: Person
    services: "StaffServices"
    configuration: Configuration
    now: datetime
    path: dict[str, str]
    site: str = ""
    """The site's address, without a slash at its end."""
    query: Any = None
    body: Any = None

    def feedback(self, *, to_act: bool = False, named: str | None = None) -> Feedback:
        """The feedback that the address names, or `named`, if the caller may read it, or act on it.

        NotFoundError: there is none, or the caller may not even see it: the same answer, so that
        nobody learns which references are in use. ForbiddenError: to be seen, but not theirs to do.
        """
        said = reference.parse(self.path["reference"] if named is None else named)
        found = self.services.store.by_reference(said) if said else None
        if found is None:
            raise NotFoundError("there is no such feedback")
        feedback = self.services.store.get(found)
        if not may_see(self.person, feedback, self.configuration, self.now):
            raise NotFoundError("there is no such feedback")
        if to_act and not may_act(self.person, feedback, self.configuration, self.now):
            raise ForbiddenError("this feedback is another team's")
        return feedback
