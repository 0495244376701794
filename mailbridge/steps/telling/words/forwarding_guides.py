"""How to have an alias forwarded here, step by step, for the mail systems people have; filled in
with the real addresses.
"""

from mailbridge.steps.telling.words.catalogue import Catalogue, sentence

GUIDES = {
    "google": (
        sentence(
            "As an administrator open admin.google.com > Apps > Google Workspace > Gmail "
            "> Routing (not “Default routing”)."
        ),
        sentence(
            "Choose the organisational unit, usually the top one. {alias} must exist as a"
            " user, a group or an alias address."
        ),
        sentence(
            "At “Email forwarding using recipient address map” press Configure and give "
            "the rule a name."
        ),
        sentence(
            "Messages to affect: all incoming. To keep a copy in the mailbox tick “Also "
            "route to original destination”."
        ),
        sentence("Add: address {alias}, map to {target}."),
        sentence(
            "Under Options tick “Add X-Gm-Original-To header”. Save. Google asks for no "
            "confirmation here."
        ),
        sentence(
            "No administrator at hand? In the mailbox {alias}: Settings > Forwarding and "
            "POP/IMAP > Add forwarding address > {target}. Within 30 minutes of "
            "`mailbridge alias arm {alias}` Google's code and link are shown by "
            "`mailbridge alias show {alias}`; enter the code, choose “Forward a copy of "
            "incoming mail”, save."
        ),
        sentence("Not by a Google Group: it may put its own address over the author's."),
    ),
    "microsoft": (
        sentence(
            "Unlock forwarding to the outside first: Defender portal > Email & "
            "collaboration > Policies & rules > Threat policies > Anti-spam > Create "
            "policy > Outbound, for {alias} only; “Automatic forwarding rules”: On."
        ),
        sentence(
            "Exchange admin centre > Mailboxes > {alias} > Email forwarding: forward all "
            "mail to {target}, keep a copy."
        ),
        sentence(
            "Or in PowerShell: Set-Mailbox {alias} -ForwardingSmtpAddress {target} "
            "-DeliverToMailboxAndForward $true"
        ),
        sentence(
            "Or by a mail flow rule: the recipient is {alias}, redirect the message to {target}."
        ),
        sentence(
            "An inbox rule works only as “Redirect to”. “Forward to” writes a new letter "
            "and the author is lost."
        ),
        sentence(
            "Microsoft sends no confirmation; send a test instead: mailbridge alias test {alias}"
        ),
    ),
    "yandex": (
        sentence("In the mailbox {alias} open Settings > Rules for processing mail > Create rule."),
        sentence(
            "Condition: all letters (or To contains {alias}). Action: forward to "
            "{target}, keep a copy. Save."
        ),
        sentence(
            "Yandex asks {target} to confirm. Within 30 minutes of `mailbridge alias arm "
            "{alias}` its link is shown by `mailbridge alias show {alias}`; open it "
            "yourself."
        ),
        sentence(
            "See that the rule is switched on and its address confirmed: it works only with both."
        ),
        sentence(
            "If the organisation also owns the domain of {target}, its admin API can set "
            "the forwarding without a confirmation."
        ),
    ),
    "postfix": (
        sentence("Put this line into /etc/postfix/virtual: {alias} {target}"),
        sentence("Run: postmap /etc/postfix/virtual"),
        sentence("In /etc/postfix/main.cf: virtual_alias_maps = hash:/etc/postfix/virtual"),
        sentence("Run: postfix reload"),
        sentence(
            "The envelope stays the author's, so SPF of his domain will fail here and "
            "DKIM decides; postsrsd in front mends that."
        ),
        sentence(
            "Change neither subject nor body on the way (no disclaimers, no [EXTERNAL]): "
            "they break the author's signature."
        ),
        sentence(
            "If you run the domain's MX you may do without forwarding: give a subdomain "
            "of {alias_domain} the MX of this service."
        ),
    ),
    "cpanel": (
        sentence("cPanel > Email > Forwarders > Add Forwarder."),
        sentence("Address to forward: {alias}. Forward to email address: {target}. Add Forwarder."),
        sentence(
            "Ask the host to switch SRS on (WHM > Exim Configuration Manager > Enable "
            "SRS): without it SPF of the authors fails."
        ),
        sentence("If the mailbox {alias} exists too, it keeps its copy."),
    ),
    "other": (
        sentence(
            "Have every letter for {alias} redirected to {target}: a forwarder or alias "
            "of the mail system, or a rule “redirect”."
        ),
        sentence("Redirect, do not forward: From, To, subject and text have to stay as they are."),
        sentence(
            "If the system wants to confirm {target}, run mailbridge alias arm {alias} "
            "first. Letters of Google and Yandex are then shown by mailbridge alias show "
            "{alias}; others wait under mailbridge mail list --disposition hold."
        ),
        sentence(
            "No forwarding at all: when the MX of {alias_domain} points to this service, "
            "{alias} comes here directly."
        ),
    ),
}
PROVIDERS = tuple(GUIDES)
_ON_PAGES = {  # in the place of the step of that number, where the buttons stand below
    ("google", 6): sentence(
        "No administrator at hand? In the mailbox {alias}: Settings > Forwarding and POP/IMAP > "
        "Add forwarding address > {target}. Google's code and link appear below; enter the code, "
        "choose “Forward a copy of incoming mail”, save."
    ),
    ("microsoft", 5): sentence("Microsoft sends no confirmation: go on to the test letter."),
    ("yandex", 2): sentence(
        "Yandex asks {target} to confirm. Its link appears below; open it yourself."
    ),
    ("other", 2): sentence(
        "If the system wants to confirm {target}: letters of Google and Yandex appear below, "
        "others wait in the quarantine."
    ),
}
_TEST = sentence(
    "Then send a test: mailbridge alias test {alias}. It tells within minutes "
    "whether the way is whole."
)


def guide(
    how: str, alias: str, target: str, words: Catalogue, on_page: bool = False
) -> tuple[str, ...]:
    """The steps for one of PROVIDERS. `target` is the project address; `on_page`: they name no
    command. KeyError for what is none of them.
    """
    values = {"alias": alias, "target": target, "alias_domain": alias.rpartition("@")[2]}
    steps = GUIDES[how]
    if on_page:
        placed = (_ON_PAGES.get((how, place), step) for place, step in enumerate(steps))
        return tuple(words.say(step, **values) for step in placed)
    tested = any("alias test" in step for step in steps)
    return tuple(words.say(step, **values) for step in (*steps, *(() if tested else (_TEST,))))
