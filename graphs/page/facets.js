"use strict";
/* The filters as data: what each one asks of a flow, and what can be chosen in it. */

const Facets = (() => {
  const all = [
    {
      key: "data",
      title: "Data type",
      scheme: "DataTypes",
      of: (flow) => flow.data.covers.map((concept) => concept.id),
    },
    {
      key: "recipient",
      title: "Recipient",
      of: (flow) =>
        flow.recipient ? [flow.recipient, ...flow.recipient.owners].map((party) => party.id) : [],
    },
    {
      key: "kind",
      title: "Recipient kind",
      of: (flow) => (flow.recipient ? [flow.recipient.group] : []),
      name: (value) => Model.KINDS[value],
    },
    { key: "company", title: "Company", of: (flow) => [flow.company.id] },
    { key: "action", title: "Action", of: (flow) => [flow.action] },
    {
      key: "purpose",
      title: "Purpose",
      scheme: "Purposes",
      of: (flow) => flow.purposes.flatMap((purpose) => purpose.covers.map((each) => each.id)),
    },
    {
      key: "says",
      title: "Denials",
      of: (flow) => [flow.denied ? "denied" : "affirmed"],
      name: (value) => ({ affirmed: "● ◐ says it does", denied: "○ says it does not" })[value],
    },
    {
      key: "certainty",
      title: "Certainty",
      of: (flow) => [flow.possible ? "possible" : "stated"],
      name: (value) => ({ stated: "stated", possible: "possible (“may”)" })[value],
    },
    {
      key: "policy",
      title: "Policy version",
      of: (flow) => [flow.policy.id],
      hidden: Model.policies.length === new Set(Model.policies.map((p) => p.company)).size,
    },
  ];

  const names = new Map();
  for (const each of [...Model.concepts, ...Model.parties]) names.set(each.id, each.label);
  for (const policy of Model.policies) {
    names.set(policy.id, [policy.title || policy.file, policy.issued].filter(Boolean).join(", "));
  }

  /** Return how a value is called in a menu, on a chip, in a heading. */
  function nameOf(facet, value) {
    return facet.name?.(value) ?? names.get(value) ?? value;
  }

  /** Return the flows that pass the view's filters, all but the facet `except`. */
  function apply(view, except = null) {
    const tests = all
      .filter((facet) => facet.key !== except && view.filters[facet.key]?.length)
      .map((facet) => {
        const wanted = new Set(view.filters[facet.key]);
        return (flow) => facet.of(flow).some((value) => wanted.has(value));
      });
    for (const word of view.text.toLowerCase().split(/\s+/).filter(Boolean)) {
      tests.push((flow) => Model.haystack(flow).includes(word));
    }
    return tests.length
      ? Model.flows.filter((flow) => tests.every((test) => test(flow)))
      : Model.flows;
  }

  /** Return how many flows each value of a facet would leave, under the other filters. */
  function counts(facet, view) {
    const found = new Map();
    for (const flow of apply(view, facet.key)) {
      for (const value of new Set(facet.of(flow))) found.set(value, (found.get(value) ?? 0) + 1);
    }
    return found;
  }

  /** Return the view's filters with one value put in or taken out. */
  function toggled(view, key, value) {
    const chosen = view.filters[key] ?? [];
    const next = chosen.includes(value)
      ? chosen.filter((each) => each !== value)
      : [...chosen, value];
    return { ...view.filters, [key]: next };
  }

  return {
    all,
    nameOf,
    apply,
    counts,
    toggled,
    find: (key) => all.find((each) => each.key === key),
  };
})();
