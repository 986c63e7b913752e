"""A phone number or mail address as somebody types it, put into the one form that we keep. Pure."""

import re
from collections.abc import Iterable, Iterator

from chalicelib.configuration import Configuration, Organisation, Touchpoint

_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+(?!\d+$){_LABEL}")


def phone(typed: str, organisation: Organisation, place: Touchpoint | None) -> str | None:
    """The E.164 number, or None where it is none.

    One in national form is of the first country in which it is valid: that of the organisation's
    own number, of the touchpoint's locale, of the organisation's. Where no numbering plan that we
    know has it, or where it begins with + or an international prefix, its length has to be possible
    and no more: plans change faster than we ship, and a number that does not exist is found out by
    the first text to it.
    """
    import phonenumbers as lib

    possible = None
    for region in [*_regions(organisation, place), None]:
        try:
            number = lib.parse(typed, region)
        except lib.NumberParseException:
            continue
        if lib.is_valid_number(number):
            return lib.format_number(number, lib.PhoneNumberFormat.E164)
        length = lib.is_possible_number_with_reason(number)
        if possible is None and length == lib.ValidationResult.IS_POSSIBLE:
            possible = lib.format_number(number, lib.PhoneNumberFormat.E164)
    return possible


def is_fixed_line(number: str) -> bool:
    """Whether an E.164 number's country gives it to fixed lines alone, where a text reaches nobody."""
    import phonenumbers as lib

    return bool(lib.number_type(lib.parse(number)) == lib.PhoneNumberType.FIXED_LINE)


def country_of(number: str) -> str | None:
    """ISO 3166 code of the country that an E.164 number belongs to; None where it belongs to none.

    Of several that share a calling code, the largest has what no numbering plan that we know has.
    """
    import phonenumbers as lib

    try:
        parsed = lib.parse(number)
    except lib.NumberParseException:
        return None
    main = lib.region_code_for_country_code(parsed.country_code or 0)
    found = lib.region_code_for_number(parsed) or main
    return str(found) if len(found) == 2 and found != "ZZ" else None


def countries_of(numbers: Iterable[str | None]) -> set[str]:
    """The countries of some numbers of an organisation's; what is none, or a short code, has none."""
    return {country for number in numbers if number and (country := country_of(number))}


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
