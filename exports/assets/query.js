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
  const shape = /([()|])|(-)(?=\()|(-?)([a-z]+):(?=\()|(-?)(?:([a-z]+):)?(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s()|"“”„«»]+))/giu;
  for (const [whole, sign, not, minusAll, all, minus, name, phrase, word] of query.matchAll(shape)) {
    const field = (all ?? name)?.toLowerCase();
    const known = FIELDS.includes(field);
    if (sign || not) found.push({ sign: sign ?? not });
    else if (all) {
      if (minusAll) found.push({ sign: "-" });
      found.push(known ? { sign: ":", field } : { text: all });
    } else if (word === "OR" && !minus && !name) found.push({ sign: "|" });
    else if (known) found.push({ not: !!minus, field, text: phrase ?? word });
    else found.push({ not: !!minus, text: phrase !== undefined && !name ? phrase : whole.slice(minus.length) });
  }
  return found.filter(({ text }) => text !== "-");
};

const DATES = ["before", "after", "older", "newer"];

// {all: [...]}, {any: [...]}, {not: condition} or {field, text}; OR joins its neighbours only, as in Gmail.
const parseQuery = query => {
  const waiting = tokens(query);
  const problems = [];
  const leaf = (token, outer) => {
    const field = token.field ?? outer;
    const text = fold(token.text).trim();
    const day = DATES.includes(field) ? firstDay(text) : text;
    if (text && !day) problems.push(`${field}: wants a date like 2016-09 or 2016-09-24`);
    if (!day) return null;
    return token.not ? { not: { field, text: day } } : { field, text: day };
  };
  const unit = (depth, outer) => {
    const token = waiting.shift();
    if (token.sign === "-") {
      const inner = waiting.length ? unit(depth, outer) : null;
      return inner && { not: inner };
    }
    if (token.sign === ":") return waiting.length ? unit(depth, token.field) : null;
    if (token.sign === "(" && depth < 50) return group(depth + 1, outer);
    return token.sign ? null : leaf(token, outer);
  };
  const group = (depth, outer) => {
    const all = [];
    while (waiting.length) {
      if (waiting[0].sign === ")" && depth) { waiting.shift(); break; }
      const any = [unit(depth, outer)];
      while (waiting[0]?.sign === "|") {
        waiting.shift();
        if (waiting.length) any.push(unit(depth, outer));
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
  return [...DATES, "is", "has", "document"].includes(condition.field) ? [] : [condition.text];
};
