"""Administration: the configuration's text checked, applied, compared, and put back."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.administration.changes import changes
from chalicelib.administration.checked import Checked, check_text
from chalicelib.administration.edits import UneditableError, comments_lost, edit
from chalicelib.administration.lines import Path
from chalicelib.administration.public_holidays import HolidaysInForce
from chalicelib.errors import ConflictError, InvalidInputError, NotFoundError
from chalicelib.ports import Applied, ConfigurationArchive

FILE = "configuration"
_OLDER = 20
"""Versions that are looked through for the holidays that they have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that was checked, and what it would change."""

    checked: Checked
    changes: list[str]
    """Against the version in force; empty where nothing changes, or where there are errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One value of the text, as a form has it; see `administration.edits`."""

    path: Path
    value: Any
    """None: to be removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What a form's edits make of the text in force."""

    text: str
    draft: Draft
    comments_lost: list[str]
    """Comments that stood in what is removed."""


@dataclass(frozen=True, slots=True)
class Administer:
    """What administrators do with the configuration."""

    archive: ConfigurationArchive

    def check(self, text: str, today: date) -> Draft:
        """Every error and warning of a text, and what it would change."""
        checked = check_text(text, FILE, today, HolidaysInForce(self._holidays()))
        if checked.document is None:
            return Draft(checked=checked, changes=[])
        before = dict(self.archive.current().document)
        return Draft(checked=checked, changes=changes(before, checked.document))

    def apply(self, text: str, *, base: int, by: str, now: datetime, new_key: bytes) -> int:
        """Put a text in force; the version in force then, the old one where nothing changes.

        InvalidInputError: it has errors; `check` says which. ConflictError: another version than `base`
        is in force. TooLargeError.
        """
        draft = self.check(text, self._today(now))
        document = draft.checked.document
        if document is None:
            first, n = min(draft.checked.errors), len(draft.checked.errors)
            message = f"the configuration has {n} errors, the first in line {first.line}"
            raise InvalidInputError(message, {"text": first.text(FILE)})
        in_force = self.archive.in_force()
        if in_force and in_force.version == base and in_force.text == text and not draft.changes:
            return base
        return self.archive.apply(document, now=now, new_key=new_key, text=text, by=by, base=base)

    def restore(self, version: int, *, base: int, by: str, now: datetime, new_key: bytes) -> int:
        """Put an earlier version in force again, as a new one; its number.

        One whose text was not kept comes back with its document as it is. NotFoundError, and the errors
        of `apply`.
        """
        wanted = self.archive.applied(version)
        if wanted.text is not None:
            return self.apply(wanted.text, base=base, by=by, now=now, new_key=new_key)
        document = self.archive.version(version).document
        return self.archive.apply(document, now=now, new_key=new_key, by=by, base=base)

    def written(self, part: str) -> tuple[int, Any]:
        """The version in force, and a part of the file as it is written there; None where it is not.

        NotFoundError: its text was not kept.
        """
        version, text = self._text()
        return version, tomllib.loads(text).get(part)

    def try_edits(self, edits: Sequence[Edit], today: date) -> Edited:
        """What edits of the text in force would make of it.

        InvalidInputError: it cannot be edited like this. NotFoundError: its text was not kept.
        """
        before = self._text()[1]
        text = _with_edits(before, edits)
        lost = comments_lost(before, text)
        return Edited(text=text, draft=self.check(text, today), comments_lost=lost)

    def apply_edits(
        self, edits: Sequence[Edit], *, base: int, by: str, now: datetime, new_key: bytes
    ) -> int:
        """Put the text in force with edits in force; the errors of `apply` and `try_edits`."""
        version, text = self._text()
        if version != base:
            raise ConflictError("another version of the configuration was applied meanwhile")
        text = _with_edits(text, edits)
        return self.apply(text, base=base, by=by, now=now, new_key=new_key)

    def compare(self, version: int, against: int) -> list[str]:
        """What changed from one version to another, a line each. NotFoundError."""
        before, after = (dict(self.archive.version(n).document) for n in (against, version))
        return changes(before, after)

    def in_force(self) -> Applied:
        """The version in force. NotFoundError where there is none."""
        found = self.archive.in_force()
        if found is None:
            raise NotFoundError("no configuration was ever applied")
        return found

    def _text(self) -> tuple[int, str]:
        applied = self.in_force()
        if applied.text is None:
            raise NotFoundError("the text of the version in force was not kept")
        return applied.version, applied.text

    def _holidays(self) -> Mapping[str, Mapping[str, str]]:
        """Holidays by code, as the newest versions have them whose text was kept."""
        known: dict[str, Mapping[str, str]] = {}
        for one in self.archive.history(_OLDER):
            if one.text is None:
                continue
            named = {
                calendar["holidays"]: name
                for name, calendar in tomllib.loads(one.text).get("calendars", {}).items()
                if calendar.get("holidays") and calendar["holidays"] not in known
            }
            if named:
                calendars = self.archive.version(one.version).document["calendars"]
                known |= {code: calendars[name]["holidays"] for code, name in named.items()}
        return known

    def _today(self, now: datetime) -> date:
        return self.archive.current().day_of(now)


def _with_edits(text: str, edits: Sequence[Edit]) -> str:
    try:
        for one in edits:
            text = edit(text, one.path, one.value)
    except UneditableError as error:
        raise InvalidInputError(str(error), {"edits": str(error)}) from error
    return text
