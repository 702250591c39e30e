"use strict";
/* What the Graph tab draws: nodes with places and edges with the flows that they stand for.

   Every edge leads from the author of a policy to a recipient, or in the picture of one company to
   its data and from there to a recipient, only where one statement joins all three. */

const Pictures = (() => {
  const LIMIT = 200; // Nodes that can be drawn at once,
  const EDGES = 400; // and edges.
  const ROWS = 18; // Data types below each other that can still be read.
  const key = (from, to, state) => `${from}\n${to}\n${state}`;

  /** Return the network of these flows, every party for itself. */
  function whole(flows) {
    const [nodes, edges] = [new Map(), new Map()];
    for (const flow of flows) {
      if (!flow.recipient) continue;
      const from = add(nodes, `from:${flow.company.id}`, flow.company.label, "company");
      const to = add(nodes, `to:${flow.recipient.id}`, flow.recipient.label, flow.recipient.group);
      join(edges, from, to, flow.state, flow);
    }
    return { nodes, edges: [...edges.values()] };
  }

  function add(nodes, id, label, group) {
    if (!nodes.has(id)) nodes.set(id, { id, label, group });
    return id;
  }

  function join(edges, from, to, state, flow) {
    const id = key(from, to, state);
    if (!edges.has(id)) edges.set(id, { id, from, to, state, flows: [] });
    edges.get(id).flows.push(flow);
  }

  /** Return the picture that was placed beforehand, with only the edges that these flows have. */
  function overview(flows) {
    const passing = new Set(flows);
    const edges = [];
    for (const edge of Model.network.edges) {
      const left = edge.flows
        .map((number) => Model.flows[number])
        .filter((flow) => passing.has(flow));
      const { from, to, state } = edge;
      if (left.length) edges.push({ id: key(from, to, state), from, to, state, flows: left });
    }
    const used = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    const nodes = new Map(
      Model.network.nodes.filter((n) => used.has(n.id)).map((n) => [n.id, { ...n }]),
    );
    return { nodes, edges, note: Model.network.note };
  }

  function neighbours(edges) {
    const beside = new Map();
    const put = (a, b) => beside.set(a, (beside.get(a) ?? new Set()).add(b));
    for (const { from, to } of edges) {
      put(from, to);
      put(to, from);
    }
    return beside;
  }

  function only(network, ids) {
    const nodes = new Map([...ids].map((id) => [id, { ...network.nodes.get(id) }]));
    const edges = network.edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to));
    return { nodes, edges, note: "" };
  }

  /** Return what lies up to `hops` steps from a node, in rings around it. */
  function around(network, centre, hops, limit = LIMIT) {
    const beside = neighbours(network.edges);
    const rings = [[centre]];
    const seen = new Set(rings[0]);
    let left = 0;
    while (rings.length <= hops) {
      const next = [...new Set(rings.at(-1).flatMap((id) => [...(beside.get(id) ?? [])]))]
        .filter((id) => !seen.has(id))
        .sort((a, b) => beside.get(b).size - beside.get(a).size || (a < b ? -1 : 1));
      const room = Math.max(0, limit - seen.size);
      left += Math.max(0, next.length - room);
      rings.push(next.slice(0, room));
      rings.at(-1).forEach((id) => seen.add(id));
    }
    const picture = only(network, seen);
    if (picture.edges.length > EDGES && limit > 10) {
      return around(network, centre, hops, Math.floor(limit * 0.8));
    }
    let radius = 0;
    rings.forEach((ring, step) => {
      radius = step ? Math.max(radius + 190, (ring.length * 75) / (2 * Math.PI)) : 0;
      ring.forEach((id, index) => {
        const angle = (2 * Math.PI * index) / ring.length - Math.PI / 2;
        const node = picture.nodes.get(id);
        node.x = Math.round(1.7 * radius * Math.cos(angle));
        node.y = Math.round(radius * Math.sin(angle));
      });
    });
    if (left) picture.note = `${left} more neighbours have fewer connections and are not drawn.`;
    return picture;
  }

  /** Return a shortest chain of connections between two nodes, or null. */
  function path(network, start, goal) {
    const beside = neighbours(network.edges);
    const cameFrom = new Map([[start, null]]);
    for (const id of cameFrom.keys()) {
      if (id === goal) break;
      for (const next of beside.get(id) ?? []) if (!cameFrom.has(next)) cameFrom.set(next, id);
    }
    if (!cameFrom.has(goal)) return null;
    const steps = [];
    for (let id = goal; id; id = cameFrom.get(id)) steps.unshift(id);
    const picture = only(network, steps);
    steps.forEach((id, index) => {
      Object.assign(picture.nodes.get(id), { x: index * 260, y: (index % 2) * 90 });
    });
    if (steps.length > 2) {
      picture.note =
        "Each connection is a statement of its own. No policy says that data goes the whole way.";
    }
    return picture;
  }

  /** Return one company's data in the middle and who receives it on the right. */
  function dataOf(flows, company) {
    const own = flows.filter((flow) => `from:${flow.company.id}` === company);
    const { level, nameOf } = rolledUp(own.map((flow) => flow.data));
    const [nodes, edges] = [new Map(), new Map()];
    for (const flow of own) {
      add(nodes, company, flow.company.label, "company");
      const concept = nameOf(flow.data);
      const data = add(nodes, `data:${concept.id}`, concept.label, "data");
      join(edges, company, data, flow.recipient ? "about" : flow.state, flow);
      if (!flow.recipient) continue;
      const { id, label, group } = flow.recipient;
      join(edges, data, add(nodes, `to:${id}`, label, group), flow.state, flow);
    }
    // The line to data that is only shared is left out where a statement on it draws one already.
    for (const edge of edges.values()) {
      const { from, to } = edge;
      const drawn = ["does", "if", "not"].some((state) => edges.has(key(from, to, state)));
      if (edge.state === "about" && drawn) edges.delete(edge.id);
    }
    const note = level
      ? "Data types are put together by category; a line’s list has each of them."
      : "";
    return columns({ nodes, edges: [...edges.values()], note });
  }

  /** Return how to name data so that it takes few rows: by itself or by a category above it. */
  function rolledUp(data) {
    const path = (concept) => [...concept.covers].reverse();
    const deepest = Math.max(0, ...data.map((concept) => concept.covers.length));
    const at = (level) => (concept) => path(concept)[Math.min(level, concept.covers.length) - 1];
    let level = deepest;
    while (level > 2 && new Set(data.map(at(level))).size > ROWS) level -= 1;
    return { level: level < deepest, nameOf: at(level) };
  }

  function columns(picture) {
    const beside = neighbours(picture.edges);
    const ranked = [...picture.nodes.keys()]
      .filter((id) => id.startsWith("data:"))
      .sort((a, b) => beside.get(b).size - beside.get(a).size || (a < b ? -1 : 1));
    const rows = new Map(ranked.map((id, row) => [id, row]));
    const receiving = [...picture.nodes.keys()].filter((id) => id.startsWith("to:"));
    const mean = (id) => {
      const at = [...beside.get(id)].map((data) => rows.get(data) ?? 0);
      return at.reduce((sum, row) => sum + row, 0) / at.length;
    };
    receiving.sort((a, b) => mean(a) - mean(b) || (a < b ? -1 : 1));
    // Many recipients stand in two columns, so that their names find room.
    const double = receiving.length > 8;
    const height = Math.max(ranked.length * 48, receiving.length * (double ? 44 : 78));
    const place = (ids, xs) =>
      ids.forEach((id, row) => {
        const y = ((row + 0.5) / ids.length - 0.5) * height;
        Object.assign(picture.nodes.get(id), { x: xs[row % xs.length], y });
      });
    place(
      [...picture.nodes.keys()].filter((id) => id.startsWith("from:")),
      [0],
    );
    const [middle, right] = [Math.max(320, height / 2), Math.max(720, height)];
    place(ranked, [middle]);
    place(receiving, double ? [right, right + 190] : [right]);
    return picture;
  }

  /** Return the picture that a view asks for, out of the flows that pass its filters. */
  function of(view, flows) {
    if (!view.focus) return overview(flows);
    if (view.picture === "data") return dataOf(flows, view.focus);
    const all = whole(flows);
    const network = all.nodes.has(view.focus) ? all : overview(flows);
    if (!network.nodes.has(view.focus)) return { nodes: new Map(), edges: [], note: "" };
    if (view.to) return path(network, view.focus, view.to) ?? none(network, view);
    return around(network, view.focus, Math.min(3, Math.max(1, Number(view.hops) || 1)));
  }

  function none(network, view) {
    const ends = [view.focus, view.to].filter((id) => network.nodes.has(id));
    const picture = only(network, ends);
    ends.forEach((id, index) => Object.assign(picture.nodes.get(id), { x: index * 300, y: 0 }));
    return { ...picture, edges: [], note: "Nothing connects these two." };
  }

  return { of, whole, overview };
})();
