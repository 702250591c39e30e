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

  const evidence = data.evidence;
  for (const each of evidence) {
    each.passage = data.passages[each.passage];
    each.quote = slice(each.passage, each.from, each.to);
  }

  const flows = data.flows.map((flow, number) => ({
    ...flow,
    number,
    policy: policies[flow.policy],
    company: parties[flow.company],
    data: concepts[flow.data],
    recipient: flow.recipient === undefined ? null : parties[flow.recipient],
    source: flow.source === undefined ? null : parties[flow.source],
    purposes: (flow.purposes ?? []).map((purpose) => concepts[purpose]),
    purposeWords: flow.purposeWords ?? [],
    evidence: evidence[flow.evidence],
    leadIn: flow.leadIn === undefined ? null : evidence[flow.leadIn],
    marks: flow.marks ?? [],
    state: flow.denied ? "not" : flow.possible || flow.condition ? "if" : "does",
  }));
  const byId = new Map(flows.map((flow) => [flow.id, flow]));

  /** Yield a thing and everything above it, each once, the nearest first. */
  function* chain(start, above) {
    const seen = new Set([start]);
    for (const each of seen) {
      yield each;
      for (const next of above(each)) seen.add(next);
    }
  }

  function slice(passage, from, to) {
    return passage.text.slice(from - passage.start, to - passage.start);
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
    questions: data.questions ?? {},
    network: data.network,
    concepts,
    parties,
    policies,
    flows,
    byId,
    slice,
    haystack,
    topOwner,
    STATES,
    KINDS,
  };
})();
