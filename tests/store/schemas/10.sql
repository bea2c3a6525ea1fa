CREATE TABLE deed (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" CHAR(32) NOT NULL,
	at DATETIME NOT NULL,
	till VARCHAR NOT NULL,
	staff VARCHAR,
	verb VARCHAR NOT NULL,
	customer_id INTEGER,
	"before" TEXT,
	day DATE,
	session INTEGER,
	file VARCHAR,
	unfinished VARCHAR,
	UNIQUE ("key")
);
CREATE INDEX ix_deed_customer_id ON deed (customer_id);
CREATE INDEX ix_deed_mended ON deed (day) WHERE verb = 'mend' AND before IS NOT NULL;
CREATE INDEX ix_deed_till ON deed (till, id);
CREATE INDEX ix_deed_unfinished ON deed (id) WHERE unfinished IS NOT NULL;
CREATE TABLE erasure (
	"key" CHAR(32) NOT NULL,
	day DATE NOT NULL,
	PRIMARY KEY ("key")
);
CREATE TABLE fragment (
	text VARCHAR NOT NULL,
	word VARCHAR NOT NULL,
	PRIMARY KEY (text, word)
)
 WITHOUT ROWID

;
CREATE TABLE setting (
	name VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE short_form (
	word VARCHAR NOT NULL,
	full_form VARCHAR NOT NULL,
	PRIMARY KEY (word, full_form)
)
 WITHOUT ROWID

;
CREATE INDEX ix_short_form_full ON short_form (full_form, word);
CREATE TABLE sound (
	code VARCHAR NOT NULL,
	word VARCHAR NOT NULL,
	PRIMARY KEY (code, word)
)
 WITHOUT ROWID

;
CREATE TABLE style (
	name VARCHAR NOT NULL,
	advice VARCHAR NOT NULL,
	PRIMARY KEY (name)
);
CREATE TABLE customer (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" CHAR(32) NOT NULL,
	deed_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	say VARCHAR,
	company VARCHAR,
	role VARCHAR,
	relation VARCHAR,
	usual_style VARCHAR,
	usual_why VARCHAR,
	why VARCHAR,
	since DATE,
	why_day DATE,
	added DATE,
	every INTEGER,
	since_said VARCHAR,
	later DATE,
	later_why VARCHAR,
	no_notes BOOLEAN,
	UNIQUE ("key"),
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_customer_deed_id ON customer (deed_id);
CREATE INDEX ix_customer_later ON customer (later) WHERE later IS NOT NULL;
CREATE INDEX ix_customer_no_notes ON customer (no_notes) WHERE no_notes IS NOT NULL;
CREATE INDEX ix_customer_relation ON customer (relation) WHERE relation IS NOT NULL;
CREATE TABLE news (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" CHAR(32) NOT NULL,
	deed_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	words VARCHAR NOT NULL,
	day DATE NOT NULL,
	until DATE NOT NULL,
	staff VARCHAR,
	UNIQUE ("key"),
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_news_deed_id ON news (deed_id);
CREATE INDEX ix_news_until ON news (until);
CREATE TABLE alias (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" CHAR(32) NOT NULL,
	customer_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	UNIQUE ("key"),
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_alias_customer_id ON alias (customer_id);
CREATE INDEX ix_alias_deed_id ON alias (deed_id);
CREATE TABLE apart (
	customer_id INTEGER NOT NULL,
	other_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	PRIMARY KEY (customer_id, other_id),
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(other_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_apart_deed_id ON apart (deed_id);
CREATE INDEX ix_apart_other_id ON apart (other_id);
CREATE TABLE fact (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" CHAR(32) NOT NULL,
	customer_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	day DATE NOT NULL,
	text TEXT NOT NULL,
	staff VARCHAR,
	mended_id INTEGER,
	UNIQUE ("key"),
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_fact_customer_id ON fact (customer_id);
CREATE INDEX ix_fact_deed_id ON fact (deed_id);
CREATE TABLE handle (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	value VARCHAR NOT NULL,
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_handle_customer_id ON handle (customer_id);
CREATE INDEX ix_handle_deed_id ON handle (deed_id);
CREATE TABLE interaction (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" CHAR(32) NOT NULL,
	customer_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	day DATE NOT NULL,
	text TEXT,
	via VARCHAR,
	style VARCHAR,
	staff VARCHAR,
	about_id INTEGER,
	due DATE,
	other_id INTEGER,
	mended_id INTEGER,
	awaits BOOLEAN,
	imported BOOLEAN,
	due_time VARCHAR,
	UNIQUE ("key"),
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id),
	FOREIGN KEY(other_id) REFERENCES customer (id) ON DELETE SET NULL
);
CREATE INDEX ix_interaction_about ON interaction (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX ix_interaction_asked ON interaction (kind, day) WHERE kind IN ('complaint', 'promise', 'referral', 'warning', 'leaving', 'praise', 'lost');
CREATE INDEX ix_interaction_awaiting ON interaction (customer_id, day) WHERE awaits IS NOT NULL;
CREATE INDEX ix_interaction_deed_id ON interaction (deed_id);
CREATE INDEX ix_interaction_due ON interaction (due) WHERE awaits IS NOT NULL;
CREATE INDEX ix_interaction_kind ON interaction (customer_id, kind, day);
CREATE INDEX ix_interaction_other ON interaction (other_id) WHERE other_id IS NOT NULL;
CREATE INDEX ix_interaction_styled ON interaction (customer_id, day) WHERE style IS NOT NULL;
CREATE INDEX ix_interaction_timeline ON interaction (customer_id, day, kind);
CREATE TABLE occasion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	what VARCHAR NOT NULL,
	month INTEGER NOT NULL,
	day INTEGER NOT NULL,
	year INTEGER,
	yearly BOOLEAN NOT NULL,
	mended_id INTEGER,
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_occasion_customer_id ON occasion (customer_id);
CREATE INDEX ix_occasion_day ON occasion (month, day);
CREATE INDEX ix_occasion_deed_id ON occasion (deed_id);
CREATE TABLE rhythm (
	customer_id INTEGER NOT NULL,
	first_day INTEGER NOT NULL,
	last_day INTEGER NOT NULL,
	gap INTEGER,
	measured INTEGER NOT NULL,
	thanked_day INTEGER,
	lost INTEGER NOT NULL,
	PRIMARY KEY (customer_id),
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);
CREATE TABLE search_key (
	kind INTEGER NOT NULL,
	folded VARCHAR NOT NULL,
	customer_id INTEGER NOT NULL,
	PRIMARY KEY (kind, folded, customer_id),
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE INDEX ix_search_key_customer ON search_key (customer_id, kind, folded);
CREATE TABLE telling (
	news_id INTEGER NOT NULL,
	customer_id INTEGER NOT NULL,
	deed_id INTEGER NOT NULL,
	day DATE NOT NULL,
	staff VARCHAR,
	PRIMARY KEY (news_id, customer_id),
	FOREIGN KEY(news_id) REFERENCES news (id) ON DELETE CASCADE,
	FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
	FOREIGN KEY(deed_id) REFERENCES deed (id)
);
CREATE INDEX ix_telling_customer_id ON telling (customer_id);
CREATE INDEX ix_telling_deed_id ON telling (deed_id);
CREATE TABLE shop (
	number INTEGER NOT NULL,
	service VARCHAR NOT NULL,
	cursor INTEGER NOT NULL,
	mark VARCHAR NOT NULL,
	PRIMARY KEY (number)
);
CREATE VIEW counter_person AS SELECT customer.id, customer."key", customer.name, customer.say, customer.company, customer.role, customer.relation, customer.usual_style, customer.usual_why, customer.why, customer.since, customer.why_day, customer.added, customer.every, customer.since_said, customer.later, customer.later_why, customer.no_notes
FROM customer;
CREATE VIEW counter_entry AS SELECT interaction.id, interaction.customer_id, interaction.deed_id, interaction.kind, interaction.day, interaction.text, interaction.via, interaction.style, interaction.staff, interaction.about_id, interaction.due, interaction.other_id, interaction.mended_id, interaction.awaits, interaction.imported, interaction.due_time
FROM interaction;
CREATE VIEW counter_fact AS SELECT fact.id, fact.customer_id, fact.deed_id, fact.kind, fact.day, fact.text, fact.staff, fact.mended_id
FROM fact;
CREATE VIEW counter_occasion AS SELECT occasion.id, occasion.customer_id, occasion.deed_id, occasion.what, occasion.month, occasion.day, occasion.year, occasion.yearly, occasion.mended_id
FROM occasion;
CREATE VIEW counter_handle AS SELECT handle.id, handle.customer_id, handle.deed_id, handle.kind, handle.value
FROM handle;
CREATE VIEW counter_alias AS SELECT alias.id, alias."key", alias.customer_id, alias.deed_id
FROM alias;
CREATE VIEW counter_apart AS SELECT apart.customer_id, apart.other_id, apart.deed_id
FROM apart;
CREATE VIEW counter_key AS SELECT search_key.kind, search_key.folded, search_key.customer_id
FROM search_key;
CREATE VIEW counter_style AS SELECT style.name, style.advice
FROM style;
CREATE VIEW counter_setting AS SELECT setting.name, setting.value
FROM setting;
CREATE VIEW counter_news AS SELECT news.id, news.deed_id, news.text, news.words, news.day, news.until, news.staff
FROM news;
CREATE VIEW counter_telling AS SELECT telling.news_id, telling.customer_id, telling.day, telling.staff
FROM telling;
CREATE VIEW counter_rhythm AS SELECT rhythm.customer_id, rhythm.first_day, rhythm.last_day, rhythm.gap, rhythm.measured, rhythm.thanked_day, rhythm.lost
FROM rhythm;
CREATE VIEW counter_erasure AS SELECT erasure."key", erasure.day
FROM erasure;
CREATE VIEW counter_shop AS SELECT shop.number, shop.service, shop.cursor, shop.mark
FROM shop;
CREATE VIEW counter_deed AS SELECT deed.id, deed.at, deed.till, deed.verb, deed.customer_id, deed."before", deed.staff, deed.day, deed.session, deed.file, deed.unfinished
FROM deed;
CREATE VIEW counter_fragment AS SELECT fragment.text, fragment.word
FROM fragment;
CREATE VIEW counter_sound AS SELECT sound.code, sound.word
FROM sound;
CREATE VIEW counter_short_form AS SELECT short_form.word, short_form.full_form
FROM short_form;
PRAGMA application_id = 1868771651;
PRAGMA user_version = 10;
