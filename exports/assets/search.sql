CREATE INDEX emails_thread ON emails(thread, position);
CREATE INDEX emails_parent ON emails(parent);
CREATE INDEX emails_id ON emails(id);
CREATE INDEX emails_date ON emails(date_iso);
CREATE INDEX emails_from ON emails(from_name);
CREATE INDEX email_people_person ON email_people(person, role);
CREATE INDEX places_email ON places(email);
CREATE INDEX places_document ON places(document, line);
CREATE VIRTUAL TABLE emails_fts USING fts5(
  subject, body, from_name, from_email, "to", cc, content="emails", content_rowid='number', tokenize='trigram'
);
INSERT INTO emails_fts(emails_fts) VALUES ('rebuild');
INSERT INTO emails_fts(emails_fts) VALUES ('optimize');
CREATE VIEW links AS
  SELECT child.number AS email, child.parent, child.kind, child.link_reason AS reason, child.link_confidence AS confidence,
         child.from_name AS "from", above.from_name AS parent_from, child.subject
  FROM emails AS child JOIN emails AS above ON above.number = child.parent;
CREATE VIEW correspondence AS
  SELECT sender.name AS "from", receiver.name AS "to", count(*) AS emails, min(date_iso) AS "first", max(date_iso) AS "last"
  FROM email_people AS sent
  JOIN email_people AS got ON got.email = sent.email AND got.role <> 'from'
  JOIN people AS sender ON sender.number = sent.person
  JOIN people AS receiver ON receiver.number = got.person
  JOIN emails ON emails.number = sent.email
  WHERE sent.role = 'from' AND emails.tells_of IS NULL
  GROUP BY sender.number, receiver.number
  ORDER BY emails DESC;
CREATE VIEW months AS
  SELECT substr(date_iso, 1, 7) AS month, count(*) AS emails FROM emails
  WHERE length(date_iso) >= 7 AND tells_of IS NULL GROUP BY month ORDER BY month;
