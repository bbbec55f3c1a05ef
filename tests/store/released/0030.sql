BEGIN TRANSACTION;
CREATE TABLE admissions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	place TEXT, 
	product TEXT, 
	gbt4754 TEXT, 
	verdict TEXT, 
	clause TEXT, 
	valid TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE agreement_clauses (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	agreement TEXT, 
	number TEXT, 
	kind TEXT, 
	zh TEXT, 
	en TEXT, 
	legal_basis TEXT, 
	funding TEXT, 
	conditions TEXT, 
	ends TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, legal_source TEXT, legal_quote TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE agreements (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	project TEXT, 
	firm TEXT, 
	drafter TEXT, 
	signed TEXT, 
	first_review TEXT, 
	first_result TEXT, 
	review TEXT, 
	review_result TEXT, 
	review_number TEXT, 
	exception TEXT, 
	exception_ends TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE answers (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	project TEXT, 
	graph TEXT, 
	question TEXT, 
	choice TEXT, 
	day TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE area_assessments (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	item TEXT, 
	place TEXT, 
	sector TEXT, 
	zh TEXT, 
	issued TEXT, 
	until TEXT, 
	document TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE assignments (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	"table" TEXT, 
	"row" TEXT, 
	office TEXT, 
	due TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE assumptions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	"table" TEXT, 
	"row" TEXT, 
	operation TEXT, 
	field TEXT, 
	value TEXT, 
	active TEXT, 
	zh TEXT, 
	en TEXT, 
	reason_zh TEXT, 
	reason_en TEXT, 
	source TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE baselines (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	project TEXT, 
	name TEXT, 
	item TEXT, 
	graph TEXT, 
	version TEXT, 
	saved TEXT, 
	start TEXT, 
	finish TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE byproducts (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	capacity TEXT, 
	product TEXT, 
	amount TEXT, 
	unit TEXT, 
	comparator TEXT, 
	standard TEXT, 
	period TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE calendar_days (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	date TEXT, 
	kind TEXT, 
	zh TEXT, 
	reference TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE capacities (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	plant TEXT, 
	"group" TEXT, 
	product TEXT, 
	process TEXT, 
	amount TEXT, 
	unit TEXT, 
	measure TEXT, 
	part_of TEXT, 
	self_use TEXT, 
	period TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, project TEXT, comparator TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "capacities" VALUES('juice-1',1,2,1,'juice-1','sweet-1',NULL,'juice',NULL,'1000','吨/年',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "capacities" VALUES('juice-2',1,NULL,2,'juice-2','sweet-2',NULL,'juice',NULL,'200000','jin/年',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "capacities" VALUES('pulp-1',1,NULL,3,'pulp-1','mash-1',NULL,'pulp',NULL,'0.03','万吨/年',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "capacities" VALUES('pulp-next',1,NULL,4,'pulp-next','next-1',NULL,'pulp',NULL,'400','t',NULL,NULL,'25',NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "capacities" VALUES('pulp-far',1,NULL,5,'pulp-far','far-1',NULL,'pulp',NULL,'9999','t',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "capacities" VALUES('juice-1',2,NULL,1,'juice-1','sweet-1',NULL,'juice',NULL,'7','吨/年',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE capacity_routes (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	capacity TEXT, 
	process TEXT, 
	share TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE case_events (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	"case" TEXT, 
	day TEXT, 
	event TEXT, 
	material TEXT, 
	due TEXT, 
	version TEXT, 
	area TEXT, 
	document TEXT, 
	reason TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE case_states (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	state TEXT, 
	standing TEXT, 
	holder TEXT, 
	clock TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE case_transitions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	state TEXT, 
	event TEXT, 
	given TEXT, 
	next TEXT, 
	wants TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE cases (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	project TEXT, 
	item TEXT, 
	graph TEXT, 
	version TEXT, 
	works TEXT, 
	portion TEXT, 
	last_portion TEXT, 
	preview TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE chains (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	cluster TEXT, 
	root TEXT, 
	head_post TEXT, 
	lead_firm TEXT, 
	office TEXT, 
	"order" TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "chains" VALUES('juice',1,NULL,1,'juice','果汁链','juice',NULL,'juice',NULL,NULL,NULL,NULL,'ours',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE challenge_events (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	challenge TEXT, 
	step TEXT, 
	due TEXT, 
	period TEXT, 
	party TEXT, 
	verdict TEXT, 
	amount TEXT, 
	zh TEXT, 
	en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE challenges (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	need TEXT, 
	owner TEXT, 
	solver TEXT, 
	public_money TEXT, 
	own_money TEXT, 
	deadline TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE claims (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	observation TEXT, 
	counts TEXT, 
	stage TEXT, 
	tier TEXT, 
	sector TEXT, 
	scale_word TEXT, 
	owner TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE clusters (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	scheme TEXT, 
	tier TEXT, 
	parent TEXT, 
	"order" TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE coefficients (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	process TEXT, 
	input TEXT, 
	role TEXT, 
	low TEXT, 
	typical TEXT, 
	high TEXT, 
	unit TEXT, 
	bound TEXT, 
	bound_kind TEXT, 
	bound_reason TEXT, 
	on_site TEXT, 
	grade TEXT, 
	basis TEXT, 
	source TEXT, 
	note TEXT, standard TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "coefficients" VALUES('PRESS/pulp/input',1,NULL,1,'PRESS','pulp','input','1.1','1.2','1.4',NULL,NULL,NULL,NULL,NULL,'A',NULL,NULL,NULL,NULL);
INSERT INTO "coefficients" VALUES('PRESS/cask/input',1,NULL,2,'PRESS','cask','input','4','5','6',NULL,NULL,NULL,NULL,NULL,'B',NULL,NULL,NULL,NULL);
INSERT INTO "coefficients" VALUES('PRESS/pomace/byproduct',1,NULL,3,'PRESS','pomace','byproduct','0.1','0.2','0.3',NULL,NULL,NULL,NULL,NULL,'C',NULL,NULL,NULL,NULL);
INSERT INTO "coefficients" VALUES('MASH/fruit/input',1,NULL,4,'MASH','fruit','input','1600','2000','2400','jin',NULL,NULL,NULL,NULL,'A',NULL,NULL,NULL,NULL);
CREATE TABLE comments (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	"table" TEXT, 
	"row" TEXT, 
	text TEXT, 
	office TEXT, 
	day TEXT, 
	state TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE compositions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	product TEXT, 
	element TEXT, 
	fraction TEXT, 
	source TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE consortia (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	need TEXT, 
	product TEXT, 
	field TEXT, 
	state TEXT, 
	agreed TEXT, 
	ends TEXT, 
	aim_zh TEXT, 
	aim_en TEXT, 
	exit_zh TEXT, 
	exit_en TEXT, 
	refusal_zh TEXT, 
	refusal_en TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE consortium_members (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	consortium TEXT, 
	member TEXT, 
	role TEXT, 
	task_zh TEXT, 
	task_en TEXT, 
	joined TEXT, 
	"left" TEXT, 
	cost_share TEXT, 
	gain_share TEXT, 
	risk_share TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE consortium_milestones (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	consortium TEXT, 
	number TEXT, 
	zh TEXT, 
	en TEXT, 
	stage TEXT, 
	scale TEXT, 
	level TEXT, 
	due TEXT, 
	done TEXT, 
	evidence TEXT, 
	result TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE credit_records (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	firm TEXT, 
	kind TEXT, 
	period TEXT, 
	"case" TEXT, 
	repaired TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE cultivations (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	firm TEXT, 
	step TEXT, 
	state TEXT, 
	period TEXT, 
	until TEXT, 
	wanted_zh TEXT, 
	wanted_en TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, number TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE defaults (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	product TEXT, 
	region TEXT, 
	process TEXT, 
	reason TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE documents (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	sha256 TEXT, 
	file TEXT, 
	media_type TEXT, 
	paragraphs TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE essential_inputs (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	product TEXT, 
	input TEXT, 
	necessity TEXT, 
	grade TEXT, 
	source TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE evaluations (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	scheme TEXT, 
	scheme_version TEXT, 
	scheme_text TEXT, 
	year TEXT, 
	vintage TEXT, 
	state TEXT, 
	made TEXT, rests_on TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE events (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	project TEXT, 
	plant TEXT, 
	capacity TEXT, 
	entity TEXT, 
	stage TEXT, 
	period TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, evidence TEXT, reason TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "events" VALUES('1',1,NULL,1,'1',NULL,NULL,'juice-1',NULL,'operating','2020','stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES('2',1,NULL,2,'2',NULL,NULL,'juice-2',NULL,'building','2030-01','stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES('3',1,NULL,3,'3',NULL,NULL,'juice-2',NULL,'operating','2031','stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES('4',1,NULL,4,'4',NULL,NULL,'pulp-1',NULL,'operating','2021','stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES('5',1,NULL,5,'5',NULL,NULL,'pulp-next',NULL,'operating','2021','stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "events" VALUES('6',1,NULL,6,'6',NULL,NULL,'pulp-far',NULL,'operating','2021','stated','report',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE facts (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	firm TEXT, 
	fact TEXT, 
	"from" TEXT, 
	"to" TEXT, 
	evidence TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE firms (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	parent TEXT, 
	place TEXT, 
	business_zh TEXT, 
	business_en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, industry TEXT, credit_code TEXT, size TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "firms" VALUES('sweet',1,NULL,1,'sweet','甜果公司',NULL,'firm',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "firms" VALUES('mash',1,NULL,2,'mash','果浆厂',NULL,'firm',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "firms" VALUES('next',1,NULL,3,'next','邻县果浆厂',NULL,'firm',NULL,NULL,NULL,NULL,'stated','report',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE follow_ups (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	project TEXT, 
	period TEXT, 
	kind TEXT, 
	zh TEXT, 
	en TEXT, 
	office TEXT, 
	due TEXT, 
	settled TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE freight_routes (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	siting_place TEXT, 
	direction TEXT, 
	product TEXT, 
	market TEXT, 
	mode TEXT, 
	distance TEXT, 
	rate_low TEXT, 
	rate_typical TEXT, 
	rate_high TEXT, 
	handling_low TEXT, 
	handling_typical TEXT, 
	handling_high TEXT, 
	period TEXT, 
	tax TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE grades (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	evaluation TEXT, 
	firm TEXT, 
	"group" TEXT, 
	total TEXT, 
	rank TEXT, 
	grade_before TEXT, 
	grade TEXT, 
	moves TEXT, 
	stable TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE holdings (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	parcel TEXT, 
	firm TEXT, 
	kind TEXT, 
	lessor TEXT, 
	area TEXT, 
	share TEXT, 
	floor_area TEXT, 
	"from" TEXT, 
	"to" TEXT, 
	evidence TEXT, 
	document TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE indicators (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	unit TEXT, 
	additive TEXT, 
	description TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, kind TEXT, nature TEXT, price_basis TEXT, growth_price_basis TEXT, step TEXT, growth_of TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE initiatives (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	owner TEXT, 
	period TEXT, 
	meaning_zh TEXT, 
	meaning_en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE institutes (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	parent TEXT, 
	place TEXT, 
	fields_zh TEXT, 
	fields_en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE land_agreements (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	project TEXT, 
	stage TEXT, 
	indicator TEXT, 
	comparator TEXT, 
	value TEXT, 
	unit TEXT, 
	clause TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE land_checks (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	project TEXT, 
	stage TEXT, 
	indicator TEXT, 
	period TEXT, 
	value TEXT, 
	unit TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE land_standards (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	place TEXT, 
	industry TEXT, 
	product TEXT, 
	indicator TEXT, 
	comparator TEXT, 
	value TEXT, 
	unit TEXT, 
	clause TEXT, 
	valid TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE lead_opinions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	lead TEXT, 
	matter TEXT, 
	office TEXT, 
	due TEXT, 
	answered TEXT, 
	verdict TEXT, 
	zh TEXT, 
	en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE leads (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	project TEXT, 
	firm TEXT, 
	credit_code TEXT, 
	firm_group TEXT, 
	product TEXT, 
	frozen TEXT, 
	missing TEXT, 
	missing_low TEXT, 
	missing_high TEXT, 
	unit TEXT, 
	worth_low TEXT, 
	worth_high TEXT, 
	introduced_by TEXT, 
	reported TEXT, 
	first_talk TEXT, 
	protected_until TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE liantu_changes (
	number BIGINT NOT NULL, 
	made TEXT NOT NULL, 
	author TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	source TEXT NOT NULL, 
	tables TEXT NOT NULL, 
	rows BIGINT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT NOT NULL, 
	undoes BIGINT, 
	PRIMARY KEY (number)
);
INSERT INTO "liantu_changes" VALUES(1,'2026-12-01T18:55:19.084139+00:00','ann','init','first','','sources;places;firms;chains;plants;capacities;loads;events;units;products;processes;coefficients',38,38,0,NULL);
INSERT INTO "liantu_changes" VALUES(2,'2026-12-01T18:55:19.396563+00:00','bob','edit','','','capacities',1,1,1,NULL);
CREATE TABLE liantu_descriptions (
	number BIGINT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "liantu_descriptions" VALUES(1,'{"id": "orchard", "zh": "果园县", "en": "Orchard county", "region": "示例", "as_of": "2030-06-30"}');
CREATE TABLE liantu_drafts (
	author TEXT NOT NULL, 
	name TEXT NOT NULL, 
	saved TEXT NOT NULL, 
	base BIGINT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (author, name)
);
CREATE TABLE liantu_files (
	sha256 TEXT NOT NULL, 
	name TEXT NOT NULL, 
	media TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	added TEXT NOT NULL, 
	author TEXT NOT NULL, 
	content BYTEA NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "liantu_files" VALUES('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad','a.txt','text/plain',3,'2026-12-01T18:55:19.417673+00:00','ann',X'616263');
CREATE TABLE liantu_head (
	id INTEGER NOT NULL, 
	number BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "liantu_head" VALUES(1,2);
CREATE TABLE liantu_requests (
	"key" TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	made TEXT NOT NULL, 
	number BIGINT, 
	task TEXT, 
	answer TEXT, 
	PRIMARY KEY ("key")
);
CREATE TABLE liantu_settings (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE liantu_tasks (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	author TEXT NOT NULL, 
	asked TEXT NOT NULL, 
	state TEXT NOT NULL, 
	done BIGINT NOT NULL, 
	total BIGINT NOT NULL, 
	given TEXT NOT NULL, 
	result TEXT NOT NULL, 
	worker TEXT NOT NULL, 
	alive TEXT NOT NULL, 
	attempts BIGINT NOT NULL, 
	file TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE liantu_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT liantu_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "liantu_version" VALUES('0030');
CREATE TABLE loads (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	plant TEXT, 
	period TEXT, 
	utilisation TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "loads" VALUES('sweet-1/2029',1,NULL,1,'sweet-1','2029','80','stated','report',NULL,NULL,NULL,NULL);
CREATE TABLE makers (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	firm TEXT, 
	product TEXT, 
	source TEXT, 
	role TEXT, 
	short TEXT, 
	en TEXT, 
	"group" TEXT, 
	province TEXT, 
	city TEXT, 
	listed TEXT, 
	plants TEXT, 
	capacity TEXT, 
	unit TEXT, 
	period TEXT, 
	state TEXT, 
	grade TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE markets (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	product TEXT, 
	measure TEXT, 
	period TEXT, 
	scope TEXT, 
	region TEXT, 
	source TEXT, 
	value TEXT, 
	low TEXT, 
	high TEXT, 
	unit TEXT, 
	grade TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE match_decisions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	need TEXT, 
	result TEXT, 
	decision TEXT, 
	reason TEXT, 
	zh TEXT, 
	en TEXT, 
	period TEXT, 
	office TEXT, 
	outcome TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE maturity_levels (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	scale TEXT, 
	level TEXT, 
	zh TEXT, 
	en TEXT, 
	phase TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE maturity_scales (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	document TEXT, 
	about_zh TEXT, 
	about_en TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE members (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	"group" TEXT, 
	entity TEXT, 
	role TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE milestones (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	project TEXT, 
	stage TEXT, 
	kind TEXT, 
	period TEXT, 
	clause TEXT, 
	office TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE moneys (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	project TEXT, 
	kind TEXT, 
	period TEXT, 
	extent TEXT, 
	amount TEXT, 
	unit TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, comparator TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE monthly_returns (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	firm TEXT, 
	month TEXT, 
	output TEXT, 
	output_before TEXT, 
	output_so_far TEXT, 
	output_so_far_before TEXT, 
	revenue TEXT, 
	next_output TEXT, 
	power TEXT, 
	power_before TEXT, 
	orders TEXT, 
	orders_before TEXT, 
	state TEXT, 
	returned TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE name_decisions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	one TEXT, 
	other TEXT, 
	decision TEXT, 
	period TEXT, 
	decided_by TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE names (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	entity TEXT, 
	name TEXT, 
	kind TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE need_indicators (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	need TEXT, 
	number TEXT, 
	indicator TEXT, 
	direction TEXT, 
	value TEXT, 
	indicator_unit TEXT, 
	method TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE needs (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	owner TEXT, 
	field TEXT, 
	product TEXT, 
	problem_zh TEXT, 
	problem_en TEXT, 
	object TEXT, 
	property TEXT, 
	excluded_means TEXT, 
	scale TEXT, 
	level TEXT, 
	rights TEXT, 
	application TEXT, 
	budget TEXT, 
	deadline TEXT, 
	registered TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE objections (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	evaluation TEXT, 
	firm TEXT, 
	received TEXT, 
	about TEXT, 
	evidence TEXT, 
	outcome TEXT, 
	decided TEXT, 
	answer TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE observations (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	subject TEXT, 
	indicator TEXT, 
	scope TEXT, 
	status TEXT, 
	period TEXT, 
	comparator TEXT, 
	value TEXT, 
	unit TEXT, 
	vintage TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, product TEXT, first_time TEXT, prior_value TEXT, published_growth TEXT, published_growth_word TEXT, growth_base TEXT, price_basis TEXT, growth_price_basis TEXT, sample_basis TEXT, accumulation TEXT, revision TEXT, part_of TEXT, published_share TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE offices (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	parent TEXT, 
	duties TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE outbound_markets (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	product TEXT, 
	weight TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE parcels (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	place TEXT, 
	area TEXT, 
	floor_area TEXT, 
	certificate TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE place_limits (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	place TEXT, 
	resource TEXT, 
	measure TEXT, 
	period TEXT, 
	comparator TEXT, 
	amount TEXT, 
	unit TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE place_prices (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	siting_place TEXT, 
	item TEXT, 
	product TEXT, 
	supply TEXT, 
	band TEXT, 
	hours TEXT, 
	period TEXT, 
	until TEXT, 
	low TEXT, 
	typical TEXT, 
	high TEXT, 
	unit TEXT, 
	tax TEXT, 
	spec TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, spec_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE places (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	parent TEXT, 
	distance TEXT, 
	outside TEXT, 
	chemical_park TEXT, 
	river_distance TEXT, 
	energy_quota TEXT, 
	energy_used TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "places" VALUES('here',1,NULL,1,'here','本县',NULL,'district',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'ours',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "places" VALUES('near',1,NULL,2,'near','邻县',NULL,'district',NULL,'80','yes',NULL,NULL,NULL,NULL,'ours',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "places" VALUES('far',1,NULL,3,'far','远县',NULL,'district',NULL,'900','yes',NULL,NULL,NULL,NULL,'ours',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE plants (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	firm TEXT, 
	place TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "plants" VALUES('sweet-1',1,NULL,1,'sweet-1','榨汁一厂',NULL,'sweet','here','stated','report',NULL,NULL,NULL,NULL);
INSERT INTO "plants" VALUES('sweet-2',1,NULL,2,'sweet-2','榨汁二厂',NULL,'sweet','here','stated','report',NULL,NULL,NULL,NULL);
INSERT INTO "plants" VALUES('mash-1',1,NULL,3,'mash-1','打浆厂',NULL,'mash','here','stated','report',NULL,NULL,NULL,NULL);
INSERT INTO "plants" VALUES('next-1',1,NULL,4,'next-1','邻县打浆厂',NULL,'next','near','stated','report',NULL,NULL,NULL,NULL);
INSERT INTO "plants" VALUES('far-1',1,NULL,5,'far-1','远县打浆厂',NULL,'next','far','stated','report',NULL,NULL,NULL,NULL);
CREATE TABLE platforms (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	owner TEXT, 
	place TEXT, 
	field TEXT, 
	tier TEXT, 
	recognised TEXT, 
	review_due TEXT, 
	operations_zh TEXT, 
	operations_en TEXT, 
	batch TEXT, 
	batch_unit TEXT, 
	materials TEXT, 
	fire_class TEXT, 
	queue TEXT, 
	queue_as_of TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE posting_events (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	need TEXT, 
	result TEXT, 
	step TEXT, 
	period TEXT, 
	until TEXT, 
	office TEXT, 
	party TEXT, 
	zh TEXT, 
	en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE prices (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	product TEXT, 
	period TEXT, 
	region TEXT, 
	low TEXT, 
	typical TEXT, 
	high TEXT, 
	unit TEXT, 
	basis TEXT, 
	tax TEXT, 
	grade TEXT, 
	source TEXT, 
	quote TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE processes (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	product TEXT, 
	zh TEXT, 
	en TEXT, 
	mass_check TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "processes" VALUES('PRESS',1,NULL,1,'PRESS','juice','榨汁','pressing',NULL,NULL);
INSERT INTO "processes" VALUES('MASH',1,NULL,2,'MASH','pulp','打浆','mashing',NULL,NULL);
CREATE TABLE products (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	unit TEXT, 
	kind TEXT, 
	list TEXT, 
	broader TEXT, 
	spec TEXT, 
	aliases TEXT, 
	gbt4754 TEXT, 
	hs TEXT, 
	usual_plant_low TEXT, 
	usual_plant_typical TEXT, 
	usual_plant_high TEXT, 
	price_low TEXT, 
	price_high TEXT, 
	price_year TEXT, 
	capital TEXT, 
	jobs TEXT, 
	transport TEXT, 
	hazardous TEXT, 
	energy_intensive TEXT, 
	grade TEXT, 
	source TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "products" VALUES('juice',1,NULL,1,'juice','果汁','juice','t','manufacturable','invite',NULL,NULL,NULL,NULL,NULL,'100','500',NULL,'4000','6000','2029',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "products" VALUES('fruit',1,NULL,2,'fruit','鲜果','fruit','t','resource','commodities',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'1000','2000','2029',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "products" VALUES('pulp',1,NULL,3,'pulp','果浆','pulp','t','manufacturable','invite',NULL,NULL,NULL,NULL,NULL,'50','200',NULL,'2000','3000','2029',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "products" VALUES('cask',1,NULL,4,'cask','木桶','cask','barrel','manufacturable','invite',NULL,NULL,NULL,NULL,NULL,'1000','4000',NULL,'300','500','2029',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "products" VALUES('pomace',1,NULL,5,'pomace','果渣','pomace','t','manufacturable','invite',NULL,NULL,NULL,NULL,NULL,'50','100',NULL,'100','200','2029',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE project_tiers (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	project TEXT, 
	tier TEXT, 
	period TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE projects (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	owner TEXT, 
	place TEXT, 
	plant TEXT, 
	contract_money TEXT, 
	fixed_investment TEXT, 
	scale_word TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, industry TEXT, land TEXT, output TEXT, tax TEXT, energy TEXT, office TEXT, parent TEXT, sector TEXT, contract_money_comparator TEXT, fixed_investment_comparator TEXT, land_comparator TEXT, nature TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE purchases (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	firm TEXT, 
	year TEXT, 
	product TEXT, 
	origin TEXT, 
	value TEXT, 
	unit TEXT, 
	channel TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE reference_classes (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	indicator TEXT, 
	measure TEXT, 
	through_month TEXT, 
	low TEXT, 
	typical TEXT, 
	high TEXT, 
	members TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE refusals (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	firm TEXT, 
	product TEXT, 
	side TEXT, 
	reason TEXT, 
	period TEXT, 
	office TEXT, 
	words TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE regional_industries (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	region TEXT, 
	industry TEXT, 
	measure TEXT, 
	period TEXT, 
	value TEXT, 
	unit TEXT, 
	region_en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE relations (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	subject TEXT, 
	predicate TEXT, 
	predicate_zh TEXT, 
	object TEXT, 
	object_text TEXT, 
	period TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE releases (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	evaluation TEXT, 
	content TEXT, 
	released TEXT, 
	recipient TEXT, scheme TEXT, year TEXT, vintage TEXT, figures TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE result_indicators (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	result TEXT, 
	number TEXT, 
	indicator TEXT, 
	direction TEXT, 
	value TEXT, 
	indicator_unit TEXT, 
	method TEXT, 
	best_known TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE result_stages (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	result TEXT, 
	stage TEXT, 
	state TEXT, 
	period TEXT, 
	platform TEXT, 
	capacity TEXT, 
	evidence TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE results (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	owner TEXT, 
	partner TEXT, 
	field TEXT, 
	product TEXT, 
	text_zh TEXT, 
	text_en TEXT, 
	object TEXT, 
	property TEXT, 
	scale TEXT, 
	level TEXT, 
	evidence TEXT, 
	rights TEXT, 
	title_rights TEXT, 
	hazards TEXT, 
	demonstrated TEXT, 
	investment TEXT, 
	project TEXT, 
	registered TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE return_items (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	unit TEXT, 
	signed TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE returns (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	firm TEXT, 
	year TEXT, 
	item TEXT, 
	value TEXT, 
	unit TEXT, 
	state TEXT, 
	channel TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE rosters (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	firm TEXT, 
	year TEXT, 
	"group" TEXT, 
	industry TEXT, 
	park TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE sample_moves (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	firm TEXT, 
	move TEXT, 
	month TEXT, 
	reason TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE saved_views (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	page TEXT, 
	"query" TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE schemes (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	kind TEXT, 
	parent TEXT, 
	place TEXT, 
	meaning_zh TEXT, 
	meaning_en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, period TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE siting_cases (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	product TEXT, 
	process TEXT, 
	amount TEXT, 
	unit TEXT, 
	demand TEXT, 
	land TEXT, 
	building TEXT, 
	jobs TEXT, 
	sewage TEXT, 
	capital TEXT, 
	construction TEXT, 
	discount_rate TEXT, 
	years TEXT, 
	ramp TEXT, 
	closing_cost TEXT, 
	encouraged TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, capital_low TEXT, capital_high TEXT, capital_period TEXT, capital_spec TEXT, capital_spec_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE siting_places (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	zh TEXT, 
	en TEXT, 
	place TEXT, 
	region TEXT, 
	location TEXT, 
	western TEXT, 
	months TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE sources (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	kind TEXT, 
	zh TEXT, 
	en TEXT, 
	issuer TEXT, 
	published TEXT, 
	published_basis TEXT, 
	class TEXT, 
	document TEXT, 
	address TEXT, 
	note TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "sources" VALUES('report',1,NULL,1,'report','official','年报',NULL,NULL,NULL,NULL,'public',NULL,NULL,NULL);
CREATE TABLE stages (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	stage TEXT, 
	"order" TEXT, 
	course TEXT, 
	status TEXT, 
	first TEXT, 
	proof TEXT, 
	entry_zh TEXT, 
	entry_en TEXT, 
	evidence_zh TEXT, 
	evidence_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE standings (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	cluster TEXT, 
	period TEXT, 
	zh TEXT, 
	en TEXT, 
	tier TEXT, 
	above TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE stocks (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	plant TEXT, 
	product TEXT, 
	period TEXT, 
	days TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE targets (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	subject TEXT, 
	indicator TEXT, 
	scope TEXT, 
	period TEXT, 
	comparator TEXT, 
	value TEXT, 
	unit TEXT, 
	vintage TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, product TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE technology_contracts (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	number TEXT, 
	kind TEXT, 
	zh TEXT, 
	en TEXT, 
	seller TEXT, 
	buyer TEXT, 
	amount TEXT, 
	technology_amount TEXT, 
	signed TEXT, 
	registered TEXT, 
	need TEXT, 
	result TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE tiers (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	scheme TEXT, 
	parent TEXT, 
	"order" TEXT, 
	zh TEXT, 
	en TEXT, 
	stated_count TEXT, 
	scale TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE transitions (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	"from" TEXT, 
	"to" TEXT, 
	kind TEXT, 
	reason TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE units (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	dimension TEXT, 
	factor TEXT, 
	zh TEXT, 
	en TEXT, 
	PRIMARY KEY (row_key, opened)
);
INSERT INTO "units" VALUES('jin',1,NULL,1,'jin','mass','0.0005','斤','jin');
INSERT INTO "units" VALUES('barrel',1,NULL,2,'barrel','count:barrel','1','桶','barrel');
CREATE TABLE works (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	id TEXT, 
	project TEXT, 
	zh TEXT, 
	en TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE TABLE zone_criteria (
	row_key TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	closed BIGINT, 
	sequence BIGINT NOT NULL, 
	place TEXT, 
	criterion TEXT, 
	state TEXT, 
	value TEXT, 
	unit TEXT, 
	period TEXT, 
	zh TEXT, 
	en TEXT, 
	office TEXT, 
	basis TEXT, 
	source TEXT, 
	locator TEXT, 
	quote TEXT, 
	note TEXT, 
	note_en TEXT, 
	PRIMARY KEY (row_key, opened)
);
CREATE UNIQUE INDEX sources_open ON sources (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX documents_open ON documents (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX places_open ON places (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX offices_open ON offices (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX firms_open ON firms (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX institutes_open ON institutes (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX schemes_open ON schemes (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX tiers_open ON tiers (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX clusters_open ON clusters (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX chains_open ON chains (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX names_open ON names (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX members_open ON members (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX relations_open ON relations (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX plants_open ON plants (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX capacities_open ON capacities (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX loads_open ON loads (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX projects_open ON projects (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX events_open ON events (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX indicators_open ON indicators (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX observations_open ON observations (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX targets_open ON targets (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX initiatives_open ON initiatives (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX assumptions_open ON assumptions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX admissions_open ON admissions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX units_open ON units (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX products_open ON products (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX processes_open ON processes (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX coefficients_open ON coefficients (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX defaults_open ON defaults (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX compositions_open ON compositions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX rosters_open ON rosters (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX returns_open ON returns (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX facts_open ON facts (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX parcels_open ON parcels (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX holdings_open ON holdings (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX evaluations_open ON evaluations (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX grades_open ON grades (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX objections_open ON objections (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX land_standards_open ON land_standards (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX return_items_open ON return_items (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX moneys_open ON moneys (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX milestones_open ON milestones (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX project_tiers_open ON project_tiers (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX follow_ups_open ON follow_ups (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX claims_open ON claims (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX works_open ON works (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX area_assessments_open ON area_assessments (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX cases_open ON cases (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX case_events_open ON case_events (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX credit_records_open ON credit_records (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX calendar_days_open ON calendar_days (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX stages_open ON stages (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX transitions_open ON transitions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX case_states_open ON case_states (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX case_transitions_open ON case_transitions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX answers_open ON answers (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX capacity_routes_open ON capacity_routes (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX baselines_open ON baselines (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX releases_open ON releases (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX markets_open ON markets (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX prices_open ON prices (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX byproducts_open ON byproducts (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX place_limits_open ON place_limits (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX reference_classes_open ON reference_classes (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX land_agreements_open ON land_agreements (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX land_checks_open ON land_checks (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX comments_open ON comments (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX assignments_open ON assignments (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX saved_views_open ON saved_views (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX standings_open ON standings (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX cultivations_open ON cultivations (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX stocks_open ON stocks (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX purchases_open ON purchases (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX essential_inputs_open ON essential_inputs (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX monthly_returns_open ON monthly_returns (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX sample_moves_open ON sample_moves (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX regional_industries_open ON regional_industries (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX siting_places_open ON siting_places (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX siting_cases_open ON siting_cases (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX place_prices_open ON place_prices (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX outbound_markets_open ON outbound_markets (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX freight_routes_open ON freight_routes (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX leads_open ON leads (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX lead_opinions_open ON lead_opinions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX agreements_open ON agreements (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX agreement_clauses_open ON agreement_clauses (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX makers_open ON makers (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX refusals_open ON refusals (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX name_decisions_open ON name_decisions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX needs_open ON needs (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX need_indicators_open ON need_indicators (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX results_open ON results (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX result_indicators_open ON result_indicators (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX result_stages_open ON result_stages (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX posting_events_open ON posting_events (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX match_decisions_open ON match_decisions (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX platforms_open ON platforms (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX consortia_open ON consortia (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX consortium_members_open ON consortium_members (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX consortium_milestones_open ON consortium_milestones (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX challenges_open ON challenges (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX challenge_events_open ON challenge_events (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX technology_contracts_open ON technology_contracts (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX zone_criteria_open ON zone_criteria (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX maturity_scales_open ON maturity_scales (row_key) WHERE closed IS NULL;
CREATE UNIQUE INDEX maturity_levels_open ON maturity_levels (row_key) WHERE closed IS NULL;
COMMIT;
