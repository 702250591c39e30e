"use strict";
/* The named questions: which flows answer each, in which columns, and what they sum up to. */

const Questions = (() => {
  const { count } = Dom;
  const unique = (flows, of) => new Set(flows.map(of).filter(Boolean)).size;

  /** What the filters make of a question: "location data", "Acme". */
  function chosen(view, key, none) {
    const facet = Facets.find(key);
    const names = (view.filters[key] ?? []).map((value) => Facets.nameOf(facet, value));
    if (!names.length) return none;
    return names.length > 3
      ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`
      : list(names);
  }

  function list(names) {
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : names[0];
  }

  const data = (view, none) => chosen(view, "data", none).toLowerCase();
  const they = (view) => chosen(view, "company", "the companies");
  const isSdk = (flow) =>
    Boolean(flow.recipient) &&
    (flow.recipient.group === "sdk" || /\bsdks?\b/i.test(flow.recipient.label + " " + flow.rule));

  function recipients(flows) {
    const kinds = new Map();
    for (const flow of flows) {
      if (!flow.recipient) continue;
      const group = flow.recipient.group === "sdk" ? "named" : flow.recipient.group;
      if (!kinds.has(group)) kinds.set(group, new Set());
      kinds.get(group).add(flow.recipient);
    }
    const parts = [
      ["named", "named"],
      ["category", "named by category only"],
      ["vague", "left vague"],
      ["public", "the public"],
      ["other users", "other users"],
    ].map(([kind, words]) => {
      const size = kinds.get(kind)?.size;
      const counted = ["named", "category", "vague"].includes(kind);
      return size && (counted ? `${size.toLocaleString("en")} ${words}` : words);
    });
    const all = unique(flows, (flow) => flow.recipient);
    return `${count(all, "recipient")}: ${parts.filter(Boolean).join(", ") || "none by name"}`;
  }

  const all = [
    {
      id: "who-receives",
      label: "Who receives it?",
      ask: (view) => `Who receives ${data(view, "people’s data")}?`,
      holds: (flow) => flow.recipient !== null,
      columns: ["state", "recipient", "kind", "data", "company", "purpose", "condition", "quote"],
      group: "recipient",
      sum: recipients,
    },
    {
      id: "what-is-collected",
      label: "What is collected?",
      ask: (view) => `What do ${they(view)} collect?`,
      holds: (flow) => flow.action === "collect",
      columns: ["state", "data", "type", "company", "source", "purpose", "condition", "quote"],
      group: "company",
      sum: (flows) =>
        count(
          unique(flows, (flow) => flow.data),
          "data type",
        ),
    },
    {
      id: "denials",
      label: "What is denied?",
      ask: (view) => `What do ${they(view)} say they do not do?`,
      holds: (flow) => flow.denied,
      columns: ["state", "data", "recipient", "company", "condition", "quote"],
      group: "company",
      sum: (flows) => count(flows.length, "denial"),
    },
    {
      id: "retention",
      label: "How long is it kept?",
      ask: (view) => `How long is ${data(view, "data")} kept?`,
      holds: (flow) => Boolean(flow.retention),
      columns: ["state", "retention", "data", "company", "purpose", "condition", "quote"],
      group: "company",
      sum: (flows) =>
        count(
          unique(flows, (flow) => flow.retention),
          "period, as worded",
          "periods, as worded",
        ),
    },
    {
      id: "sdks",
      label: "Which SDKs?",
      ask: (view) => `Which SDKs do ${they(view)} carry?`,
      holds: isSdk,
      columns: ["state", "recipient", "owner", "data", "purpose", "company", "quote"],
      group: "recipient",
      sum: (flows) =>
        count(
          unique(flows, (flow) => flow.recipient),
          "SDK",
        ),
    },
    {
      id: "vague-recipients",
      label: "Who stays vague?",
      ask: () => "Which recipients are left vague?",
      holds: (flow) => flow.recipient?.role === "vague",
      columns: ["state", "recipient", "data", "company", "purpose", "condition", "quote"],
      group: "company",
      sum: (flows) =>
        count(
          unique(flows, (flow) => flow.recipient),
          "vague wording",
        ),
    },
    {
      id: "purposes",
      label: "What is it for?",
      ask: (view) => `What is ${data(view, "data")} used for?`,
      holds: (flow) => flow.purposes.length > 0 || flow.purposeWords.length > 0,
      columns: ["purpose", "state", "data", "recipient", "company", "quote"],
      group: "purpose",
      sum: (flows) => count(new Set(flows.flatMap((flow) => flow.purposes)).size, "purpose"),
    },
    {
      id: "shared-recipients",
      label: "Who receives from several?",
      ask: () => "Which named recipients do several companies share?",
      holds: (flow, common) => common.has(flow.recipient),
      prepare: severalCompanies,
      columns: ["state", "recipient", "owner", "company", "data", "purpose", "quote"],
      group: "recipient",
      sum: (flows) =>
        count(
          unique(flows, (flow) => flow.recipient),
          "common recipient",
        ),
    },
    {
      id: "sources",
      label: "Where does it come from?",
      ask: (view) => `Where does ${data(view, "data")} come from, if not from the user?`,
      holds: (flow) => flow.source !== null,
      columns: ["state", "source", "data", "company", "purpose", "condition", "quote"],
      group: "source",
      sum: (flows) =>
        count(
          unique(flows, (flow) => flow.source),
          "source",
        ),
    },
    {
      id: "everything",
      label: "All flows",
      ask: () => "Every flow, in the order of the text",
      holds: () => true,
      columns: ["state", "data", "recipient", "company", "purpose", "condition", "quote"],
      group: "none",
      sum: (flows) => count(flows.length, "flow"),
    },
  ];

  function severalCompanies(flows) {
    const companies = new Map();
    for (const flow of flows) {
      if (flow.recipient?.role !== "named" || flow.denied) continue;
      if (!companies.has(flow.recipient)) companies.set(flow.recipient, new Set());
      companies.get(flow.recipient).add(flow.company);
    }
    return new Set([...companies].filter(([, by]) => by.size > 1).map(([recipient]) => recipient));
  }

  /** Return the flows among `flows` that answer a question. */
  function answer(question, flows) {
    const prepared = question.prepare?.(flows);
    return flows.filter((flow) => question.holds(flow, prepared));
  }

  const find = (id) => all.find((question) => question.id === id) ?? all[0];

  return { all, find, answer };
})();
