"""Pages as HTML. Everything that comes from outside is escaped; a missing value is an error.

Style and script stand in the page itself, so that one round trip over a poor connection is enough;
the content security policy names them by their hashes, and allows nothing else.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chalicelib.configuration import Configuration
from chalicelib.intake.web import Problem
from chalicelib.model import Feedback
from chalicelib.pages.wording import TEXTS

_HERE = Path(__file__).parent / "templates"
MOUTHS = (
    "M12 30c3-6 13-6 16 0",
    "M13 28c3-3 11-3 14 0",
    "M13 27h14",
    "M13 25c3 4 11 4 14 0",
    "M12 24c2 9 14 9 16 0z",
)
"""Of the faces from 1, very bad, to 5, very good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What every page of one request needs."""

    locale: str
    """One of the locales that pages speak."""
    root: str
    """From this page to the root of the site, relative, with a slash at its end."""
    configuration: Configuration | None = None
    """None where it cannot be had: then the page names no organisation."""


def page(template: str, visit: Visit, **values: object) -> str:
    """A page of one of our templates, in the visit's language."""
    return (
        _environment()
        .get_template(template)
        .render(
            t=TEXTS[visit.locale],
            locale=visit.locale,
            root=visit.root,
            organisation=visit.configuration.organisation.name if visit.configuration else None,
            style=Markup(_asset("page.css")),  # noqa: S704 - our own file
            script=Markup(_asset("page.js")),  # noqa: S704 - our own file
            photo_script=Markup(_asset("photo.js")),  # noqa: S704 - our own file
            more_script=Markup(_asset("more.js")),  # noqa: S704 - our own file
            **values,
        )
    )


def problem(visit: Visit, *, name: str, request_id: str = "", offers_form: bool = True) -> str:
    """A page that says what went wrong. `name` is the beginning of its texts."""
    t = TEXTS[visit.locale]
    return page(
        "problem.html",
        visit,
        title=t[f"{name}_title"],
        hint=t[f"{name}_hint"],
        form_link=visit.root if offers_form else None,
        request_id=request_id,
    )


def faces(visit: Visit) -> list[tuple[int, str, str]]:
    """Each score with its mouth and its meaning."""
    t = TEXTS[visit.locale]
    return [(score, mouth, t[f"rating_{score}"]) for score, mouth in enumerate(MOUTHS, start=1)]


def say_problem(words: str, t: Mapping[str, str]) -> str:
    """What is wrong with a field: one of our own texts, whatever `words` say."""
    name = words.name.lower() if isinstance(words, Problem) else ""
    return t.get(f"problem_{name}", t["problem_again"])


def say_photo_problem(why: str | None, t: Mapping[str, str]) -> str | None:
    """Why a photo was not taken, in the page's language."""
    if why is None:
        return None
    return t.get(f"photo_{why}", t["photo_type"])


def configuration_of(visit: Visit) -> Configuration:
    """The configuration of a page that cannot be without it. ValueError."""
    if visit.configuration is None:
        raise ValueError("this page needs the configuration")
    return visit.configuration


def place_name(visit: Visit, feedback: Feedback) -> str | None:
    """What a feedback's touchpoint is called, where it still is one."""
    place = configuration_of(visit).place(feedback.touchpoint)
    return place.name if place else None


def form_link(visit: Visit, feedback: Feedback, trip: str = "") -> str:
    """The way to a new form, of the same touchpoint where it still is one.

    `trip`: the token of a trip's context that holds there, so that the new form has it too.
    """
    place = configuration_of(visit).place(feedback.touchpoint)
    if place is None:
        return visit.root
    return f"{visit.root}f/{place.id}" + (f"?c={quote(trip)}" if trip else "")


@cache
def content_security_policy() -> str:
    """What a page may load and do: its own style and script, and forms and calls that stay here."""
    style, script, photo, more = (
        base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()
        for name in ("page.css", "page.js", "photo.js", "more.js")
    )
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; "
        f"script-src 'sha256-{script}' 'sha256-{photo}' 'sha256-{more}'; "
        "connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
