"use strict";
/* The keys in a matrix: one stop for the tabulator, arrows from cell to cell and to the heads. */

const Stops = (() => {
  // Every stop has a row and a column: cells from 0 on, the names in the heads at -1, the handles
  // that open them at -2.
  const [NAME, HANDLE] = [-1, -2];
  const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const shapes = new WeakMap(); // What was drawn last in a place.

  const where = (each) => [Number(each.dataset.row), Number(each.dataset.column)];

  /** Put a table of stops into `place`, the keys where they stood before; `down` and `across`
      are its nodes. */
  function put(place, table, down, across) {
    const before = remembered(place);
    const all = new Map();
    for (const each of table.querySelectorAll("[data-row]")) all.set(where(each).join(), each);
    const shape = { all, down, across };
    place.replaceChildren(table);
    shapes.set(place, shape);
    const start = again(shape, before) ?? all.get("0,0");
    start.tabIndex = 0;
    if (before?.focused) start.focus({ preventScroll: true });
    table.addEventListener("keydown", (event) => walk(event, shape));
    table.addEventListener("focusin", ({ target }) => settle(table, target));
  }

  /** Return where the keys stand, by nodes: their numbers may change with the next drawing. */
  function remembered(place) {
    const shape = shapes.get(place);
    const at = place.querySelector("[tabindex='0']");
    if (!shape || !at) return null;
    const [row, column] = where(at);
    return {
      row: shape.down[row]?.key ?? row,
      column: shape.across[column]?.key ?? column,
      focused: at === document.activeElement,
    };
  }

  function again({ all, down, across }, before) {
    if (!before) return null;
    const find = (nodes, key) =>
      typeof key === "string" ? nodes.findIndex((node) => node.key === key) : key;
    return all.get([find(down, before.row), find(across, before.column)].join()) ?? null;
  }

  function walk(event, shape) {
    if (event.altKey || event.metaKey || !event.target.dataset.row) return;
    const { all, down, across } = shape;
    const [row, column] = where(event.target);
    const way = WAYS[event.key];
    if (way && !event.ctrlKey) next(shape, [row, column], way)?.focus();
    else if (event.key === "Home" || event.key === "End") {
      const last = event.key === "End";
      const to = event.ctrlKey ? (last ? down.length - 1 : 0) : row;
      all.get([to, last ? across.length - 1 : 0].join())?.focus();
    } else if (event.target.tagName === "TD" && ["Enter", " "].includes(event.key)) {
      event.target.click();
    } else return;
    event.preventDefault();
  }

  /** Return the next stop in a direction: there is not one everywhere. */
  function next({ all, down, across }, [row, column], [by, along]) {
    for (;;) {
      row += by;
      column += along;
      if (Math.min(row, column) < HANDLE || row > down.length || column > across.length)
        return null;
      const found = all.get([row, column].join());
      if (found) return found;
    }
  }

  /** Leave the tabulator one stop: where the keys stand. */
  function settle(table, target) {
    if (!target.dataset.row) return;
    for (const each of table.querySelectorAll("[tabindex='0']")) each.tabIndex = -1;
    target.tabIndex = 0;
  }

  return {
    NAME,
    HANDLE,
    where,
    put,
    focus: (place) => place.querySelector("[tabindex='0']")?.focus(),
  };
})();
