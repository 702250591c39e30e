"use strict";
/* The Flows tab: ribbons from data over companies to recipients, one for what one statement says. */

const SankeyTab = (() => {
  const { make, figure, count } = Dom;
  const LISTED = 30; // A filter by more values than this makes no link that one can send.
  let picture = null;
  let drawn = "";
  let width = 0; // The room that it was drawn for, in pixels.
  let left = []; // The flows that pass the filters, as they were given.

  const headline = make("h2", {}, "Which data goes to whom, by the policies’ own words?");
  const sum = make("p", { class: "sum" });
  const notes = make("ul", { class: "ribbon-notes" });
  const traced = make("p", { class: "traced" });
  const empty = make("p", { class: "nothing", hidden: true });
  const legend = make("div", { class: "legend" });

  function start(panel) {
    const tool = (label, onclick) => make("button", { type: "button", onclick }, label);
    panel.append(
      make(
        "div",
        { class: "answer" },
        make("div", {}, headline, sum),
        make(
          "div",
          { class: "tools" },
          tool("SVG", () => Exports.svg("flows", Drawing.svg)),
          tool("PNG", () => Exports.png("flows", Drawing.svg)),
          tool("CSV", () => Downloads.csv("flows", picture.stated)),
          tool("JSON", () => Downloads.json("flows", picture.stated)),
        ),
      ),
      traced,
      empty,
      Drawing.stage,
      legend,
      notes,
    );
    Drawing.start(look);
    new ResizeObserver(() => {
      if (!picture || [0, width].includes(Drawing.stage.clientWidth)) return;
      place();
      point(View.now["f-at"]);
      const [active, drawer] = [document.activeElement, Dom.byId("drawer")];
      if (active === document.body || (drawer.hidden && drawer.contains(active))) Drawing.refocus();
    }).observe(Drawing.stage);
  }

  /** Draw the ribbons of `flows`; return the flows that are in them. */
  function show(view, flows) {
    const key = JSON.stringify([view.filters, view.text]);
    if (key !== drawn) {
      drawn = key;
      left = flows;
      picture = Ribbons.of(flows);
      place();
      tell();
    }
    point(view["f-at"]);
    return picture.stated;
  }

  function place() {
    const any = picture.ribbons.length > 0;
    empty.hidden = any;
    traced.hidden = Drawing.stage.hidden = legend.hidden = !any;
    empty.textContent = left.length
      ? "– No statement here says who receives which data."
      : "– Not mentioned. No statement passes these filters.";
    width = Drawing.stage.clientWidth;
    const places = Stacks.place(picture, width);
    Drawing.show(picture, places, headline.textContent, [
      "A ribbon’s width is the number of statements, not an amount of data. " +
        "Policies’ own statements, not behaviour.",
      "Solid: ● says it does. Hatched: ◐ only if, or may.",
    ]);
  }

  function tell() {
    const { stated } = picture;
    const [data, companies, recipients] = ["data", "company", "recipient"].map(
      (end) => new Set(stated.map((flow) => flow[end])).size,
    );
    sum.textContent = stated.length
      ? `${count(stated.length, "statement")}: ${count(data, "data type")}, ` +
        `${count(companies, "company", "companies")}, ${count(recipients, "recipient")}.`
      : "";
    notes.replaceChildren(...remarks().map((words) => make("li", {}, words)));
    const groups = new Set(picture.columns[2].nodes.map((node) => node.group));
    legend.replaceChildren(
      ...["does", "if"].map((state) => make("span", {}, swatch(state), stateWords(state))),
      ...Object.entries(Shapes.GROUPS)
        .filter(([group]) => groups.has(group))
        .map(([group, { label }]) => make("span", {}, Shapes.sign(group), label)),
    );
  }

  const stateWords = (state) => `${Model.STATES[state].sign} ${Model.STATES[state].label}`;
  const swatch = (state) => make("span", { class: `swatch ${state}`, "aria-hidden": "true" });

  /** Say what the picture leaves out and puts together, each with a way to see it. */
  function remarks() {
    const said = [];
    const { denied, unaddressed, columns } = picture;
    if (denied.length) {
      const are = denied.length === 1 ? "denial is" : "denials are";
      said.push([
        `○ ${figure(denied.length)} ${are} not drawn; a ribbon is what a policy says it does. `,
        plain("List the denials", () => Drawer.offer("What policies say they do not do", denied)),
      ]);
    }
    if (unaddressed.length) {
      const name = unaddressed.length === 1 ? "statement names" : "statements name";
      said.push([
        `${figure(unaddressed.length)} ${name} no recipient (the company collects, uses or keeps ` +
          "data) and can be no ribbon. ",
        plain("List these statements", () =>
          Drawer.offer("Statements that name no recipient", unaddressed),
        ),
      ]);
    }
    const grouped = columns.filter((column) => column.grouped).map(({ kind }) => GROUPED[kind]);
    if (grouped.length) {
      said.push(`Put together: ${grouped.join("; ")}. With fewer, each is drawn by itself.`);
    }
    const bundles = columns.filter((column) => column.bundle).map(({ bundle }) => bundle.label);
    if (bundles.length)
      said.push(`Bundled for having the fewest statements: ${bundles.join(", ")}.`);
    said.push([
      "The same as tables: ",
      link("Answers", "answers"),
      ", ",
      link("Matrix", "matrix"),
      ".",
    ]);
    return said;
  }

  const GROUPED = {
    data: "data types by category",
    recipient: "recipients by their owner, those without a name by their kind",
  };

  const plain = (label, onclick) =>
    make("button", { type: "button", class: "plain", onclick }, label);
  const link = (label, tab) => plain(label, () => View.set({ tab }));

  /** Trace what the address names, and say so above the picture. */
  function point(id) {
    const thing = id ? Drawing.find(id) : null;
    Drawing.pin(thing);
    traced.classList.toggle("on", Boolean(thing));
    if (!thing) {
      traced.textContent =
        "Point at a name or a ribbon to trace whole flows; press it for their statements.";
      return;
    }
    traced.replaceChildren(
      "Traced: ",
      ...Dom.words(Ribbons.wordsOf(thing)),
      " ",
      plain("List them", () => look(thing)),
      " ",
      plain("Show all", () => View.set({ "f-at": "" })),
    );
  }

  /** Open the statements of a node or a ribbon, and keep it traced; null lets go of it. */
  function look(thing) {
    View.set({ "f-at": thing?.id ?? "" });
    if (!thing) return;
    const ribbons = Drawing.ribbonsOf(thing);
    const flows = ribbons.flatMap((ribbon) => ribbon.flows).sort((a, b) => a.number - b.number);
    const title = Ribbons.isNode(thing) ? Dom.cut(thing.label, 120) : Ribbons.pathWords(thing);
    Drawer.offer(title, flows, Ribbons.wordsOf(thing), Ribbons.isNode(thing) ? actions(thing) : []);
  }

  function actions(node) {
    const { filter, column } = node;
    if (!filter || filter.length > LISTED) return [];
    const label = filter.length > 1 ? `Only these ${filter.length}` : "Only this";
    const only = () =>
      View.set({ filters: { ...View.now.filters, [column]: filter }, "f-at": "", flow: "" });
    return [[label, only]];
  }

  return { id: "flows", title: "Flows", start, show, focus: Drawing.focus };
})();
