"use strict";
/* The short names of IRIs: how they are written, and declared at the head of a query. */

const Prefixes = (() => {
  const known = Object.entries(Model.prefixes ?? {});
  const LOCAL = /^[A-Za-z0-9_](?:[\w.-]*[\w-])?$/;

  /** Return an IRI with its prefix where it has a known one. */
  function compact(iri) {
    for (const [prefix, namespace] of known) {
      const local = iri.slice(namespace.length);
      if (iri.startsWith(namespace) && LOCAL.test(local)) return `${prefix}:${local}`;
    }
    return iri;
  }

  /** Return a query with a declaration for each known prefix that it uses and doesn't declare. */
  function declare(query) {
    const words = query.replace(/<[^>]*>|"(?:[^"\\]|\\.)*"|#[^\n]*/g, " ");
    const used = known.filter(
      ([prefix]) =>
        new RegExp(`(?<![\\w:])${prefix}:`).test(words) &&
        !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(query),
    );
    const lines = used.map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}>\n`);
    return lines.join("") + (lines.length && !/^\s*PREFIX/i.test(query) ? "\n" : "") + query;
  }

  return { compact, declare };
})();
