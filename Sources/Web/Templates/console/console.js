// 速筛 console: everything here is a convenience; every page works without it.
"use strict";
(() => {
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const typing = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");

  // Errors come first.
  one("#errors")?.focus();

  // Rows: j and k move, x selects, Enter opens.
  const rows = () => all("main table.sticky tbody tr, main table.rows tbody tr");
  const here = () => one("tr.here");
  const link = (row) => row && one("th a[href], td a[href]", row);
  const move = (step) => {
    const list = rows();
    if (!list.length) return;
    const at = list.indexOf(here());
    const next = list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1)];
    here()?.classList.remove("here");
    next.classList.add("here");
    next.scrollIntoView({ block: "nearest" });
    (link(next) || one("input[type=checkbox]", next))?.focus({ preventScroll: true });
  };
  const select = () => {
    const box = here() && one("input[type=checkbox]", here());
    if (box) box.click();
  };

  // The help of the keys as a dialog; without dialogs, as a page.
  const help = async () => {
    const open = one("#help");
    if (open) return open.showModal();
    try {
      const answer = await fetch("/console/help", { credentials: "same-origin" });
      const table = one("#keys", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!table || !window.HTMLDialogElement) throw new Error("no dialog");
      const dialog = document.createElement("dialog");
      dialog.id = "help";
      dialog.setAttribute("aria-label", "键盘快捷键");
      const close = document.createElement("button");
      close.className = "btn gap";
      close.textContent = "关闭";
      close.addEventListener("click", () => dialog.close());
      dialog.append(document.adoptNode(table), close);
      document.body.append(dialog);
      dialog.showModal();
    } catch {
      location.href = "/console/help";
    }
  };

  let prefix = 0;
  const follow = (selector) => one(selector)?.click();
  const act = (key) => {
    if (Date.now() - prefix < 1500) {
      prefix = 0;
      const page = all("nav.side a[data-key]").find((a) => a.dataset.key === key);
      if (page) page.click();
      return Boolean(page);
    }
    switch (key) {
      case "g": prefix = Date.now(); return true;
      case "j": move(1); return true;
      case "k": move(-1); return true;
      case "x": select(); return Boolean(here());
      case "[": follow("main a[rel=prev]"); return true;
      case "]": follow("main a[rel=next]"); return true;
      case "?": help(); return true;
      case "/": {
        const field = one("main input[type=search], form.filter input:not([type=hidden])") || one("#find");
        field?.focus();
        field?.select?.();
        return Boolean(field);
      }
      case "Enter": {
        const row = document.activeElement === document.body && here();
        const target = link(row);
        if (target) target.click();
        return Boolean(target);
      }
      default: return false;
    }
  };
  document.addEventListener("keydown", (event) => {
    // While a character is being composed, a key belongs to the input method.
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.key === "Escape") {
      for (const menu of all("details.menu[open]")) {
        menu.open = false;
        one("summary", menu)?.focus();
      }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || one("dialog[open]") || typing(event.target)) return;
    if (document.documentElement.dataset.keys !== "off" && act(event.key)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // A scanner ends a label with Enter: move on, and do not send the form.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !event.target.matches?.("[data-scan]")) return;
    event.preventDefault();
    const fields = all("input:not([type=hidden]), select, textarea, button", event.target.form || document);
    fields[fields.indexOf(event.target) + 1]?.focus();
  });

  // How many rows are selected.
  const count = (form) => {
    const boxes = all("tbody input[type=checkbox]", form);
    const chosen = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest("tr").classList.toggle("on", box.checked);
    for (const place of all("[data-count]", form)) place.textContent = place.dataset.count.replace("{}", chosen);
    for (const button of all("[data-needs-selection]", form)) button.toggleAttribute("disabled", !chosen);
    const whole = one("[data-all]", form);
    if (whole) {
      whole.checked = chosen > 0 && chosen === boxes.length;
      whole.indeterminate = chosen > 0 && chosen < boxes.length;
    }
  };
  for (const whole of all("[data-all]")) {
    whole.hidden = false;
    const form = whole.closest("form") || whole.closest("table");
    whole.addEventListener("change", () => {
      for (const box of all("tbody input[type=checkbox]", form)) box.checked = whole.checked;
      count(form);
    });
    form.addEventListener("change", () => count(form));
    count(form);
  }

  // A page with unsaved input is not left by mistake; a form is sent once.
  const changed = new Set();
  const sent = new Set();
  for (const form of all("form[data-keep]")) form.addEventListener("input", () => changed.add(form));
  addEventListener("beforeunload", (event) => {
    if (![...changed].some((form) => form.isConnected)) return;
    event.preventDefault();
    event.returnValue = "";
  });
  const buttons = (form) => all("button:not([type=button])", form);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A download leaves the page as it is.
    if (form.method !== "post" || event.defaultPrevented || event.submitter?.hasAttribute("data-download")) return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    changed.clear();
    // Files that wait in this browser (upload.js).
    if (form.action.endsWith("/sign-out")) window.indexedDB?.deleteDatabase("sushai");
    // The button that was pressed belongs to what is sent, so it is not disabled.
    for (const button of buttons(form)) button.setAttribute("aria-disabled", "true");
    const pressed = event.submitter;
    if (pressed?.classList.contains("go")) {
      pressed.dataset.word = pressed.textContent;
      pressed.textContent = "正在提交…";
    }
  });
  addEventListener("pageshow", () => {
    sent.clear();
    for (const button of all("button[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
      if (button.dataset.word) button.textContent = button.dataset.word;
    }
  });

  // A part of a page that is under way asks for itself again, until it no longer says so.
  const refresh = (part) => setTimeout(async () => {
    let next = part;
    try {
      if (!document.hidden) {
        const answer = await fetch(location.href, { credentials: "same-origin" });
        const fresh = answer.ok && !answer.redirected
          && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
        if (!fresh) return;
        next = document.adoptNode(fresh);
        part.replaceWith(next);
      }
    } catch {
      // The connection is gone for now; the next turn tries again.
    }
    if (next.dataset.refresh) refresh(next);
  }, 1000 * Math.max(2, Number(part.dataset.refresh)));
  for (const part of all("[id][data-refresh]")) refresh(part);
})();
