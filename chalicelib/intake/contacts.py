"""A phone number or mail address as somebody types it, put into the one form that we keep. Pure."""

import re
from collections.abc import Iterator

from chalicelib.configuration import Configuration, Organisation, Touchpoint

_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+(?!\d+$){_LABEL}")


def phone(typed: str, organisation: Organisation, place: Touchpoint | None) -> str | None:
    """The E.164 number, or None where it is none.

    One that begins with + or an international prefix needs a possible length only: numbering plans
    change faster than we ship. One in national form has to be valid in one of the countries that
    the organisation's own number, the touchpoint's locale, and the organisation's name.
    """
    import phonenumbers

    for region in [*_regions(organisation, place), None]:
        try:
            number = phonenumbers.parse(typed, region, keep_raw_input=True)
        except phonenumbers.NumberParseException:
            continue
        national = number.country_code_source == phonenumbers.CountryCodeSource.FROM_DEFAULT_COUNTRY
        fits = phonenumbers.is_valid_number if national else phonenumbers.is_possible_number
        if fits(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _regions(organisation: Organisation, place: Touchpoint | None) -> Iterator[str]:
    import phonenumbers

    if organisation.sms_number:
        own = phonenumbers.parse(organisation.sms_number)
        yield phonenumbers.region_code_for_country_code(own.country_code or 0)
    for locale in (place.locale if place else "", organisation.locale):
        if "-" in locale:
            yield locale.rpartition("-")[2]


def email(typed: str) -> str | None:
    """The address in lower case, its domain in ASCII (RFC 5890), or None where it is none.

    Only what every mail server takes: a local part in ASCII without quotes, 64 characters at most.
    """
    local, _, domain = typed.lower().rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode()
        except UnicodeError:
            return None
    address = f"{local}@{domain}"
    fits = len(local) <= 64 and len(address) <= 254 and _EMAIL.fullmatch(address)
    return address if fits else None


def is_our_number(number: str, configuration: Configuration) -> bool:
    """Whether a text to it would come back to us."""
    return number == configuration.organisation.sms_number or number in configuration.numbers


def is_our_address(address: str, configuration: Configuration) -> bool:
    """Whether a mail to it would come back to us."""
    domain = configuration.organisation.mail_domain
    return domain is not None and address.endswith(f"@{domain.lower()}")
