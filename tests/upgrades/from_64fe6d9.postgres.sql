






CREATE TABLE public.address_claims (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    address text NOT NULL,
    created bigint NOT NULL
);



CREATE SEQUENCE public.address_claims_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.address_claims_id_seq OWNED BY public.address_claims.id;



CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);



CREATE TABLE public.alias_tests (
    id bigint NOT NULL,
    alias_id bigint NOT NULL,
    kind text DEFAULT 'asked'::text NOT NULL,
    state text DEFAULT 'sent'::text NOT NULL,
    letter_id bigint,
    subject text DEFAULT ''::text NOT NULL,
    started bigint NOT NULL,
    finished bigint,
    cause text DEFAULT ''::text NOT NULL,
    words text DEFAULT ''::text NOT NULL,
    report json
);



CREATE SEQUENCE public.alias_tests_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.alias_tests_id_seq OWNED BY public.alias_tests.id;



CREATE TABLE public.aliases (
    id bigint NOT NULL,
    address text NOT NULL,
    project_id bigint NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    changed bigint,
    last_mail bigint,
    mails integer DEFAULT 0 NOT NULL,
    usual_gap bigint DEFAULT 0 NOT NULL,
    armed_until bigint,
    confirmation json,
    next_test bigint,
    misses integer DEFAULT 0 NOT NULL,
    created bigint NOT NULL
);



CREATE SEQUENCE public.aliases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.aliases_id_seq OWNED BY public.aliases.id;



CREATE TABLE public.api_tokens (
    hash text NOT NULL,
    person_id bigint NOT NULL,
    created bigint NOT NULL
);



CREATE TABLE public.attachments (
    id bigint NOT NULL,
    post_id bigint NOT NULL,
    raw_id bigint NOT NULL,
    part text NOT NULL,
    filename text,
    content_type text DEFAULT 'application/octet-stream'::text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    inline boolean DEFAULT false NOT NULL,
    content_id text,
    decoration boolean DEFAULT false NOT NULL
);



CREATE SEQUENCE public.attachments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.attachments_id_seq OWNED BY public.attachments.id;



CREATE TABLE public.author_policies (
    id bigint NOT NULL,
    project_id bigint,
    author text NOT NULL,
    policy text NOT NULL
);



CREATE SEQUENCE public.author_policies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.author_policies_id_seq OWNED BY public.author_policies.id;



CREATE TABLE public.automatic_letters (
    address text NOT NULL,
    day integer NOT NULL,
    kind text NOT NULL,
    about text NOT NULL
);



CREATE TABLE public.discussions (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    base_subject text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    whose_move text DEFAULT 'team'::text NOT NULL,
    internal boolean DEFAULT false NOT NULL,
    next_question integer DEFAULT 1 NOT NULL,
    next_request integer DEFAULT 1 NOT NULL,
    created bigint NOT NULL,
    updated bigint NOT NULL,
    closed_at bigint,
    last_written bigint NOT NULL,
    parted boolean DEFAULT false NOT NULL,
    to_many boolean DEFAULT false NOT NULL,
    merged_into bigint
);



CREATE SEQUENCE public.discussions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.discussions_id_seq OWNED BY public.discussions.id;



CREATE TABLE public.events (
    id bigint NOT NULL,
    discussion_id bigint NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    actor_id bigint,
    post_id bigint,
    task_id bigint,
    details json DEFAULT '{}'::json NOT NULL
);



CREATE SEQUENCE public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;



CREATE TABLE public.inbounds (
    id bigint NOT NULL,
    raw_id bigint,
    received bigint NOT NULL,
    reverse_path text DEFAULT ''::text NOT NULL,
    forward_path text DEFAULT ''::text NOT NULL,
    client text,
    helo text,
    door text DEFAULT 'smtp'::text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    run_at bigint,
    attempts integer DEFAULT 0 NOT NULL,
    disposition text,
    reason text,
    note text,
    project_id bigint,
    discussion_id bigint,
    post_id bigint,
    task_id bigint,
    subject text DEFAULT ''::text NOT NULL,
    author text DEFAULT ''::text NOT NULL,
    message_id text,
    trail json DEFAULT '[]'::json NOT NULL,
    accepted boolean DEFAULT false NOT NULL,
    accepted_into bigint
);



CREATE SEQUENCE public.inbounds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.inbounds_id_seq OWNED BY public.inbounds.id;



CREATE TABLE public.memberships (
    project_id bigint NOT NULL,
    person_id bigint NOT NULL
);



CREATE TABLE public.meta (
    name text NOT NULL,
    value text NOT NULL
);



CREATE TABLE public.outbox (
    id bigint NOT NULL,
    letter text NOT NULL,
    discussion_id bigint,
    post_id bigint,
    person_id bigint,
    "to" text NOT NULL,
    subject text DEFAULT ''::text NOT NULL,
    message_id text NOT NULL,
    content json NOT NULL,
    once text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    run_at bigint,
    attempts integer DEFAULT 0 NOT NULL,
    last_reply text DEFAULT ''::text NOT NULL,
    created bigint NOT NULL,
    sent_at bigint
);



CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;



CREATE TABLE public.participants (
    discussion_id bigint NOT NULL,
    person_id bigint NOT NULL,
    muted boolean DEFAULT false NOT NULL,
    admitted boolean DEFAULT true NOT NULL,
    exposed boolean DEFAULT false NOT NULL,
    joined bigint NOT NULL
);



CREATE TABLE public.people (
    id bigint NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    role text DEFAULT 'client'::text NOT NULL,
    language text DEFAULT 'en'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    staged boolean DEFAULT false NOT NULL,
    unreachable boolean DEFAULT false NOT NULL,
    soft_bounces integer DEFAULT 0 NOT NULL,
    merged_into bigint,
    created bigint NOT NULL
);



CREATE SEQUENCE public.people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.people_id_seq OWNED BY public.people.id;



CREATE TABLE public.person_addresses (
    address text NOT NULL,
    person_id bigint NOT NULL,
    "position" integer DEFAULT 0 NOT NULL
);



CREATE TABLE public.person_merges (
    id bigint NOT NULL,
    away_id bigint NOT NULL,
    into_id bigint NOT NULL,
    at bigint NOT NULL,
    actor_id bigint,
    undone bigint,
    moved json NOT NULL
);



CREATE SEQUENCE public.person_merges_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.person_merges_id_seq OWNED BY public.person_merges.id;



CREATE TABLE public.pictures (
    domain text NOT NULL,
    sha256 text NOT NULL,
    letters integer NOT NULL
);



