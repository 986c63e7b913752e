"""Whose mailbox an address is, as far as its spelling tells. Pure.

A machine that answers from another address each time changes what stands before the `@`, or a tag in it;
it seldom has a second domain. Strangers share a domain only where anybody can open a mailbox.
"""

_PUBLIC = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("hotmail.co.uk", "live.co.uk", "hotmail.fr", "hotmail.es", "hotmail.it", "hotmail.de"),
        *("outlook.com.br", "outlook.es", "outlook.pt", "outlook.fr", "outlook.de", "live.fr"),
        *(
            "yahoo.com",
            "yahoo.co.uk",
            "yahoo.com.br",
            "yahoo.es",
            "yahoo.fr",
            "yahoo.de",
            "yahoo.it",
        ),
        *("ymail.com", "rocketmail.com", "aol.com", "aim.com", "icloud.com", "me.com", "mac.com"),
        *(
            "proton.me",
            "protonmail.com",
            "pm.me",
            "tutanota.com",
            "tuta.com",
            "fastmail.com",
            "hey.com",
        ),
        *(
            "gmx.de",
            "gmx.net",
            "gmx.com",
            "gmx.at",
            "gmx.ch",
            "web.de",
            "t-online.de",
            "freenet.de",
        ),
        *(
            "uol.com.br",
            "bol.com.br",
            "terra.com.br",
            "ig.com.br",
            "globo.com",
            "globomail.com",
            "r7.com",
        ),
        *("sapo.pt", "telefonica.net", "terra.es", "movistar.es", "orange.es"),
        *("orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "bbox.fr"),
        *("libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it"),
        *("btinternet.com", "sky.com", "virginmedia.com", "talktalk.net", "ntlworld.com", "bt.com"),
        *("ziggo.nl", "kpnmail.nl", "planet.nl", "telenet.be", "skynet.be", "bluewin.ch"),
        *("wp.pl", "onet.pl", "o2.pl", "interia.pl", "seznam.cz", "centrum.cz", "freemail.hu"),
        *(
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "rambler.ru",
            "bk.ru",
            "list.ru",
            "ukr.net",
            "abv.bg",
        ),
        *("qq.com", "163.com", "126.com", "naver.com", "daum.net", "hanmail.net", "rediffmail.com"),
        *("comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "charter.net"),
        *("zoho.com", "mail.com", "inbox.com", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp"),
    }
)
"""Where a domain says nothing about who writes. One that is missing here costs its customers an automatic
message in an hour in which very many of them write; one that is here too many, a loop a longer life."""
_SHORT = 3


def without_tag(address: str) -> str:
    """The address without what stands between `+` and `@` (RFC 5233): the same mailbox.

    >>> without_tag("pat+coach@example.net")
    'pat@example.net'
    """
    local, at, domain = address.rpartition("@")
    untagged = local.partition("+")[0]
    return f"{untagged or local}{at}{domain}"


def own_domain(address: str) -> str | None:
    """The domain whose mail one organisation sends; None where anybody can have an address.

    >>> own_domain("x-4711@desk.shop.example"), own_domain("pat@gmail.com")
    ('shop.example', None)
    """
    domain = address.rpartition("@")[2].lower()
    labels = domain.split(".")
    if not domain or domain in _PUBLIC:
        return None
    # Two labels; three where the second is one of a country's own (co.uk, com.br).
    is_under_country = len(labels) > 2 and len(labels[-2]) <= _SHORT and len(labels[-1]) == 2
    registered = ".".join(labels[-3:] if is_under_country else labels[-2:])
    return None if registered in _PUBLIC else registered
