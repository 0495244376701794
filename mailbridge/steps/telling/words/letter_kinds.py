"""Which letter is for whom, and when it is written: in words, for who looks after the templates."""

from collections.abc import Mapping

from mailbridge.steps.telling.words.catalogue import sentence

READERS: Mapping[str, Mapping[str, str]] = {
    sentence("To clients"): {
        "client": sentence("A member answered, or another client’s words were passed on"),
        "acknowledgement": sentence("Their letter arrived, and nobody answered for a while"),
        "client_task": sentence("A task was given to them, or what they asked for is done"),
        "nudge": sentence("A question to them is still open"),
        "chase": sentence("An offer has no answer"),
        "morning": sentence("In the morning, where they want it: what was written, what is due"),
        "weekly": sentence("Each week, where the project has it: what was done, what comes"),
        "survey": sentence("How likely are they to recommend you?"),
    },
    sentence("To the team"): {
        "team": sentence("A client wrote, a colleague answered or left a note"),
        "task": sentence("A task was made, given, dated or moved"),
        "daily": sentence("In the morning: what waits, what is due, what happened"),
        "morning_answer": sentence("What became of the lines that they answered in the morning"),
        "handover": sentence("Something was given to them: its whole story"),
        "promise": sentence("An hour before the time by which an answer was promised"),
        "offered": sentence("A letter is drafted, and leaves when they say so"),
        "weekly_drafted": sentence("The weekly report is drafted, and leaves when they say so"),
        "questions": sentence("A question stayed open, or its answer was none"),
        "commands": sentence("A #command could not be carried out"),
        "understood": sentence("What a #command did, where nothing else says so"),
        "not_sent": sentence("Their answer was held, or stayed with the team"),
        "nobody_told": sentence("Their answer reached no client, and why"),
        "unproven": sentence("Nothing proves that an answer in their name is theirs"),
        "undelivered": sentence("A letter did not arrive"),
        "muted": sentence("A client wants no more letters"),
        "survey_answered": sentence("A client answered the survey"),
        "sign_in": sentence("A link that signs them in, once"),
        "address": sentence("Is another address theirs?"),
    },
    sentence("To admins"): {
        "held": sentence("Mail waits in the quarantine"),
        "alias_confirmation": sentence("A mail provider asks about an address"),
        "alias_test": sentence("Goes out to an address and comes back: its forwarding works"),
        "alias_alarm": sentence("An address failed, or fell silent"),
    },
}
