"""Single values by which somebody is reached: numbers, mail addresses, web addresses. See `readers`."""

import re
from typing import Any
from urllib.parse import urlsplit

from chalicelib.administration.readers import WrongValueError, text

LOCAL_HOST = "127.0.0.1"
"""This machine: a webhook there is for the local stack alone."""
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_VISIBLE = re.compile(r"[!-~]+")


def phone(value: Any) -> str:
    """A phone number in E.164: plus sign, country code, number, at most 15 digits."""
    number = text(value)
    bare = re.sub(r"[\s()./-]", "", number)
    if not _E164.fullmatch(number):
        good = f'write "{bare}"' if _E164.fullmatch(bare) else 'write it like "+447700900123"'
        what, near = f'"{number}" is no phone number in E.164 form', _E164.fullmatch(bare)
        near_words = near[0] if near else ""
        raise WrongValueError(what, good, "no_phone", value=number, near=near_words)
    return number


def country(value: Any) -> str:
    """A country that has telephone numbers, by its ISO 3166 code."""
    import phonenumbers

    code = text(value)
    if code not in phonenumbers.SUPPORTED_REGIONS:
        good = code.upper() if code.upper() in phonenumbers.SUPPORTED_REGIONS else "GB"
        what, instead = f'"{code}" is no country', f'write its code, like "{good}"'
        raise WrongValueError(what, instead, "no_country", value=code, like=good)
    return code


def domain(value: Any) -> str:
    """A mail domain, in lower case; an international one in its xn-- form."""
    name = text(value)
    if not _DOMAIN.fullmatch(name.lower()):
        what, instead = f'"{name}" is no mail domain', 'write one like "fale.example.com"'
        raise WrongValueError(what, instead, "no_domain", value=name)
    return name.lower()


def mail(value: Any) -> str:
    """A bare mail address (RFC 5321 without quoted local parts), in lower case."""
    address = text(value)
    local, _, host = address.rpartition("@")
    is_good = _LOCAL_PART.fullmatch(local) and len(local) <= 64 and _DOMAIN.fullmatch(host.lower())
    if not is_good:
        good = 'write only the address, like "duty@example.com"'
        raise WrongValueError(f'"{address}" is no mail address', good, "no_mail", value=address)
    return address.lower()


def mailbox(value: Any) -> str | None:
    """A mail address, or false where each member gets the mail."""
    if value is False:
        return None
    if value is True:
        raise WrongValueError("is true", "write the address, or false")
    return mail(value)


def web_address(value: Any) -> str:
    """Where a webhook is: https, or http on this machine alone, without a name and password in it."""
    address = text(value)
    try:
        parts = urlsplit(address)
        is_good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not (is_good and _VISIBLE.fullmatch(address)) or "@" in parts.netloc or parts.fragment:
        what = f'"{address}" is no web address'
        instead = 'write one like "https://crm.example.com/ouvido"'
        raise WrongValueError(what, instead, "no_web_address", value=address)
    if parts.scheme != "https" and (parts.scheme, parts.hostname) != ("http", LOCAL_HOST):
        what, instead = f'"{address}" is not https', "what is sent is signed, not hidden"
        raise WrongValueError(what, instead, "no_https", value=address)
    return address
