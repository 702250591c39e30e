"use strict";
/* The embedded tables with their references resolved: flows that know their parties and quotes. */

const Model = (() => {
  const data = JSON.parse(Dom.byId("data").textContent);

  const STATES = {
    does: { sign: "●", label: "says it does" },
    if: { sign: "◐", label: "only if, or may" },
    not: { sign: "○", label: "says it does not" },
  };
  const KINDS = {
    sdk: "named SDK",
    named: "named",
    category: "category",
    vague: "vague",
    public: "the public",
    "other users": "other users",
    "first party": "first party",
  };

  const concepts = data.concepts;
  for (const concept of concepts) {
    concept.broader = (concept.broader ?? []).map((number) => concepts[number]);
    concept.narrower = [];
  }
  for (const concept of concepts) for (const above of concept.broader) above.narrower.push(concept);
  for (const concept of concepts) {
    concept.narrower.sort((a, b) => a.label.localeCompare(b.label, "en"));
    concept.covers = [...chain(concept, (each) => each.broader)];
  }

  const parties = data.parties;
  for (const party of parties) {
    party.owner = party.owner === undefined ? null : parties[party.owner];
    party.kind = party.kind === undefined ? null : concepts[party.kind];
    party.group = party.type === "sdk" && party.role === "named" ? "sdk" : party.role;
  }
  for (const party of parties) {
    party.owners = [...chain(party, (each) => (each.owner ? [each.owner] : []))].slice(1);
  }

  const policies = data.policies;
  for (const policy of policies) policy.company = parties[policy.company];

  const evidence = records(data.evidence, ({ policy, from, to, section }) => ({
    policy: policies[policy],
    from,
    to,
    section: data.words[section],
    quote: policies[policy].text.slice(from, to),
  }));

  const [POSSIBLE, DENIED] = [1, 2]; // What `says` is the sum of.
  const flows = records(data.flows, (flow, number) => {
    const { text } = evidence[flow.evidence].policy;
    const marks = triples(flow.marks);
    const spoken = (part) =>
      flow.said?.[part]?.[0] ?? marks.filter((mark) => mark[2] === part).map(wordsAt(text))[0];
    const denied = flow.says >= DENIED;
    const possible = flow.says % DENIED === POSSIBLE;
    const condition = spoken("condition");
    return {
      id: flow.id,
      number,
      policy: evidence[flow.evidence].policy,
      company: parties[flow.company],
      denied,
      possible,
      state: denied ? "not" : possible || condition ? "if" : "does",
      action: data.words[flow.action],
      manner: data.words[flow.manner],
      data: concepts[flow.data],
      words: spoken("data"),
      recipient: parties[flow.recipient] ?? null,
      recipientWords: spoken("recipient"),
      source: parties[flow.source] ?? null,
      sourceWords: spoken("source"),
      purposes: flow.purposes.map((purpose) => concepts[purpose]),
      purposeWords: [
        ...marks.filter((mark) => mark[2] === "purpose").map(wordsAt(text)),
        ...(flow.said?.purpose ?? []),
      ],
      condition,
      retention: spoken("retention"),
      evidence: evidence[flow.evidence],
      leadIn: evidence[flow.leadIn] ?? null,
      rule: data.words[flow.rule],
      extractor: data.words[flow.extractor],
      confidence: flow.confidence,
      marks,
    };
  });
  const findings = (data.findings ?? []).map((finding) => {
    const policy = policies[finding.policy];
    return {
      ...finding,
      policy,
      quotes: finding.quotes.map(([from, to]) => policy.text.slice(from, to)),
      flows: finding.flows.map((number) => flows[number]),
    };
  });
  const byId = new Map(flows.map((flow) => [flow.id, flow]));

  /** Yield a thing and everything above it, each once, the nearest first. */
  function* chain(start, above) {
    const seen = new Set([start]);
    for (const each of seen) {
      yield each;
      for (const next of above(each)) seen.add(next);
    }
  }

  /** Return what `make` makes of each row of a table, its cells named by its columns. */
  function records({ columns, rows }, make) {
    return rows.map((row, number) => {
      const record = {};
      columns.forEach((column, index) => (record[column] = row[index]));
      return make(record, number);
    });
  }

  /** Return flat marks as [from, to, part] each. */
  function triples(flat) {
    const marks = [];
    for (let at = 0; at < flat.length; at += 3) {
      marks.push([flat[at], flat[at + 1], data.parts[flat[at + 2]]]);
    }
    return marks;
  }

  function wordsAt(text) {
    return (mark) => text.slice(mark[0], mark[1]);
  }

  /** Return what a search looks through, made once for each flow. */
  function haystack(flow) {
    flow.haystack ??= [
      flow.words,
      flow.data.label,
      flow.company.label,
      flow.recipient?.label,
      flow.recipientWords,
      flow.recipient?.owners.map((owner) => owner.label).join(" "),
      flow.source?.label,
      flow.purposeWords.join(" "),
      flow.condition,
      flow.retention,
      flow.evidence.quote,
    ]
      .filter(Boolean)
      .join("\n")
      .toLowerCase();
    return flow.haystack;
  }

  /** Return the last owner of a party, or the party itself. */
  function topOwner(party) {
    return party.owners.at(-1) ?? party;
  }

  return {
    title: data.title,
    version: data.version,
    total: data.total,
    questions: data.questions ?? {},
    network: data.network,
    prefixes: data.prefixes,
    ribbons: data.ribbons,
    view: data.view ?? "",
    categories: (data.categories ?? []).map(([scheme, id, label]) => ({ scheme, id, label })),
    concepts,
    parties,
    policies,
    flows,
    findings,
    byId,
    haystack,
    topOwner,
    STATES,
    KINDS,
  };
})();
