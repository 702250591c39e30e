"use strict";
/* What a query found: rows or triples, read from the server's answer and shown as a table. */

const Solutions = (() => {
  const { make, words } = Dom;
  const PORTION = 200; // Rows that are drawn at once.
  const CELL = 400; // Characters of a cell that are shown.
  const TRIPLE =
    /^(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?) \.$/;

  /** Read rows, or the truth of an ASK, from SPARQL's JSON format. */
  function ofJson(text) {
    const { head, results, boolean } = JSON.parse(text);
    if (boolean !== undefined) return { columns: [], rows: [], truth: boolean };
    const columns = head.vars;
    return { columns, rows: results.bindings.map((row) => columns.map((name) => row[name])) };
  }

  /** Read N-Triples as rows of subject, predicate and object. */
  function ofTriples(text) {
    const found = text.split("\n").map((line) => TRIPLE.exec(line));
    const rows = found.filter(Boolean).map((triple) => triple.slice(1, 4).map(term));
    return { columns: ["subject", "predicate", "object"], rows, triples: true };
  }

  function term(written) {
    if (written.startsWith("<")) return { type: "uri", value: unescaped(written.slice(1, -1)) };
    if (written.startsWith("_:")) return { type: "bnode", value: written };
    return { type: "literal", value: unescaped(written.slice(1, written.lastIndexOf('"'))) };
  }

  function unescaped(text) {
    const named = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };
    return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, one) =>
      one ? (named[one] ?? one) : String.fromCodePoint(parseInt(short ?? long, 16)),
    );
  }

  /** Return a term as a reader sees it. */
  function plain(term) {
    if (!term) return "";
    return term.type === "uri" ? Prefixes.compact(term.value) : term.value;
  }

  function cell(term) {
    const text = plain(term);
    const local = /^pfr:(flow|policy)-([0-9a-z-]+)$/.exec(text);
    if (!local || term.type !== "uri") return make("td", {}, words(Dom.cut(text, CELL)));
    const [name, kind] = [text.slice("pfr:".length), local[1]];
    const inPage = kind === "flow" && Model.byId.has(name);
    const open = () => View.set({ flow: name });
    return make(
      "td",
      {},
      inPage
        ? make("button", { type: "button", class: "plain", onclick: open }, text)
        : make("a", { href: `/${kind === "flow" ? "flows" : "policies"}/${local[2]}` }, text),
    );
  }

  /** Return the answer as a table that grows by portions. */
  function table({ columns, rows, truth }) {
    if (truth !== undefined)
      return make("p", { class: "nothing" }, truth ? "Yes, true." : "No, false.");
    if (!rows.length) return make("p", { class: "nothing" }, "Nothing was found.");
    const head = columns.map((name) => make("th", { scope: "col" }, words(name)));
    const body = make("tbody");
    const more = make("button", { type: "button", onclick: grow });
    let drawn = 0;

    function grow() {
      const next = rows.slice(drawn, drawn + PORTION);
      body.append(...next.map((row) => make("tr", {}, row.map(cell))));
      drawn += next.length;
      more.hidden = drawn >= rows.length;
      more.textContent = `Show more: ${drawn.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows are here`;
    }

    grow();
    const drawnTable = make(
      "table",
      { "aria-label": "What was found" },
      make("thead", {}, make("tr", {}, head)),
      body,
    );
    return make("div", {}, make("div", { class: "wide", tabindex: "0" }, drawnTable), more);
  }

  return { ofJson, ofTriples, plain, table };
})();
