BEGIN TRANSACTION;
CREATE TABLE address_claims (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_address_claims PRIMARY KEY (id), 
	CONSTRAINT fk_address_claims_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE, 
	CONSTRAINT uq_address_claims_person_id_address UNIQUE (person_id, address)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE alias_tests (
	id INTEGER NOT NULL, 
	alias_id INTEGER NOT NULL, 
	kind TEXT DEFAULT 'asked' NOT NULL, 
	state TEXT DEFAULT 'sent' NOT NULL, 
	letter_id INTEGER, 
	subject TEXT DEFAULT '' NOT NULL, 
	started BIGINT NOT NULL, 
	finished BIGINT, 
	cause TEXT DEFAULT '' NOT NULL, 
	words TEXT DEFAULT '' NOT NULL, 
	report JSON, 
	CONSTRAINT pk_alias_tests PRIMARY KEY (id), 
	CONSTRAINT fk_alias_tests_alias_id FOREIGN KEY(alias_id) REFERENCES aliases (id) ON DELETE CASCADE
);
CREATE TABLE aliases (
	id INTEGER NOT NULL, 
	address TEXT NOT NULL, 
	project_id INTEGER NOT NULL, 
	state TEXT DEFAULT 'waiting' NOT NULL, 
	changed BIGINT, 
	last_mail BIGINT, 
	mails INTEGER DEFAULT 0 NOT NULL, 
	usual_gap BIGINT DEFAULT 0 NOT NULL, 
	armed_until BIGINT, 
	confirmation JSON, 
	next_test BIGINT, 
	misses INTEGER DEFAULT 0 NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_aliases PRIMARY KEY (id), 
	CONSTRAINT fk_aliases_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE, 
	CONSTRAINT uq_aliases_address UNIQUE (address)
);
INSERT INTO "aliases" VALUES(1,'hello@bridge.test',1,'active',1795424400000000,1795424400000000,1,0,1795426200000000,NULL,1795510800000000,0,1795424400000000);
CREATE TABLE api_tokens (
	hash TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_api_tokens PRIMARY KEY (hash), 
	CONSTRAINT fk_api_tokens_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE attachments (
	id INTEGER NOT NULL, 
	post_id INTEGER NOT NULL, 
	raw_id INTEGER NOT NULL, 
	part TEXT NOT NULL, 
	filename TEXT, 
	content_type TEXT DEFAULT 'application/octet-stream' NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 TEXT NOT NULL, 
	inline BOOLEAN DEFAULT false NOT NULL, 
	content_id TEXT, 
	decoration BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_attachments PRIMARY KEY (id), 
	CONSTRAINT fk_attachments_post_id FOREIGN KEY(post_id) REFERENCES posts (id) ON DELETE CASCADE, 
	CONSTRAINT fk_attachments_raw_id FOREIGN KEY(raw_id) REFERENCES raws (id)
);
CREATE TABLE author_policies (
	id INTEGER NOT NULL, 
	project_id INTEGER, 
	author TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	CONSTRAINT pk_author_policies PRIMARY KEY (id), 
	CONSTRAINT fk_author_policies_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
CREATE TABLE automatic_letters (
	address TEXT NOT NULL, 
	day INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	about TEXT NOT NULL, 
	CONSTRAINT pk_automatic_letters PRIMARY KEY (address, day, kind, about)
);
INSERT INTO "automatic_letters" VALUES('olga@agency.example',20781,'held','');
CREATE TABLE discussions (
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	base_subject TEXT DEFAULT '' NOT NULL, 
	state TEXT DEFAULT 'open' NOT NULL, 
	whose_move TEXT DEFAULT 'team' NOT NULL, 
	internal BOOLEAN DEFAULT false NOT NULL, 
	next_question INTEGER DEFAULT 1 NOT NULL, 
	next_request INTEGER DEFAULT 1 NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	closed_at BIGINT, 
	last_written BIGINT NOT NULL, 
	parted BOOLEAN DEFAULT false NOT NULL, 
	to_many BOOLEAN DEFAULT false NOT NULL, 
	merged_into INTEGER, 
	CONSTRAINT pk_discussions PRIMARY KEY (id), 
	CONSTRAINT fk_discussions_merged_into FOREIGN KEY(merged_into) REFERENCES discussions (id) ON DELETE SET NULL, 
	CONSTRAINT fk_discussions_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
INSERT INTO "discussions" VALUES(1,1,'Menu','menu','open','client',0,2,3,1795424400000000,1795510800000000,NULL,1795510800000000,0,0,NULL);
INSERT INTO "discussions" VALUES(2,1,'Prices','prices','open','team',0,1,2,1795424400000000,1795424400000000,NULL,1795424400000000,0,0,NULL);
CREATE TABLE events (
	id INTEGER NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	actor_id INTEGER, 
	post_id INTEGER, 
	task_id INTEGER, 
	details JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT fk_events_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE
);
INSERT INTO "events" VALUES(1,1,'joined',1795424400000000,4,NULL,NULL,'{}');
INSERT INTO "events" VALUES(2,1,'posted',1795424400000000,4,1,NULL,'{}');
INSERT INTO "events" VALUES(3,1,'question_asked',1795424400000000,4,1,NULL,'{"number": 1, "text": "Which colours do you need?"}');
INSERT INTO "events" VALUES(4,1,'newcomer',1795424400000000,5,NULL,NULL,'{}');
INSERT INTO "events" VALUES(5,1,'posted',1795424400000000,5,2,NULL,'{}');
INSERT INTO "events" VALUES(6,1,'question_asked',1795424400000000,5,2,NULL,'{"number": 2, "text": "And the font?"}');
INSERT INTO "events" VALUES(7,1,'joined',1795424400000000,1,NULL,NULL,'{}');
INSERT INTO "events" VALUES(8,1,'posted',1795424400000000,1,3,NULL,'{}');
INSERT INTO "events" VALUES(9,1,'question_asked',1795424400000000,1,3,NULL,'{"number": 1, "text": "Do you agree?"}');
INSERT INTO "events" VALUES(10,1,'task_made',1795424400000000,1,3,1,'{"title": "Colours"}');
INSERT INTO "events" VALUES(11,2,'joined',1795424400000000,4,NULL,NULL,'{}');
INSERT INTO "events" VALUES(12,2,'posted',1795424400000000,4,4,NULL,'{}');
INSERT INTO "events" VALUES(13,2,'question_asked',1795424400000000,4,4,NULL,'{"number": 1, "text": "What does it cost?"}');
INSERT INTO "events" VALUES(14,1,'posted',1795510800000000,1,5,NULL,'{}');
INSERT INTO "events" VALUES(15,1,'task_assigned',1795510800000000,1,3,1,'{"title": "Colours", "assignee": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432"}');
INSERT INTO "events" VALUES(16,1,'task_due',1795510800000000,1,3,1,'{"title": "Colours", "due": "2026-12-01"}');
CREATE TABLE inbounds (
	id INTEGER NOT NULL, 
	raw_id INTEGER, 
	received BIGINT NOT NULL, 
	reverse_path TEXT DEFAULT '' NOT NULL, 
	forward_path TEXT DEFAULT '' NOT NULL, 
	client TEXT, 
	helo TEXT, 
	door TEXT DEFAULT 'smtp' NOT NULL, 
	state TEXT DEFAULT 'queued' NOT NULL, 
	run_at BIGINT, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	disposition TEXT, 
	reason TEXT, 
	note TEXT, 
	project_id INTEGER, 
	discussion_id INTEGER, 
	post_id INTEGER, 
	task_id INTEGER, 
	subject TEXT DEFAULT '' NOT NULL, 
	author TEXT DEFAULT '' NOT NULL, 
	message_id TEXT, 
	trail JSON DEFAULT '[]' NOT NULL, 
	accepted BOOLEAN DEFAULT false NOT NULL, 
	accepted_into INTEGER, 
	CONSTRAINT pk_inbounds PRIMARY KEY (id), 
	CONSTRAINT fk_inbounds_accepted_into FOREIGN KEY(accepted_into) REFERENCES projects (id) ON DELETE SET NULL, 
	CONSTRAINT fk_inbounds_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE SET NULL, 
	CONSTRAINT fk_inbounds_raw_id FOREIGN KEY(raw_id) REFERENCES raws (id) ON DELETE CASCADE
);
INSERT INTO "inbounds" VALUES(1,1,1795424400000000,'maria@bloom.example','gyu3w2qjdwkkburkg@bridge.test',NULL,NULL,'smtp','done',NULL,1,'accept','filed','',1,1,1,NULL,'Menu','maria@bloom.example','1@mail.example','["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: maria@bloom.example, known as Maria Lopez, client", "authenticate: unverified: nothing proves that bloom.example sent it", "thread: a new discussion", "accept: filed"]',0,NULL);
INSERT INTO "inbounds" VALUES(2,2,1795424400000000,'tom@bloom.example','gyu3w2qjdwkkburkg@bridge.test',NULL,NULL,'smtp','done',NULL,1,'accept','filed','',1,1,2,NULL,'Menu','tom@bloom.example','2@mail.example','["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: tom@bloom.example, known to nobody yet", "authenticate: unverified: nothing proves that bloom.example sent it", "thread: discussion 1, by answer (a newcomer who names 1@mail.example)", "accept: filed"]',0,NULL);
INSERT INTO "inbounds" VALUES(3,3,1795424400000000,'anna@agency.example','r.aeaqcyrqagwqahjxkiuxi@bridge.test',NULL,NULL,'smtp','done',NULL,1,'accept','filed','',1,1,3,1,'Re: Menu','anna@agency.example','3@mail.example','["read: screen: human, nothing says that a machine wrote it", "read: interpret: #task Colours", "route: reply address of person 1 in discussion 1", "identify: anna@agency.example, known as Anna Petrova, member", "authenticate: verified: sent by a server of agency.example", "thread: discussion 1, by token (the reply address)", "accept: filed"]',0,NULL);
INSERT INTO "inbounds" VALUES(4,4,1795424400000000,'maria@bloom.example','gyu3w2qjdwkkburkg@bridge.test',NULL,NULL,'smtp','done',NULL,1,'accept','filed','',1,2,4,NULL,'Prices','maria@bloom.example','4@mail.example','["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: maria@bloom.example, known as Maria Lopez, client", "authenticate: unverified: nothing proves that bloom.example sent it", "thread: a new discussion", "alias: it came through hello@bridge.test, says X-Forwarded-For", "accept: filed"]',0,NULL);
INSERT INTO "inbounds" VALUES(5,5,1795510800000000,'new@far.example','gyu3w2qjdwkkburkg@bridge.test',NULL,NULL,'smtp','done',NULL,1,'hold','unknown-author','new@far.example',1,NULL,NULL,NULL,'Offer','new@far.example','5@mail.example','["read: screen: human, nothing says that a machine wrote it", "route: project address", "identify: unknown-author new@far.example", "hold: unknown-author (new@far.example)"]',0,NULL);
INSERT INTO "inbounds" VALUES(6,6,1795510800000000,'maria@bloom.example','gyu3w2qjdwkkburkg@bridge.test',NULL,NULL,'smtp','queued',1795510800000000,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','',NULL,'[]',0,NULL);
CREATE TABLE memberships (
	project_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_memberships PRIMARY KEY (project_id, person_id), 
	CONSTRAINT fk_memberships_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE, 
	CONSTRAINT fk_memberships_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
INSERT INTO "memberships" VALUES(1,1);
INSERT INTO "memberships" VALUES(1,2);
INSERT INTO "memberships" VALUES(1,3);
INSERT INTO "memberships" VALUES(1,4);
CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY (name)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	letter TEXT NOT NULL, 
	discussion_id INTEGER, 
	post_id INTEGER, 
	person_id INTEGER, 
	"to" TEXT NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	message_id TEXT NOT NULL, 
	content JSON NOT NULL, 
	once TEXT NOT NULL, 
	state TEXT DEFAULT 'queued' NOT NULL, 
	run_at BIGINT, 
	attempts INTEGER DEFAULT 0 NOT NULL, 
	last_reply TEXT DEFAULT '' NOT NULL, 
	created BIGINT NOT NULL, 
	sent_at BIGINT, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT uq_outbox_once UNIQUE (once)
);
INSERT INTO "outbox" VALUES(1,'team',1,1,1,'anna@agency.example','Menu','m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test','{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Anna Petrova", "anna@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aeaqcyrqagwqahjxkiuxi@bridge.test"], "subject": "Menu", "message_id": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "reader": "Anna Petrova", "in_reply_to": "1@mail.example", "references": ["1@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/A==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqaqcsl3texmk3comxek2", "auto_submitted": "auto-generated", "why": "member", "post_id": 1, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null]], "next_steps": []}}','post:1:1','sent',NULL,1,'late: 4.4.1 no answer',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(2,'team',1,1,2,'igor@agency.example','Menu','m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test','{"name": "team", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebad43u5hmv76zqykcf4@bridge.test"], "subject": "Menu", "message_id": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "1@mail.example", "references": ["1@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/A==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbaciskpmfcaowtkvawu", "auto_submitted": "auto-generated", "why": "member", "post_id": 1, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "\u043a\u043b\u0438\u0435\u043d\u0442", "footer": {"topic": "Menu", "where_we_are": ["\u0425\u043e\u0434 \u0437\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u043e\u0439."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null]], "next_steps": []}}','post:1:2','sent',NULL,1,'not proved: 5.1.1 gone',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(3,'team',1,1,3,'olga@agency.example','Menu','m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test','{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebqc4etzjirzkbgoin6y@bridge.test"], "subject": "Menu", "message_id": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "reader": "Olga", "in_reply_to": "1@mail.example", "references": ["1@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/A==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbqcnmbbpybhbksskipu", "auto_submitted": "auto-generated", "why": "member", "post_id": 1, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null]], "next_steps": []}}','post:1:3','sent',NULL,1,'250 2.0.0 taken',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(4,'team',1,2,1,'anna@agency.example','Re: Menu','m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test','{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Anna Petrova", "anna@agency.example"]], "cc": [], "from_": ["Tom Reed (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aeaqcyrqagwqahjxkiuxi@bridge.test"], "subject": "Re: Menu", "message_id": "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "reader": "Anna Petrova", "in_reply_to": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqaqcsl3texmk3comxek2", "auto_submitted": "auto-generated", "why": "member", "post_id": 2, "author": "Tom Reed", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "notices": ["Tom Reed <tom@bloom.example> is new here and waits: no client got this, and no letter goes there until you write #admit."], "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null], [2, "And the font?", null, null, false, null]], "next_steps": []}}','post:2:1','sent',NULL,1,'250 2.0.0 taken',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(5,'team',1,2,2,'igor@agency.example','Re: Menu','m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test','{"name": "team", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["Tom Reed (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebad43u5hmv76zqykcf4@bridge.test"], "subject": "Re: Menu", "message_id": "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbaciskpmfcaowtkvawu", "auto_submitted": "auto-generated", "why": "member", "post_id": 2, "author": "Tom Reed", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "notices": ["Tom Reed <tom@bloom.example>: \u043d\u043e\u0432\u044b\u0439 \u0447\u0435\u043b\u043e\u0432\u0435\u043a, \u0436\u0434\u0451\u0442. \u041a\u043b\u0438\u0435\u043d\u0442\u0430\u043c \u044d\u0442\u043e \u043d\u0435 \u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e, \u0438 \u043f\u0438\u0441\u0435\u043c \u0442\u0443\u0434\u0430 \u043d\u0435 \u0431\u0443\u0434\u0435\u0442, \u043f\u043e\u043a\u0430 \u0432\u044b \u043d\u0435 \u043d\u0430\u043f\u0438\u0448\u0435\u0442\u0435 #admit."], "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "\u043a\u043b\u0438\u0435\u043d\u0442", "footer": {"topic": "Menu", "where_we_are": ["\u0425\u043e\u0434 \u0437\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u043e\u0439."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null], [2, "And the font?", null, null, false, null]], "next_steps": []}}','post:2:2','sent',NULL,1,'250 2.0.0 taken',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(6,'team',1,2,3,'olga@agency.example','Re: Menu','m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test','{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["Tom Reed (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebqc4etzjirzkbgoin6y@bridge.test"], "subject": "Re: Menu", "message_id": "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "reader": "Olga", "in_reply_to": "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbqcnmbbpybhbksskipu", "auto_submitted": "auto-generated", "why": "member", "post_id": 2, "author": "Tom Reed", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "notices": ["Tom Reed <tom@bloom.example> is new here and waits: no client got this, and no letter goes there until you write #admit."], "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/1", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Menu", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "Which colours do you need?", null, null, false, null], [2, "And the font?", null, null, false, null]], "next_steps": []}}','post:2:3','sent',NULL,1,'250 2.0.0 taken',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(7,'client',1,3,4,'maria@bloom.example','Re: Menu','m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test','{"name": "client", "language": "en", "time_zone": "UTC", "to": [["Maria Lopez", "maria@bloom.example"]], "cc": [], "from_": ["Anna Petrova (mailbridge)", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aecad66zftfdrp4eywulq@bridge.test"], "subject": "Re: Menu", "message_id": "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test", "reader": "Maria Lopez", "in_reply_to": "2@mail.example", "references": ["1@mail.example", "2@mail.example"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAAAAAA", "unsubscribe": "http://bridge.test/u/aqcado5umx4jolsshjpi2", "post_id": 3, "author": "Anna Petrova", "written": "2026-11-23T09:00:00+00:00", "earlier": [1], "project": "Bloom", "agency": "mailbridge", "preheader": "1 question for you", "own_words": true, "author_side": "team", "footer": {"topic": "Menu", "where_we_are": ["The next step is yours: 1 question is open."], "tasks": [["Colours", "open", null, null, false]], "questions": [[1, "Do you agree?", null, null, false, null]], "next_steps": ["We go on as soon as we have your answer."]}}','post:3:4','sent',NULL,1,'250 2.0.0 taken',1795424400000000,1795424400000000);
INSERT INTO "outbox" VALUES(8,'team',2,4,1,'anna@agency.example','Prices','m.87ba8957575a0e91f82c2b85b84c0124@bridge.test','{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Anna Petrova", "anna@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aeaqfxkcfh3rsng3g4afq@bridge.test"], "subject": "Prices", "message_id": "m.87ba8957575a0e91f82c2b85b84c0124@bridge.test", "reader": "Anna Petrova", "in_reply_to": "4@mail.example", "references": ["4@mail.example"], "thread_topic": "Prices", "thread_index": "Ad17KQUTM2LgvEPvsENJebgZEGhaeg==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqaqfncy3fzl74php4cno", "auto_submitted": "auto-generated", "why": "member", "post_id": 4, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/2", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Prices", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "What does it cost?", null, null, false, null]], "next_steps": []}}','post:4:1','queued',1795424400000000,0,'',1795424400000000,NULL);
INSERT INTO "outbox" VALUES(9,'team',2,4,2,'igor@agency.example','Prices','m.87ba8957575a0e91f82c2b85b84c0124@bridge.test','{"name": "team", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebaeeiyjhyzwioqsx5xo@bridge.test"], "subject": "Prices", "message_id": "m.87ba8957575a0e91f82c2b85b84c0124@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "4@mail.example", "references": ["4@mail.example"], "thread_topic": "Prices", "thread_index": "Ad17KQUTM2LgvEPvsENJebgZEGhaeg==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbafr3yngdc26vvkeir6", "auto_submitted": "auto-generated", "why": "member", "post_id": 4, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/2", "project": "Bloom", "agency": "mailbridge", "author_side": "\u043a\u043b\u0438\u0435\u043d\u0442", "footer": {"topic": "Prices", "where_we_are": ["\u0425\u043e\u0434 \u0437\u0430 \u043a\u043e\u043c\u0430\u043d\u0434\u043e\u0439."], "tasks": [], "questions": [[1, "What does it cost?", null, null, false, null]], "next_steps": []}}','post:4:2','queued',1795424400000000,0,'',1795424400000000,NULL);
INSERT INTO "outbox" VALUES(10,'team',2,4,3,'olga@agency.example','Prices','m.87ba8957575a0e91f82c2b85b84c0124@bridge.test','{"name": "team", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["Maria Lopez (Bloom) via mailbridge", "gyu3w2qjdwkkburkg@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aebqeoelna7vohhqtlack@bridge.test"], "subject": "Prices", "message_id": "m.87ba8957575a0e91f82c2b85b84c0124@bridge.test", "reader": "Olga", "in_reply_to": "4@mail.example", "references": ["4@mail.example"], "thread_topic": "Prices", "thread_index": "Ad17KQUTM2LgvEPvsENJebgZEGhaeg==", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbqfjjogbmrdhappnxni", "auto_submitted": "auto-generated", "why": "member", "post_id": 4, "author": "Maria Lopez", "author_is_client": true, "verified": "unverified", "written": "2026-11-23T09:00:00+00:00", "goes_to": ["Maria Lopez"], "link": "http://bridge.test/discussions/2", "project": "Bloom", "agency": "mailbridge", "author_side": "client", "footer": {"topic": "Prices", "where_we_are": ["The next move is the team''s."], "tasks": [], "questions": [[1, "What does it cost?", null, null, false, null]], "next_steps": []}}','post:4:3','queued',1795424400000000,0,'',1795424400000000,NULL);
INSERT INTO "outbox" VALUES(11,'client',1,5,4,'maria@bloom.example','Re: Menu','m.fe94f82be73980c0b9db906a@bridge.test','{"name": "client", "language": "en", "time_zone": "UTC", "to": [["Maria Lopez", "maria@bloom.example"]], "cc": [], "from_": ["Anna Petrova (mailbridge)", "hello@bridge.test"], "reply_to": ["mailbridge - Bloom", "r.aecad66zftfdrp4eywulq@bridge.test"], "subject": "Re: Menu", "message_id": "m.fe94f82be73980c0b9db906a@bridge.test", "reader": "Maria Lopez", "in_reply_to": "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test", "references": ["1@mail.example", "2@mail.example", "3@mail.example", "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAySpoA", "unsubscribe": "http://bridge.test/u/aqcado5umx4jolsshjpi2", "post_id": 5, "author": "Anna Petrova", "written": "2026-11-24T09:00:00+00:00", "earlier": [1], "project": "Bloom", "agency": "mailbridge", "preheader": "1 question for you", "own_words": true, "author_side": "team", "footer": {"topic": "Menu", "where_we_are": ["The next step is yours: 1 question is open."], "tasks": [["Colours", "open", null, null, false]], "questions": [[1, "Do you agree?", null, null, false, null]], "next_steps": ["We go on as soon as we have your answer."]}}','post:5:4','held',1795510860000000,0,'',1795510800000000,NULL);
INSERT INTO "outbox" VALUES(12,'task',1,3,2,'igor@agency.example','Re: Menu','t.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test','{"name": "task", "language": "ru", "time_zone": "UTC", "to": [["\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "igor@agency.example"]], "cc": [], "from_": ["mailbridge", "postmaster@bridge.test"], "reply_to": ["Bloom (\u0442\u043e\u043b\u044c\u043a\u043e \u043a\u043e\u043c\u0430\u043d\u0434\u0430)", "r.aibac7k2dewuyuunb42us@bridge.test"], "subject": "Re: Menu", "message_id": "t.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test", "reader": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "in_reply_to": "m.fe94f82be73980c0b9db906a@bridge.test", "references": ["1@mail.example", "m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test", "2@mail.example", "m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test", "m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test", "3@mail.example", "m.fe94f82be73980c0b9db906a@bridge.test"], "thread_topic": "Menu", "thread_index": "Ad17KQUTkUUvsqByE+5H6SH3aBK6/AAySpoA", "list_id": "project-1.bridge.test", "unsubscribe": "http://bridge.test/u/aqbaciskpmfcaowtkvawu", "auto_submitted": "auto-generated", "why": "assignee", "post_id": 3, "author": "Anna Petrova", "notices": ["Anna Petrova: \u0437\u0430\u0434\u0430\u0447\u0430 \u00abColours\u00bb \u0442\u0435\u043f\u0435\u0440\u044c \u0432\u0430\u0448\u0430.", "Anna Petrova: \u0441\u0440\u043e\u043a \u0437\u0430\u0434\u0430\u0447\u0438 \u00abColours\u00bb \u0442\u0435\u043f\u0435\u0440\u044c \u0432\u0442 1 \u0434\u0435\u043a\u0430\u0431\u0440\u044f."], "link": "http://bridge.test/discussions/1", "date": "2026-11-24T09:00:00+00:00", "project": "Bloom", "agency": "mailbridge", "preheader": "Colours: \u043f\u0440\u0435\u0434\u0441\u0442\u043e\u0438\u0442", "details": {"title": "Colours", "state": "\u043f\u0440\u0435\u0434\u0441\u0442\u043e\u0438\u0442", "assignee": "\u0418\u0433\u043e\u0440\u044c \u0411\u0435\u043b\u043e\u0432", "due": "\u0432\u0442 1 \u0434\u0435\u043a\u0430\u0431\u0440\u044f"}}','task:1:t.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test:2','queued',1795510800000000,0,'',1795510800000000,NULL);
INSERT INTO "outbox" VALUES(13,'held',NULL,NULL,3,'olga@agency.example','[mailbridge] A letter waits for you: Offer','held.10f7b926828d0c10bdeac9b8f4d6d912@bridge.test','{"name": "held", "language": "en", "time_zone": "UTC", "to": [["Olga", "olga@agency.example"]], "cc": [], "from_": ["mailbridge", "postmaster@bridge.test"], "reply_to": null, "subject": "[mailbridge] A letter waits for you: Offer", "message_id": "held.10f7b926828d0c10bdeac9b8f4d6d912@bridge.test", "reader": "Olga", "auto_submitted": "auto-generated", "why": "admin", "link": "http://bridge.test/quarantine", "date": "2026-11-24T09:00:00+00:00", "agency": "mailbridge", "preheader": "The project takes mail from known authors only.", "details": {"came": "new@far.example wrote \u201cOffer\u201d, and it was not filed.", "why": "The project takes mail from known authors only.", "do": "Look at it, then file it once, let its author in for good, or discard it:", "once": "What comes after it today is not told by letter; the same page shows it. Nothing is lost meanwhile."}}','held:5:3','queued',1795510800000000,0,'',1795510800000000,NULL);
CREATE TABLE participants (
	discussion_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	muted BOOLEAN DEFAULT false NOT NULL, 
	admitted BOOLEAN DEFAULT true NOT NULL, 
	exposed BOOLEAN DEFAULT false NOT NULL, 
	joined BIGINT NOT NULL, 
	CONSTRAINT pk_participants PRIMARY KEY (discussion_id, person_id), 
	CONSTRAINT fk_participants_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE, 
	CONSTRAINT fk_participants_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
INSERT INTO "participants" VALUES(1,4,0,1,0,1795424400000000);
INSERT INTO "participants" VALUES(1,5,0,0,0,1795424400000000);
INSERT INTO "participants" VALUES(1,1,0,1,0,1795424400000000);
INSERT INTO "participants" VALUES(2,4,0,1,0,1795424400000000);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	role TEXT DEFAULT 'client' NOT NULL, 
	language TEXT DEFAULT 'en' NOT NULL, 
	time_zone TEXT DEFAULT 'UTC' NOT NULL, 
	staged BOOLEAN DEFAULT false NOT NULL, 
	unreachable BOOLEAN DEFAULT false NOT NULL, 
	soft_bounces INTEGER DEFAULT 0 NOT NULL, 
	merged_into INTEGER, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id), 
	CONSTRAINT fk_people_merged_into FOREIGN KEY(merged_into) REFERENCES people (id) ON DELETE SET NULL
);
INSERT INTO "people" VALUES(1,'Anna Petrova','member','en','UTC',0,0,0,NULL,1795424400000000);
INSERT INTO "people" VALUES(2,'Игорь Белов','member','ru','UTC',0,0,0,NULL,1795424400000000);
INSERT INTO "people" VALUES(3,'Olga','admin','en','UTC',0,0,0,NULL,1795424400000000);
INSERT INTO "people" VALUES(4,'Maria Lopez','client','en','UTC',0,0,0,NULL,1795424400000000);
INSERT INTO "people" VALUES(5,'Tom Reed','client','en','UTC',1,0,0,NULL,1795424400000000);
CREATE TABLE person_addresses (
	address TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	position INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_person_addresses PRIMARY KEY (address), 
	CONSTRAINT fk_person_addresses_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
INSERT INTO "person_addresses" VALUES('anna@agency.example',1,0);
INSERT INTO "person_addresses" VALUES('igor@agency.example',2,0);
INSERT INTO "person_addresses" VALUES('olga@agency.example',3,0);
INSERT INTO "person_addresses" VALUES('maria@bloom.example',4,0);
INSERT INTO "person_addresses" VALUES('tom@bloom.example',5,0);
CREATE TABLE person_merges (
	id INTEGER NOT NULL, 
	away_id INTEGER NOT NULL, 
	into_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	actor_id INTEGER, 
	undone BIGINT, 
	moved JSON NOT NULL, 
	CONSTRAINT pk_person_merges PRIMARY KEY (id), 
	CONSTRAINT fk_person_merges_away_id FOREIGN KEY(away_id) REFERENCES people (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_merges_into_id FOREIGN KEY(into_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE pictures (
	domain TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	letters INTEGER NOT NULL, 
	CONSTRAINT pk_pictures PRIMARY KEY (domain, sha256)
);
CREATE TABLE posts (
	id INTEGER NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	inbound_id INTEGER, 
	channel TEXT DEFAULT 'mail' NOT NULL, 
	internal BOOLEAN DEFAULT false NOT NULL, 
	verified TEXT DEFAULT 'unverified' NOT NULL, 
	verified_why TEXT DEFAULT '' NOT NULL, 
	message_id TEXT, 
	digest TEXT, 
	kind TEXT DEFAULT 'human' NOT NULL, 
	created BIGINT NOT NULL, 
	written BIGINT, 
	subject TEXT DEFAULT '' NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	reply TEXT DEFAULT '' NOT NULL, 
	quoted TEXT DEFAULT '' NOT NULL, 
	signature TEXT DEFAULT '' NOT NULL, 
	safe_html TEXT, 
	cuts JSON DEFAULT '[]' NOT NULL, 
	why TEXT DEFAULT '' NOT NULL, 
	runner_up INTEGER, 
	in_reply_to TEXT, 
	flags JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_posts PRIMARY KEY (id), 
	CONSTRAINT fk_posts_author_id FOREIGN KEY(author_id) REFERENCES people (id) ON DELETE CASCADE, 
	CONSTRAINT fk_posts_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE, 
	CONSTRAINT fk_posts_inbound_id FOREIGN KEY(inbound_id) REFERENCES inbounds (id) ON DELETE SET NULL, 
	CONSTRAINT fk_posts_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE, 
	CONSTRAINT uq_posts_project_id_message_id_digest UNIQUE (project_id, message_id, digest)
);
INSERT INTO "posts" VALUES(1,1,1,4,1,'mail',0,'unverified','nothing proves that bloom.example sent it','1@mail.example','ac92bc43e9cf6441a4ed87bb33a0c44ec7b120fad18b827a0e1ed14da3fc1cb6','human',1795424400000000,1795424400000000,'Menu','Which colours do you need?

The old ones are sad.','Which colours do you need?

The old ones are sad.','','',NULL,'[]','new',NULL,NULL,'[]');
INSERT INTO "posts" VALUES(2,1,1,5,2,'mail',0,'unverified','nothing proves that bloom.example sent it','2@mail.example','df2a35f9bfefedf57a5d00efa276a06714be167874e49d6a90d718f177fa3d98','human',1795424400000000,1795424400000000,'Menu','And the font?','And the font?','','',NULL,'[]','answer: a newcomer who names 1@mail.example',NULL,'1@mail.example','["newcomer"]');
INSERT INTO "posts" VALUES(3,1,1,1,3,'mail',0,'verified','sent by a server of agency.example','3@mail.example','c8eb30176ff16431b8d25a686bd0b0151e0d02b32bb91691e9bc3ee7843380dc','human',1795424400000000,1795424400000000,'Re: Menu','#task Colours

Green. Do you agree?','Green. Do you agree?','','',NULL,'[]','token: the reply address',NULL,NULL,'[]');
INSERT INTO "posts" VALUES(4,2,1,4,4,'mail',0,'unverified','nothing proves that bloom.example sent it','4@mail.example','efb932d7a901b2244fc5c12a17fcc7c8bbe883ac7bc4ed76585702623e5db8f6','human',1795424400000000,1795424400000000,'Prices','What does it cost?','What does it cost?','','',NULL,'[]','new',NULL,NULL,'[]');
INSERT INTO "posts" VALUES(5,1,1,1,NULL,'web',0,'verified','signed in','m.fe94f82be73980c0b9db906a@bridge.test',NULL,'human',1795510800000000,NULL,'Menu','From the web.','From the web.','','',NULL,'[]','written here',NULL,NULL,'[]');
CREATE TABLE project_keys (
	"key" TEXT NOT NULL, 
	project_id INTEGER NOT NULL, 
	created BIGINT NOT NULL, 
	retires BIGINT, 
	CONSTRAINT pk_project_keys PRIMARY KEY ("key"), 
	CONSTRAINT fk_project_keys_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
INSERT INTO "project_keys" VALUES('gyu3w2qjdwkkburkg',1,1795424400000000,NULL);
CREATE TABLE projects (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	language TEXT DEFAULT 'en' NOT NULL, 
	team_replies TEXT DEFAULT 'client' NOT NULL, 
	unknown_authors TEXT DEFAULT 'accept' NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_projects PRIMARY KEY (id), 
	CONSTRAINT uq_projects_name UNIQUE (name)
);
INSERT INTO "projects" VALUES(1,'Bloom','en','client','hold',1795424400000000);
CREATE TABLE questions (
	id INTEGER NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	asked_by INTEGER NOT NULL, 
	asked_of INTEGER, 
	side TEXT DEFAULT 'client' NOT NULL, 
	due BIGINT, 
	consequence TEXT, 
	post_id INTEGER, 
	answered_by INTEGER, 
	answered_at BIGINT, 
	CONSTRAINT pk_questions PRIMARY KEY (id), 
	CONSTRAINT fk_questions_asked_by FOREIGN KEY(asked_by) REFERENCES people (id) ON DELETE CASCADE, 
	CONSTRAINT fk_questions_asked_of FOREIGN KEY(asked_of) REFERENCES people (id) ON DELETE SET NULL, 
	CONSTRAINT fk_questions_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE, 
	CONSTRAINT uq_questions_discussion_id_side_number UNIQUE (discussion_id, side, number)
);
INSERT INTO "questions" VALUES(1,1,1,'Which colours do you need?',4,NULL,'team',NULL,NULL,1,NULL,NULL);
INSERT INTO "questions" VALUES(2,1,2,'And the font?',5,NULL,'team',NULL,NULL,2,NULL,NULL);
INSERT INTO "questions" VALUES(3,1,1,'Do you agree?',1,4,'client',NULL,NULL,3,NULL,NULL);
INSERT INTO "questions" VALUES(4,2,1,'What does it cost?',4,NULL,'team',NULL,NULL,4,NULL,NULL);
CREATE TABLE raws (
	id INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	content BLOB, 
	CONSTRAINT pk_raws PRIMARY KEY (id)
);
INSERT INTO "raws" VALUES(1,'74bd23053a2070f545684e575e5b822868aee8f65886d9e9a1457d610f135c0e',310,X'46726F6D3A204D61726961204C6F70657A203C6D6172696140626C6F6F6D2E6578616D706C653E0D0A5375626A6563743A204D656E750D0A4D6573736167652D49443A203C31406D61696C2E6578616D706C653E0D0A446174653A204D6F6E2C203233204E6F7620323032362031303A30303A3030202B303130300D0A546F3A20677975337732716A64776B6B6275726B67406272696467652E746573740D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A20376269740D0A4D494D452D56657273696F6E3A20312E300D0A0D0A576869636820636F6C6F75727320646F20796F75206E6565643F0D0A0D0A546865206F6C64206F6E657320617265207361642E0D0A');
INSERT INTO "raws" VALUES(2,'5c8900a4368e2f821e1f6df1e1518b122e9d765aaab6c6adfd3e19b9afea6814',321,X'46726F6D3A20546F6D2052656564203C746F6D40626C6F6F6D2E6578616D706C653E0D0A5375626A6563743A204D656E750D0A4D6573736167652D49443A203C32406D61696C2E6578616D706C653E0D0A446174653A204D6F6E2C203233204E6F7620323032362031303A30303A3030202B303130300D0A546F3A20677975337732716A64776B6B6275726B67406272696467652E746573740D0A43633A206775657374406661722E6578616D706C650D0A496E2D5265706C792D546F3A203C31406D61696C2E6578616D706C653E0D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A20376269740D0A4D494D452D56657273696F6E3A20312E300D0A0D0A416E642074686520666F6E743F0D0A');
INSERT INTO "raws" VALUES(3,'ee6c9a31ece9b573e1e13b3275fa5325bcf49f75f01b857eff87c850a24cef29',301,X'46726F6D3A20416E6E6120506574726F7661203C616E6E61406167656E63792E6578616D706C653E0D0A5375626A6563743A2052653A204D656E750D0A4D6573736167652D49443A203C33406D61696C2E6578616D706C653E0D0A446174653A204D6F6E2C203233204E6F7620323032362031303A30303A3030202B303130300D0A546F3A20677975337732716A64776B6B6275726B67406272696467652E746573740D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A20376269740D0A4D494D452D56657273696F6E3A20312E300D0A0D0A237461736B20436F6C6F7572730D0A0D0A477265656E2E20446F20796F752061677265653F0D0A');
INSERT INTO "raws" VALUES(4,'12cc22244e6553c62aa1c0613c466f481485a94425e4795efc6d9caec90445ce',345,X'46726F6D3A204D61726961204C6F70657A203C6D6172696140626C6F6F6D2E6578616D706C653E0D0A5375626A6563743A205072696365730D0A4D6573736167652D49443A203C34406D61696C2E6578616D706C653E0D0A446174653A204D6F6E2C203233204E6F7620323032362031303A30303A3030202B303130300D0A546F3A20677975337732716A64776B6B6275726B67406272696467652E746573740D0A582D466F727761726465642D466F723A2068656C6C6F406272696467652E7465737420677975337732716A64776B6B6275726B67406272696467652E746573740D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A20376269740D0A4D494D452D56657273696F6E3A20312E300D0A0D0A5768617420646F657320697420636F73743F0D0A');
INSERT INTO "raws" VALUES(5,'e565e34caa72b7dc5dde2b310ebb2b3b64be7c47d6e7cffb0eb2819322e629db',268,X'46726F6D3A20537472616E676572203C6E6577406661722E6578616D706C653E0D0A5375626A6563743A204F666665720D0A4D6573736167652D49443A203C35406D61696C2E6578616D706C653E0D0A446174653A204D6F6E2C203233204E6F7620323032362031303A30303A3030202B303130300D0A546F3A20677975337732716A64776B6B6275726B67406272696467652E746573740D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A20376269740D0A4D494D452D56657273696F6E3A20312E300D0A0D0A427579206F7572206368616972732E0D0A');
INSERT INTO "raws" VALUES(6,'93d95f27e09bedda669432b84ce68298bc8b01d8f876ae5933f84760451c31f4',285,X'46726F6D3A204D61726961204C6F70657A203C6D6172696140626C6F6F6D2E6578616D706C653E0D0A5375626A6563743A204C617465720D0A4D6573736167652D49443A203C3939406D61696C2E6578616D706C653E0D0A446174653A204D6F6E2C203233204E6F7620323032362031303A30303A3030202B303130300D0A546F3A20677975337732716A64776B6B6275726B67406272696467652E746573740D0A436F6E74656E742D547970653A20746578742F706C61696E3B20636861727365743D227574662D38220D0A436F6E74656E742D5472616E736665722D456E636F64696E673A20376269740D0A4D494D452D56657273696F6E3A20312E300D0A0D0A46696C65642061667465722074686520757067726164652E0D0A');
CREATE TABLE seen_ids (
	project_id INTEGER NOT NULL, 
	message_id TEXT NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	by_us BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_seen_ids PRIMARY KEY (project_id, message_id, discussion_id), 
	CONSTRAINT fk_seen_ids_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE, 
	CONSTRAINT fk_seen_ids_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
INSERT INTO "seen_ids" VALUES(1,'1@mail.example',1,1);
INSERT INTO "seen_ids" VALUES(1,'thread-index:01dd7b29051391452fb2a07213ee47e921f76812bafc',1,1);
INSERT INTO "seen_ids" VALUES(1,'m.629f8fb6efaef09e3cd0d6b628ace5b0@bridge.test',1,1);
INSERT INTO "seen_ids" VALUES(1,'2@mail.example',1,1);
INSERT INTO "seen_ids" VALUES(1,'m.cbf221dc4de2f712077b57ce7b2ecc33@bridge.test',1,1);
INSERT INTO "seen_ids" VALUES(1,'3@mail.example',1,1);
INSERT INTO "seen_ids" VALUES(1,'m.a7dce5aa30ddad8cc45c58ac36fdecee@bridge.test',1,1);
INSERT INTO "seen_ids" VALUES(1,'4@mail.example',2,1);
INSERT INTO "seen_ids" VALUES(1,'thread-index:01dd7b2905133362e0bc43efb0434979b81910685a7a',2,1);
INSERT INTO "seen_ids" VALUES(1,'m.87ba8957575a0e91f82c2b85b84c0124@bridge.test',2,1);
INSERT INTO "seen_ids" VALUES(1,'m.fe94f82be73980c0b9db906a@bridge.test',1,1);
INSERT INTO "seen_ids" VALUES(1,'t.781ad46e1c9c17623d7d5924b43e8cdc@bridge.test',1,1);
CREATE TABLE sign_ins (
	hash TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	expires BIGINT NOT NULL, 
	used BIGINT, 
	CONSTRAINT pk_sign_ins PRIMARY KEY (hash), 
	CONSTRAINT fk_sign_ins_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE TABLE sketches (
	project_id INTEGER NOT NULL, 
	run BIGINT NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	CONSTRAINT pk_sketches PRIMARY KEY (project_id, run, discussion_id), 
	CONSTRAINT fk_sketches_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE, 
	CONSTRAINT fk_sketches_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
INSERT INTO "sketches" VALUES(1,828250349206108260,1);
INSERT INTO "sketches" VALUES(1,993149586732196221,1);
INSERT INTO "sketches" VALUES(1,1577732385317383246,1);
INSERT INTO "sketches" VALUES(1,2196722745568200908,1);
CREATE TABLE tallies (
	hour INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_tallies PRIMARY KEY (hour, name)
);
INSERT INTO "tallies" VALUES(0,'letters:sent',7);
INSERT INTO "tallies" VALUES(0,'mail:accept:filed',4);
INSERT INTO "tallies" VALUES(0,'mail:hold:unknown-author',1);
CREATE TABLE tasks (
	id INTEGER NOT NULL, 
	project_id INTEGER NOT NULL, 
	discussion_id INTEGER NOT NULL, 
	post_id INTEGER, 
	title TEXT DEFAULT '' NOT NULL, 
	state TEXT DEFAULT 'open' NOT NULL, 
	assignee_id INTEGER, 
	due BIGINT, 
	created BIGINT NOT NULL, 
	created_by INTEGER, 
	CONSTRAINT pk_tasks PRIMARY KEY (id), 
	CONSTRAINT fk_tasks_assignee_id FOREIGN KEY(assignee_id) REFERENCES people (id) ON DELETE SET NULL, 
	CONSTRAINT fk_tasks_discussion_id FOREIGN KEY(discussion_id) REFERENCES discussions (id) ON DELETE CASCADE, 
	CONSTRAINT fk_tasks_project_id FOREIGN KEY(project_id) REFERENCES projects (id) ON DELETE CASCADE
);
INSERT INTO "tasks" VALUES(1,1,1,3,'Colours','open',2,1796169540000000,1795424400000000,1);
CREATE TABLE web_sessions (
	hash TEXT NOT NULL, 
	person_id INTEGER NOT NULL, 
	created BIGINT NOT NULL, 
	expires BIGINT NOT NULL, 
	CONSTRAINT pk_web_sessions PRIMARY KEY (hash), 
	CONSTRAINT fk_web_sessions_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
CREATE INDEX ix_outbox_discussion_id ON outbox (discussion_id);
CREATE INDEX ix_outbox_due ON outbox (run_at, id) WHERE state in ('queued', 'held', 'deferred');
CREATE INDEX ix_outbox_message_id ON outbox (message_id);
CREATE INDEX ix_outbox_person_id ON outbox (person_id);
CREATE INDEX ix_aliases_project_id ON aliases (project_id);
CREATE INDEX ix_author_policies_author ON author_policies (author);
CREATE INDEX ix_discussions_project_base ON discussions (project_id, base_subject, last_written);
CREATE INDEX ix_discussions_project_id_updated ON discussions (project_id, updated);
CREATE INDEX ix_inbounds_post_id ON inbounds (post_id);
CREATE INDEX ix_inbounds_project_id_id ON inbounds (project_id, id);
CREATE INDEX ix_inbounds_queued ON inbounds (run_at, id) WHERE state = 'queued';
CREATE INDEX ix_inbounds_raw_id ON inbounds (raw_id);
CREATE INDEX ix_memberships_person_id ON memberships (person_id);
CREATE INDEX ix_person_addresses_person_id ON person_addresses (person_id);
CREATE INDEX ix_person_merges_into_id ON person_merges (into_id);
CREATE INDEX ix_project_keys_project_id ON project_keys (project_id);
CREATE INDEX ix_alias_tests_alias_id_id ON alias_tests (alias_id, id);
CREATE INDEX ix_alias_tests_state ON alias_tests (state);
CREATE INDEX ix_events_discussion_id_id ON events (discussion_id, id);
CREATE INDEX ix_participants_person_id ON participants (person_id);
CREATE INDEX ix_posts_discussion_id_id ON posts (discussion_id, id);
CREATE INDEX ix_posts_inbound_id ON posts (inbound_id);
CREATE INDEX ix_seen_ids_discussion_id ON seen_ids (discussion_id);
CREATE INDEX ix_sketches_discussion_id ON sketches (discussion_id);
CREATE INDEX ix_tasks_discussion_id ON tasks (discussion_id);
CREATE INDEX ix_tasks_post_id ON tasks (post_id);
CREATE INDEX ix_tasks_project_id_state ON tasks (project_id, state);
CREATE INDEX ix_attachments_post_id ON attachments (post_id);
CREATE INDEX ix_attachments_sha256 ON attachments (sha256);
COMMIT;
