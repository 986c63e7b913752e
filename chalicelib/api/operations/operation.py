"""What an operation is."""

from dataclasses import dataclass

from chalicelib.access import Role

GET, POST, PUT, DELETE = "GET", "POST", "PUT", "DELETE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. Its view is the function of the same name in `chalicelib.api.<view>`."""

    id: str
    view: str
    """Module of the view, under `chalicelib.api`."""
    method: str
    path: str
    summary: str
    """One plain sentence, for the document."""
    roles: frozenset[Role]
    """Whoever has one of them may call it; what they may see and do there is the view's to check."""
    query: str | None = None
    """Model of the parameters in the address."""
    body: str | None = None
    """Model of the body."""
    answer: str
    """Model of the answer."""
    status: int = 200
    errors: tuple[int, ...] = ()
    """Besides 400, 401, 403, 429 and 503, which every operation may answer."""
