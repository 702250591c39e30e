"use strict";
/* The SPARQL tab, at the server only: an editor, the named questions, and the answer below. */

const SparqlTab = (() => {
  const { make, count, byId } = Dom;
  const FIRST =
    "SELECT ?company ?recipient (COUNT(?flow) AS ?statements)\nWHERE {\n" +
    "  GRAPH ?stated {\n    ?flow a pf:AffirmedFlow ;\n          pf:company/rdfs:label ?company ;\n" +
    "          dpv:hasRecipient/rdfs:label ?recipient .\n  }\n}\n" +
    "GROUP BY ?company ?recipient\nORDER BY DESC(?statements)\nLIMIT 100\n";
  const TABLE = "application/sparql-results+json";
  const TRIPLES = "application/n-triples";
  let questions = []; // The named ones, as the server lists them.
  let running = null; // What can stop the query that is under way.
  let asked = ""; // The address that was asked last, and its answer.
  let answer = null;

  const editor = make("textarea", {
    id: "query",
    spellcheck: "false",
    autocapitalize: "off",
    rows: "14",
    "aria-label": "SPARQL query",
    "aria-keyshortcuts": "Control+Enter",
    onkeydown: (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      run();
    },
  });
  const named = make("select", { id: "named", onchange: () => choose(named.value) });
  const about = make("p", { class: "note" });
  const fields = make("div", { class: "parameters" });
  const status = make("p", { class: "sum", role: "status" });
  const error = make("div", { class: "problem", role: "alert", hidden: true });
  const start_ = tool("Run", run, { class: "run", title: "Ctrl-Enter" });
  const stop = tool("Stop", () => running?.abort(), { hidden: true });
  const shapes = ["table", "graph"].map((shape) =>
    tool(shape === "table" ? "Table" : "Graph", () => View.set({ "s-as": shape })),
  );
  const files = make("div", { class: "tools" });
  const place = make("div", { class: "solutions" });

  function tool(label, onclick, extra = {}) {
    return make("button", { type: "button", onclick, ...extra }, label);
  }

  function start(panel) {
    panel.append(
      make(
        "div",
        { class: "asking" },
        make("label", { for: "named" }, "Named question"),
        named,
        about,
        fields,
        editor,
        make(
          "div",
          { class: "tools" },
          start_,
          stop,
          tool("Fill in prefixes", () => edit(Prefixes.declare(editor.value))),
          make("span", { class: "note" }, "pf:, pfr:, dpv:, oa:, skos: … are known without."),
        ),
        error,
      ),
      make("div", { class: "answer" }, status, make("div", { class: "tools" }, shapes, files)),
      place,
    );
    list();
  }

  /** Ask the server which questions there are. */
  async function list() {
    const reply = await fetch("/queries", { headers: { Accept: "application/json" } });
    questions = reply.ok ? await reply.json() : [];
    const options = questions.map(({ name, title }) => make("option", { value: name }, title));
    named.replaceChildren(make("option", { value: "" }, "none: SPARQL of your own"), ...options);
    // Whoever was quicker keeps what they typed.
    if (chosen() || View.now["s-query"] || !editor.value) fill(View.now);
  }

  const chosen = () => questions.find((question) => question.name === View.now["s-named"]);

  function choose(name) {
    View.set({ "s-named": name, "s-values": "", "s-query": "" });
  }

  /** Put the view's question or query into the fields. */
  function fill(view) {
    const question = chosen();
    named.value = question?.name ?? "";
    about.textContent = question ? [question.question, ...question.notes].join(" ") : "";
    const values = new URLSearchParams(view["s-values"]);
    fields.replaceChildren(
      ...(question?.parameters ?? []).map((parameter) => field(parameter, values)),
    );
    editor.value = question ? question.sparql : view["s-query"] || FIRST;
    if (question ? ready(question, values) : view["s-query"]) run();
    else tidy();
  }

  const ready = (question, values) =>
    question.parameters.every(({ name, required }) => !required || values.get(name));

  function field({ name, required, description, example }, values) {
    const input = make("input", {
      type: "text",
      name,
      value: values.get(name) ?? "",
      placeholder: `for example ${example}`,
      title: description,
      required,
      onkeydown: (event) => event.key === "Enter" && run(),
    });
    return make("label", {}, make("span", {}, name, required ? "" : " (optional)"), input);
  }

  function edit(text) {
    editor.value = text;
    editor.focus();
  }

  /** Return where the server answers what stands in the fields, and write it into the view. */
  function address() {
    const question = chosen();
    if (question && editor.value === question.sparql) {
      const values = new URLSearchParams();
      for (const input of fields.querySelectorAll("input")) {
        if (input.value.trim()) values.set(input.name, input.value.trim());
      }
      View.amend({ "s-values": values.toString() });
      return `/queries/${encodeURIComponent(question.name)}?${values}`;
    }
    View.amend({ "s-named": "", "s-values": "", "s-query": editor.value });
    named.value = "";
    fields.replaceChildren();
    about.textContent = "";
    return `/sparql?${new URLSearchParams({ query: editor.value })}`;
  }

  async function run() {
    running?.abort();
    const mine = (running = new AbortController());
    asked = address();
    error.hidden = true;
    stop.hidden = false;
    status.textContent = "Running …";
    try {
      const started = performance.now();
      const reply = await fetch(asked, {
        headers: { Accept: `${TABLE}, ${TRIPLES};q=0.9` },
        signal: mine.signal,
      });
      const text = await reply.text();
      if (mine !== running) return;
      if (reply.ok)
        take(text, reply.headers.get("Content-Type") ?? "", performance.now() - started);
      else refuse(JSON.parse(text));
    } catch (problem) {
      if (mine !== running) return;
      const stopped = problem.name === "AbortError";
      refuse({ what: stopped ? "stopped" : "the server does not answer", remedy: "" });
    } finally {
      if (mine === running) stop.hidden = true;
    }
  }

  function take(text, type, took) {
    answer = type.startsWith(TRIPLES) ? Solutions.ofTriples(text) : Solutions.ofJson(text);
    const size =
      answer.truth !== undefined
        ? ""
        : `${count(answer.rows.length, answer.triples ? "triple" : "row")}, `;
    status.textContent = `${size}${Math.round(took).toLocaleString("en")} ms`;
    draw();
  }

  /** Say what is wrong and where; a press leads to the place in the editor. */
  function refuse({ what, detail, remedy, line, column }) {
    answer = null;
    status.textContent = "";
    error.replaceChildren(
      make("p", {}, Dom.words(`${what ?? detail ?? "refused"}. ${remedy ?? ""}`)),
    );
    if (line) error.append(tool(`Go to line ${line}`, () => pointAt(line, column ?? 1)));
    error.hidden = false;
    draw();
  }

  function pointAt(line, column) {
    const before = editor.value.split("\n").slice(0, line - 1);
    const at = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
    editor.focus();
    editor.setSelectionRange(at, Math.min(editor.value.length, at + 1));
  }

  function draw() {
    const shape = View.now["s-as"] === "graph" ? "graph" : "table";
    shapes.forEach((button, index) => {
      button.setAttribute("aria-pressed", String(["table", "graph"][index] === shape));
      button.hidden = !answer || answer.truth !== undefined;
    });
    place.replaceChildren();
    files.replaceChildren(...(answer ? formats().map(([label, end]) => file(label, end)) : []));
    if (!answer) return;
    place.append(shape === "graph" ? Links.draw(answer) : Solutions.table(answer));
  }

  const formats = () =>
    answer.triples
      ? [
          ["Turtle", "ttl"],
          ["N-Triples", "nt"],
          ["JSON-LD", "jsonld"],
        ]
      : [
          ["CSV", "csv"],
          ["JSON", "json"],
        ];

  /** A link at which the server gives the same answer as a file. */
  function file(label, format) {
    const href = `${asked}${asked.endsWith("?") ? "" : "&"}format=${format}`;
    return make("a", { href, download: `answer.${format}` }, label);
  }

  function tidy() {
    answer = null;
    status.textContent = "";
    error.hidden = true;
    draw();
  }

  let shown = "";

  function show(view, flows) {
    const key = JSON.stringify([view["s-named"], view["s-values"], view["s-query"]]);
    if (key !== shown && questions.length) fill(view);
    else if (answer) draw();
    shown = JSON.stringify([View.now["s-named"], View.now["s-values"], View.now["s-query"]]);
    return flows;
  }

  return { id: "sparql", title: "SPARQL", start, show, focus: () => byId("query").focus() };
})();
