"""Evidence as one page of HTML that needs nothing else: to be opened, printed, kept."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.evidence.document import Document

_TEMPLATES = Path(__file__).parent / "templates"


def html(one: Document) -> str:
    """The page. What people typed is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    standards = dict.fromkeys(finding.standard for finding in one.findings)
    return environment.get_template("evidence.html").render(of=one, standards=standards)
