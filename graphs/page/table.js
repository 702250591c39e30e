"use strict";
/* The table of flows: grouped, sorted, drawn in portions as it is scrolled, with its keys. */

const Table = (() => {
  const { make, words, count } = Dom;
  const PORTION = 80; // Rows that are drawn at once.

  const GROUPS = {
    none: { title: "nothing", of: () => [null], hides: [] },
    recipient: {
      title: "recipient",
      of: (flow) => [flow.recipient],
      hides: ["recipient", "kind", "owner"],
    },
    owner: {
      title: "owner",
      of: (flow) => [flow.recipient && Model.topOwner(flow.recipient)],
      hides: ["owner"],
    },
    company: { title: "company", of: (flow) => [flow.company], hides: ["company"] },
    data: { title: "data type", of: (flow) => [flow.data], hides: ["type"] },
    purpose: {
      title: "purpose",
      of: (flow) => (flow.purposes.length ? flow.purposes : [null]),
      hides: [],
    },
    source: { title: "source", of: (flow) => [flow.source], hides: ["source"] },
  };
  const KIND_ORDER = ["named", "sdk", "category", "vague", "other users", "public", "first party"];

  /** Return [what they have in common, flows] pairs: who is named first, then the most stated. */
  function grouped(flows, by) {
    const groups = new Map();
    for (const flow of flows) {
      for (const key of GROUPS[by].of(flow)) {
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(flow);
      }
    }
    const rank = (key) => (key?.group ? KIND_ORDER.indexOf(key.group) : key ? 0 : 99);
    const order = (a, b) =>
      rank(a[0]) - rank(b[0]) ||
      b[1].length - a[1].length ||
      (a[0]?.label ?? "").localeCompare(b[0]?.label ?? "", "en");
    return [...groups].sort(order);
  }

  function heading(key, flows, by, width) {
    const companies = new Set(flows.map((flow) => flow.company)).size;
    const facts = [];
    if (["recipient", "owner", "source"].includes(by) && key) {
      facts.push(Columns.kindWords(key));
      if (key.owners.length) facts.push(`owned by ${Columns.ownerWords(key)}`);
    }
    facts.push(count(flows.length, "statement"));
    if (by !== "company" && companies > 1) facts.push(`from ${companies} companies`);
    const denied = flows.filter((flow) => flow.denied).length;
    if (denied)
      facts.push(denied === flows.length ? "all of them denials" : count(denied, "denial"));
    const label = key?.label ?? `No ${GROUPS[by].title} given`;
    return make(
      "tr",
      { class: "group" },
      make(
        "th",
        { scope: "rowgroup", colspan: width },
        make("span", { class: "title" }, words(Dom.cut(label, 160))),
        make("span", { class: "facts" }, words(Dom.cut(facts.join(" · "), 300))),
      ),
    );
  }

  /** Draw `flows` into `container`; `onOpen` is called with a flow that is to be looked at. */
  function draw(container, { flows, columns, group, sort, label, onSort, onOpen }) {
    const shown = columns.filter((id) => !GROUPS[group].hides.includes(id));
    const [sortedBy, way] = sort.split("-");
    const compare = Object.hasOwn(Columns.all, sortedBy)
      ? Columns.comparison(sortedBy, way === "down")
      : (a, b) => Number(a.denied) - Number(b.denied) || a.number - b.number;
    const entries = [];
    for (const [key, members] of grouped(flows, group)) {
      if (group !== "none") entries.push({ key, members });
      for (const flow of [...members].sort(group === "none" && !sort ? byText : compare)) {
        entries.push({ flow });
      }
    }
    const table = make(
      "table",
      { "aria-label": label },
      make(
        "colgroup",
        {},
        shown.map((id) => make("col", { class: `col-${id}` })),
      ),
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          shown.map((id) => head(id, sortedBy, way, onSort)),
        ),
      ),
    );
    const end = make("div", { class: "end" });
    fit(container, shown.length);
    container.replaceChildren(make("div", { class: "table" }, table), end);
    let drawn = 0;

    function more(portion = PORTION) {
      const until = Math.min(entries.length, drawn + portion);
      let body = table.tBodies[table.tBodies.length - 1];
      for (; drawn < until; drawn++) {
        const entry = entries[drawn];
        if (!body || !entry.flow) {
          body = make("tbody");
          table.append(body);
        }
        body.append(
          entry.flow ? row(entry.flow) : heading(entry.key, entry.members, group, shown.length),
        );
      }
      end.textContent = drawn < entries.length ? "More rows follow as you scroll." : "";
      if (drawn >= entries.length) watcher.disconnect();
    }

    function row(flow) {
      return make(
        "tr",
        {
          class: `row ${flow.state}`,
          "data-flow": flow.id,
          onclick: (event) => click(event, flow),
        },
        shown.map((id) =>
          make("td", { class: `col-${id}`, "data-title": Columns.all[id].title }, cell(id, flow)),
        ),
      );
    }

    function cell(id, flow) {
      const column = Columns.all[id];
      // A dash is the sign of "not mentioned", for the eye and the ear.
      if (column.text(flow) === "")
        return make("span", { class: "silent", title: "not mentioned" }, "–");
      if (id !== "quote") return column.cell(flow);
      return make(
        "button",
        { type: "button", class: "quote", tabindex: "-1" },
        Quotes.excerpt(flow),
      );
    }

    function click(event, flow) {
      // A selection of words is no click.
      if (!getSelection().isCollapsed && !event.target.closest("button")) return;
      onOpen(flow);
    }

    const watcher = new IntersectionObserver(
      (seen) => seen.some((entry) => entry.isIntersecting) && more(),
      { rootMargin: "800px" },
    );
    more();
    if (drawn < entries.length) watcher.observe(end);
    const first = table.querySelector("button.quote");
    if (first) first.tabIndex = 0;
    table.addEventListener("keydown", (event) => move(event, table, more));
    return { drawAll: () => more(Infinity), focusFirst: () => first?.focus() };
  }

  /** Choose between columns and cards by the room there is, in pixels. */
  function fit(container, columns) {
    container.dataset.columns = columns;
    if (!fitting.has(container))
      fitting.set(container, new ResizeObserver(() => arrange(container)));
    fitting.get(container).observe(container);
    arrange(container);
  }

  const fitting = new WeakMap();

  function arrange(container) {
    const room = container.clientWidth;
    const cards = room < (Number(container.dataset.columns) > 7 ? 960 : 740);
    container.classList.toggle("cards", cards);
    container.classList.toggle("paired", cards && room > 540);
  }

  const byText = (a, b) => a.number - b.number;

  function head(id, sortedBy, way, onSort) {
    const sorted = id === sortedBy ? (way === "down" ? "descending" : "ascending") : null;
    const sign = { ascending: " ↑", descending: " ↓" }[sorted] ?? "";
    return make(
      "th",
      { scope: "col", class: `col-${id}`, "aria-sort": sorted },
      make(
        "button",
        { type: "button", onclick: () => onSort(nextSort(id, sorted)) },
        Columns.all[id].title,
        make("span", { "aria-hidden": "true" }, sign),
      ),
    );
  }

  function nextSort(id, sorted) {
    return { ascending: `${id}-down`, descending: "" }[sorted] ?? `${id}-up`;
  }

  function move(event, table, more) {
    const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    const from = event.target.closest("button.quote");
    if (!step || !from || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (step > 0) more(step === Infinity ? Infinity : 1);
    const buttons = [...table.querySelectorAll("button.quote")];
    const index = Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(from) + step));
    select(buttons[index], from);
    if (View.now.flow) View.set({ flow: buttons[index].closest("tr").dataset.flow });
  }

  function select(button, from) {
    from.tabIndex = -1;
    button.tabIndex = 0;
    button.focus();
    button.scrollIntoView({ block: "nearest" });
  }

  /** Show in the table which flow is being looked at. */
  function point(container, id) {
    for (const row of container.querySelectorAll("tr.current")) row.classList.remove("current");
    for (const row of container.querySelectorAll("tr.row")) {
      if (row.dataset.flow === id) row.classList.add("current");
    }
  }

  return { GROUPS, draw, point };
})();