CREATE TABLE public.posts (
    id bigint NOT NULL,
    discussion_id bigint NOT NULL,
    project_id bigint NOT NULL,
    author_id bigint NOT NULL,
    inbound_id bigint,
    channel text DEFAULT 'mail'::text NOT NULL,
    internal boolean DEFAULT false NOT NULL,
    verified text DEFAULT 'unverified'::text NOT NULL,
    verified_why text DEFAULT ''::text NOT NULL,
    message_id text,
    digest text,
    kind text DEFAULT 'human'::text NOT NULL,
    created bigint NOT NULL,
    written bigint,
    subject text DEFAULT ''::text NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    reply text DEFAULT ''::text NOT NULL,
    quoted text DEFAULT ''::text NOT NULL,
    signature text DEFAULT ''::text NOT NULL,
    safe_html text,
    cuts json DEFAULT '[]'::json NOT NULL,
    why text DEFAULT ''::text NOT NULL,
    runner_up bigint,
    in_reply_to text,
    flags json DEFAULT '[]'::json NOT NULL
);



CREATE SEQUENCE public.posts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.posts_id_seq OWNED BY public.posts.id;



CREATE TABLE public.project_keys (
    key text NOT NULL,
    project_id bigint NOT NULL,
    created bigint NOT NULL,
    retires bigint
);



CREATE TABLE public.projects (
    id bigint NOT NULL,
    name text NOT NULL,
    language text DEFAULT 'en'::text NOT NULL,
    team_replies text DEFAULT 'client'::text NOT NULL,
    unknown_authors text DEFAULT 'accept'::text NOT NULL,
    created bigint NOT NULL
);



CREATE SEQUENCE public.projects_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.projects_id_seq OWNED BY public.projects.id;



CREATE TABLE public.questions (
    id bigint NOT NULL,
    discussion_id bigint NOT NULL,
    number integer NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    asked_by bigint NOT NULL,
    asked_of bigint,
    side text DEFAULT 'client'::text NOT NULL,
    due bigint,
    consequence text,
    post_id bigint,
    answered_by bigint,
    answered_at bigint
);



CREATE SEQUENCE public.questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.questions_id_seq OWNED BY public.questions.id;



CREATE TABLE public.raws (
    id bigint NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    content bytea
);



CREATE SEQUENCE public.raws_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.raws_id_seq OWNED BY public.raws.id;



CREATE TABLE public.seen_ids (
    project_id bigint NOT NULL,
    message_id text NOT NULL,
    discussion_id bigint NOT NULL,
    by_us boolean DEFAULT false NOT NULL
);



CREATE TABLE public.sign_ins (
    hash text NOT NULL,
    person_id bigint NOT NULL,
    expires bigint NOT NULL,
    used bigint
);



CREATE TABLE public.sketches (
    project_id bigint NOT NULL,
    run bigint NOT NULL,
    discussion_id bigint NOT NULL
);



CREATE TABLE public.tallies (
    hour integer NOT NULL,
    name text NOT NULL,
    count integer NOT NULL
);



CREATE TABLE public.tasks (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    discussion_id bigint NOT NULL,
    post_id bigint,
    title text DEFAULT ''::text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    assignee_id bigint,
    due bigint,
    created bigint NOT NULL,
    created_by bigint
);



CREATE SEQUENCE public.tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.tasks_id_seq OWNED BY public.tasks.id;



CREATE TABLE public.web_sessions (
    hash text NOT NULL,
    person_id bigint NOT NULL,
    created bigint NOT NULL,
    expires bigint NOT NULL
);



ALTER TABLE ONLY public.address_claims ALTER COLUMN id SET DEFAULT nextval('public.address_claims_id_seq'::regclass);



ALTER TABLE ONLY public.alias_tests ALTER COLUMN id SET DEFAULT nextval('public.alias_tests_id_seq'::regclass);



ALTER TABLE ONLY public.aliases ALTER COLUMN id SET DEFAULT nextval('public.aliases_id_seq'::regclass);



ALTER TABLE ONLY public.attachments ALTER COLUMN id SET DEFAULT nextval('public.attachments_id_seq'::regclass);



ALTER TABLE ONLY public.author_policies ALTER COLUMN id SET DEFAULT nextval('public.author_policies_id_seq'::regclass);



ALTER TABLE ONLY public.discussions ALTER COLUMN id SET DEFAULT nextval('public.discussions_id_seq'::regclass);



ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);



ALTER TABLE ONLY public.inbounds ALTER COLUMN id SET DEFAULT nextval('public.inbounds_id_seq'::regclass);



ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);



ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);



ALTER TABLE ONLY public.person_merges ALTER COLUMN id SET DEFAULT nextval('public.person_merges_id_seq'::regclass);



ALTER TABLE ONLY public.posts ALTER COLUMN id SET DEFAULT nextval('public.posts_id_seq'::regclass);



ALTER TABLE ONLY public.projects ALTER COLUMN id SET DEFAULT nextval('public.projects_id_seq'::regclass);



ALTER TABLE ONLY public.questions ALTER COLUMN id SET DEFAULT nextval('public.questions_id_seq'::regclass);



ALTER TABLE ONLY public.raws ALTER COLUMN id SET DEFAULT nextval('public.raws_id_seq'::regclass);



ALTER TABLE ONLY public.tasks ALTER COLUMN id SET DEFAULT nextval('public.tasks_id_seq'::regclass);






INSERT INTO public.alembic_version VALUES ('0001');






INSERT INTO public.aliases VALUES (1, 'hello@bridge.test', 1, 'active', 1795424400000000, 1795424400000000, 1, 0, 1795426200000000, NULL, 1795510800000000, 0, 1795424400000000);












INSERT INTO public.automatic_letters VALUES ('olga@agency.example', 20781, 'held', '');



INSERT INTO public.discussions VALUES (2, 1, 'Prices', 'prices', 'open', 'team', false, 1, 2, 1795424400000000, 1795424400000000, NULL, 1795424400000000, false, false, NULL);
INSERT INTO public.discussions VALUES (1, 1, 'Menu', 'menu', 'open', 'client', false, 2, 3, 1795424400000000, 1795510800000000, NULL, 1795510800000000, false, false, NULL);



