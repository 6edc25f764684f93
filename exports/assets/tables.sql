-- a report of an email that has a row itself is no further email: tells_of is the number of that row
CREATE TABLE email_people (
  email INTEGER NOT NULL REFERENCES emails(number),
  person INTEGER NOT NULL REFERENCES people(number),
  role TEXT NOT NULL,
  PRIMARY KEY (email, person, role)
) WITHOUT ROWID;
CREATE TABLE places (
  email INTEGER NOT NULL REFERENCES emails(number),
  "first" INTEGER NOT NULL,
  document TEXT NOT NULL,
  line INTEGER,
  "start" INTEGER,
  "end" INTEGER,
  body_start INTEGER,
  body_end INTEGER,
  method TEXT,
  depth INTEGER,
  rule TEXT,
  confidence REAL,
  page INTEGER,
  bates TEXT
);
