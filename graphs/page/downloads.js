"use strict";
/* Files out of the page: what is shown, as CSV for a spreadsheet, as JSON, or as a picture. */

const Downloads = (() => {
  const ALWAYS = {
    company: (flow) => flow.company.label,
    action: (flow) => flow.action,
    manner: (flow) => flow.manner ?? "",
    says: (flow) => ({ does: "does", if: "only if, or may", not: "does not" })[flow.state],
    data: (flow) => flow.words,
    data_type: (flow) => flow.data.label,
    recipient: (flow) => flow.recipient?.label ?? "",
    recipient_kind: (flow) => Columns.kindWords(flow.recipient),
    owner: (flow) => Columns.ownerWords(flow.recipient),
    source: (flow) => flow.source?.label ?? "",
    purpose: (flow) => Columns.purposeWords(flow),
    condition: (flow) => flow.condition ?? "",
    retention: (flow) => flow.retention ?? "",
    quote: (flow) => flow.evidence.quote,
    section: (flow) => flow.evidence.section ?? "",
    policy: (flow) => flow.policy.title ?? "",
    file: (flow) => flow.policy.file ?? "",
    url: (flow) => flow.policy.url ?? "",
    version: (flow) => flow.policy.issued ?? "",
    sha256: (flow) => flow.policy.sha256,
    start: (flow) => Citations.place(flow)[0],
    end: (flow) => Citations.place(flow)[1],
    rule: (flow) => flow.rule ?? "",
    extractor: (flow) => flow.extractor ?? "",
    confidence: (flow) => flow.confidence,
    flow: (flow) => flow.id,
  };

  function records(flows) {
    return flows.map((flow) =>
      Object.fromEntries(Object.entries(ALWAYS).map(([name, of]) => [name, of(flow)])),
    );
  }

  /** Return a CSV field; what a spreadsheet would take for a formula gets an apostrophe first. */
  function field(value) {
    const text =
      typeof value === "string" && /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function asCsv(flows) {
    const lines = [Object.keys(ALWAYS), ...records(flows).map((record) => Object.values(record))];
    // The mark at the start tells spreadsheets that the file is UTF-8.
    return "\ufeff" + lines.map((line) => line.map(field).join(",") + "\r\n").join("");
  }

  function save(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = Dom.make("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return {
    csv: (name, flows) => save(`${name}.csv`, "text/csv;charset=utf-8", asCsv(flows)),
    json: (name, flows) =>
      save(`${name}.json`, "application/json", JSON.stringify(records(flows), null, 1) + "\n"),
    save,
    field,
  };
})();
