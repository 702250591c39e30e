"use strict";
/* What the statements of one policy come to, and what they are silent about. */

const Summary = (() => {
  const ACTIONS = ["collect", "use", "share", "store"];
  const UNNAMED = ["category", "vague"];
  const GROUPS = [
    ["Named", ["named", "sdk"]],
    ["By category only", ["category"]],
    ["Left vague", ["vague"]],
    ["Other users and the public", ["other users", "public"]],
    ["The company itself", ["first party"]],
  ];

  const byLabel = (a, b) => a.label.localeCompare(b.label, "en");
  const bySize = (a, b) => b.flows.length - a.flows.length || byLabel(a, b);

  /** Return [{ key, label, flows }] of the flows that have a key, those with most flows first. */
  function gather(flows, keysOf, labelOf) {
    const found = new Map();
    for (const flow of flows) {
      for (const key of keysOf(flow)) {
        if (!found.has(key)) found.set(key, { key, label: labelOf(key), flows: [] });
        found.get(key).flows.push(flow);
      }
    }
    return [...found.values()].sort(bySize);
  }

  const label = (thing) => thing.label;
  const categories = (scheme) => Model.categories.filter((each) => each.scheme === scheme);
  const affirmed = (flow) => !flow.denied;

  const counted = (thing, number, some) => [number === 1 ? thing : `${thing}s`, number, some];

  /** Return the figures of the strip: [label, number, flows that it counts]. */
  function figures(flows) {
    const size = (some, of) => new Set(some.map(of)).size;
    const to = (groups) =>
      flows.filter((flow) => affirmed(flow) && groups.includes(flow.recipient?.group));
    const named = to(["named", "sdk"]);
    const unnamed = to(UNNAMED);
    const handled = flows.filter(affirmed);
    const denied = flows.filter((flow) => flow.denied);
    const possible = flows.filter((flow) => flow.state === "if");
    return [
      counted(
        "data type",
        size(handled, (flow) => flow.data),
        handled,
      ),
      counted(
        "named recipient",
        size(named, (flow) => flow.recipient),
        named,
      ),
      counted(
        "unnamed recipient",
        size(unnamed, (flow) => flow.recipient),
        unnamed,
      ),
      counted("○ denial", denied.length, denied),
      ["◐ only if, or may", possible.length, possible],
    ];
  }

  /** Return the rows of the data table: each category, and below it the types that are named. */
  function dataRows(flows) {
    const wanted = new Map(categories("DataTypes").map((each) => [each.id, each]));
    // A type that is under no category, such as "personal data", is a row of its own.
    const above = (concept) => {
      const found = concept.covers.filter((each) => wanted.has(each.id));
      return found.length ? found : [concept];
    };
    return gather(flows, (flow) => above(flow.data), label).map((category) => ({
      ...category,
      types: gather(category.flows, (flow) => [flow.data], label),
    }));
  }

  /** Return the recipients by how they are called: [title, [{ key, label, flows }]]. */
  function recipients(flows) {
    const all = gather(flows, (flow) => (flow.recipient ? [flow.recipient] : []), label);
    return GROUPS.map(([title, groups]) => [
      title,
      all.filter(({ key }) => groups.includes(key.group)),
    ]).filter(([, found]) => found.length);
  }

  const purposes = (flows) => gather(flows, (flow) => flow.purposes, label);

  const retention = (flows) =>
    gather(
      flows,
      (flow) => (flow.retention ? [flow.retention.trim()] : []),
      (said) => said,
    );

  /** Return what no statement of a policy is about, by all its flows: names of categories. */
  function silence(flows) {
    const data = new Set(flows.flatMap((flow) => flow.data.covers.map((each) => each.id)));
    const aims = new Set(
      flows.flatMap((flow) => flow.purposes.flatMap((each) => each.covers.map(({ id }) => id))),
    );
    const acts = new Set(flows.map((flow) => flow.action));
    const missing = (scheme, found) => categories(scheme).filter(({ id }) => !found.has(id));
    return {
      data: missing("DataTypes", data).map(label),
      purposes: missing("Purposes", aims).map(label),
      actions: ACTIONS.filter((action) => !acts.has(action)),
    };
  }

  return { ACTIONS, figures, dataRows, recipients, purposes, retention, silence };
})();
