"use strict";
/* Which sentences of a policy hold statements, and how these stretches of the text overlap. */

const Highlights = (() => {
  const STATES = Object.keys(Model.STATES); // The strongest first.

  const idOf = ({ from, to }) => `${from}-${to}`;

  /** Return the sentences that flows of one policy rest on, in the order of the text. */
  function sentences(flows) {
    const found = new Map();
    for (const flow of flows) {
      const { from, to, section } = flow.evidence;
      const id = idOf(flow.evidence);
      if (!found.has(id)) found.set(id, { id, from, to, section, flows: [] });
      found.get(id).flows.push(flow);
    }
    const sorted = [...found.values()].sort((a, b) => a.from - b.from || b.to - a.to);
    for (const [index, sentence] of sorted.entries()) {
      sentence.number = index + 1;
      sentence.states = statesOf(sentence.flows);
    }
    return sorted;
  }

  /** Return the states of some flows, the strongest first. */
  function statesOf(flows) {
    return STATES.filter((state) => flows.some((flow) => flow.state === state));
  }

  /** Return the stretches of the text that something is said of, in order and without overlap:
      the sentences that cover each, the outermost first, and the parts of the marks on it. */
  function stretches(sorted, marks) {
    const edges = new Set();
    for (const { from, to } of sorted) edges.add(from).add(to);
    for (const [from, to] of marks) edges.add(from).add(to);
    const cuts = [...edges].sort((a, b) => a - b);
    const found = [];
    let covering = [];
    let next = 0;
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [from, to] = [cuts[index], cuts[index + 1]];
      covering = covering.filter((sentence) => sentence.to > from);
      while (next < sorted.length && sorted[next].from <= from) {
        if (sorted[next].to > from) covering.push(sorted[next]);
        next++;
      }
      const parts = marks.filter((mark) => mark[0] <= from && mark[1] >= to).map((mark) => mark[2]);
      if (covering.length || parts.length) {
        found.push({ from, to, sentences: covering, parts: [...new Set(parts)] });
      }
    }
    return found;
  }

  /** Return the sentence after or before a place ({ from, to }), null where there is none. */
  function beside(sorted, place, step) {
    if (!place) return (step > 0 ? sorted[0] : sorted.at(-1)) ?? null;
    const order = (each) => each.from - place.from || place.to - each.to;
    const further = sorted.filter((each) => Math.sign(order(each)) === step);
    return (step > 0 ? further[0] : further.at(-1)) ?? null;
  }

  return { idOf, sentences, statesOf, stretches, beside };
})();
