"use strict";
/* The Matrix tab: data types by recipients, or companies by data types; how often what is said. */

const MatrixTab = (() => {
  const { make, count } = Dom;
  const { KINDS, ORDER } = Crossings;
  const STEP = { rows: 40, columns: 24 }; // So many are drawn, and so many more at each asking.

  const PORTIONS = { rows: "m-down", columns: "m-across" };

  let drawn = "";
  let shown = [];
  let matrix = null;

  const button = (label, onclick, extra = {}) =>
    make("button", { type: "button", onclick, ...extra }, label);

  const kinds = Object.entries(KINDS).map(([id, { title }]) =>
    button(title, () => cross({ "m-by": id, "m-turn": "" }), { "data-kind": id }),
  );
  const turn = button("Transpose", () => cross({ "m-turn": View.now["m-turn"] ? "" : "1" }));
  const headline = make("h2");
  const sum = make("p", { class: "sum" });
  const axes = { rows: control("rows", "Rows"), columns: control("columns", "Columns") };
  const veiled = make("li", {}, make("span", { class: "sign" }, "…"), " hidden by the filters");
  const place = make("div", { class: "scroller" });

  /** Other rows and columns are no longer in an order by, or as many as, those before. */
  function cross(change) {
    const afresh = { "m-rows": "most", "m-columns": "most", "m-down": "1", "m-across": "1" };
    View.set({ ...afresh, ...change });
    place.scrollTo(0, 0);
  }

  function control(axis, title) {
    const order = make("select", {
      onchange: (event) => View.set({ [ORDER[axis]]: event.target.value, [PORTIONS[axis]]: "1" }),
    });
    const expand = button("Expand all", () => open(axis, "*"));
    const collapse = button("Collapse", () => open(axis, ""));
    const size = make("span", { class: "aside" });
    const more = button("", () => showMore(axis));
    const element = make(
      "div",
      { class: "axis", role: "group", "aria-label": title },
      make("label", {}, `${title} `, order),
      expand,
      collapse,
      size,
      more,
    );
    return { element, order, expand, collapse, size, more };
  }

  const open = (axis, written) => View.set(Crossings.opening(matrix[axis].side, written));

  const portions = (view, axis) =>
    Math.min(1000, Math.max(1, Math.floor(Number(view[PORTIONS[axis]])) || 1));

  function showMore(axis) {
    View.set({ [PORTIONS[axis]]: String(portions(View.now, axis) + 1) });
  }

  function start(panel) {
    panel.append(
      make(
        "div",
        { class: "bar" },
        make("div", { class: "questions", role: "group", "aria-label": "Matrix" }, kinds, turn),
        make(
          "div",
          { class: "tools" },
          button("Matrix as CSV", () => matrix && Crossings.save(matrix)),
          button("Statements as CSV", () => Downloads.csv("matrix-statements", shown)),
          button("as JSON", () => Downloads.json("matrix-statements", shown), {
            "aria-label": "Statements as JSON",
          }),
        ),
      ),
      make("div", { class: "answer" }, make("div", {}, headline, sum)),
      make("div", { class: "axes" }, axes.rows.element, axes.columns.element, legend()),
      place,
    );
  }

  function legend() {
    const states = Object.entries(Model.STATES).map(([state, { sign, label }]) =>
      make("li", { "data-says": state }, make("span", { class: "sign" }, sign), " ", label),
    );
    const silent = make("li", {}, make("span", { class: "sign" }, "–"), " not mentioned");
    return make("ul", { class: "key", "aria-label": "Signs" }, states, silent, veiled);
  }

  /** Show the matrix of the view; return the flows that are in it. */
  function show(view, flows) {
    const own = Object.entries(view).filter(([name]) => name.startsWith("m-"));
    const key = JSON.stringify([view.filters, view.text, own]);
    if (key !== drawn) {
      drawn = key;
      const kind = Crossings.kindOf(view);
      shown = flows.filter(kind.tells);
      matrix = Crossings.build(view, shown);
      fill(view, kind, flows);
      if (matrix) Grid.draw(place, matrix, handling(view, kind));
      else place.replaceChildren(nothing(view));
    }
    return shown;
  }

  const limit = (view, axis) => STEP[axis] * portions(view, axis) + 1;

  function handling(view, { headline: title }) {
    return {
      caption:
        `${title}. Each cell counts the statements by what they say; ` +
        "arrow keys move, Enter lists the statements.",
      limits: { rows: limit(view, "rows"), columns: limit(view, "columns") },
      onOpen: (row, column) => Crossings.show(matrix, row, column),
      onToggle: (side, node) => View.set(Crossings.toggled(side, node)),
      onMore: showMore,
    };
  }

  function fill(view, kind, flows) {
    for (const each of kinds) {
      each.setAttribute("aria-pressed", String(KINDS[each.dataset.kind] === kind));
    }
    turn.setAttribute("aria-pressed", String(Boolean(view["m-turn"])));
    veiled.hidden = !Crossings.unfiltered(view);
    headline.textContent = kind.headline;
    sum.textContent = remarks(kind, flows).join(" ");
    for (const axis of ["rows", "columns"]) {
      axes[axis].element.hidden = !matrix;
      if (matrix) fillControl(view, axis);
    }
  }

  function fillControl(view, axis) {
    const { order, expand, collapse, size, more } = axes[axis];
    const { side: own, nodes } = matrix[axis];
    const chosen = view[ORDER[axis]];
    const options = [make("option", { value: "most" }, "most stated")];
    options.push(make("option", { value: "name" }, "by name"));
    if (chosen.startsWith("by:")) {
      const other = matrix[axis === "rows" ? "columns" : "rows"];
      const by = other.nodes.find((node) => node.thing?.id === chosen.slice(3));
      const label = `most of ${by ? Dom.plain(by.label, 30) : "what was chosen"}`;
      options.push(make("option", { value: chosen }, label));
    }
    order.replaceChildren(...options);
    order.value = options.some((option) => option.value === chosen) ? chosen : "most";
    for (const each of [expand, collapse]) each.hidden = !own.tree;
    const [all, seen] = [nodes.length - 1, Math.min(nodes.length, limit(view, axis)) - 1];
    size.textContent = (seen < all ? `${seen} of ` : "") + count(all, axis.slice(0, -1));
    more.hidden = seen === all;
    more.textContent = `Show ${Math.min(STEP[axis], all - seen)} more`;
  }

  /** Say what the matrix counts, and what it leaves out. */
  function remarks(kind, flows) {
    if (!matrix) return [];
    const said = [`${count(shown.length, "statement")}.`];
    const left = flows.length - shown.length;
    if (left) {
      const name = left === 1 ? "names no recipient and is" : "name no recipient and are";
      said.push(`${count(left, "more statement", "more statements")} ${name} left out.`);
    }
    if (new Set(shown.map((flow) => flow.action)).size > 1) {
      said.push(
        "Collecting, using, sharing and storing count alike; the filter “Action” parts them.",
      );
    }
    return said;
  }

  /** What the filters hide is not silence, and silence is not a denial. */
  function nothing(view) {
    const filtered = view.text || Object.values(view.filters).some((values) => values.length);
    const clear = filtered ? button("Clear all filters", Filters.clear) : null;
    return make(
      "p",
      { class: "nothing" },
      filtered ? "No statement here passes the filters. " : "– Not mentioned. ",
      clear,
    );
  }

  return { id: "matrix", title: "Matrix", start, show, focus: () => Stops.focus(place) };
})();
