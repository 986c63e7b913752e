"""Configuration files: one call from TOML to a checked document.

checked = check_file(Path("config/demo.toml"), today)
checked.errors or apply(checked.document)
"""

from datetime import date
from pathlib import Path

from chalicelib.administration import checked
from chalicelib.administration.checked import Checked
from chalicelib.administration.report import Problem
from infra.configuration.holidays import EVERY_COUNTRY

__all__ = ["Checked", "check_file", "check_text"]


def check_file(path: Path, today: date) -> Checked:
    """Read and check a file; one that cannot be read is an error like any other."""
    try:
        text = path.read_bytes().decode()
    except OSError as error:
        problem = Problem(1, "", f"cannot be read: {error.strerror}", "name a file that is there")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(line, "", "is not UTF-8", "save the file as UTF-8")
    else:
        return check_text(text, str(path), today)
    return Checked(file=str(path), document=None, errors=[problem])


def check_text(text: str, file: str, today: date) -> Checked:
    """Check the text of a configuration file, with the holidays of every country."""
    return checked.check_text(text, file, today, EVERY_COUNTRY)
