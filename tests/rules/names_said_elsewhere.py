# ruff: noqa: B018, F821
"""Names that nobody in the package says and that are used all the same, each with who uses it.

`vulture` (part of `make check`) reads this file like code that uses them.
"""

# SQLAlchemy asks for them.
impl, cache_ok, load_dialect_impl, process_bind_param, process_result_value, isolation_level
coltype

# aiosmtpd calls or sets them (tests/doors/smtp name each).
handle_MAIL, handle_RCPT, handle_PROXY, handle_exception, smtp_DATA, smtp_VRFY, smtp_STARTTLS
smtp_LHLO, smtp_HELO, smtp_XFORWARD, smtp_EHLO
line_length_limit, extended_smtp, _timeout_cb, _getaddr, _original_transport, _transport

# dkimpy and pyspf read them.
strip_trailing_whitespace, nacl, encoder, DNSLookup

# uvicorn, Starlette and prometheus_client read or call them.
should_exit, capture_signals, main_loop, background, collect

# Python calls it for each subclass; and for a value that is written for people, or compared.
__init_subclass__, __repr__, __eq__, __hash__

# Caps.of reads them by the name that a message counts for.
network_bytes, alias_bytes, project_bytes, store_bytes

# Typer and inspect read them.
__signature__, __annotations__, format_help

# asyncio calls it.
eof_received

# JSON columns keep them (store/discussions/event_json.py).
admitted_by, taken_out_by

# pydantic reads them.
model_config, pointer

# FastAPI calls it.
openapi

# Jinja's compiler asks for it, and calls it.
code_generator_class, visit_Include, make_globals, d, load_bytecode, dump_bytecode

# The enum module asks for it.
_value_

# Jinja's templates read them.
(
    is_this,
    globals,
    filters,
    has_words,
    by_hand,
    ago,
    iso,
    is_late,
    day_of,
    nearness,
    date_alone,
    short_date,
    bars,
    week,
    goes_to,
    may_go_to,
    goes_nowhere,
)
author_side

# JSON objects are made of views' fields (doors/json_objects).
third_party, said_at, said_inside, newer, unassigned

# The tests that kill workers count by it.
MOST_FORGOTTEN

# Parameters that a protocol asks for.
trace, logger, pid, cls

# Values of enums that come from the outside by their value.
API, IN_PROGRESS, WAITING, QUEUED, DEFERRED, BOUNCED
GOOGLE, MICROSOFT, YANDEX, POSTFIX, CPANEL

# `make words` and the tests of letters read them.
RULES, COUNTED, KINDS

# Typer finds the command by the name of its file.
explain

# Fields of the JSON that the command line and the API give.
project_address, may_be, did

# A test compares the tables of the schema with them.
HOLDS, STAY

# Pages and programs read them of rows and objects.
circles, net, said_at, said_inside, unassigned, newer

# The test of the table of month names compares it with these.
LOCALES

# The page of a letter with pictures from elsewhere will ask for it; its tests hold it.
show_remote

# A number of a purpose is never used again.
REMOTE

# Read from the store by its value.
BEFORE

# The name of a type in an annotation.
DataclassInstance

# Kinds of work that falls due call them.
is_moot, is_put_off, put_due, settle_due, take_by_id, edit
after_working_time, working_day_after

# Read by templates.
declared_people, is_lost, reminder
