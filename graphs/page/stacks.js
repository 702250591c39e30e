"use strict";
/* Where the nodes and ribbons of the Flows tab lie: heights stacked in three columns. */

const Stacks = (() => {
  const NARROWEST = 680; // Below this the picture scrolls sideways rather than hide names.
  const BAR = 14; // Widths and heights are in pixels.
  const ROW = 24; // Room for a node's name in one line,
  const TALL_ROW = 37; // and in two, where the columns of names are narrow.
  const NARROW = 900;
  const HEAD = 40;
  const FOOT = 52;
  const SPARE = 30; // Between the nodes of a short column, at most.
  const THICKEST = 18; // One statement is never thicker than this.

  /** Return the picture with places: x, y and height of nodes, and the path of each ribbon. */
  function place({ columns, ribbons }, room) {
    const width = Math.max(NARROWEST, Math.floor(room));
    const row = width < NARROW ? TALL_ROW : ROW;
    const rows = Math.max(1, ...columns.map(({ nodes }) => nodes.length));
    const unit = unitFor(columns, row, Math.max(360, rows * row + 260));
    const height = Math.max(...columns.map(({ nodes }) => stackHeight(nodes, row, unit)), row);
    const [left, right] = [clamp(width * 0.21, 150, 280), clamp(width * 0.24, 180, 320)];
    const xs = [left, left + (width - left - right - BAR) * 0.46, width - right - BAR];
    columns.forEach(({ nodes }, index) => stack(nodes, row, unit, Math.round(xs[index]), height));
    const bands = lay(ribbons, unit);
    return {
      width,
      height: Math.round(HEAD + height + FOOT),
      bottom: HEAD + height,
      sides: { data: left - 8, company: xs[2] - xs[1] - BAR - 24, recipient: right - 8 },
      heads: xs.map(Math.round),
      bands,
    };
  }

  const clamp = (value, least, most) => Math.min(most, Math.max(least, Math.round(value)));
  const slotOf = (node, row, unit) => Math.max(row, node.size * unit + 7);

  function stackHeight(nodes, row, unit) {
    return nodes.reduce((sum, node) => sum + slotOf(node, row, unit), 0);
  }

  /** Return how thick one statement can be for every column to fit. */
  function unitFor(columns, row, tallest) {
    const fits = (unit) => columns.every(({ nodes }) => stackHeight(nodes, row, unit) <= tallest);
    let [low, high] = [0, THICKEST];
    if (fits(high)) return high;
    for (let step = 0; step < 30; step += 1) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    return low;
  }

  function stack(nodes, row, unit, x, height) {
    const left = height - stackHeight(nodes, row, unit);
    const spare = Math.min(SPARE, left / Math.max(1, nodes.length));
    let y = HEAD + (left - spare * (nodes.length - 1)) / 2;
    for (const node of nodes) {
      const slot = slotOf(node, row, unit);
      const thickness = node.size * unit;
      Object.assign(node, { x, width: BAR, height: Math.max(1, thickness), slot, top: y });
      node.y = y + (slot - thickness) / 2;
      y += slot + spare;
    }
  }

  /** Lay each ribbon onto its three nodes; at a company it goes on where it came in. */
  function lay(ribbons, unit) {
    const used = new Map();
    const take = (node, thickness) => {
      const from = used.get(node) ?? node.y;
      used.set(node, from + thickness);
      return from;
    };
    const bands = new Map();
    // At data and at recipients ribbons lie as their companies do, so that they cross once at most.
    for (const ribbon of ribbons) {
      const thickness = ribbon.flows.length * unit;
      const ends = [ribbon.data, ribbon.company, ribbon.recipient];
      const ys = ends.map((node) => take(node, thickness));
      bands.set(ribbon, { thickness, path: outline(ends, ys, thickness), ys });
    }
    return bands;
  }

  /** Return a band through three bars as the "d" of an SVG path. */
  function outline(ends, ys, thickness) {
    const [from, through, to] = ends;
    const [a, b, c] = ys;
    const [x0, x1, x2, x3] = [from.x, from.x + BAR, through.x, through.x + BAR];
    const [x4, x5] = [to.x, to.x + BAR];
    const there = [`M${x0} ${n(a)}H${x1}`, bend(x1, a, x2, b), `H${x3}`, bend(x3, b, x4, c)];
    const [d, e, f] = [a, b, c].map((y) => y + thickness);
    const back = [`H${x5}V${n(f)}H${x4}`, bend(x4, f, x3, e), `H${x2}`, bend(x2, e, x1, d)];
    return `${there.join("")}${back.join("")}H${x0}Z`;
  }

  function bend(x0, y0, x1, y1) {
    const middle = n((x0 + x1) / 2);
    return `C${middle} ${n(y0)} ${middle} ${n(y1)} ${x1} ${n(y1)}`;
  }

  const n = (value) => Math.round(value * 100) / 100;

  return { place };
})();
