"use strict";
/* The drawing itself: vis-network, given places and never left to move anything, and its keys. */

const Canvas = (() => {
  const { make, count } = Dom;
  const LABELLED = 14; // So many edges at most carry the names of their data.
  const DENSE = 120; // More than so many are drawn thin and pale, to see through.
  const LARGEST = 1.2; // A picture of three nodes need not be as big as the screen.
  const SMALLEST_ON_PHONE = 0.5; // The whole would be too small to read: begin in the middle.

  const surface = make("div", { class: "canvas" });
  const tip = make("div", { class: "tip", hidden: true });
  const zoom = make(
    "div",
    { class: "zoom" },
    button("Zoom in", "+", () => scale(1.3)),
    button("Zoom out", "−", () => scale(1 / 1.3)),
    button("Show all", "⤢", () => network.fit()),
  );
  const stage = make("div", { class: "stage" }, surface, zoom, tip);
  let network = null;
  let picture = null;
  let handlers = null;

  function button(label, sign, onclick) {
    return make("button", { type: "button", "aria-label": label, onclick }, sign);
  }

  /** Take what is to be called with a node or an edge that was clicked or double-clicked. */
  function start({ onNode, onEdge, onFocus }) {
    handlers = { onNode, onEdge, onFocus };
  }

  /** Draw a picture; `focus` is the node that it is about. */
  function draw(drawn, focus, named) {
    picture = drawn;
    const colours = Shapes.palette();
    const weight = new Map();
    for (const edge of picture.edges) {
      for (const id of [edge.from, edge.to]) {
        weight.set(id, (weight.get(id) ?? 0) + edge.flows.length);
      }
    }
    const drawing = {
      labelled: named && picture.edges.length <= LABELLED,
      dense: picture.edges.length > DENSE,
    };
    const nodes = [...picture.nodes.values()];
    const shapes = {
      nodes: nodes.map((node) => Shapes.node(node, weight.get(node.id) ?? 0, colours, focus)),
      edges: picture.edges.map((edge) => Shapes.edge(edge, colours, drawing)),
    };
    if (network) network.setData(shapes);
    else network = create(shapes);
    tip.hidden = true;
    network.fit();
    const size = network.getScale();
    if (size > LARGEST) network.moveTo({ scale: LARGEST });
    if (surface.clientWidth < 600 && size < SMALLEST_ON_PHONE) {
      network.moveTo({ scale: SMALLEST_ON_PHONE });
    }
  }

  function create(shapes) {
    const made = new vis.Network(surface, shapes, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, keyboard: false },
    });
    made.on("click", ({ nodes, edges }) => {
      if (nodes.length) handlers.onNode(nodes[0]);
      else if (edges.length) handlers.onEdge(edgeOf(edges[0]));
    });
    made.on("doubleClick", ({ nodes }) => nodes.length && handlers.onFocus(nodes[0]));
    made.on("hoverNode", ({ node, event }) => point(nodeWords(node), event));
    made.on("hoverEdge", ({ edge, event }) => point(edgeWords(edgeOf(edge)), event));
    for (const end of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
      made.on(end, () => (tip.hidden = true));
    }
    const frame = surface.firstElementChild;
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.setAttribute(
      "aria-label",
      "Network of companies and recipients. Arrow keys move, Enter lists the statements. " +
        "The Answers tab has the same as a table.",
    );
    frame.addEventListener("keydown", move);
    return made;
  }

  function scale(by) {
    network.moveTo({ scale: network.getScale() * by });
  }

  function point(text, event) {
    tip.textContent = text;
    tip.hidden = false;
    const box = surface.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const rightmost = box.width - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(0, Math.min(x + 14, rightmost))}px`;
    tip.style.top = `${Math.max(0, y - tip.offsetHeight - 10)}px`;
  }

  const edgeOf = (id) => picture.edges.find((edge) => edge.id === id);

  /** Return the flows of all edges at a node. */
  function flowsAt(id) {
    const edges = picture.edges.filter((edge) => edge.from === id || edge.to === id);
    return [...new Set(edges.flatMap((edge) => edge.flows))];
  }

  function nodeWords(id) {
    const node = picture.nodes.get(id);
    const kind = Shapes.GROUPS[node.group]?.label ?? node.group;
    const flows = flowsAt(id);
    return words([node.label, kind, ...degree(id, flows)], flows);
  }

  /** Tell how many companies name a recipient, where there are several. */
  function degree(id, flows) {
    if (!id.startsWith("to:")) return [];
    const affirmed = flows.filter((flow) => !flow.denied);
    const companies = new Set(affirmed.map((flow) => flow.company)).size;
    return companies > 1 ? [`named by ${companies} companies`] : [];
  }

  function edgeWords({ from, to, state, flows }) {
    const ends = [from, to].map((id) => Dom.cut(picture.nodes.get(id).label, 60)).join(" → ");
    return words([ends, Shapes.LINES[state].label], flows);
  }

  function words(parts, flows) {
    const statements = `${count(flows.length, "statement")}: ${Shapes.dataOf(flows, 6)}`;
    return Dom.plain([...parts.map((part) => Dom.cut(part, 124)), statements].join(" · "), 320);
  }

  /** Arrow keys go to the nearest node in that direction, Enter opens the one arrived at. */
  function move(event) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    const [at] = network.getSelectedNodes();
    if (event.key === "Enter" && at) handlers.onNode(at);
    if (!way || !picture.nodes.size) return;
    event.preventDefault();
    const next = nearest(picture.nodes.get(at), way);
    network.selectNodes([next.id]);
    network.focus(next.id, { scale: network.getScale() });
    Keys.announce(nodeWords(next.id));
  }

  function nearest(here, [across, down]) {
    const nodes = [...picture.nodes.values()];
    if (!here) return nodes[0];
    const cost = (node) => {
      const [x, y] = [node.x - here.x, node.y - here.y];
      const along = x * across + y * down;
      return along <= 0 ? Infinity : along + 3 * Math.abs(x * down + y * across);
    };
    return nodes.reduce((best, node) => (cost(node) < cost(best) ? node : best), here);
  }

  return {
    stage,
    start,
    draw,
    flowsAt,
    nodeWords,
    focus: () => surface.firstElementChild?.focus(),
    where: (id) => network.canvasToDOM(network.getPosition(id)),
  };
})();
