"use strict";
/* Where a quote can be found again: as a citation in words, and as a link to the very sentence. */

const Citations = (() => {
  const WHOLE = 120; // Up to this length a quote goes into the link whole, else by its ends.

  /** Return the policy's web address if it is one, else null: no other scheme becomes a link. */
  function webAddress(text) {
    try {
      const address = new URL(text);
      return ["http:", "https:"].includes(address.protocol) ? address : null;
    } catch {
      return null;
    }
  }

  /** Return a link that scrolls the policy to the quote (a text fragment), or null. */
  function link(flow) {
    const address = webAddress(flow.policy.url ?? "");
    if (!address) return null;
    const words = flow.evidence.quote.trim().split(/\s+/);
    const parts =
      flow.evidence.quote.length <= WHOLE || words.length < 12
        ? [words.join(" ")]
        : [words.slice(0, 5).join(" "), words.slice(-5).join(" ")];
    const encoded = parts.map((part) => encodeURIComponent(part).replaceAll("-", "%2D")).join(",");
    return `${address.href}${address.hash ? "" : "#"}:~:text=${encoded}`;
  }

  /** Return where a quote starts and ends, in characters as other programs count them. */
  function place({ policy, evidence }) {
    policy.wide ??= [...policy.text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((at) => at.index);
    const narrow = (unit) => unit - policy.wide.filter((index) => index < unit).length;
    return [narrow(evidence.from), narrow(evidence.to)];
  }

  /** Return the citation of a flow, to be pasted into a text. */
  function citation(flow) {
    const { policy, evidence } = flow;
    const where = [
      policy.company.label,
      policy.title,
      policy.issued && `version of ${policy.issued}`,
      evidence.section && `section “${evidence.section}”`,
      `characters ${place(flow).join("–")} of ${policy.file ?? "the policy"}`,
      `SHA-256 ${policy.sha256}`,
      policy.url,
    ];
    return (
      `“${evidence.quote.trim()}” (${where.filter(Boolean).join(", ")}). ` +
      `Statement ${flow.id}, found by privacyflow ${Model.version}.`
    );
  }

  /** Copy a text, and say on the button that was pressed how it went. */
  async function copy(text, button) {
    const label = button.textContent;
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = copyBySelection(text);
    }
    button.textContent = done ? "Copied" : "Could not copy";
    setTimeout(() => (button.textContent = label), 1600);
  }

  /** The way for browsers that keep the clipboard from pages opened from disk. */
  function copyBySelection(text) {
    const field = Dom.make("textarea", { class: "offscreen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }

  return { webAddress, link, place, citation, copy };
})();
