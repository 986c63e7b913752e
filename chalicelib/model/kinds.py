"""What sorts of feedback there are, how it came, and where it stands."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of feedback it is."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    COMPLIMENT = "compliment"
    ENQUIRY = "enquiry"


class Severity(StrEnum):
    """How bad it is for the customer."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Difficulty(StrEnum):
    """How hard it is to answer."""

    SIMPLE = "simple"
    COMPLEX = "complex"


class Channel(StrEnum):
    """How the customer came, or how a message leaves (then only sms and email)."""

    SMS = "sms"
    WEB = "web"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"
    LETTER = "letter"
    SOCIAL = "social"


class Status(StrEnum):
    """Where a feedback stands. Only an open one has deadlines."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
