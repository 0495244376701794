"""The domains that stand for a client, and those where anybody may have an address."""

from mailbridge.steps.reading.kinds.machine_fields import MAIL_PROVIDERS

ANYBODYS = MAIL_PROVIDERS | frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "live.com", "msn.com", "aol.com", "me.com",
    "mac.com", "web.de", "gmx.de", "gmx.at",
    "t-online.de", "freenet.de", "orange.fr", "free.fr", "laposte.net", "libero.it", "seznam.cz",
    "wp.pl", "o2.pl", "interia.pl", "onet.pl",
    "ukr.net", "i.ua", "bk.ru", "inbox.ru", "list.ru", "internet.ru", "narod.ru", "yandex.by",
    "yandex.kz", "yandex.ua", "tut.by",
    "hotmail.co.uk", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "outlook.de", "outlook.fr", "qq.com",
    "163.com", "126.com", "naver.com",
    "pm.me", "hey.com", "tutanota.com", "tuta.io", "mailbox.org", "posteo.de", "hushmail.com",
    "comcast.net", "verizon.net", "att.net",
})  # fmt: skip


def client_domain(address: str) -> str:
    """The domain that stands for a client; empty where anybody may have an address."""
    domain = address.rpartition("@")[2]
    return "" if domain in ANYBODYS else domain
