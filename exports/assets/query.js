"use strict";
// The search: a query in Gmail's manner -> a tree of conditions -> does one email meet it.
// Words are compared folded (case, accents, width), so that a query in any script finds what a reader would expect.

const FIELDS = ["from", "to", "cc", "bcc", "subject", "document", "before", "after", "older", "newer", "has", "is"];

const fold = text => text.normalize("NFKC").toLowerCase().normalize("NFD")
  .replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g, "").normalize("NFC")
  .replaceAll("ß", "ss").replaceAll("ς", "σ").replaceAll("ı", "i").replace(/\s+/g, " ");

// "2016", "2016/9" and "2016-09-05" as the first day that is meant, null where it is no date.
const firstDay = text => {
  const found = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  if (!found) return null;
  const [, year, month = "1", day = "1"] = found;
  const parts = [year, month.padStart(2, "0"), day.padStart(2, "0")];
  return +month >= 1 && +month <= 12 && +day >= 1 && +day <= 31 ? parts.join("-") : null;
};

// Signs, words and "phrases", each with the operator in front of it and the minus before that.
const tokens = query => {
  const found = [];
  const shape = /([()|])|(-?)(?:([a-z]+):)?(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s()|"“”„«»]+))|(-)(?=\()|\S/giu;
  for (const [whole, sign, minus, name, phrase, word, not] of query.matchAll(shape)) {
    const field = name?.toLowerCase();
    if (sign || not) found.push({ sign: sign ?? "-" });
    else if (word === "OR" && !minus && !name) found.push({ sign: "|" });
    else if (FIELDS.includes(field)) found.push({ not: !!minus, field, text: phrase ?? word ?? "" });
    else if (phrase !== undefined && !name) found.push({ not: !!minus, text: phrase });
    else if (word !== undefined || phrase !== undefined) found.push({ not: !!minus, text: minus ? whole.slice(1) : whole });
  }
  return found;
};

// {all: [...]}, {any: [...]}, {not: condition} or {field, text}; OR joins its neighbours only, as in Gmail.
const parseQuery = query => {
  const waiting = tokens(query);
  const problems = [];
  const leaf = token => {
    const text = fold(token.text).trim();
    if (!text) return null;
    const day = firstDay(text);
    if (["before", "after", "older", "newer"].includes(token.field) && !day) {
      problems.push(`${token.field}: wants a date like 2016-09 or 2016-09-24`);
      return null;
    }
    const condition = { field: token.field, text: day ?? text };
    if (!["before", "after", "older", "newer"].includes(token.field)) condition.text = text;
    return token.not ? { not: condition } : condition;
  };
  const unit = depth => {
    const token = waiting.shift();
    if (token.sign === "-") {
      const inner = waiting.length ? unit(depth) : null;
      return inner && { not: inner };
    }
    if (token.sign === "(" && depth < 50) return group(depth + 1);
    return token.sign ? null : leaf(token);
  };
  const group = depth => {
    const all = [];
    while (waiting.length) {
      if (waiting[0].sign === ")" && depth) { waiting.shift(); break; }
      const any = [unit(depth)];
      while (waiting[0]?.sign === "|") {
        waiting.shift();
        if (waiting.length) any.push(unit(depth));
      }
      const known = any.filter(Boolean);
      if (known.length) all.push(known.length > 1 ? { any: known } : known[0]);
    }
    return all.length ? { all } : null;
  };
  return { condition: group(0), problems };
};

// email: folded from, to, cc, bcc, subject, document, text; days: first and last that its date can mean; is, has.
const meets = (email, condition) => {
  if (!condition) return true;
  if (condition.all) return condition.all.every(part => meets(email, part));
  if (condition.any) return condition.any.some(part => meets(email, part));
  if (condition.not) return !meets(email, condition.not);
  const { field, text } = condition;
  const [first, last] = email.days;
  switch (field) {
    case undefined: return email.text.includes(text);
    case "before": case "older": return !!first && first < text;
    case "after": case "newer": return !!last && last >= text;
    case "is": return email.is.includes(text);
    case "has": return email.has.includes(text.replace(/s$/, ""));
    case "to": return email.to.includes(text) || email.cc.includes(text) || email.bcc.includes(text);
    default: return email[field].includes(text);
  }
};

// The words that a match shows, to be marked on the page.
const words = condition => {
  if (!condition || condition.not) return [];
  if (condition.all || condition.any) return (condition.all ?? condition.any).flatMap(words);
  return ["before", "after", "older", "newer", "is", "has", "document"].includes(condition.field) ? [] : [condition.text];
};
