"use strict";
/* What stands in a matrix: the heads of its rows and columns, the cells with signs and counts. */

const Cells = (() => {
  const { make, words, count } = Dom;
  const HEAD = 60; // A head shows this many characters; its title has 300.
  const LONGEST = 18; // A word longer than this may be broken anywhere.
  const number = new Intl.NumberFormat("en");
  const states = Axes.STATES.map((state) => ({ state, ...Model.STATES[state] }));
  const statements = (size) => count(size, "statement");

  /** Return "says it does, 3 statements; says it does not, 1", or "not mentioned". */
  function wording(counts) {
    const said = states.map(({ label }, index) => [label, counts[index]]).filter((each) => each[1]);
    const parts = said.map(
      ([label, size], index) => `${label}, ${index ? number.format(size) : statements(size)}`,
    );
    return parts.join("; ") || "not mentioned";
  }

  /** Return "● 3 ○ 1", "–", or "…" where `hidden` tells of statements that the filters hide. */
  function signs(counts, hidden) {
    const said = states.map(({ sign }, index) => counts[index] && `${sign} ${counts[index]}`);
    return said.filter(Boolean).join(" ") || (hidden ? "…" : "–");
  }

  const name = (node) => Dom.plain(node.label, HEAD);

  /** Make an element at which the keys can stop; see `Stops`. */
  function stop(tag, [row, column], attributes, ...children) {
    const place = { tabindex: "-1", "data-row": row, "data-column": column };
    return make(tag, { ...place, ...attributes }, ...children);
  }

  function figure({ state, sign, size }) {
    const drawn = make("span", { class: "sign" }, sign);
    return make("span", { "data-says": state }, drawn, " ", number.format(size));
  }

  function cell(counts, hidden, at, [row, column]) {
    const names = `${name(row)}, ${name(column)}`;
    const said = states.map((each, index) => ({ ...each, size: counts[index] }));
    const present = said.filter(({ size }) => size);
    if (present.length)
      return full(present, at, `${names}: ${wording(counts)}`, row.total || column.total);
    const why = hidden ? `hidden by the filters, ${statements(hidden)}` : wording(counts);
    return stop(
      "td",
      at,
      { class: "silent", "aria-label": `${names}: ${why}` },
      signs(counts, hidden),
    );
  }

  /** The strongest of what is said stands first and large, the rest below it: nothing is hidden. */
  function full([first, ...rest], at, label, total) {
    // Four depths of colour, by the number of digits; sums have none.
    const depth = Math.min(4, String(first.size).length);
    return stop(
      "td",
      at,
      {
        class: total ? null : `depth-${depth}`,
        "data-strongest": first.state,
        "aria-label": label,
      },
      figure(first),
      rest.length ? make("span", { class: "rest" }, rest.map(figure)) : null,
    );
  }

  function head(node, at, across) {
    const long = node.label.split(/[\s-]/).some((word) => word.length > LONGEST);
    const level = Math.min(4, node.level);
    const kind = { total: node.total, only: node.only, long };
    const classes = [`level-${level}`, ...Object.keys(kind).filter((each) => kind[each])];
    const title = Dom.plain(node.label, 300);
    return make(
      "th",
      { scope: across ? "col" : "row", class: classes.join(" ") },
      make(
        "div",
        { class: "head" },
        node.inner ? handle(node, at, across) : null,
        stop("button", at, { type: "button", class: "name", title }, words(name(node))),
        node.worded > 1 ? make("span", { class: "aside" }, count(node.worded, "wording")) : null,
      ),
    );
  }

  function handle(node, [row, column], across) {
    return stop(
      "button",
      across ? [Stops.HANDLE, column] : [row, Stops.HANDLE],
      {
        type: "button",
        class: "handle",
        "aria-expanded": String(node.open),
        "aria-label": `Parts of ${name(node)}`,
      },
      make("span", { "aria-hidden": "true" }, "▸"),
    );
  }

  /** Make the head that stands for what is not drawn. */
  function more(left, what, at, scope) {
    const label = `+${number.format(left)} more ${what}`;
    const button = stop("button", at, { type: "button", class: "plain" }, label);
    return make("th", { scope, class: "left-out" }, make("div", { class: "head" }, button));
  }

  return { wording, signs, cell, head, more };
})();
