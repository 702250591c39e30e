"use strict";
/* How nodes and edges look: a colour, a shape and a name for each kind, in light and in dark. */

const Shapes = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  // Colours are variables of the style sheet; outlines are for the legend, in a 20 × 20 box.
  const GROUPS = {
    company: {
      label: "company, by its policy",
      shape: "box",
      colour: "--ink",
      outline: "M1 5H19V15H1Z",
    },
    data: {
      label: "data of this company",
      shape: "box",
      colour: "--wash",
      outline: "M1 5H19V15H1Z",
    },
    named: {
      label: "named recipient",
      shape: "dot",
      colour: "--blue",
      outline: "M10 2A8 8 0 1 0 10 18A8 8 0 1 0 10 2Z",
    },
    sdk: {
      label: "named SDK",
      shape: "diamond",
      colour: "--blue",
      outline: "M10 1L19 10L10 19L1 10Z",
    },
    category: {
      label: "category only",
      shape: "square",
      colour: "--green",
      outline: "M3 3H17V17H3Z",
    },
    vague: {
      label: "left vague",
      shape: "triangle",
      colour: "--orange",
      outline: "M10 2L19 18H1Z",
    },
    public: {
      label: "the public",
      shape: "star",
      colour: "--yellow",
      outline:
        "M10 1L12.6 7.4L19.5 7.9L14.2 12.4L15.9 19.1L10 15.4L4.1 19.1L5.8 12.4L.5 7.9L7.4 7.4Z",
    },
    "other users": {
      label: "other users",
      shape: "triangleDown",
      colour: "--purple",
      outline: "M10 18L1 2H19Z",
    },
    "first party": {
      label: "another company here",
      shape: "dot",
      colour: "--soft",
      outline: "M10 2A8 8 0 1 0 10 18A8 8 0 1 0 10 2Z",
    },
    bundle: {
      label: "several, bundled",
      shape: "hexagon",
      colour: "--soft",
      outline: "M5 2H15L20 10L15 18H5L0 10Z",
    },
  };
  const LINES = {
    does: { label: "● does", colour: "--line-does", dashes: false, arrow: "arrow" },
    if: { label: "◐ only if, or may", colour: "--line-does", dashes: [8, 6], arrow: "arrow" },
    not: { label: "○ does not", colour: "--red", dashes: [3, 5], arrow: "bar" },
    about: { label: "data it shares", colour: "--line-about", dashes: false, arrow: "" },
  };

  /** Return a function from a variable's name to its colour as it is now. */
  function palette() {
    const probe = Dom.make("span", { class: "probe" });
    document.body.append(probe);
    const colours = {};
    for (const name of [
      "--ink",
      "--paper",
      "--wash",
      "--soft",
      "--blue",
      "--green",
      "--orange",
      "--yellow",
      "--purple",
      "--red",
      "--line-does",
      "--line-about",
      "--accent",
    ]) {
      probe.style.color = `var(${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
    probe.remove();
    return colours;
  }

  function node({ id, label, group, x, y }, weight, colours, focus) {
    const { shape, colour } = GROUPS[group] ?? GROUPS.named;
    const boxed = shape === "box";
    return {
      id,
      x,
      y,
      shape,
      label: Dom.plain(label, 32),
      size: Math.min(26, 10 + 2 * Math.sqrt(weight)),
      borderWidth: id === focus ? 4 : 1,
      color: {
        background: colours[colour],
        border: id === focus ? colours["--accent"] : colours[boxed ? "--ink" : "--paper"],
        highlight: { background: colours[colour], border: colours["--accent"] },
        hover: { background: colours[colour], border: colours["--accent"] },
      },
      font: {
        color: group === "company" ? colours["--paper"] : colours["--ink"],
        size: group === "company" ? 19 : 17,
        face: getComputedStyle(document.body).fontFamily,
        strokeWidth: boxed ? 0 : 3,
        strokeColor: colours["--paper"],
      },
      margin: boxed ? 8 : undefined,
      widthConstraint: { maximum: boxed ? 200 : 140 },
    };
  }

  function edge({ id, from, to, state, flows }, colours, { labelled, dense }) {
    const { colour, dashes, arrow } = LINES[state];
    return {
      id,
      from,
      to,
      dashes,
      width: Math.min(8, 1.5 + Math.log2(flows.length)) * (dense ? 0.5 : 1),
      color: {
        color: colours[colour],
        highlight: colours["--accent"],
        hover: colours["--accent"],
        opacity: dense ? 0.4 : 1,
      },
      arrows: arrow
        ? { to: { enabled: true, type: arrow, scaleFactor: arrow === "bar" ? 0.7 : 0.5 } }
        : "",
      // States of the same pair are drawn beside each other.
      smooth: {
        enabled: true,
        type: "curvedCW",
        roundness: { does: 0, if: 0.12, not: -0.12, about: 0 }[state],
      },
      label: labelled ? dataOf(flows) : undefined,
      font: { color: colours["--soft"], size: 13, strokeWidth: 4, strokeColor: colours["--paper"] },
    };
  }

  /** Return the data of some flows in few words: "email address, name +3". */
  function dataOf(flows, limit = 2) {
    const names = [...new Set(flows.map((flow) => Dom.plain(flow.data.label, 30)))];
    return (
      names.slice(0, limit).join(", ") + (names.length > limit ? ` +${names.length - limit}` : "")
    );
  }

  /** Return the legend's sign of a group or of a line. */
  function sign(id) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", GROUPS[id] ? "0 0 20 20" : "0 0 40 20");
    svg.setAttribute("class", GROUPS[id] ? "sign" : "sign line");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute(
      "d",
      GROUPS[id]?.outline ?? (id === "not" ? "M1 10H36M37 4V16" : "M1 10H38M32 5L38 10L32 15"),
    );
    path.setAttribute("class", GROUPS[id] ? `group-${id.replace(" ", "-")}` : `line-${id}`);
    svg.append(path);
    return svg;
  }

  return { GROUPS, LINES, palette, node, edge, dataOf, sign };
})();
