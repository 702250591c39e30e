"use strict";
/* The Graph tab: the picture itself, drawn by vis-network, and what one can do with it. */

const Graph = (() => {
  const { make, count } = Dom;
  let network = null;
  let picture = null;
  let drawn = "";

  const canvas = make("div", { class: "canvas" });
  const tip = make("div", { class: "tip", hidden: true });
  const note = make("p", { class: "note" });
  const names = make("datalist", { id: "node-names" });
  const find = nodeField("Find a party", (id) => View.set({ focus: id, to: "", picture: "" }));
  const goal = nodeField("Path to", (id) => View.set({ to: id, picture: "" }));
  const steps = [1, 2, 3].map((hops) =>
    make(
      "button",
      { type: "button", onclick: () => View.set({ hops: String(hops), to: "", picture: "" }) },
      count(hops, "step"),
    ),
  );
  const data = tool("Its data", () => View.set({ picture: "data", to: "" }));
  const back = tool("Whole picture", () => View.set({ focus: "", to: "", picture: "", hops: "1" }));
  const unhide = tool("", () => View.set({ off: groupsOff().join(" ") }));
  const ego = make("span", { class: "ego", role: "group", "aria-label": "How far" }, steps, data);
  const legend = make("div", { class: "legend" });

  function tool(label, onclick) {
    return make("button", { type: "button", onclick }, label);
  }

  /** A field that takes the name of a node, with all names to choose from. */
  function nodeField(label, onPick) {
    const input = make("input", { type: "search", list: "node-names", placeholder: label, "aria-label": label });
    input.addEventListener("change", () => {
      const wanted = input.value.trim().toLowerCase();
      const options = [...names.children].filter((each) => each.value.toLowerCase().includes(wanted));
      const found = options.find((each) => each.value.toLowerCase() === wanted) ?? options[0];
      if (!wanted || !found) return;
      input.value = "";
      onPick(found.dataset.node);
    });
    return input;
  }

  // What is hidden is written into the address: "vague" for a group, "to:…" for a node.
  const off = () => View.now.off.split(" ").filter(Boolean);
  const groupsOff = () => off().filter((each) => !each.includes(":"));
  const toggle = (id) =>
    View.set({ off: (off().includes(id) ? off().filter((each) => each !== id) : [...off(), id]).join(" ") });

  function start(panel) {
    const zoom = make(
      "div",
      { class: "zoom" },
      make("button", { type: "button", "aria-label": "Zoom in", onclick: () => scale(1.3) }, "+"),
      make("button", { type: "button", "aria-label": "Zoom out", onclick: () => scale(1 / 1.3) }, "−"),
      make("button", { type: "button", "aria-label": "Show all", onclick: () => network.fit() }, "⤢"),
    );
    panel.append(
      make("div", { class: "graph-tools" }, find, names, goal, ego, back, unhide, note),
      make("div", { class: "stage" }, canvas, zoom, tip),
      legend,
    );
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  }

  function repaint() {
    drawn = "";
    View.tell();
  }

  /** Show the picture of the view; return the flows that are in it. */
  function show(view, flows) {
    const key = JSON.stringify([view.filters, view.text, view.focus, view.hops, view.to, view.picture, view.off]);
    const inside = () => [...new Set(picture.edges.flatMap((edge) => edge.flows))];
    if (key === drawn) return inside();
    drawn = key;
    const hidden = new Set(off().map((id) => id.replace("_", " ")));
    picture = without(Pictures.of(view, flows), hidden);
    paint(view);
    fillTools(view, flows);
    fillLegend(hidden);
    return inside();
  }

  function without(full, hidden) {
    const nodes = new Map([...full.nodes].filter(([id, node]) => !hidden.has(id) && !hidden.has(node.group)));
    const edges = full.edges.filter(
      (edge) => !hidden.has(edge.state) && nodes.has(edge.from) && nodes.has(edge.to),
    );
    const used = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    for (const id of nodes.keys()) if (!used.has(id) && id !== View.now.focus) nodes.delete(id);
    const groups = new Set([...full.nodes.values()].map((node) => node.group));
    const states = new Set(full.edges.map((edge) => edge.state));
    return { ...full, nodes, edges, groups, states };
  }

  function paint(view) {
    const colours = Shapes.palette();
    const weights = new Map();
    for (const edge of picture.edges) {
      for (const id of [edge.from, edge.to]) weights.set(id, (weights.get(id) ?? 0) + edge.flows.length);
    }
    const labelled = picture.edges.length <= 14 && view.picture !== "data";
    const shapes = {
      nodes: [...picture.nodes.values()].map((n) => Shapes.node(n, weights.get(n.id) ?? 0, colours, view.focus)),
      edges: picture.edges.map((edge) => Shapes.edge(edge, colours, labelled)),
    };
    if (network) network.setData(shapes);
    else network = create(shapes);
    network.fit();
    // A picture of three nodes need not be as big as the screen.
    if (network.getScale() > 1.2) network.moveTo({ scale: 1.2 });
    // On a phone's screen the whole would be too small to read: begin in the middle.
    if (canvas.clientWidth < 600 && network.getScale() < 0.5) network.moveTo({ scale: 0.5 });
  }

  function create(shapes) {
    const made = new vis.Network(canvas, shapes, {
      physics: false,
      interaction: { hover: true, keyboard: false, multiselect: false, tooltipDelay: 1e9 },
      nodes: { chosen: true },
      layout: { improvedLayout: false },
    });
    made.on("click", ({ nodes, edges }) => {
      if (nodes.length) openNode(nodes[0]);
      else if (edges.length) openEdge(edges[0]);
    });
    made.on("doubleClick", ({ nodes }) => nodes.length && focusOn(nodes[0]));
    made.on("hoverNode", ({ node, event }) => point(nodeWords(node), event));
    made.on("hoverEdge", ({ edge, event }) => point(edgeWords(edge), event));
    for (const end of ["blurNode", "blurEdge", "dragStart", "zoom"]) made.on(end, () => (tip.hidden = true));
    const frame = canvas.firstElementChild;
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", "Network of companies and recipients. Arrow keys move, Enter lists the statements. The Answers tab has the same as a table.");
    frame.addEventListener("keydown", move);
    return made;
  }

  function scale(by) {
    network.moveTo({ scale: network.getScale() * by });
  }

  function point(text, event) {
    tip.textContent = text;
    tip.hidden = false;
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    tip.style.left = `${Math.max(0, Math.min(x + 14, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(0, y - tip.offsetHeight - 10)}px`;
  }

  const edgesAt = (id) => picture.edges.filter((edge) => edge.from === id || edge.to === id);
  const flowsOf = (edges) => [...new Set(edges.flatMap((edge) => edge.flows))];
  const labelOf = (id) => picture.nodes.get(id).label;

  function nodeWords(id) {
    const flows = flowsOf(edgesAt(id));
    const node = picture.nodes.get(id);
    const kind = Shapes.GROUPS[node.group]?.label ?? node.group;
    return Dom.plain(`${node.label} · ${kind} · ${count(flows.length, "statement")}: ${Shapes.dataOf(flows, 6)}`, 260);
  }

  function edgeWords(id) {
    const edge = picture.edges.find((each) => each.id === id);
    const { label } = Shapes.LINES[edge.state];
    const ends = `${labelOf(edge.from)} → ${labelOf(edge.to)}`;
    return Dom.plain(`${ends} · ${label} · ${count(edge.flows.length, "statement")}: ${Shapes.dataOf(edge.flows, 6)}`, 260);
  }

  function openEdge(id) {
    const edge = picture.edges.find((each) => each.id === id);
    Drawer.offer(`${labelOf(edge.from)} → ${labelOf(edge.to)}`, edge.flows, Shapes.LINES[edge.state].label);
  }

  function openNode(id) {
    const actions = [
      ["Only its neighbours", () => focusOn(id)],
      id.startsWith("from:") ? ["Its data", () => View.set({ focus: id, to: "", picture: "data" })] : null,
      ["Hide it", () => toggle(id)],
    ].filter(Boolean);
    Drawer.offer(labelOf(id), flowsOf(edgesAt(id)), nodeWords(id), actions);
  }

  const focusOn = (id) => View.set({ focus: id, to: "", picture: id.startsWith("data:") ? View.now.picture : "" });

  /** Arrow keys go to the nearest node in that direction. */
  function move(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const [at] = network.getSelectedNodes();
    if (event.key === "Enter" && at) openNode(at);
    if (!way || !picture.nodes.size) return;
    event.preventDefault();
    const here = picture.nodes.get(at);
    const cost = (node) => {
      const [x, y] = [node.x - here.x, node.y - here.y];
      const along = x * way[0] + y * way[1];
      return along <= 0 ? Infinity : along + 3 * Math.abs(x * way[1] + y * way[0]);
    };
    const next = here
      ? [...picture.nodes.values()].reduce((best, node) => (cost(node) < cost(best) ? node : best), here)
      : picture.nodes.values().next().value;
    network.selectNodes([next.id]);
    network.focus(next.id, { scale: network.getScale() });
    tip.textContent = nodeWords(next.id);
    Keys.announce(tip.textContent);
  }

  function fillTools(view, flows) {
    const hiddenNodes = off().length - groupsOff().length;
    const all = Pictures.whole(flows).nodes;
    for (const [id, node] of Pictures.overview(flows).nodes) if (!all.has(id)) all.set(id, node);
    const sorted = [...all.values()].sort((a, b) => a.label.localeCompare(b.label, "en"));
    names.replaceChildren(
      ...sorted.map(({ id, label, group }) =>
        make("option", { value: `${Dom.plain(label, 80)} (${Shapes.GROUPS[group]?.label ?? group})`, "data-node": id }),
      ),
    );
    ego.hidden = !view.focus;
    goal.hidden = !view.focus;
    back.hidden = !view.focus;
    data.hidden = !view.focus.startsWith("from:");
    data.setAttribute("aria-pressed", String(view.picture === "data"));
    steps.forEach((button, index) =>
      button.setAttribute("aria-pressed", String(!view.to && !view.picture && view.hops === String(index + 1))),
    );
    unhide.hidden = !hiddenNodes;
    unhide.textContent = `Show ${count(hiddenNodes, "hidden party", "hidden parties")}`;
    const left = flows.filter((flow) => !flow.recipient).length;
    note.textContent = [
      picture.nodes.size ? "" : "Nothing to draw: no statement here names a recipient.",
      picture.note,
      view.focus || !left ? "" : `${count(left, "statement")} without a recipient ${left === 1 ? "is" : "are"} not drawn; the Answers tab has them.`,
    ].filter(Boolean).join(" ");
  }

  function fillLegend(hidden) {
    const entry = (id, label, present) =>
      present || hidden.has(id)
        ? make(
            "label",
            {},
            make("input", { type: "checkbox", checked: !hidden.has(id), onchange: () => toggle(id.replace(" ", "_")) }),
            Shapes.sign(id),
            label,
          )
        : null;
    legend.replaceChildren(
      ...Object.entries(Shapes.GROUPS).map(([id, { label }]) => entry(id, label, picture.groups.has(id))).filter(Boolean),
      ...Object.entries(Shapes.LINES).map(([id, { label }]) => entry(id, label, picture.states.has(id))).filter(Boolean),
      make("span", { class: "aside" }, "Thicker lines stand for more statements. Click a line for its statements."),
    );
  }

  return { id: "graph", title: "Graph", start, show, repaint, focus: () => canvas.firstElementChild?.focus() };
})();
