"""LMTP with one peer (RFC 2033)."""

from mailbridge.domain.verdict import Reply
from mailbridge.doors.smtp.dialogue import Dialogue


class LmtpDialogue(Dialogue):
    """LMTP (RFC 2033): the same, with a reply for each recipient."""

    kind = "lmtp"

    async def smtp_LHLO(self, hostname: str | None) -> None:  # noqa: N802
        await super().smtp_EHLO(hostname)

    async def smtp_EHLO(self, hostname: str | None) -> None:  # noqa: N802
        await self.push("500 this is LMTP, say LHLO")

    async def smtp_HELO(self, hostname: str | None) -> None:  # noqa: N802
        await self.push("500 this is LMTP, say LHLO")

    async def _answer(self, reply: Reply) -> None:
        if reply.code == 421:
            await super()._answer(reply)
        else:
            await self._send(
                "\r\n".join([str(reply)] * len(self.envelope.rcpt_tos))
            )  # RFC 2033 section 4.2
