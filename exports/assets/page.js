// The page: filters what stands there, moves the focus, switches the theme. Writes text only by textContent.
(() => {
  const one = id => document.getElementById(id);
  const root = document.documentElement;
  root.classList.add("js-on");

  const emails = JSON.parse(one("data").textContent).emails.map(record => ({
    ...record, node: one(`e-${record.id}`), row: one(`r-${record.id}`), mark: one(`m-${record.id}`), arc: one(`a-${record.id}`),
  }));
  // What tells of an email again stands within it and is found with it: one email, found once.
  const own = emails.filter(email => !email.of);
  const named = new Map(own.map(email => [email.id, email]));
  for (const report of emails) if (report.of) (named.get(report.of).reports ??= []).push(report);
  const threads = [...document.querySelectorAll("section.thread")].map((node, at) => {
    const entry = one(`l-${at}`);
    const facts = entry.querySelector(".facts");
    return { node, entry, facts, all: facts.textContent, size: node.querySelectorAll("article.email").length };
  });
  const [query, who, since, until, clear, found] = ["query", "who", "since", "until", "clear", "found"].map(one);

  // ---- search

  let folded = false;
  const foldAll = () => {
    for (const email of emails) {
      for (const field of ["from", "to", "cc", "bcc", "subject", "document"]) email[field] = fold(email[field]);
      const body = email.node.querySelector(email.of ? ".words" : ".body")?.textContent ?? "";
      const files = email.node.querySelector(".files")?.textContent ?? "";
      email.text = [email.from, email.to, email.cc, email.bcc, email.subject, fold(body), fold(files)].join("\n");
    }
    folded = true;
  };

  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  const filter = () => {
    if (!folded) foldAll();
    const { condition, problems } = parseQuery(query.value);
    const person = who.value === "" ? null : +who.value;
    const active = !!(query.value.trim() || who.value || since.value || until.value);
    const shown = threads.map(() => 0);
    const fits = email => {
      const [first, last] = email.days;
      return meets(email, condition) && (person === null || email.who.includes(person))
        && (!since.value || (!!last && last >= since.value)) && (!until.value || (!!first && first <= until.value));
    };
    for (const email of own) {
      const match = fits(email) || !!email.reports?.some(fits);
      email.node.hidden = !match;
      email.row?.classList.toggle("off", !match);
      email.mark?.classList.toggle("off", !match);
      email.arc?.classList.toggle("off", !match);
      if (match) shown[email.thread] += 1;
    }
    threads.forEach(({ node, entry, facts, all, size }, at) => {
      node.hidden = entry.hidden = active && !shown[at];
      const told = active && shown[at] < size ? `${shown[at]} of ${all}` : all;
      if (facts.textContent !== told) facts.textContent = told;
    });
    const total = shown.reduce((sum, number) => sum + number, 0);
    const hits = count(total, "email") + " in " + count(shown.filter(Boolean).length, "conversation");
    found.textContent = problems.length ? problems.join("; ") : active ? (total ? hits : "No email matches") : "";
    document.querySelector("nav").classList.toggle("none", active && !total);
    query.toggleAttribute("aria-invalid", problems.length > 0);
    clear.hidden = !active;
    highlight(words(condition));
  };

  // Marks matches without touching the document, where the browser can; a bounded number, for long pages.
  const highlight = texts => {
    if (!window.CSS?.highlights) return;
    CSS.highlights.delete("hit");
    const ranges = [];
    const wanted = texts.filter(text => text.length > 0);
    if (!wanted.length) return;
    for (const { node } of own) {
      if (node.hidden || ranges.length > 2000) continue;
      const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const lower = walker.currentNode.data.toLowerCase();
        if (lower.length !== walker.currentNode.data.length) continue;
        for (const text of wanted) {
          for (let at = lower.indexOf(text); at >= 0 && ranges.length <= 2000; at = lower.indexOf(text, at + text.length)) {
            const node = walker.currentNode;  // static: every change of the page would look through live ranges
            ranges.push(new StaticRange({
              startContainer: node, startOffset: at, endContainer: node, endOffset: at + text.length,
            }));
          }
        }
      }
    }
    CSS.highlights.set("hit", new Highlight(...ranges));
  };

  let timer = 0;
  const soon = () => { clearTimeout(timer); timer = setTimeout(filter, 80); };
  query.addEventListener("input", soon);
  for (const input of [who, since, until]) input.addEventListener("input", filter);
  for (const name of document.querySelectorAll(".timeline [data-who]")) {
    name.addEventListener("click", () => {
      who.value = who.value === name.dataset.who ? "" : name.dataset.who;
      filter();
    });
  }
  clear.addEventListener("click", () => reset());
  const reset = () => {
    for (const input of [query, who, since, until]) input.value = "";
    filter();
  };

  // ---- what a link leads to is not to stand behind the bar, which is as high as its width makes it

  const bar = document.querySelector(".bar");
  new ResizeObserver(() => root.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);

  // ---- keyboard

  // Twice: what stands between is measured only when it comes near (content-visibility).
  const go = node => {
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "start" });
    requestAnimationFrame(() => node.scrollIntoView({ block: "start" }));
  };

  const visible = nodes => nodes.filter(node => !node.hidden && !node.closest("[hidden]"));
  const step = (nodes, by) => {
    const there = visible(nodes);
    const at = there.findIndex(node => node === document.activeElement || node.contains(document.activeElement));
    const now = at >= 0 ? at + by : by > 0 ? there.findIndex(node => node.getBoundingClientRect().top >= 0) : -1;
    const next = there[Math.max(0, Math.min(there.length - 1, now))];
    if (next) go(next);
  };
  for (const { node } of threads) node.tabIndex = -1;
  const keys = {
    "/": () => query.focus(),
    j: () => step(own.map(email => email.node), 1),
    k: () => step(own.map(email => email.node), -1),
    n: () => step(threads.map(thread => thread.node), 1),
    p: () => step(threads.map(thread => thread.node), -1),
    o: () => {
      const place = document.activeElement.closest("article")?.querySelector("details.place");
      if (place) place.open = !place.open;
    },
  };
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      if (!clear.hidden) reset();
      if (document.activeElement === query) query.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // ---- links: an email that a filter hides is shown when a link leads to it

  const arrive = () => {
    const node = one(location.hash.slice(1));
    if (!node || !node.matches("article.email, section.retold, section.thread")) return;
    if (node.hidden || node.closest("[hidden]")) reset();
    go(node);
  };
  addEventListener("hashchange", arrive);
  if (location.hash) requestAnimationFrame(arrive);

  const here = new IntersectionObserver(entries => {
    for (const entry of entries) {
      const listed = threads.find(({ node }) => node === entry.target)?.entry.firstElementChild;
      if (!entry.isIntersecting) listed?.removeAttribute("aria-current");
      else listed?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70% 0px" });
  for (const { node } of threads) here.observe(node);

  // ---- theme, remembered where the browser lets a page remember

  const button = one("theme");
  const stored = (value) => {
    try {
      if (value) localStorage.setItem("mailweave-theme", value);
      return localStorage.getItem("mailweave-theme");
    } catch { return null; }
  };
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const label = () => { button.textContent = dark() ? "Light" : "Dark"; };
  const remembered = stored();
  if (remembered === "dark" || remembered === "light") root.dataset.theme = remembered;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    stored(root.dataset.theme);
    label();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();

  // Browsers put values back on reload without an event.
  addEventListener("pageshow", () => { if (query.value || who.value || since.value || until.value) filter(); });
})();
