"use strict";
/* Reading a policy that is pasted or chosen, at the server only. It answers with a page like this. */

const Upload = (() => {
  const { make } = Dom;

  const text = make("textarea", {
    name: "text",
    id: "policy-text",
    rows: "10",
    maxlength: "1000000",
  });
  const file = make("input", {
    type: "file",
    name: "file",
    id: "policy-file",
    accept: ".txt,.md,.html,.htm,.pdf,.docx,.zip,.warc,.gz",
  });
  const company = make("input", {
    type: "text",
    name: "company",
    id: "policy-company",
    maxlength: "200",
  });
  const hint = make("p", { class: "note", role: "status" });
  const form = make(
    "form",
    {
      action: "/read",
      method: "post",
      enctype: "multipart/form-data",
      onsubmit: (event) => {
        if (text.value.trim() || file.files.length)
          hint.textContent = "Reading, which takes some seconds …";
        else {
          event.preventDefault();
          hint.textContent = "Paste a policy, or choose a file.";
        }
      },
    },
    make("label", { for: text.id }, "Paste a policy"),
    text,
    make("label", { for: file.id }, "or choose a file (text, Markdown, HTML, PDF or DOCX, up to 2 MB)"),
    file,
    make("label", { for: company.id }, "Whose policy it is, if the text doesn’t say"),
    company,
    make(
      "p",
      { class: "note" },
      "It is read on the machine that serves this page, in memory. Nothing is kept.",
    ),
    hint,
    make(
      "div",
      { class: "tools" },
      make("button", { class: "run" }, "Read it"),
      make("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
    ),
  );
  const dialog = make(
    "dialog",
    { "aria-labelledby": "upload-title", id: "upload" },
    make("h2", { id: "upload-title" }, "Read a policy"),
    form,
  );

  /** Put the button into the page's corner. */
  function start(corner) {
    document.body.append(dialog);
    const open = () => dialog.showModal();
    corner.prepend(make("button", { type: "button", id: "read", onclick: open }, "Read a policy"));
  }

  return { start };
})();
