"use strict";
/* The columns of the tables: how each is titled, shown, sorted and written to a file. */

const Columns = (() => {
  const { make, words } = Dom;

  function stateSign(flow) {
    const { sign } = Model.STATES[flow.state];
    return make(
      "span",
      { class: `state ${flow.state}` },
      make("span", { class: "sign", "aria-hidden": "true" }, sign),
    );
  }

  function stateCell(flow) {
    const cell = stateSign(flow);
    cell.append(Sentences.phrase(flow));
    return cell;
  }

  /** Return how a recipient is called by kind: "named", or "category: payment providers". */
  function kindWords(party) {
    if (!party) return "";
    const kind = Model.KINDS[party.group] ?? party.group;
    return party.group === "category" && party.kind ? `${kind}: ${party.kind.label}` : kind;
  }

  /** Return who owns a party, the nearest owner first. */
  function ownerWords(party) {
    return (party?.owners ?? []).map((owner) => owner.label).join(", ");
  }

  function purposeWords(flow) {
    const said = flow.purposeWords.length
      ? flow.purposeWords
      : flow.purposes.map((purpose) => purpose.label);
    return said.join("; ");
  }

  // A cell shows this many characters; the drawer and the downloads have the rest.
  const CELL = 160;

  function text(title, of, extra = {}) {
    return { title, text: of, cell: (flow) => words(Dom.cut(of(flow), CELL)), ...extra };
  }

  const all = {
    state: text("Says it", Sentences.phrase, {
      cell: stateCell,
      sort: (flow) => ["does", "if", "not"].indexOf(flow.state),
    }),
    recipient: text("Recipient", (flow) => flow.recipient?.label ?? ""),
    kind: text("Kind", (flow) => kindWords(flow.recipient)),
    owner: text("Owner", (flow) => ownerWords(flow.recipient)),
    data: text("Data", (flow) => flow.words),
    type: text("Data type", (flow) => flow.data.label),
    company: text("Company", (flow) => flow.company.label),
    source: text("Source", (flow) => flow.source?.label ?? ""),
    purpose: text("Purpose", purposeWords),
    condition: text("Condition", (flow) => flow.condition ?? ""),
    retention: text("Kept for", (flow) => flow.retention ?? ""),
    quote: {
      title: "In the policy’s words",
      text: (flow) => flow.evidence.quote,
      sort: (flow) => flow.number,
    },
  };

  /** Compare two flows by a column, numbers as numbers, words as words, empty ones last. */
  function comparison(id, downward) {
    const { text: asText, sort } = all[id];
    const way = downward ? -1 : 1;
    if (sort) return (a, b) => way * (sort(a) - sort(b)) || a.number - b.number;
    const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
    return (a, b) => {
      const [left, right] = [asText(a), asText(b)];
      if (!left || !right) return Number(!left) - Number(!right) || a.number - b.number;
      return way * collator.compare(left, right) || a.number - b.number;
    };
  }

  return { all, comparison, stateSign, stateCell, kindWords, ownerWords, purposeWords };
})();
