// Run in the page by checks.py. An element that a person can use must be reached by the Tab key, and then be marked.
({
  begin() {
    for (const menu of document.querySelectorAll("details")) menu.open = true;
    const groups = new Set();
    const usable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
      // Of a group of radio buttons, Tab reaches one.
      .filter((one) => one.type !== "radio" || !groups.has(one.name) && groups.add(one.name));
    const rest = new Set(usable);
    const unmarked = new Set();
    document.addEventListener("focusin", ({ target }) => {
      rest.delete(target);
      const style = getComputedStyle(target);
      if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) unmarked.add(target);
    });
    document.activeElement?.blur();
    window.browserTests = { rest, unmarked };
    return usable.length;
  },
  left: () => window.browserTests.rest.size,
  end() {
    const shown = (one) => one.outerHTML.slice(0, 160);
    return {
      unreached: [...window.browserTests.rest].map(shown),
      unmarked: [...window.browserTests.unmarked].map(shown),
    };
  },
  // What reaches beyond the right edge of the window, innermost first.
  wide() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1)
      .map((one) => `${Math.round(one.getBoundingClientRect().right)} px: ${one.outerHTML.slice(0, 160)}`)
      .reverse().slice(0, 5);
  },
})
