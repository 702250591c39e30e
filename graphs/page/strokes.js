"use strict";
/* Bars, ribbons and names of the Flows tab as elements of an SVG. A ribbon is one shape from its
   data over its company to its recipient, so that none is read out of two halves. */

const Strokes = (() => {
  const { figure } = Dom;
  const draw = Dom.shape;
  const LINE = 17; // Pixels from one line of a name to the next.
  const THIN = 1.6; // Pixels; a hatching in a thinner ribbon can't be seen.
  const HEADS = { data: "Data", company: "Company, by its policy", recipient: "Recipient" };
  const ruler = document.createElement("canvas").getContext("2d");
  let family = ""; // The font that names are measured in.

  /** Return an SVG of a picture that has places, and the element of every node and ribbon. */
  function sheet(picture, places, { label, hint, caption, font }) {
    family = font;
    const elements = new Map();
    const nodes = picture.columns.flatMap((column) => column.nodes);
    for (const ribbon of picture.ribbons) {
      elements.set(ribbon, band(ribbon, places.bands.get(ribbon)));
    }
    for (const node of nodes) elements.set(node, name(node, places));
    const of = (things) => things.map((thing) => elements.get(thing));
    const svg = draw(
      "svg",
      {
        viewBox: `0 0 ${places.width} ${places.height}`,
        width: places.width,
        height: places.height,
        role: "group",
        "aria-label": `${label} ${hint}`,
      },
      draw("title", {}, label),
      draw("defs", {}, hatchings(new Set(nodes.map((node) => node.group)))),
      draw("g", {}, heads(picture.columns, places)),
      draw("g", { role: "group", "aria-label": "Ribbons" }, of(picture.ribbons)),
      draw("g", { role: "group", "aria-label": "Names" }, of(nodes)),
      draw("g", {}, foot(places, caption)),
    );
    return { svg, elements };
  }

  function hatchings(groups) {
    return [...groups].map((group) =>
      draw(
        "pattern",
        {
          id: `hatch-${cssName(group)}`,
          width: 7,
          height: 7,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        draw("rect", { x: 0, y: 0, width: 7, height: 7, class: `pale ${cssName(group)}` }),
        draw("rect", { x: 0, y: 0, width: 3, height: 7, class: `full ${cssName(group)}` }),
      ),
    );
  }

  // A graph may call a role what it likes; only ours become names of classes and patterns.
  const cssName = (group) =>
    Object.hasOwn(Shapes.GROUPS, group) ? group.replaceAll(" ", "-") : "unknown";

  function heads(columns, { heads: xs }) {
    const at = {
      data: [xs[0] + 14, "end"],
      company: [xs[1], "start"],
      recipient: [xs[2], "start"],
    };
    return columns.map(({ kind }) => {
      const [x, anchor] = at[kind];
      return draw("text", { x, y: 16, "text-anchor": anchor, class: "head" }, HEADS[kind]);
    });
  }

  function bar({ x, y, width, height, group, column }) {
    const place = { x, y: round(y), width, height: round(height) };
    return draw("rect", { ...place, class: `bar at-${column} ${cssName(group)}` });
  }

  const round = (value) => Math.round(value * 100) / 100;

  function band(ribbon, { path, thickness }) {
    const group = cssName(ribbon.recipient.group);
    const hatched = ribbon.state === "if" && thickness > THIN;
    return draw("path", {
      d: path,
      class: `band ${group} ${ribbon.state}`,
      fill: hatched ? `url(#hatch-${group})` : null,
      "data-thing": "ribbon",
      role: "button",
      tabindex: -1,
      "aria-label": Ribbons.wordsOf(ribbon),
    });
  }

  /** Return a node's bar, name and number, with room around them to point at. */
  function name(node, { sides }) {
    const { x, top, slot, width, column } = node;
    const number = figure(node.size);
    const left = column === "data";
    const bold = column === "company";
    const numberWidth = measure(number, true);
    const room = sides[column] - numberWidth - 16;
    const lines = wrapped(Dom.plain(node.label, 200), room, slot < 2 * LINE ? 1 : 2, bold);
    const widths = lines.map((line) => measure(line, bold));
    const anchor = left ? "end" : "start";
    const start = left ? x - 8 : x + width + 8;
    const base = node.y + node.height / 2 + 5 - (LINE / 2) * (lines.length - 1);
    const labelAt = left ? start - numberWidth - 7 : start;
    const numberAt = left ? start : start + widths.at(-1) + 7;
    const wide = Math.max(...widths) + numberWidth + width + 20;
    // Ribbons pass below a company's name: it leaves them as much room as it can.
    const high = bold ? LINE * lines.length + 6 : slot;
    return draw(
      "g",
      {
        class: `name ${column} ${cssName(node.group)}`,
        "data-thing": "node",
        role: "button",
        tabindex: -1,
        "aria-label": Ribbons.wordsOf(node),
      },
      draw("rect", {
        x: left ? x - wide + width : x,
        y: round(top + (slot - high) / 2),
        width: wide,
        height: round(high),
        class: "room unexported",
      }),
      bar(node),
      lines.map((line, row) => {
        const y = round(base + LINE * row);
        return draw("text", { x: labelAt, y, "text-anchor": anchor, class: "label" }, line);
      }),
      draw(
        "text",
        {
          x: numberAt,
          y: round(base + (left ? (LINE / 2) * (lines.length - 1) : LINE * (lines.length - 1))),
          "text-anchor": anchor,
          class: "number",
        },
        number,
      ),
    );
  }

  function measure(text, bold) {
    const font = `${bold ? 600 : 400} 13.5px ${family}`;
    if (ruler.font !== font) ruler.font = font;
    return Math.ceil(ruler.measureText(text).width);
  }

  /** Return a text in at most so many lines that have room, in pixels; the last may be cut. */
  function wrapped(text, room, most, bold) {
    if (most < 2 || measure(text, bold) <= room) return [fitted(text, room, bold)];
    const words = text.split(/ (?!wordings\))/);
    let first = words.shift();
    while (words.length > 1 && measure(`${first} ${words[0]}`, bold) <= room) {
      first += ` ${words.shift()}`;
    }
    if (!words.length) return [fitted(first, room, bold)];
    return [first, words.join(" ")].map((line) => fitted(line, room, bold));
  }

  function fitted(text, room, bold) {
    if (measure(text, bold) <= room) return text;
    let [low, high] = [1, text.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (measure(Dom.cut(text, middle), bold) <= room) low = middle;
      else high = middle - 1;
    }
    return Dom.cut(text, low);
  }

  function foot({ bottom }, caption) {
    return caption.map((line, index) =>
      draw("text", { x: 0, y: round(bottom + 28 + 18 * index), class: "caption" }, line),
    );
  }

  return { sheet };
})();