INSERT INTO public.events VALUES (1, 1, 'joined', 1795424400000000, 4, NULL, NULL, '{}');
INSERT INTO public.events VALUES (2, 1, 'posted', 1795424400000000, 4, 1, NULL, '{}');
INSERT INTO public.events VALUES (3, 1, 'question_asked', 1795424400000000, 4, 1, NULL, '{"number": 1, "text": "Which colours do you need?"}');
INSERT INTO public.events VALUES (4, 1, 'newcomer', 1795424400000000, 5, NULL, NULL, '{}');
INSERT INTO public.events VALUES (5, 1, 'posted', 1795424400000000, 5, 2, NULL, '{}');
INSERT INTO public.events VALUES (6, 1, 'question_asked', 1795424400000000, 5, 2, NULL, '{"number": 2, "text": "And the font?"}');
INSERT INTO public.events VALUES (7, 1, 'joined', 1795424400000000, 1, NULL, NULL, '{}');
INSERT INTO public.events VALUES (8, 1, 'posted', 1795424400000000, 1, 3, NULL, '{}');
INSERT INTO public.events VALUES (9, 1, 'question_asked', 1795424400000000, 1, 3, NULL, '{"number": 1, "text": "Do you agree?"}');
INSERT INTO public.events VALUES (10, 1, 'task_made', 1795424400000000, 1, 3, 1, '{"title": "Colours"}');
INSERT INTO public.events VALUES (11, 2, 'joined', 1795424400000000, 4, NULL, NULL, '{}');
INSERT INTO public.events VALUES (12, 2, 'posted', 1795424400000000, 4, 4, NULL, '{}');
INSERT INTO public.events VALUES (13, 2, 'question_asked', 1795424400000000, 4, 4, NULL, '{"number": 1, "text": "What does it cost?"}');
INSERT INTO public.events VALUES (14, 1, 'posted', 1795510800000000, 1, 5, NULL, '{}');
INSERT INTO public.events VALUES (15, 1, 'task_assigned', 1795510800000000, 1, 3, 1, '{"title": "Colours", "assignee": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432"}');
INSERT INTO public.events VALUES (16, 1, 'task_due', 1795510800000000, 1, 3, 1, '{"title": "Colours", "due": "2026-12-01"}');



