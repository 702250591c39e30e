"use strict";
/* The sides of a matrix: trees of data types or of recipients, or the companies in a row. */

const Axes = (() => {
  const FEW = 4; // Fewer rows than this tell nothing: the next level is opened with them.
  const STATES = Object.keys(Model.STATES);
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  // A thing stands on a side of the matrix: { id, label, above, filter, covers }. It covers itself
  // and everything above it. Each is made once, so that things can be compared.
  const made = new Map();

  function thing(id, write) {
    if (!made.has(id)) {
      const each = { id, above: [], ...write() };
      each.covers = [...new Set([each, ...each.above.flatMap((above) => above.covers)])];
      made.set(id, each);
    }
    return made.get(id);
  }

  // Whoever is above and below the same thing, which only a broken graph has, is not put above it.
  const higher = (each, above, covers) => above.filter((other) => !covers(other).includes(each));

  function dataType(concept) {
    return thing(`data ${concept.id}`, () => ({
      id: concept.id,
      label: concept.label,
      above: higher(concept, concept.broader, (each) => each.covers).map(dataType),
      filter: { data: [concept.id] },
    }));
  }

  function recipient(party) {
    if (["category", "vague"].includes(party.role)) return wording(party);
    const owner = party.owner ? [party.owner] : [];
    return thing(`party ${party.id}`, () => ({
      id: party.id,
      label: party.label,
      above: higher(party, owner, (each) => [each, ...each.owners]).map(recipient),
      filter: { recipient: [party.id] },
    }));
  }

  /** Whoever has no name is known by its words, which are not a party: several may use them. */
  function wording({ id, role, kind, label }) {
    const words = label.toLowerCase();
    const said = thing(`said ${role} ${kind?.id ?? ""} ${words}`, () => ({
      id: `said:${role}:${kind?.id ?? ""}:${words}`.replaceAll(/\s+/g, "_"),
      label: `“${label}”`,
      above: [kind ? kindOf(kind, role) : unnamed(role)],
      filter: { recipient: [] },
      worded: true,
    }));
    if (!said.filter.recipient.includes(id)) said.filter.recipient.push(id);
    return said;
  }

  function kindOf(kind, role) {
    // The broadest kind would hold all others; it stands beside them, for those with no other kind.
    const above = higher(kind, kind.broader, (each) => each.covers);
    const narrow = above.filter((each) => each.broader.length);
    return thing(`kind ${role} ${kind.id}`, () => ({
      id: `kind:${role}:${kind.id}`,
      label: kind.label,
      above: narrow.length ? narrow.map((each) => kindOf(each, role)) : [unnamed(role)],
      filter: null,
    }));
  }

  const unnamed = (role) =>
    thing(`role ${role}`, () => ({
      id: `role:${role}`,
      label: { category: "named by category only", vague: "left vague" }[role],
      filter: { kind: [role] },
    }));

  const company = (party) =>
    thing(`company ${party.id}`, () => ({
      id: party.id,
      label: party.label,
      filter: { company: [party.id] },
    }));

  const remembered = (make) => {
    const known = new Map();
    return (key) => known.get(key) ?? known.set(key, make(key)).get(key);
  };
  const [dataOf, recipientOf, companyOf] = [dataType, recipient, company].map(remembered);

  const SIDES = {
    data: {
      title: "data type",
      all: "All data types",
      tree: true,
      of: (flow) => dataOf(flow.data),
    },
    recipients: {
      title: "recipient",
      all: "All recipients",
      tree: true,
      of: (flow) => recipientOf(flow.recipient),
    },
    companies: {
      title: "company",
      all: "All companies",
      tree: false,
      of: (flow) => companyOf(flow.company),
    },
  };

  /** Return the tree of what `flows` speak of: what is below a thing, and how much is said. */
  function grow(side, flows) {
    const leaves = tally(side, flows);
    const weights = weigh(leaves);
    const [below, roots, worded] = [new Map(), [], new Map()];
    for (const each of weights.keys()) {
      if (!each.above.length) roots.push(each);
      for (const above of each.above) {
        if (!below.has(above)) below.set(above, []);
        below.get(above).push(each);
      }
    }
    for (const leaf of leaves.keys()) {
      if (!leaf.worded) continue;
      for (const each of leaf.covers) worded.set(each, (worded.get(each) ?? 0) + 1);
    }
    return { weights, below, roots, leaves, worded };
  }

  /** Return how many flows speak of each thing itself. */
  function tally(side, flows) {
    const sizes = new Map();
    for (const flow of flows) {
      const leaf = side.of(flow);
      sizes.set(leaf, (sizes.get(leaf) ?? 0) + 1);
    }
    return sizes;
  }

  /** Return how many flows speak of each thing or of what is below it. */
  function weigh(leaves) {
    const weights = new Map();
    for (const [leaf, size] of leaves) {
      for (const each of leaf.covers) weights.set(each, (weights.get(each) ?? 0) + size);
    }
    return weights;
  }

  /** Return which things are opened: those written in the view, else levels until some are seen. */
  function openedIn({ below, roots }, written) {
    if (written === "*") return new Set([...below.keys()].map((each) => each.id));
    if (written) return new Set(written.split(" "));
    const opened = new Set();
    let level = roots;
    for (let seen = roots.length; seen < FEW && level.some((each) => below.has(each));) {
      for (const each of level) if (below.has(each)) opened.add(each.id);
      level = level.flatMap((each) => below.get(each) ?? []);
      seen += level.length;
    }
    return opened;
  }

  /**
   * Return one side of the matrix: the nodes in their order, the first of which is the sum.
   *
   * `open` is as in the view; `order` is "most" or "name"; `among` are flows whose number decides
   * the order, where it is not that of all.
   */
  function build(side, flows, { open, order, among = null }) {
    const tree = grow(side, flows);
    const opened = openedIn(tree, open);
    const deciding = among ? weigh(tally(side, among)) : tree.weights;
    const byName = (a, b) => collator.compare(a.label, b.label) || (a.id < b.id ? -1 : 1);
    const byWeight = (a, b) => (deciding.get(b) ?? 0) - (deciding.get(a) ?? 0) || byName(a, b);
    const sorted = (things) => [...things].sort(order === "name" ? byName : byWeight);
    const nodes = [{ key: "all", label: side.all, path: [side.all], level: 0, total: true }];

    function visit(each, above) {
      const inner = tree.below.get(each);
      const open = Boolean(inner) && opened.has(each.id);
      const node = {
        key: `${above?.key ?? ""}\n${each.id}`,
        thing: each,
        label: each.label,
        path: [...(above?.path ?? []), each.label],
        level: above ? above.level + 1 : 0,
        inner: Boolean(inner),
        open,
        worded: tree.worded.get(each),
      };
      nodes.push(node);
      if (!open) return;
      if (tree.leaves.has(each)) nodes.push(general(node));
      for (const next of sorted(inner)) visit(next, node);
    }

    for (const root of sorted(tree.roots)) visit(root, null);
    return { side, nodes, opened };
  }

  /** Return the node for what is said of a thing itself, and not of what is below it. */
  function general({ key, thing: each, path, level }) {
    const label = `${each.label}, in general`;
    const own = { key: `${key}\n`, label, path: [...path, "in general"], level: level + 1 };
    return { ...own, thing: each, only: true };
  }

  /** Return whether a flow is told by a node. */
  function holds(side, node, flow) {
    if (node.total) return true;
    return node.only ? side.of(flow) === node.thing : side.of(flow).covers.includes(node.thing);
  }

  /** Return a function from a flow to the numbers of the nodes that tell it. */
  function placing({ side, nodes }) {
    const [at, exactly] = [new Map(), new Map()];
    nodes.forEach(({ thing: each, only, total }, index) => {
      if (total) return;
      const map = only ? exactly : at;
      if (!map.has(each)) map.set(each, []);
      map.get(each).push(index);
    });
    const placed = remembered((leaf) => [
      0,
      ...leaf.covers.flatMap((each) => at.get(each) ?? []),
      ...(exactly.get(leaf) ?? []),
    ]);
    return (flow) => placed(side.of(flow));
  }

  /** Return a function from two nodes' numbers to how many flows say it does, if, does not. */
  function cross(flows, rows, columns) {
    const [down, across] = [placing(rows), placing(columns)];
    const counts = new Int32Array(rows.nodes.length * columns.nodes.length * STATES.length);
    const start = (row, column) => (row * columns.nodes.length + column) * STATES.length;
    for (const flow of flows) {
      const state = STATES.indexOf(flow.state);
      for (const row of down(flow)) {
        for (const column of across(flow)) counts[start(row, column) + state] += 1;
      }
    }
    return (row, column) => counts.subarray(start(row, column), start(row, column) + STATES.length);
  }

  return { SIDES, STATES, build, holds, cross };
})();
