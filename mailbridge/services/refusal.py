"""A request that cannot be granted: why, in the reader's words, and what to do next."""

from mailbridge.domain.told import told
from mailbridge.steps.telling.words.catalogue import ENGLISH, Catalogue, sentence

WORDS: dict[str, str] = {
    "no-such-project": sentence("There is no project “{name}”."),
    "no-such-alias": sentence("There is no alias {address}."),
    "no-such-person": sentence("Nobody here has the address {address}."),
    "no-such-company": sentence("Nobody outside the team writes from {domain}."),
    "no-such-discussion": sentence("There is no such discussion."),
    "no-such-post": sentence("There is no such post."),
    "no-such-task": sentence("There is no such task."),
    "no-such-mail": sentence("There is no such message in the mail log."),
    "no-such-letter": sentence("There is no such letter in the outbox."),
    "no-such-sample": sentence("There is no letter “{name}”; choose one of {names}."),
    "no-such-reader": sentence("Nobody whose role is {role} reads the letter “{name}”."),
    "no-such-key": sentence("{domain} has no key {selector}."),
    "bad-domain": sentence("“{domain}” is no domain; it should look like mail.example.com."),
    "local-domain": sentence(
        "Nobody outside can write to {domain}: such names are of one network alone, or of examples."
    ),
    "anybodys-domain": sentence("Anybody may have an address at {domain}: it is no company’s."),
    "domain-taken": sentence("{domain} belongs to {owner}: put the two companies together."),
    "no-domain": sentence("A company has at least one domain."),
    "same-company": sentence("That is one company already."),
    "no-such-line": sentence("That letter has no line of this number."),
    "no-task-there": sentence("That line is a conversation, not a task."),
    "nothing-offered": sentence("That line asks nothing which could be answered so."),
    "no-such-due": sentence("Nothing of that number waits here."),
    "no-such-program": sentence("Letters from {name} are not shown unfolded."),
    "no-such-view": sentence("You keep no view of this number."),
    "bad-place": sentence("“{place}” is no list that can be kept."),
    "view-name-taken": sentence("You keep a view called “{name}” already; choose another name."),
    "too-many-views": sentence("You keep {number} views already; drop one of them first."),
    "file-there": sentence("{file} is there already; name another file."),
    "say-yes": sentence("This cannot be taken back: say --yes."),
    "too-many-tokens": sentence("There are {number} tokens already; revoke one of them first."),
    "no-such-token": sentence("There is no token {id}."),
    "no-such-session": sentence("There is no session {id}."),
    "bad-scope": sentence("“{scope}” is no scope; use {scopes}."),
    "no-scopes": sentence("Tick at least one thing that the token may do."),
    "no-scope": sentence("This token may not do that: it lacks the scope {scope}."),
    "not-yourself": sentence("You cannot do that to yourself; let another admin do it."),
    "no-such-file": sentence("There is no such file."),
    "name-taken": sentence("A project called “{name}” exists already; choose another name."),
    "address-taken": sentence("{address} is in use already, by {owner}."),
    "own-address": sentence("{address} is a name that mailbridge uses itself; choose another."),
    "bad-address": sentence(
        "“{address}” is not a mail address; it should look like name@example.com."
    ),
    "bad-role": sentence("“{role}” is no role; use admin, member, client, client+ or observer."),
    "bad-level": sentence("“{level}” is no level; use {levels}."),
    "no-writer": sentence("Say who writes: --as ADDRESS of a team member."),
    "not-there": sentence("{address} takes no part there."),
    "same-person": sentence("That is one person already."),
    "last-address": sentence("{address} is the only address of theirs."),
    "from-configuration": sentence(
        "“{name}” comes from the file {file}; whoever runs the server changes it there."
    ),
    "bad-policy": sentence("“{choice}” is no policy; use allow, hold, block, form or forget."),
    "bad-setting": sentence("“{name}” cannot be “{value}”; use {values}."),
    "no-such-setting": sentence("A project has no “{name}”; it has {names}."),
    "no-client": sentence("No client belongs to this project yet; give an address."),
    "which-client": sentence(
        "This project has clients of several companies; name whom you mean, such as #client maria@."
    ),
    "stays-inside": sentence(
        "This discussion is internal; nothing in it goes to a client. Start a new one."
    ),
    "no-such-question": sentence(
        "There is no question {numbers} that this could be said of; the discussion lists them."
    ),
    "which-side": sentence(
        "Both sides have a question {number}: say which one, the client's or the team's."
    ),
    "bad-question-state": sentence(
        "A question can be made answered, withdrawn or open, not “{state}”."
    ),
    "no-author": sentence("Nobody knows who wrote it."),
    "project-needed": sentence("Say which project it is for."),
    "bad-state": sentence("“{state}” is no state; use {states}."),
    "bad-date": sentence("“{words}” is not a date I understand; write 2026-11-27, or friday."),
    "no-name": sentence("A project needs a name."),
    "newer-words": sentence("Somebody wrote while you did: look at it, and send yours again."),
    "not-done": sentence("{words}"),
    "empty": sentence("There is nothing to send; write something first."),
    "not-kept": sentence(
        "No unproven words wait here: everything that clients may read has gone to them."
    ),
    "as-it-is": sentence("Nothing to do: it is so already."),
    "not-waiting": sentence(
        "Nothing waits here to be sent: the clients have it, or the whole discussion is internal."
    ),
    "not-allowed": sentence("You may not do that."),
    "no-assignee": sentence("Nobody in this project is called “{name}”; give an address."),
    "ambiguous-assignee": sentence(
        "More than one person is meant by “{name}”; give the whole address."
    ),
    "no-subject": sentence("A discussion needs a subject."),
    "no-reader": sentence("Say whom it is for, or that it is for the team alone."),
    "set-elsewhere": sentence("This is set in the configuration; change it there."),
    "too-late-for-that": sentence(
        "Mail has come to this domain already: its addresses would stop working."
    ),
    "bad-public-url": sentence(
        "“{url}” is no web address; it should look like https://mail.example.com."
    ),
    "nobody-there": sentence("Nobody answers at {url}: {words}"),
    "another-there": sentence("Somebody else answers at {url}, not this mailbridge."),
    "no-agency": sentence("Say how your agency is called."),
    "bad-template": sentence("It cannot make the letter, and was not kept: {fault}"),
    "bad-relay": sentence("Give the relay's host name, its port (587, 465 or 25) and a security."),
    "relay-refuses": sentence("{host} does not take us: {words}"),
    "no-message": sentence("Drop a message file, or paste the source of a message."),
    "too-big": sentence("This message is too big: at most {size} MB."),
    "files-too-big": sentence("These files are too big: at most {number} MB together."),
    "too-much-kept": sentence(
        "The files of your drafts are more than {number} MB: send or throw away one of them first."
    ),
    "kept-file-gone": sentence(
        "A file that was kept here is gone; look at the list of files and send again."
    ),
    "too-many-files": sentence("These are too many files: at most {number}."),
    "too-many-questions": sentence("These are too many questions at once: at most {number}."),
    "nothing-picked": sentence("Tick at least one line first."),
    "none-chosen": sentence("Choose at least one discussion first."),
    "too-many": sentence("That is too much at once: at most {number}."),
    "all-posts": sentence(
        "These are all the posts of the discussion: nothing would stay there. To put "
        "it into another one, merge it."
    ),
    "not-together": sentence(
        "These cannot be put together: they must be two discussions of one project, "
        "both internal or both not."
    ),
    "nothing-to-undo": sentence("There is nothing to take back here."),
    "not-the-newest": sentence("That was taken back already, or something was done here since."),
    "no-relay": sentence("No letter can leave yet: no relay is set."),
    "not-held": sentence("This message is not held; there is nothing to decide."),
    "told-since": sentence(
        "Clients were written to since: what stands in a letter cannot be called back. "
        "Hide what is to stay inside from now on."
    ),
    "too-late": sentence("It has been sent already, or is just being sent."),
    "no-such-survey": sentence("This link is not valid any more."),
    "bad-score": sentence("Choose a number from 0 to 10."),
    "bad-url": sentence("“{url}” is no web address; it should look like https://example.com/in."),
    "not-https": sentence(
        "{url} is not written to without TLS: begin it with https://, or list its host in "
        "webhooks.private when it is your own."
    ),
    "bad-form": sentence("“{form}” is no form of a webhook; use {forms}."),
    "bad-kind": sentence("There is no event “{kind}”; there are {kinds}."),
    "not-fresh": sentence(
        "For that you have to have signed in within the last quarter of an hour: sign in again."
    ),
    "wrong-password": sentence("The old password is another one."),
    "short-password": sentence("A password has at least {number} characters."),
    "long-password": sentence("A password has at most {number} characters."),
    "plain-password": sentence(
        "That is too easy to guess: take several words that do not belong together."
    ),
    "address-password": sentence("That is too easy to guess: it is mostly your own address."),
    "bad-passkey": sentence("The passkey could not be added; try again."),
    "no-such-passkey": sentence("There is no such passkey."),
    "no-password": sentence("There is no password to remove."),
    "bad-key": sentence("An Idempotency-Key has 1 to 200 visible ASCII characters."),
    "under-way": sentence("The same is being done at this very moment; ask again in a second."),
    "outcome-unknown": sentence(
        "This was begun before, and nobody knows how it ended: look, and use a new key if it is "
        "still to be done."
    ),
    "another-request": sentence(
        "This Idempotency-Key was another request's; use a new one for each."
    ),
    "too-many-keys": sentence(
        "These are too many Idempotency-Keys of one day; go on without, or later."
    ),
    "changed-since": sentence("It has changed since you looked; look again."),
    "bad-cursor": sentence(
        "This cursor does not belong to this list; begin the list anew without it."
    ),
    "no-such-webhook": sentence("There is no webhook {number}."),
    "damaged-message": sentence(
        "This message is damaged, or gone, where large messages are kept ({place}). Put the file "
        "of that name from a safety copy there."
    ),
    "no-raw": sentence(
        "Only the envelope was kept: the message was refused before its content came."
    ),
}