INSERT INTO public.inbounds VALUES (1, 1, 1795424400000000, 'maria@bloom.example', 'gyu3w2qjdwkkburkg@bridge.test', NULL, NULL, 'smtp', 'done', NULL, 1, 'accept', 'filed', '', 1, 1, 1, NULL, 'Menu', 'maria@bloom.example', '1@mail.example', '["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: maria@bloom.example, known as Maria Lopez, client", "authenticate: unverified: nothing proves that bloom.example sent it", "thread: a new discussion", "accept: filed"]', false, NULL);
INSERT INTO public.inbounds VALUES (2, 2, 1795424400000000, 'tom@bloom.example', 'gyu3w2qjdwkkburkg@bridge.test', NULL, NULL, 'smtp', 'done', NULL, 1, 'accept', 'filed', '', 1, 1, 2, NULL, 'Menu', 'tom@bloom.example', '2@mail.example', '["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: tom@bloom.example, known to nobody yet", "authenticate: unverified: nothing proves that bloom.example sent it", "thread: discussion 1, by answer (a newcomer who names 1@mail.example)", "accept: filed"]', false, NULL);
INSERT INTO public.inbounds VALUES (3, 3, 1795424400000000, 'anna@agency.example', 'r.aeaqcyrqagwqahjxkiuxi@bridge.test', NULL, NULL, 'smtp', 'done', NULL, 1, 'accept', 'filed', '', 1, 1, 3, 1, 'Re: Menu', 'anna@agency.example', '3@mail.example', '["read: screen: human, nothing says that a machine wrote it", "read: interpret: #task Colours", "route: reply address of person 1 in discussion 1", "identify: anna@agency.example, known as Anna Petrova, member", "authenticate: verified: sent by a server of agency.example", "thread: discussion 1, by token (the reply address)", "accept: filed"]', false, NULL);
INSERT INTO public.inbounds VALUES (4, 4, 1795424400000000, 'maria@bloom.example', 'gyu3w2qjdwkkburkg@bridge.test', NULL, NULL, 'smtp', 'done', NULL, 1, 'accept', 'filed', '', 1, 2, 4, NULL, 'Prices', 'maria@bloom.example', '4@mail.example', '["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: maria@bloom.example, known as Maria Lopez, client", "authenticate: unverified: nothing proves that bloom.example sent it", "thread: a new discussion", "alias: it came through hello@bridge.test, says X-Forwarded-For", "accept: filed"]', false, NULL);
INSERT INTO public.inbounds VALUES (5, 5, 1795510800000000, 'new@far.example', 'gyu3w2qjdwkkburkg@bridge.test', NULL, NULL, 'smtp', 'done', NULL, 1, 'hold', 'unknown-author', 'new@far.example', 1, NULL, NULL, NULL, 'Offer', 'new@far.example', '5@mail.example', '["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: unknown-author new@far.example", "hold: unknown-author (new@far.example)"]', false, NULL);
INSERT INTO public.inbounds VALUES (6, 6, 1795510800000000, 'maria@bloom.example', 'gyu3w2qjdwkkburkg@bridge.test', NULL, NULL, 'smtp', 'queued', 1795510800000000, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', '', NULL, '[]', false, NULL);



INSERT INTO public.memberships VALUES (1, 1);
INSERT INTO public.memberships VALUES (1, 2);
INSERT INTO public.memberships VALUES (1, 3);
INSERT INTO public.memberships VALUES (1, 4);






INSERT INTO public.outbox VALUES (1, 'team', 1, 1, 1, 'anna@agency.example', 'Menu', 'm.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test', '{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Anna Petrova", "anna@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aeaqcyrqagwqahjxkiuxi@bridge.test"], "subject": "Menu", "message_id": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "reader": "Anna Petrova", "in_reply_to": "1@mail.example", "references": ["1@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/A==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqaqcsl3texmk3comxek2", "auto_submitted": "auto-generated", "why": "member", "post_id": 1, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null]], "next_steps": []}}', 'post:1:1', 'sent', NULL, 1, 'late: 4.4.1 no answer', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (2, 'team', 1, 1, 2, 'igor@agency.example', 'Menu', 'm.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test', '{"name": "team", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebad43u5hmv76zqykcf4@bridge.test"], "subject": "Menu", "message_id": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "1@mail.example", "references": ["1@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/A==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbaciskpmfcaowtkvawu", "auto_submitted": "auto-generated", "why": "member", "post_id": 1, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "\u043a\u043b\u0438\u0435\u043d\u0442", "footer": {"topic": "Menu", "where_we_are": ["\u0425\u043e\u0434 \u0437\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u043e\u0439."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null]], "next_steps": []}}', 'post:1:2', 'sent', NULL, 1, 'not proved: 5.1.1 gone', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (3, 'team', 1, 1, 3, 'olga@agency.example', 'Menu', 'm.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test', '{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebqc4etzjirzkbgoin6y@bridge.test"], "subject": "Menu", "message_id": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "reader": "Olga", "in_reply_to": "1@mail.example", "references": ["1@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/A==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbqcnmbbpybhbksskipu", "auto_submitted": "auto-generated", "why": "member", "post_id": 1, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null]], "next_steps": []}}', 'post:1:3', 'sent', NULL, 1, '250 2.0.0 taken', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (5, 'team', 1, 2, 2, 'igor@agency.example', 'Re: Menu', 'm.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test', '{"name": "team", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["Tom Reed (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebad43u5hmv76zqykcf4@bridge.test"], "subject": "Re: Menu", "message_id": "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbaciskpmfcaowtkvawu", "auto_submitted": "auto-generated", "why": "member", "post_id": 2, "author": "Tom Reed", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "notices": ["Tom Reed <tom@bloom.example>: \u043d\u043e\u0432\u044b\u0439 \u0447\u0435\u043b\u043e\u0432\u0435\u043a, \u0436\u0434\u0451\u0442. \u041a\u043b\u0438\u0435\u043d\u0442\u0430\u043c \u044d\u0442\u043e \u043d\u0435 \u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e, \u0438 \u043f\u0438\u0441\u0435\u043c \u0442\u0443\u0434\u0430 \u043d\u0435 \u0431\u0443\u0434\u0435\u0442, \u043f\u043e\u043a\u0430 \u0432\u044b \u043d\u0435 \u043d\u0430\u043f\u0438\u0448\u0435\u0442\u0435 #admit."], "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "\u043a\u043b\u0438\u0435\u043d\u0442", "footer": {"topic": "Menu", "where_we_are": ["\u0425\u043e\u0434 \u0437\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u043e\u0439."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null], [2, "And the font?", null, null, false, null]], "next_steps": []}}', 'post:2:2', 'sent', NULL, 1, '250 2.0.0 taken', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (7, 'client', 1, 3, 4, 'maria@bloom.example', 'Re: Menu', 'm.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test', '{"name": "client", "language": "en", "time_zone": "UTC", "to": [["Maria Lopez", "maria@bloom.example"]], "cc": [], "from_": ["Anna Petrova (mailbridge)", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aecad66zftfdrp4eywulq@bridge.test"], "subject": "Re: Menu", "message_id": "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test", "reader": "Maria Lopez", "in_reply_to": "2@mail.example", "references": ["1@mail.example", "2@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "unsubscribe": "http://bridge.test/u/aqcado5umx4jolsshjpi2", "post_id": 3, "author": "Anna Petrova", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "project": "Bloom", "agency": "mailbridge", "preheader": "1 question for you", "own_words": true, "author_side": "team", "footer": {"topic": "Menu", "where_we_are": ["The next step is yours: 1 question is open."], "tasks": [["Colours", "open", null, null, false]], "questions": [[1, "Do you agree?", null, null, false, null]], "next_steps": ["We go on as soon as we have your answer."]}}', 'post:3:4', 'sent', NULL, 1, '250 2.0.0 taken', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (4, 'team', 1, 2, 1, 'anna@agency.example', 'Re: Menu', 'm.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test', '{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Anna Petrova", "anna@agency.example"]], "cc": [], "from_": ["Tom Reed (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aeaqcyrqagwqahjxkiuxi@bridge.test"], "subject": "Re: Menu", "message_id": "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "reader": "Anna Petrova", "in_reply_to": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqaqcsl3texmk3comxek2", "auto_submitted": "auto-generated", "why": "member", "post_id": 2, "author": "Tom Reed", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "notices": ["Tom Reed <tom@bloom.example> is new here and waits: no client got this, and no letter goes there until you write #admit."], "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null], [2, "And the font?", null, null, false, null]], "next_steps": []}}', 'post:2:1', 'sent', NULL, 1, '250 2.0.0 taken', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (6, 'team', 1, 2, 3, 'olga@agency.example', 'Re: Menu', 'm.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test', '{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["Tom Reed (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebqc4etzjirzkbgoin6y@bridge.test"], "subject": "Re: Menu", "message_id": "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "reader": "Olga", "in_reply_to": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbqcnmbbpybhbksskipu", "auto_submitted": "auto-generated", "why": "member", "post_id": 2, "author": "Tom Reed", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "notices": ["Tom Reed <tom@bloom.example> is new here and waits: no client got this, and no letter goes there until you write #admit."], "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null], [2, "And the font?", null, null, false, null]], "next_steps": []}}', 'post:2:3', 'sent', NULL, 1, '250 2.0.0 taken', 1795424400000000, 1795424400000000);
INSERT INTO public.outbox VALUES (8, 'team', 2, 4, 1, 'anna@agency.example', 'Prices', 'm.87ba8957575a0e91f82c2b85b84c0124@bridge.test', '{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Anna Petrova", "anna@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aeaqfxkcfh3rsng3g4afq@bridge.test"], "subject": "Prices", "message_id": "m.87ba8957575a0e91f82c2b85b84c0124@bridge.test", "reader": "Anna Petrova", "in_reply_to": "4@mail.example", "references": ["4@mail.example"], "thread_topic": "Prices", "thread_index": "Ad17KQUTM2LgvEPvsENJebgZEGhaeg==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqaqfncy3fzl74php4cno", "auto_submitted": "auto-generated", "why": "member", "post_id": 4, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/2", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Prices", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "What does it cost?", null, null, false, null]], "next_steps": []}}', 'post:4:1', 'queued', 1795424400000000, 0, '', 1795424400000000, NULL);
INSERT INTO public.outbox VALUES (9, 'team', 2, 4, 2, 'igor@agency.example', 'Prices', 'm.87ba8957575a0e91f82c2b85b84c0124@bridge.test', '{"name": "team", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebaeeiyjhyzwioqsx5xo@bridge.test"], "subject": "Prices", "message_id": "m.87ba8957575a0e91f82c2b85b84c0124@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "4@mail.example", "references": ["4@mail.example"], "thread_topic": "Prices", "thread_index": "Ad17KQUTM2LgvEPvsENJebgZEGhaeg==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbafr3yngdc26vvkeir6", "auto_submitted": "auto-generated", "why": "member", "post_id": 4, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/2", "project": "Bloom", "agency": "mailbridge", "author_side": "\u043a\u043b\u0438\u0435\u043d\u0442", "footer": {"topic": "Prices", "where_we_are": ["\u0425\u043e\u0434 \u0437\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u043e\u0439."], "tasks": [], "questions": [[1, "What does it cost?", null, null, false, null]], "next_steps": []}}', 'post:4:2', 'queued', 1795424400000000, 0, '', 1795424400000000, NULL);
INSERT INTO public.outbox VALUES (10, 'team', 2, 4, 3, 'olga@agency.example', 'Prices', 'm.87ba8957575a0e91f82c2b85b84c0124@bridge.test', '{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebqeoelna7vohhqtlack@bridge.test"], "subject": "Prices", "message_id": "m.87ba8957575a0e91f82c2b85b84c0124@bridge.test", "reader": "Olga", "in_reply_to": "4@mail.example", "references": ["4@mail.example"], "thread_topic": "Prices", "thread_index": "Ad17KQUTM2LgvEPvsENJebgZEGhaeg==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbqfjjogbmrdhappnxni", "auto_submitted": "auto-generated", "why": "member", "post_id": 4, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/2", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Prices", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "What does it cost?", null, null, false, null]], "next_steps": []}}', 'post:4:3', 'queued', 1795424400000000, 0, '', 1795424400000000, NULL);
INSERT INTO public.outbox VALUES (11, 'client', 1, 5, 4, 'maria@bloom.example', 'Re: Menu', 'm.fe94f82be73980c0b9db906a@bridge.test', '{"name": "client", "language": "en", "time_zone": "UTC", "to": [["Maria Lopez", "maria@bloom.example"]], "cc": [], "from_": ["Anna Petrova (mailbridge)", "hello@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aecad66zftfdrp4eywulq@bridge.test"], "subject": "Re: Menu", "message_id": "m.fe94f82be73980c0b9db906a@bridge.test", "reader": "Maria Lopez", "in_reply_to": "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test", "references": ["1@mail.example", "2@mail.example", "3@mail.example", "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAySpoA", "unsubscribe": "http://bridge.test/u/aqcado5umx4jolsshjpi2", "post_id": 5, "author": "Anna Petrova", "written": "2026-11-24T09:00:00+00:00", "earlier": [1], "project": "Bloom", "agency": "mailbridge", "preheader": "1 question for you", "own_words": true, "author_side": "team", "footer": {"topic": "Menu", "where_we_are": ["The next step is yours: 1 question is open."], "tasks": [["Colours", "open", null, null, false]], "questions": [[1, "Do you agree?", null, null, false, null]], "next_steps": ["We go on as soon as we have your answer."]}}', 'post:5:4', 'held', 1795510860000000, 0, '', 1795510800000000, NULL);
INSERT INTO public.outbox VALUES (13, 'task', 1, 3, 2, 'igor@agency.example', 'Re: Menu', 't.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test', '{"name": "task", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["mailbridge", "postmaster@bridge.test"], "reply_to": ["Bloom (\u0442\u043e\u043b\u044c\u043a\u043e \u043a\u043e\u043c\u0430\u043d\u0434\u0430)", "r.aibac7k2dewuyuunb42us@bridge.test"], "subject": "Re: Menu", "message_id": "t.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "m.fe94f82be73980c0b9db906a@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "2@mail.example", "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test", "3@mail.example", "m.fe94f82be73980c0b9db906a@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAySpoA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbaciskpmfcaowtkvawu", "auto_submitted": "auto-generated", "why": "assignee", "post_id": 3, "author": "Anna Petrova", "notices": ["Anna Petrova: \u0437\u0430\u0434\u0430\u0447\u0430 \u00abColours\u00bb \u0442\u0435\u043f\u0435\u0440\u044c \u0432\u0430\u0448\u0430.", "Anna Petrova: \u0441\u0440\u043e\u043a \u0437\u0430\u0434\u0430\u0447\u0438 \u00abColours\u00bb \u0442\u0435\u043f\u0435\u0440\u044c \u0432\u0442 1 \u0434\u0435\u043a\u0430\u0431\u0440\u044f."], "link": "http://bridge.test/discussions/1", "date": "2026-11-24T09:00:00+00:00", "project": "Bloom", "agency": "mailbridge", "preheader": "Colours: \u043f\u0440\u0435\u0434\u0441\u0442\u043e\u0438\u0442", "details": {"title": "Colours", "state": "\u043f\u0440\u0435\u0434\u0441\u0442\u043e\u0438\u0442", "assignee": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "due": "\u0432\u0442 1 \u0434\u0435\u043a\u0430\u0431\u0440\u044f"}}', 'task:1:t.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test:2', 'queued', 1795510800000000, 0, '', 1795510800000000, NULL);
INSERT INTO public.outbox VALUES (14, 'held', NULL, NULL, 3, 'olga@agency.example', '[mailbridge] A letter waits for you: Offer', 'held.10f7b926828d0c10bdeac9b8f4d6d912@bridge.test', '{"name": "held", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["mailbridge", "postmaster@bridge.test"], "reply_to": null, "subject": "[mailbridge] A letter waits for you: Offer", "message_id": "held.10f7b926828d0c10bdeac9b8f4d6d912@bridge.test", "reader": "Olga", "auto_submitted": "auto-generated", "why": "admin", "link": "http://bridge.test/quarantine", "date": "2026-11-24T09:00:00+00:00", "agency": "mailbridge", "preheader": "The project takes mail from known authors only.", "details": {"came": "new@far.example wrote \u201cOffer\u201d, and it was not filed.", "why": "The project takes mail from known authors only.", "do": "Look at it, then file it once, let its author in for good, or discard it:", "once": "What comes after it today is not told by letter; the same page shows it. Nothing is lost meanwhile."}}', 'held:5:3', 'queued', 1795510800000000, 0, '', 1795510800000000, NULL);



INSERT INTO public.participants VALUES (1, 4, false, true, false, 1795424400000000);
INSERT INTO public.participants VALUES (1, 5, false, false, false, 1795424400000000);
INSERT INTO public.participants VALUES (1, 1, false, true, false, 1795424400000000);
INSERT INTO public.participants VALUES (2, 4, false, true, false, 1795424400000000);



INSERT INTO public.people VALUES (1, 'Anna Petrova', 'member', 'en', 'UTC', false, false, 0, NULL, 1795424400000000);
INSERT INTO public.people VALUES (2, 'Игорь Белов', 'member', 'ru', 'UTC', false, false, 0, NULL, 1795424400000000);
INSERT INTO public.people VALUES (3, 'Olga', 'admin', 'en', 'UTC', false, false, 0, NULL, 1795424400000000);
INSERT INTO public.people VALUES (4, 'Maria Lopez', 'client', 'en', 'UTC', false, false, 0, NULL, 1795424400000000);
INSERT INTO public.people VALUES (5, 'Tom Reed', 'client', 'en', 'UTC', true, false, 0, NULL, 1795424400000000);



INSERT INTO public.person_addresses VALUES ('anna@agency.example', 1, 0);
INSERT INTO public.person_addresses VALUES ('igor@agency.example', 2, 0);
INSERT INTO public.person_addresses VALUES ('olga@agency.example', 3, 0);
INSERT INTO public.person_addresses VALUES ('maria@bloom.example', 4, 0);
INSERT INTO public.person_addresses VALUES ('tom@bloom.example', 5, 0);









INSERT INTO public.posts VALUES (1, 1, 1, 4, 1, 'mail', false, 'unverified', 'nothing proves that bloom.example sent it', '1@mail.example', 'ac92bc43e9cf6441a4ed87bb33a0c44ec7b120fad18b827a0e1ed14da3fc1cb6', 'human', 1795424400000000, 1795424400000000, 'Menu', 'Which colours do you need?

The old ones are sad.', 'Which colours do you need?

The old ones are sad.', '', '', NULL, '[]', 'new', NULL, NULL, '[]');
INSERT INTO public.posts VALUES (2, 1, 1, 5, 2, 'mail', false, 'unverified', 'nothing proves that bloom.example sent it', '2@mail.example', 'df2a35f9bfefedf57a5d00efa276a06714be167874e49d6a90d718f177fa3d98', 'human', 1795424400000000, 1795424400000000, 'Menu', 'And the font?', 'And the font?', '', '', NULL, '[]', 'answer: a newcomer who names 1@mail.example', NULL, '1@mail.example', '["newcomer"]');
INSERT INTO public.posts VALUES (3, 1, 1, 1, 3, 'mail', false, 'verified', 'sent by a server of agency.example', '3@mail.example', 'c8eb30176ff16431b8d25a686bd0b0151e0d02b32bb91691e9bc3ee7843380dc', 'human', 1795424400000000, 1795424400000000, 'Re: Menu', '#task Colours

Green. Do you agree?', 'Green. Do you agree?', '', '', NULL, '[]', 'token: the reply address', NULL, NULL, '[]');
INSERT INTO public.posts VALUES (4, 2, 1, 4, 4, 'mail', false, 'unverified', 'nothing proves that bloom.example sent it', '4@mail.example', 'efb932d7a901b2244fc5c12a17fcc7c8bbe883ac7bc4ed76585702623e5db8f6', 'human', 1795424400000000, 1795424400000000, 'Prices', 'What does it cost?', 'What does it cost?', '', '', NULL, '[]', 'new', NULL, NULL, '[]');
INSERT INTO public.posts VALUES (5, 1, 1, 1, NULL, 'web', false, 'verified', 'signed in', 'm.fe94f82be73980c0b9db906a@bridge.test', NULL, 'human', 1795510800000000, NULL, 'Menu', 'From the web.', 'From the web.', '', '', NULL, '[]', 'written here', NULL, NULL, '[]');



INSERT INTO public.project_keys VALUES ('gyu3w2qjdwkkburkg', 1, 1795424400000000, NULL);



INSERT INTO public.projects VALUES (1, 'Bloom', 'en', 'client', 'hold', 1795424400000000);



INSERT INTO public.questions VALUES (1, 1, 1, 'Which colours do you need?', 4, NULL, 'team', NULL, NULL, 1, NULL, NULL);
INSERT INTO public.questions VALUES (2, 1, 2, 'And the font?', 5, NULL, 'team', NULL, NULL, 2, NULL, NULL);
INSERT INTO public.questions VALUES (3, 1, 1, 'Do you agree?', 1, 4, 'client', NULL, NULL, 3, NULL, NULL);
INSERT INTO public.questions VALUES (4, 2, 1, 'What does it cost?', 4, NULL, 'team', NULL, NULL, 4, NULL, NULL);



INSERT INTO public.raws VALUES (1, '74bd23053a2070f545684e575e5b822868aee8f65886d9e9a1457d610f135c0e', 310, '\x46726f6d3a204d61726961204c6f70657a203c6d6172696140626c6f6f6d2e6578616d706c653e0d0a5375626a6563743a204d656e750d0a4d6573736167652d49443a203c31406d61696c2e6578616d706c653e0d0a446174653a204d6f6e2c203233204e6f7620323032362031303a30303a3030202b303130300d0a546f3a20677975337732716a64776b6b6275726b67406272696467652e746573740d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d227574662d38220d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a4d494d452d56657273696f6e3a20312e300d0a0d0a576869636820636f6c6f75727320646f20796f75206e6565643f0d0a0d0a546865206f6c64206f6e657320617265207361642e0d0a');
INSERT INTO public.raws VALUES (2, '5c8900a4368e2f821e1f6df1e1518b122e9d765aaab6c6adfd3e19b9afea6814', 321, '\x46726f6d3a20546f6d2052656564203c746f6d40626c6f6f6d2e6578616d706c653e0d0a5375626a6563743a204d656e750d0a4d6573736167652d49443a203c32406d61696c2e6578616d706c653e0d0a446174653a204d6f6e2c203233204e6f7620323032362031303a30303a3030202b303130300d0a546f3a20677975337732716a64776b6b6275726b67406272696467652e746573740d0a43633a206775657374406661722e6578616d706c650d0a496e2d5265706c792d546f3a203c31406d61696c2e6578616d706c653e0d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d227574662d38220d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a4d494d452d56657273696f6e3a20312e300d0a0d0a416e642074686520666f6e743f0d0a');
INSERT INTO public.raws VALUES (3, 'ee6c9a31ece9b573e1e13b3275fa5325bcf49f75f01b857eff87c850a24cef29', 301, '\x46726f6d3a20416e6e6120506574726f7661203c616e6e61406167656e63792e6578616d706c653e0d0a5375626a6563743a2052653a204d656e750d0a4d6573736167652d49443a203c33406d61696c2e6578616d706c653e0d0a446174653a204d6f6e2c203233204e6f7620323032362031303a30303a3030202b303130300d0a546f3a20677975337732716a64776b6b6275726b67406272696467652e746573740d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d227574662d38220d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a4d494d452d56657273696f6e3a20312e300d0a0d0a237461736b20436f6c6f7572730d0a0d0a477265656e2e20446f20796f752061677265653f0d0a');
INSERT INTO public.raws VALUES (4, '12cc22244e6553c62aa1c0613c466f481485a94425e4795efc6d9caec90445ce', 345, '\x46726f6d3a204d61726961204c6f70657a203c6d6172696140626c6f6f6d2e6578616d706c653e0d0a5375626a6563743a205072696365730d0a4d6573736167652d49443a203c34406d61696c2e6578616d706c653e0d0a446174653a204d6f6e2c203233204e6f7620323032362031303a30303a3030202b303130300d0a546f3a20677975337732716a64776b6b6275726b67406272696467652e746573740d0a582d466f727761726465642d466f723a2068656c6c6f406272696467652e7465737420677975337732716a64776b6b6275726b67406272696467652e746573740d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d227574662d38220d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a4d494d452d56657273696f6e3a20312e300d0a0d0a5768617420646f657320697420636f73743f0d0a');
INSERT INTO public.raws VALUES (5, 'e565e34caa72b7dc5dde2b310ebb2b3b64be7c47d6e7cffb0eb2819322e629db', 268, '\x46726f6d3a20537472616e676572203c6e6577406661722e6578616d706c653e0d0a5375626a6563743a204f666665720d0a4d6573736167652d49443a203c35406d61696c2e6578616d706c653e0d0a446174653a204d6f6e2c203233204e6f7620323032362031303a30303a3030202b303130300d0a546f3a20677975337732716a64776b6b6275726b67406272696467652e746573740d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d227574662d38220d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a4d494d452d56657273696f6e3a20312e300d0a0d0a427579206f7572206368616972732e0d0a');
INSERT INTO public.raws VALUES (6, '93d95f27e09bedda669432b84ce68298bc8b01d8f876ae5933f84760451c31f4', 285, '\x46726f6d3a204d61726961204c6f70657a203c6d6172696140626c6f6f6d2e6578616d706c653e0d0a5375626a6563743a204c617465720d0a4d6573736167652d49443a203c3939406d61696c2e6578616d706c653e0d0a446174653a204d6f6e2c203233204e6f7620323032362031303a30303a3030202b303130300d0a546f3a20677975337732716a64776b6b6275726b67406272696467652e746573740d0a436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d227574662d38220d0a436f6e74656e742d5472616e736665722d456e636f64696e673a20376269740d0a4d494d452d56657273696f6e3a20312e300d0a0d0a46696c65642061667465722074686520757067726164652e0d0a');



INSERT INTO public.seen_ids VALUES (1, 'thread-index:01dd7b29051391452fb2a07213ee47e921f76812bafc', 1, true);
INSERT INTO public.seen_ids VALUES (1, 'm.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test', 1, true);
INSERT INTO public.seen_ids VALUES (1, '1@mail.example', 1, true);
INSERT INTO public.seen_ids VALUES (1, '2@mail.example', 1, true);
INSERT INTO public.seen_ids VALUES (1, 'm.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test', 1, true);
INSERT INTO public.seen_ids VALUES (1, '3@mail.example', 1, true);
INSERT INTO public.seen_ids VALUES (1, 'm.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test', 1, true);
INSERT INTO public.seen_ids VALUES (1, '4@mail.example', 2, true);
INSERT INTO public.seen_ids VALUES (1, 'thread-index:01dd7b2905133362e0bc43efb0434979b81910685a7a', 2, true);
INSERT INTO public.seen_ids VALUES (1, 'm.87ba8957575a0e91f82c2b85b84c0124@bridge.test', 2, true);
INSERT INTO public.seen_ids VALUES (1, 'm.fe94f82be73980c0b9db906a@bridge.test', 1, true);
INSERT INTO public.seen_ids VALUES (1, 't.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test', 1, true);






INSERT INTO public.sketches VALUES (1, 828250349206108260, 1);
INSERT INTO public.sketches VALUES (1, 993149586732196221, 1);
INSERT INTO public.sketches VALUES (1, 1577732385317383246, 1);
INSERT INTO public.sketches VALUES (1, 2196722745568200908, 1);



INSERT INTO public.tallies VALUES (0, 'letters:sent', 7);
INSERT INTO public.tallies VALUES (0, 'mail:accept:filed', 4);
INSERT INTO public.tallies VALUES (0, 'mail:hold:unknown-author', 1);



INSERT INTO public.tasks VALUES (1, 1, 1, 3, 'Colours', 'open', 2, 1796169540000000, 1795424400000000, 1);






SELECT pg_catalog.setval('public.address_claims_id_seq', 1, false);



SELECT pg_catalog.setval('public.alias_tests_id_seq', 1, false);



SELECT pg_catalog.setval('public.aliases_id_seq', 1, true);



SELECT pg_catalog.setval('public.attachments_id_seq', 1, false);



SELECT pg_catalog.setval('public.author_policies_id_seq', 1, false);



SELECT pg_catalog.setval('public.discussions_id_seq', 2, true);



SELECT pg_catalog.setval('public.events_id_seq', 16, true);



SELECT pg_catalog.setval('public.inbounds_id_seq', 6, true);



SELECT pg_catalog.setval('public.outbox_id_seq', 14, true);



SELECT pg_catalog.setval('public.people_id_seq', 5, true);



SELECT pg_catalog.setval('public.person_merges_id_seq', 1, false);



SELECT pg_catalog.setval('public.posts_id_seq', 5, true);



SELECT pg_catalog.setval('public.projects_id_seq', 1, true);



SELECT pg_catalog.setval('public.questions_id_seq', 4, true);



SELECT pg_catalog.setval('public.raws_id_seq', 6, true);



SELECT pg_catalog.setval('public.tasks_id_seq', 1, true);



ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);



ALTER TABLE ONLY public.address_claims
    ADD CONSTRAINT pk_address_claims PRIMARY KEY (id);



ALTER TABLE ONLY public.alias_tests
    ADD CONSTRAINT pk_alias_tests PRIMARY KEY (id);



ALTER TABLE ONLY public.aliases
    ADD CONSTRAINT pk_aliases PRIMARY KEY (id);



ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT pk_api_tokens PRIMARY KEY (hash);



ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT pk_attachments PRIMARY KEY (id);



ALTER TABLE ONLY public.author_policies
    ADD CONSTRAINT pk_author_policies PRIMARY KEY (id);



ALTER TABLE ONLY public.automatic_letters
    ADD CONSTRAINT pk_automatic_letters PRIMARY KEY (address, day, kind, about);



ALTER TABLE ONLY public.discussions
    ADD CONSTRAINT pk_discussions PRIMARY KEY (id);



ALTER TABLE ONLY public.events
    ADD CONSTRAINT pk_events PRIMARY KEY (id);



ALTER TABLE ONLY public.inbounds
    ADD CONSTRAINT pk_inbounds PRIMARY KEY (id);



ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT pk_memberships PRIMARY KEY (project_id, person_id);



ALTER TABLE ONLY public.meta
    ADD CONSTRAINT pk_meta PRIMARY KEY (name);



ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);



ALTER TABLE ONLY public.participants
    ADD CONSTRAINT pk_participants PRIMARY KEY (discussion_id, person_id);



ALTER TABLE ONLY public.people
    ADD CONSTRAINT pk_people PRIMARY KEY (id);



ALTER TABLE ONLY public.person_addresses
    ADD CONSTRAINT pk_person_addresses PRIMARY KEY (address);



ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT pk_person_merges PRIMARY KEY (id);



ALTER TABLE ONLY public.pictures
    ADD CONSTRAINT pk_pictures PRIMARY KEY (domain, sha256);



ALTER TABLE ONLY public.posts
    ADD CONSTRAINT pk_posts PRIMARY KEY (id);



ALTER TABLE ONLY public.project_keys
    ADD CONSTRAINT pk_project_keys PRIMARY KEY (key);



ALTER TABLE ONLY public.projects
    ADD CONSTRAINT pk_projects PRIMARY KEY (id);



ALTER TABLE ONLY public.questions
    ADD CONSTRAINT pk_questions PRIMARY KEY (id);



ALTER TABLE ONLY public.raws
    ADD CONSTRAINT pk_raws PRIMARY KEY (id);



ALTER TABLE ONLY public.seen_ids
    ADD CONSTRAINT pk_seen_ids PRIMARY KEY (project_id, message_id, discussion_id);



ALTER TABLE ONLY public.sign_ins
    ADD CONSTRAINT pk_sign_ins PRIMARY KEY (hash);



ALTER TABLE ONLY public.sketches
    ADD CONSTRAINT pk_sketches PRIMARY KEY (project_id, run, discussion_id);



ALTER TABLE ONLY public.tallies
    ADD CONSTRAINT pk_tallies PRIMARY KEY (hour, name);



ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT pk_tasks PRIMARY KEY (id);



ALTER TABLE ONLY public.web_sessions
    ADD CONSTRAINT pk_web_sessions PRIMARY KEY (hash);



ALTER TABLE ONLY public.address_claims
    ADD CONSTRAINT uq_address_claims_person_id_address UNIQUE (person_id, address);



ALTER TABLE ONLY public.aliases
    ADD CONSTRAINT uq_aliases_address UNIQUE (address);



ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_once UNIQUE (once);



ALTER TABLE ONLY public.posts
    ADD CONSTRAINT uq_posts_project_id_message_id_digest UNIQUE (project_id, message_id, digest);



ALTER TABLE ONLY public.projects
    ADD CONSTRAINT uq_projects_name UNIQUE (name);



ALTER TABLE ONLY public.questions
    ADD CONSTRAINT uq_questions_discussion_id_side_number UNIQUE (discussion_id, side, number);



CREATE INDEX ix_alias_tests_alias_id_id ON public.alias_tests USING btree (alias_id, id);



CREATE INDEX ix_alias_tests_state ON public.alias_tests USING btree (state);



CREATE INDEX ix_aliases_project_id ON public.aliases USING btree (project_id);



CREATE INDEX ix_attachments_post_id ON public.attachments USING btree (post_id);



CREATE INDEX ix_attachments_sha256 ON public.attachments USING btree (sha256);



CREATE INDEX ix_author_policies_author ON public.author_policies USING btree (author);



CREATE INDEX ix_discussions_project_base ON public.discussions USING btree (project_id, base_subject, last_written);



CREATE INDEX ix_discussions_project_id_updated ON public.discussions USING btree (project_id, updated);



CREATE INDEX ix_events_discussion_id_id ON public.events USING btree (discussion_id, id);



CREATE INDEX ix_inbounds_post_id ON public.inbounds USING btree (post_id);



CREATE INDEX ix_inbounds_project_id_id ON public.inbounds USING btree (project_id, id);



CREATE INDEX ix_inbounds_queued ON public.inbounds USING btree (run_at, id) WHERE (state = 'queued'::text);



CREATE INDEX ix_inbounds_raw_id ON public.inbounds USING btree (raw_id);



CREATE INDEX ix_memberships_person_id ON public.memberships USING btree (person_id);



CREATE INDEX ix_outbox_discussion_id ON public.outbox USING btree (discussion_id);



CREATE INDEX ix_outbox_due ON public.outbox USING btree (run_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'held'::text, 'deferred'::text]));



CREATE INDEX ix_outbox_message_id ON public.outbox USING btree (message_id);



CREATE INDEX ix_outbox_person_id ON public.outbox USING btree (person_id);



CREATE INDEX ix_participants_person_id ON public.participants USING btree (person_id);



CREATE INDEX ix_person_addresses_person_id ON public.person_addresses USING btree (person_id);



CREATE INDEX ix_person_merges_into_id ON public.person_merges USING btree (into_id);



CREATE INDEX ix_posts_discussion_id_id ON public.posts USING btree (discussion_id, id);



CREATE INDEX ix_posts_inbound_id ON public.posts USING btree (inbound_id);



CREATE INDEX ix_project_keys_project_id ON public.project_keys USING btree (project_id);



CREATE INDEX ix_seen_ids_discussion_id ON public.seen_ids USING btree (discussion_id);



CREATE INDEX ix_sketches_discussion_id ON public.sketches USING btree (discussion_id);



CREATE INDEX ix_tasks_discussion_id ON public.tasks USING btree (discussion_id);



CREATE INDEX ix_tasks_post_id ON public.tasks USING btree (post_id);



CREATE INDEX ix_tasks_project_id_state ON public.tasks USING btree (project_id, state);



ALTER TABLE ONLY public.address_claims
    ADD CONSTRAINT fk_address_claims_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.alias_tests
    ADD CONSTRAINT fk_alias_tests_alias_id FOREIGN KEY (alias_id) REFERENCES public.aliases(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.aliases
    ADD CONSTRAINT fk_aliases_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT fk_api_tokens_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT fk_attachments_post_id FOREIGN KEY (post_id) REFERENCES public.posts(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.attachments
    ADD CONSTRAINT fk_attachments_raw_id FOREIGN KEY (raw_id) REFERENCES public.raws(id);



ALTER TABLE ONLY public.author_policies
    ADD CONSTRAINT fk_author_policies_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.discussions
    ADD CONSTRAINT fk_discussions_merged_into FOREIGN KEY (merged_into) REFERENCES public.discussions(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.discussions
    ADD CONSTRAINT fk_discussions_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.events
    ADD CONSTRAINT fk_events_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.inbounds
    ADD CONSTRAINT fk_inbounds_accepted_into FOREIGN KEY (accepted_into) REFERENCES public.projects(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.inbounds
    ADD CONSTRAINT fk_inbounds_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.inbounds
    ADD CONSTRAINT fk_inbounds_raw_id FOREIGN KEY (raw_id) REFERENCES public.raws(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT fk_memberships_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.participants
    ADD CONSTRAINT fk_participants_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.participants
    ADD CONSTRAINT fk_participants_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.people
    ADD CONSTRAINT fk_people_merged_into FOREIGN KEY (merged_into) REFERENCES public.people(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.person_addresses
    ADD CONSTRAINT fk_person_addresses_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT fk_person_merges_away_id FOREIGN KEY (away_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.person_merges
    ADD CONSTRAINT fk_person_merges_into_id FOREIGN KEY (into_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_author_id FOREIGN KEY (author_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_inbound_id FOREIGN KEY (inbound_id) REFERENCES public.inbounds(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.posts
    ADD CONSTRAINT fk_posts_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.project_keys
    ADD CONSTRAINT fk_project_keys_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.questions
    ADD CONSTRAINT fk_questions_asked_by FOREIGN KEY (asked_by) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.questions
    ADD CONSTRAINT fk_questions_asked_of FOREIGN KEY (asked_of) REFERENCES public.people(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.questions
    ADD CONSTRAINT fk_questions_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.seen_ids
    ADD CONSTRAINT fk_seen_ids_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.seen_ids
    ADD CONSTRAINT fk_seen_ids_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.sign_ins
    ADD CONSTRAINT fk_sign_ins_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.sketches
    ADD CONSTRAINT fk_sketches_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.sketches
    ADD CONSTRAINT fk_sketches_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT fk_tasks_assignee_id FOREIGN KEY (assignee_id) REFERENCES public.people(id) ON DELETE SET NULL;



ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT fk_tasks_discussion_id FOREIGN KEY (discussion_id) REFERENCES public.discussions(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.tasks
    ADD CONSTRAINT fk_tasks_project_id FOREIGN KEY (project_id) REFERENCES public.projects(id) ON DELETE CASCADE;



ALTER TABLE ONLY public.web_sessions
    ADD CONSTRAINT fk_web_sessions_person_id FOREIGN KEY (person_id) REFERENCES public.people(id) ON DELETE CASCADE;




