"use strict";
/* Which nodes and ribbons the Flows tab draws: one ribbon for what one company says on one kind of
   data and one recipient, in one statement each. Order and groups come out of Python. */

const Ribbons = (() => {
  const { figure, count } = Dom;
  const { limits, data, companies, recipients } = Model.ribbons;

  const concepts = new Map(Model.concepts.map((concept) => [concept.id, concept]));
  const paths = new Map(data.map((path) => [path.at(-1), path]));
  const groups = new Map();
  for (const group of recipients) for (const id of group.members) groups.set(id, group);
  const places = {
    data: new Map(data.map((path, place) => [path.at(-1), place])),
    company: new Map(companies.map((id, place) => [id, place])),
    recipient: new Map(recipients.flatMap(({ members }) => members).map((id, at) => [id, at])),
  };
  const FROM = {
    data: (flow) => flow.data,
    company: (flow) => flow.company,
    recipient: (flow) => flow.recipient,
  };
  const LIMITS = {
    data: limits.data,
    company: limits.companies,
    recipient: limits.recipients,
  };
  const OTHERS = { data: "data type", company: ["company", "companies"], recipient: "recipient" };
  const FEW = 60; // So few ribbons are worth an order of their own.
  const DEEPEST = Math.max(1, ...data.map((path) => path.length));

  /** Return the ribbons of these flows, and beside them the flows that make none. */
  function of(flows) {
    const stated = flows.filter((flow) => flow.recipient && !flow.denied);
    const picture = {
      denied: flows.filter((flow) => flow.denied),
      unaddressed: flows.filter((flow) => !flow.recipient && !flow.denied),
      stated,
    };
    const names = {
      data: stated.map(finestData(stated)),
      company: stated.map((flow) => ({ id: flow.company.id })),
      recipient: stated.map(finestRecipients(stated)),
    };
    let share = 1;
    do {
      Object.assign(picture, woven(stated, names, share));
      share *= 0.8;
    } while (picture.ribbons.length > limits.ribbons && share > 0.1);
    return picture;
  }

  /** Join the flows by columns, of parties only `share` of those that may be drawn at most. */
  function woven(stated, names, share) {
    const columns = Object.keys(FROM).map((kind) => {
      const limit = kind === "data" ? LIMITS.data : Math.floor(LIMITS[kind] * share);
      return column(kind, stated, names[kind], limit);
    });
    const ribbons = new Map();
    stated.forEach((flow, number) => {
      const [from, through, to] = columns.map(({ of }) => of[number]);
      const id = [from.id, through.id, to.id, flow.state].join("|");
      if (!ribbons.has(id)) {
        const ends = { data: from, company: through, recipient: to };
        ribbons.set(id, { id, ...ends, state: flow.state, flows: [] });
      }
      ribbons.get(id).flows.push(flow);
    });
    const picture = { columns, ribbons: [...ribbons.values()].sort(asStacked) };
    return picture.ribbons.length > FEW ? picture : untangled(picture);
  }

  /** Sort data and recipients by the companies that are left: the order is that of all of them. */
  function untangled({ columns, ribbons }) {
    for (const side of ["data", "recipient"]) {
      const [sums, sizes] = [new Map(), new Map()];
      ribbons.forEach((ribbon, slot) => {
        const [node, size] = [ribbon[side], ribbon.flows.length];
        const at = side === "data" ? columns[1].nodes.indexOf(ribbon.company) : slot;
        sums.set(node, (sums.get(node) ?? 0) + at * size);
        sizes.set(node, (sizes.get(node) ?? 0) + size);
      });
      const mean = (node) => sums.get(node) / sizes.get(node);
      const { nodes } = columns.find(({ kind }) => kind === side);
      const last = (node) => Number(Boolean(node.parts));
      nodes.sort((a, b) => last(a) - last(b) || mean(a) - mean(b) || a.place - b.place);
      nodes.forEach((node, place) => (node.place = place));
      ribbons.sort(asStacked);
    }
    return { columns, ribbons };
  }

  /** Order ribbons as they lie in the column of companies. */
  const asStacked = (a, b) =>
    a.company.place - b.company.place ||
    a.data.place - b.data.place ||
    a.recipient.place - b.recipient.place ||
    (a.state < b.state ? -1 : 1);

  /** Return how to name data: as finely as there is room, else by a category above it. */
  function finestData(flows) {
    const at = (level) => (flow) => {
      const path = paths.get(flow.data.id);
      return { id: path[Math.min(level, path.length) - 1] };
    };
    return finest(flows, LIMITS.data, DEEPEST, at);
  }

  /** Return how to name recipients: each by itself, or by its owner or its kind. */
  function finestRecipients(flows) {
    const at = (level) => (flow) => {
      if (level === 2) return { id: flow.recipient.id };
      const { id, role } = groups.get(flow.recipient.id);
      return role ? { id: `${id} ${role}`, kind: id } : { id };
    };
    return finest(flows, LIMITS.recipient, 2, at);
  }

  function finest(flows, limit, deepest, at) {
    let level = deepest;
    while (level > 1 && new Set(flows.map((flow) => at(level)(flow).id)).size > limit) level -= 1;
    return at(level);
  }

  /** Return the nodes of a column from top to bottom, and which of them each flow belongs to. */
  function column(kind, flows, names, limit) {
    const nodes = new Map();
    names.forEach((name, number) => {
      const member = FROM[kind](flows[number]);
      if (!nodes.has(name.id)) nodes.set(name.id, { ...name, column: kind, members: new Set() });
      const node = nodes.get(name.id);
      node.size = (node.size ?? 0) + 1;
      node.place = Math.min(node.place ?? Infinity, places[kind].get(member.id));
      node.members.add(member);
    });
    const ranked = [...nodes.values()].sort((a, b) => b.size - a.size || a.place - b.place);
    // A bundle of one would be no shorter.
    const kept = ranked.length > limit + 1 ? ranked.slice(0, limit) : ranked;
    const bundle = bundled(kind, ranked.slice(kept.length));
    const shown = [...kept].sort((a, b) => a.place - b.place);
    for (const node of shown) describe(node, shown);
    const drawn = new Set(shown);
    return {
      kind,
      nodes: bundle ? [...shown, bundle] : shown,
      of: names.map(({ id }) => (drawn.has(nodes.get(id)) ? nodes.get(id) : bundle)),
      bundle,
      grouped: shown.some((node) => node.members.size > 1 || node.owner),
    };
  }

  function bundled(kind, nodes) {
    if (!nodes.length) return null;
    return {
      id: `${kind}:+`,
      column: kind,
      label: `+${count(nodes.length, ...[OTHERS[kind]].flat()).replace(" ", " more ")}`,
      group: "bundle",
      size: nodes.reduce((sum, node) => sum + node.size, 0),
      place: Infinity,
      members: new Set(nodes.flatMap((node) => [...node.members])),
      parts: nodes,
      filter: nodes.flatMap((node) => (node.kind ? [...node.members].map((m) => m.id) : node.id)),
    };
  }

  /** Give a node its label, its kind, and what to filter for to see it alone. */
  function describe(node, beside) {
    const { column: kind, id, members } = node;
    const [first] = members;
    node.id = `${kind}:${id}`;
    node.group = kind;
    node.filter = [id];
    if (kind === "data") {
      const concept = concepts.get(id);
      // Flows on "location" beside those on "precise location", which is one, too.
      const broad =
        members.size === 1 &&
        first === concept &&
        beside.some((each) => each !== node && [...each.members].some(isKindOf(concept)));
      node.label = broad ? `${concept.label}, in general` : concept.label;
      if (broad) node.filter = null;
    } else if (node.kind) {
      node.group = first.group;
      node.label =
        members.size > 1
          ? `${concepts.get(node.kind)?.label ?? node.kind} (${figure(members.size)} wordings)`
          : first.label;
      node.filter = [...members].map((member) => member.id);
    } else if (kind === "recipient") {
      const own = first.id === id ? first : first.owners.find((owner) => owner.id === id);
      node.owner = own !== first;
      node.label = (own ?? first).label;
      node.group = members.size > 1 || node.owner ? "named" : first.group;
    } else node.label = first.label;
  }

  const isKindOf = (concept) => (member) => member.covers.includes(concept);

  /** Tell a node from a ribbon. */
  const isNode = (thing) => Boolean(thing?.column);

  function kindWords(node) {
    if (node.column !== "recipient" || node.group === "bundle") return "";
    return Model.KINDS[node.group] ?? node.group;
  }

  /** Say what a node or a ribbon stands for. */
  function wordsOf(thing) {
    if (isNode(thing)) {
      const parts = [Dom.plain(thing.label, 120), kindWords(thing), count(thing.size, "statement")];
      return parts.filter(Boolean).join(" · ");
    }
    const { sign, label } = Model.STATES[thing.state];
    return `${pathWords(thing)} · ${sign} ${label} · ${count(thing.flows.length, "statement")}`;
  }

  function pathWords(ribbon) {
    const ends = [ribbon.data, ribbon.company, ribbon.recipient];
    return ends.map((node) => (node.short ??= Dom.plain(node.label, 60))).join(" → ");
  }

  return { of, isNode, wordsOf, pathWords };
})();
