"use strict";
/* The Graph tab: which picture is drawn, and what one can do with it. */

const Graph = (() => {
  const { make, count } = Dom;
  let picture = null;
  let drawn = "";

  const note = make("p", { class: "note" });
  const names = make("datalist", { id: "node-names" });
  const find = nodeField("Find a party", (id) => look(id));
  const goal = nodeField("Path to", (id) => View.set({ to: id, picture: "" }));
  const steps = [1, 2, 3].map((hops) =>
    tool(count(hops, "step"), () => View.set({ hops: String(hops), to: "", picture: "" })),
  );
  const data = tool("Its data", () => View.set({ picture: "data", to: "" }));
  const back = tool("Whole picture", () => View.set({ focus: "", to: "", picture: "", hops: "1" }));
  const unhide = tool("", () => View.set({ off: groupsOff().join(" ") }));
  const ego = make(
    "span",
    { class: "ego", role: "group", "aria-label": "What to draw around it" },
    steps,
    data,
  );
  const legend = make("div", { class: "legend" });

  function tool(label, onclick) {
    return make("button", { type: "button", onclick }, label);
  }

  /** A field that takes the name of a node, with all names to choose from. */
  function nodeField(label, onPick) {
    const input = make("input", {
      type: "search",
      list: "node-names",
      placeholder: label,
      "aria-label": label,
    });
    input.addEventListener("change", () => {
      const wanted = input.value.trim().toLowerCase();
      const called = (option) => option.value.toLowerCase();
      const found =
        [...names.children].find((option) => called(option) === wanted) ??
        [...names.children].find((option) => called(option).includes(wanted));
      if (!wanted || !found) return;
      input.value = "";
      onPick(found.dataset.node);
    });
    return input;
  }

  const look = (id) => View.set({ focus: id, to: "", picture: "" });

  // What is hidden is written into the address: "vague" for a group, "to:…" for a node.
  const off = () => View.now.off.split(" ").filter(Boolean);
  const groupsOff = () => off().filter((each) => !each.includes(":"));
  const written = (id) => id.replaceAll(" ", "_");

  function toggle(id) {
    const before = off();
    const without = before.filter((each) => each !== written(id));
    const next = without.length < before.length ? without : [...before, written(id)];
    View.set({ off: next.join(" ") });
  }

  function start(panel) {
    const tools = make("div", { class: "graph-tools" });
    const png = tool("PNG", () => Exports.png("graph", Canvas.stage.querySelector("canvas")));
    tools.append(find, names, goal, ego, back, unhide, png, note);
    panel.append(tools, Canvas.stage, legend);
    Canvas.start({ onNode: openNode, onEdge: openEdge, onFocus: focusOn });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  }

  /** Draw again, with the colours as they are now. */
  function repaint() {
    drawn = "";
    View.tell();
  }

  /** Show the picture of the view; return the flows that are in it. */
  function show(view, flows) {
    const { filters, text, focus, hops, to, off: hidden } = view;
    const key = JSON.stringify([filters, text, focus, hops, to, view.picture, hidden]);
    if (key !== drawn) {
      drawn = key;
      const leftOut = new Set(off());
      picture = without(Pictures.of(view, flows), leftOut);
      Canvas.draw(picture, focus, view.picture !== "data");
      fillTools(view, flows);
      fillLegend(leftOut);
    }
    return [...new Set(picture.edges.flatMap((edge) => edge.flows))];
  }

  function without(full, leftOut) {
    const stays = (node) => !leftOut.has(written(node.id)) && !leftOut.has(written(node.group));
    const nodes = new Map([...full.nodes].filter(([, node]) => stays(node)));
    const edges = full.edges.filter(
      (edge) => !leftOut.has(edge.state) && nodes.has(edge.from) && nodes.has(edge.to),
    );
    const used = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    for (const id of nodes.keys()) {
      if (!used.has(id) && id !== View.now.focus) nodes.delete(id);
    }
    const groups = new Set([...full.nodes.values()].map((node) => node.group));
    const states = new Set(full.edges.map((edge) => edge.state));
    return { ...full, nodes, edges, groups, states };
  }

  function openEdge({ from, to, state, flows }) {
    const [start, end] = [from, to].map((id) => Dom.cut(picture.nodes.get(id).label, 80));
    Drawer.offer(`${start} → ${end}`, flows, Shapes.LINES[state].label);
  }

  function openNode(id) {
    const actions = [
      ["Only its neighbours", () => focusOn(id)],
      ["Its data", () => View.set({ focus: id, to: "", picture: "data" })],
      ["Hide it", () => toggle(id)],
    ].filter(([label]) => label !== "Its data" || id.startsWith("from:"));
    const title = Dom.cut(picture.nodes.get(id).label, 120);
    Drawer.offer(title, Canvas.flowsAt(id), Canvas.nodeWords(id), actions);
  }

  function focusOn(id) {
    if (!id.startsWith("data:")) look(id);
  }

  function fillTools(view, flows) {
    const all = Pictures.whole(flows).nodes;
    for (const [id, node] of Pictures.overview(flows).nodes) if (!all.has(id)) all.set(id, node);
    const sorted = [...all.values()].sort((a, b) => a.label.localeCompare(b.label, "en"));
    names.replaceChildren(...sorted.map(option));
    for (const element of [ego, goal, back]) element.hidden = !view.focus;
    data.hidden = !view.focus.startsWith("from:");
    data.setAttribute("aria-pressed", String(view.picture === "data"));
    steps.forEach((button, index) => {
      const chosen = !view.to && !view.picture && view.hops === String(index + 1);
      button.setAttribute("aria-pressed", String(chosen));
    });
    const hidden = off().length - groupsOff().length;
    unhide.hidden = !hidden;
    unhide.textContent = `Show ${count(hidden, "hidden party", "hidden parties")}`;
    note.textContent = remarks(view, flows).join(" ");
  }

  function option({ id, label, group }) {
    const value = `${Dom.plain(label, 80)} (${Shapes.GROUPS[group]?.label ?? group})`;
    return make("option", { value, "data-node": id });
  }

  /** Say what the picture leaves out. */
  function remarks(view, flows) {
    const said = [];
    if (!picture.nodes.size) said.push("Nothing to draw: no statement here names a recipient.");
    if (picture.note) said.push(picture.note);
    const left = flows.filter((flow) => !flow.recipient).length;
    if (left && !view.focus) {
      const are = left === 1 ? "is" : "are";
      const what = count(left, "statement");
      said.push(`${what} without a recipient ${are} not drawn; the Answers tab has them.`);
    }
    return said;
  }

  function fillLegend(leftOut) {
    const entry = ([id, { label }], present) =>
      make(
        "label",
        { hidden: !present.has(id) && !leftOut.has(written(id)) },
        make("input", {
          type: "checkbox",
          checked: !leftOut.has(written(id)),
          onchange: () => toggle(id),
        }),
        Shapes.sign(id),
        label,
      );
    legend.replaceChildren(
      ...Object.entries(Shapes.GROUPS).map((group) => entry(group, picture.groups)),
      ...Object.entries(Shapes.LINES).map((line) => entry(line, picture.states)),
      make(
        "span",
        { class: "aside" },
        "Thicker lines stand for more statements. Click a line for its statements.",
      ),
    );
  }

  return { id: "graph", title: "Graph", start, show, repaint, focus: Canvas.focus };
})();
