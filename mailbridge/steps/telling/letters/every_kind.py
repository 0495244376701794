"""The table of all kinds of letters."""

from typing import Any

from mailbridge.steps.telling.letter_parts.letter_kind import LetterKind
from mailbridge.steps.telling.letters.address import ADDRESS
from mailbridge.steps.telling.letters.alias_alarm import ALIAS_ALARM
from mailbridge.steps.telling.letters.alias_confirmation import ALIAS_CONFIRMATION
from mailbridge.steps.telling.letters.alias_test import ALIAS_TEST
from mailbridge.steps.telling.letters.by_clock.acknowledgement import ACKNOWLEDGEMENT
from mailbridge.steps.telling.letters.by_clock.chase import CHASE
from mailbridge.steps.telling.letters.by_clock.daily import DAILY
from mailbridge.steps.telling.letters.by_clock.morning import CLIENT_MORNING
from mailbridge.steps.telling.letters.by_clock.morning_answer import MORNING_ANSWER
from mailbridge.steps.telling.letters.by_clock.nudge import NUDGE
from mailbridge.steps.telling.letters.by_clock.offered import OFFERED
from mailbridge.steps.telling.letters.by_clock.promise import PROMISE
from mailbridge.steps.telling.letters.by_clock.weekly import WEEKLY
from mailbridge.steps.telling.letters.by_clock.weekly_drafted import WEEKLY_DRAFTED
from mailbridge.steps.telling.letters.client_task import CLIENT_TASK
from mailbridge.steps.telling.letters.commands import COMMANDS
from mailbridge.steps.telling.letters.handover import HANDOVER
from mailbridge.steps.telling.letters.held import HELD
from mailbridge.steps.telling.letters.muted import MUTED
from mailbridge.steps.telling.letters.nobody_told import NOBODY_TOLD
from mailbridge.steps.telling.letters.not_sent import NOT_SENT
from mailbridge.steps.telling.letters.post import POST
from mailbridge.steps.telling.letters.questions import QUESTIONS
from mailbridge.steps.telling.letters.sign_in import SIGN_IN
from mailbridge.steps.telling.letters.surveys.survey import SURVEY
from mailbridge.steps.telling.letters.surveys.survey_answered import SURVEY_ANSWERED
from mailbridge.steps.telling.letters.task import TASK
from mailbridge.steps.telling.letters.undelivered import UNDELIVERED
from mailbridge.steps.telling.letters.understood import UNDERSTOOD
from mailbridge.steps.telling.letters.unproven import UNPROVEN

KINDS: tuple[LetterKind[Any], ...] = (
    POST,
    TASK,
    CLIENT_TASK,
    QUESTIONS,
    COMMANDS,
    UNDERSTOOD,
    HANDOVER,
    NOT_SENT,
    NOBODY_TOLD,
    MUTED,
    UNPROVEN,
    UNDELIVERED,
    ACKNOWLEDGEMENT,
    PROMISE,
    OFFERED,
    NUDGE,
    CHASE,
    SURVEY,
    SURVEY_ANSWERED,
    CLIENT_MORNING,
    DAILY,
    MORNING_ANSWER,
    WEEKLY,
    WEEKLY_DRAFTED,
    SIGN_IN,
    ADDRESS,
    HELD,
    ALIAS_CONFIRMATION,
    ALIAS_TEST,
    ALIAS_ALARM,
)
