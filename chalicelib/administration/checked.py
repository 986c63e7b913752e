"""One call from TOML text to a checked document."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chalicelib.administration.checks import check_together
from chalicelib.administration.document import Document, make_document
from chalicelib.administration.lines import line_index
from chalicelib.administration.public_holidays import PublicHolidays
from chalicelib.administration.report import Problem, Report
from chalicelib.administration.schema import read_file

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of a file: a document, or every error."""

    file: str
    document: Document | None
    """None where there are errors."""
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Every problem as `file:line: path: what is wrong; what to write instead`."""
        problems = sorted([*self.errors, *self.warnings])
        return [problem.text(self.file) for problem in problems]


def check_text(text: str, file: str, today: date, holidays: PublicHolidays) -> Checked:
    """Check the text of a configuration file. `today` decides which holidays are worked out.

    Text that is not TOML gives one error, at the first place where it is not; otherwise every
    error that there is comes at once.
    """
    try:
        values: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Checked(file=file, document=None, errors=[_syntax_error(error, text)])
    report = Report(values, line_index(text))
    read = read_file(values, report)
    check_together(read, report, today, holidays)
    document = None if report.errors else make_document(read, today, holidays)
    return Checked(file=file, document=document, errors=report.errors, warnings=report.warnings)


def _syntax_error(error: tomllib.TOMLDecodeError, text: str) -> Problem:
    place = _PLACE.search(str(error))
    line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
    column = f" at column {place[2]}" if place and place[2] else ""
    reason = _PLACE.sub("", str(error))
    reason = reason[:1].lower() + reason[1:]
    return Problem(line, "", f"is not TOML{column}: {reason}", _hint(reason))


def _hint(reason: str) -> str:
    """What to write instead, for the mistakes that people make most."""
    if "overwrite" in reason or "declare" in reason:
        return "it is there already: write it once"
    return 'close every quote and bracket, and put text and durations in quotes, like "24h"'
