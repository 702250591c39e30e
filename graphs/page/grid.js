"use strict";
/* A matrix drawn as a table whose heads stay in sight, and what a press in it asks for. */

const Grid = (() => {
  const { make } = Dom;
  const { NAME, HANDLE } = Stops;

  /**
   * Draw the matrix into `place`.
   *
   * `limits` says how many of its rows and columns are drawn. `onOpen` is called with the nodes of
   * a row and of a column, `onToggle` with a side and its node, `onMore` with "rows" or "columns".
   */
  function draw(place, matrix, { caption, limits, onOpen, onToggle, onMore }) {
    const { rows, columns, counts, hidden } = matrix;
    const down = rows.nodes.slice(0, limits.rows);
    const across = columns.nodes.slice(0, limits.columns);
    const [below, beyond] = [rows.nodes.length - down.length, columns.nodes.length - across.length];

    const line = (node, row) =>
      make(
        "tr",
        { class: node.total ? "total" : node.open ? "opened" : null },
        Cells.head(node, [row, NAME], false),
        across.map((other, column) =>
          Cells.cell(counts(row, column), hidden(row, column), [row, column], [node, other]),
        ),
        beyond ? make("td", { class: "beyond" }) : null,
      );
    const table = make(
      "table",
      {
        role: "grid",
        "aria-rowcount": rows.nodes.length + 1,
        "aria-colcount": columns.nodes.length + 1,
      },
      make("caption", { class: "offscreen" }, caption),
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          origin(rows.side, columns.side),
          across.map((node, column) => Cells.head(node, [NAME, column], true)),
          beyond ? Cells.more(beyond, "columns", [NAME, across.length], "col") : null,
        ),
      ),
      make(
        "tbody",
        {},
        down.map(line),
        below ? make("tr", {}, Cells.more(below, "rows", [down.length, NAME], "row")) : null,
      ),
    );

    function press({ target }) {
      const pressed = target.closest("[data-row]");
      if (!pressed) return;
      const [row, column] = Stops.where(pressed);
      if (row === HANDLE) onToggle(columns, across[column]);
      else if (column === HANDLE) onToggle(rows, down[row]);
      else if (row === down.length) onMore("rows");
      else if (column === across.length) onMore("columns");
      else {
        mark(table, pressed);
        onOpen(down[row] ?? rows.nodes[0], across[column] ?? columns.nodes[0]);
      }
    }

    table.addEventListener("click", press);
    for (const kind of ["pointerover", "focusin"]) {
      table.addEventListener(kind, ({ target }) => point(table, target.closest("[data-row]")));
    }
    Stops.put(place, table, down, across);
    keepClear(place, table);
  }

  function origin(down, across) {
    const names = [`${across.title} →`, `${down.title} ↓`].map((name) => make("span", {}, name));
    return make("th", { scope: "col", class: "origin" }, make("div", { class: "head" }, names));
  }

  /** What the keys arrive at must not stop behind the heads. */
  function keepClear(place, table) {
    const { offsetHeight, offsetWidth } = table.querySelector(".origin");
    place.style.scrollPaddingTop = `${offsetHeight}px`;
    place.style.scrollPaddingLeft = `${offsetWidth}px`;
  }

  function mark(table, pressed) {
    for (const each of table.querySelectorAll(".current")) each.classList.remove("current");
    pressed.classList.add("current");
  }

  /** Show which column the eye is in. */
  function point(table, target) {
    const column = target?.dataset.column;
    for (const each of table.tHead.querySelectorAll(".here")) each.classList.remove("here");
    table.tHead
      .querySelector(`.name[data-column="${column}"]`)
      ?.closest("th")
      .classList.add("here");
  }

  return { draw };
})();
