"use strict";
/* What a query found as a picture: two columns of names, a line for each pair that a row joins.

   Each line joins just two names of the same row, so no line through a third can be read into it. */

const Links = (() => {
  const { make, shape, words } = Dom;
  const NODES = 100; // Names in a column,
  const LINES = 400; // and lines, that can be drawn at once and still be read.
  const [ROW, WIDTH, NAMES, TOP] = [26, 920, 300, 20];

  /** Return the answer as a picture, with a choice of the two columns that it joins. */
  function draw(answer) {
    const { columns } = answer;
    if (columns.length < 2) return make("p", { class: "nothing" }, "A graph needs two columns.");
    const ends = answer.triples
      ? [0, 2]
      : [index(columns, "company", 0), index(columns, "recipient", 1)];
    if (ends[0] === ends[1]) ends[1] = ends[0] ? 0 : 1;
    const holder = make("div", { class: "links" });
    const choices = ends.map((end, side) =>
      make(
        "select",
        {
          "aria-label": side ? "Right column" : "Left column",
          onchange: (event) => {
            ends[side] = Number(event.target.value);
            redraw();
          },
        },
        columns.map((name, each) =>
          make("option", { value: each, selected: each === end }, words(name)),
        ),
      ),
    );
    const stage = make("div", { class: "wide", tabindex: "0" });
    const note = make("p", { class: "note" });
    const tools = make("div", { class: "tools" }, choices);

    function redraw() {
      const pairs = joined(answer, ends);
      const { picture, left } = paint(pairs);
      note.textContent = left ? `${left} more lines are not drawn; the table has all.` : "";
      stage.replaceChildren(picture);
    }

    tools.append(
      make(
        "button",
        { type: "button", onclick: () => Exports.svg("answer", stage.firstElementChild) },
        "SVG",
      ),
      make(
        "button",
        { type: "button", onclick: () => Exports.png("answer", stage.firstElementChild) },
        "PNG",
      ),
    );
    redraw();
    holder.append(tools, note, stage);
    return holder;
  }

  function index(columns, name, otherwise) {
    const found = columns.indexOf(name);
    return found < 0 ? otherwise : found;
  }

  /** Return the pairs of names with how many rows join them and by which predicates. */
  function joined({ rows, triples }, [from, to]) {
    const pairs = new Map();
    for (const row of rows) {
      const [left, right] = [row[from], row[to]].map(Solutions.plain);
      if (!left || !right) continue;
      const key = JSON.stringify([left, right]);
      if (!pairs.has(key)) pairs.set(key, { left, right, rows: 0, by: new Set() });
      pairs.get(key).rows += 1;
      if (triples) pairs.get(key).by.add(Solutions.plain(row[1]));
    }
    return [...pairs.values()].sort((a, b) => b.rows - a.rows);
  }

  function paint(pairs) {
    const [lefts, rights] = [new Map(), new Map()];
    const drawn = [];
    const room = (names, name) => names.has(name) || names.size < NODES;
    for (const pair of pairs) {
      if (drawn.length >= LINES) break;
      if (!room(lefts, pair.left) || !room(rights, pair.right)) continue;
      for (const [names, name] of [
        [lefts, pair.left],
        [rights, pair.right],
      ]) {
        if (!names.has(name)) names.set(name, names.size);
      }
      drawn.push(pair);
    }
    settle(rights, lefts, drawn);
    const height = TOP * 2 + Math.max(lefts.size, rights.size) * ROW;
    const picture = shape("svg", {
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      "aria-label": `${drawn.length} lines between ${lefts.size} and ${rights.size} names. The table has the same.`,
    });
    const y = (names, name) => TOP + ((names.get(name) + 0.5) / names.size) * (height - 2 * TOP);
    for (const pair of drawn) {
      const [a, b] = [y(lefts, pair.left), y(rights, pair.right)];
      const middle = WIDTH / 2;
      const line = shape("path", {
        class: "line",
        d: `M${NAMES} ${a}C${middle} ${a} ${middle} ${b} ${WIDTH - NAMES} ${b}`,
        "stroke-width": Math.min(8, 1 + Math.log2(pair.rows)).toFixed(1),
      });
      line.append(titled(pair));
      picture.append(line);
    }
    for (const name of lefts.keys()) picture.append(label(name, NAMES - 8, y(lefts, name), "end"));
    for (const name of rights.keys()) {
      picture.append(label(name, WIDTH - NAMES + 8, y(rights, name), "start"));
    }
    return { picture, left: pairs.length - drawn.length };
  }

  /** Order the right column by the mean place of what each name is joined with. */
  function settle(rights, lefts, drawn) {
    const sums = new Map();
    for (const { left, right } of drawn) {
      const [sum, size] = sums.get(right) ?? [0, 0];
      sums.set(right, [sum + lefts.get(left), size + 1]);
    }
    const mean = (name) => sums.get(name)[0] / sums.get(name)[1];
    const sorted = [...rights.keys()].sort((a, b) => mean(a) - mean(b) || (a < b ? -1 : 1));
    rights.clear();
    sorted.forEach((name, place) => rights.set(name, place));
  }

  function titled({ left, right, rows, by }) {
    const title = shape("title", {});
    const how = by.size ? [...by].join(", ") : Dom.count(rows, "row");
    title.append(Dom.plain(`${left} → ${right}: ${how}`, 300));
    return title;
  }

  function label(name, x, y, anchor) {
    const text = shape("text", { x, y, "text-anchor": anchor, dy: "0.35em" });
    text.append(Dom.plain(name, 40));
    return text;
  }

  return { draw };
})();