AT_SHELL: dict[str, str] = {  # for who has a command line
    "not-allowed": sentence(
        "Their role does not allow that; `mailbridge person show ADDRESS` prints it."
    ),
    "no-such-project": sentence(
        "There is no project “{name}”. `mailbridge project list` shows them all."
    ),
    "no-such-key": sentence(
        "{domain} has no key {selector}; `mailbridge dkim show {domain}` lists them."
    ),
    "from-configuration": sentence(
        "“{name}” comes from the configuration: change it in {file} and run `mailbridge apply`."
    ),
    "no-relay": sentence("No letter can leave: set relay.url in the configuration."),
}


class Refused(Exception):
    """Raised by services. `code` is one of WORDS; `values` fill its sentence, which names no
    command where somebody in the web or a program may read it.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.words(ENGLISH))

    def words(self, words: Catalogue) -> str:
        """The sentence in a reader's language."""
        return words.tell(told(WORDS[self.code], **self.values))

    def words_at_shell(self, words: Catalogue) -> str:
        """The sentence in a reader's language, for somebody who has a command line: it may name a
        command.
        """
        return words.tell(told(AT_SHELL.get(self.code, WORDS[self.code]), **self.values))


def refuse_another(newest: int, wanted: int | None) -> None:
    """Where one change is to be taken back and not whichever is the newest. Refused:
    not-the-newest.
    """
    if wanted is not None and wanted != newest:
        raise Refused("not-the-newest")
