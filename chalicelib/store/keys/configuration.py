"""The configuration's versions, and the signing keys."""

from chalicelib.store.keys.primary import Key, key

PARTS = "PART#"


def current_configuration() -> Key:
    """Which version of the configuration is in force."""
    return key("CONFIG", "CURRENT")


def configuration_pk(version: int) -> str:
    """The partition that holds one version's parts."""
    return f"CONFIG#{version}"


def configuration_part(version: int, number: int) -> Key:
    """One part of one version; up to 1,000 sort by their number."""
    return key(configuration_pk(version), f"{PARTS}{number:03d}")


def configuration_text(version: int) -> Key:
    """The text that a version was made from, who applied it and when."""
    return key(configuration_pk(version), "TEXT")


def signing_keys() -> Key:
    """The signing keys."""
    return key("KEYS", "KEYS")
