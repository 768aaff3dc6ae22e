// On a telephone the menu covers the page: it closes once a view was chosen.
if (!window.palClosesMenu) {
  window.palClosesMenu = true;
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest('[data-testid="stSidebarNavLink"]');
    if (chosen && window.innerWidth < 768) {
      const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
      window.setTimeout(() => close && close.click(), 100);
    }
  });
}

// Back undoes what the reader did. What the page itself writes into an address that was just entered (codes for what a
// link says, filters that go along to another view) is no step of its own: Back would lead to it and be written over.
if (!window.palKeepsHistory) {
  window.palKeepsHistory = true;
  let isUntouched = true;
  const push = window.history.pushState.bind(window.history);
  window.history.pushState = (state, title, address) => {
    const isOtherView = new URL(address, window.location.href).pathname !== window.location.pathname;
    if (isUntouched && !isOtherView) window.history.replaceState(state, title, address);
    else push(state, title, address);
    isUntouched = isOtherView || isUntouched;
  };
  const touch = () => { isUntouched = false; };
  // Screen readers and voice press without a pointer or a key.
  for (const kind of ["pointerdown", "keydown", "click", "input"]) document.addEventListener(kind, touch, true);
  window.addEventListener("popstate", () => { isUntouched = true; }, true);
}

// Figures are drawn for one theme: they are drawn anew when the page changes between light and dark.
if (!window.palFollowsTheme) {
  window.palFollowsTheme = true;
  document.addEventListener("transitionend", ({ target }) => {
    if (target.matches(".st-key-ridisegna")) target.querySelector("button").click();
  });
}

// Escape closes a window wherever in it one is: its table takes the key for its own once a cell was marked, and who comes
// from a figure that was drawn anew is nowhere.
if (!window.palClosesWindows) {
  window.palClosesWindows = true;
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector('[data-testid="stDialog"]');
    const at = document.activeElement;
    if (open && (at === document.body || at.closest('[role="gridcell"], [role="grid"], canvas'))) {
      event.stopPropagation();
      open.querySelector("button").click();
    }
  }, true);
}

// Plotly takes a tap for a click on what was pointed at before it: with a finger, nothing, or what was tapped last. So a
// finger points where it comes down.
if (!window.palPointsWithFingers) {
  window.palPointsWithFingers = true;
  document.addEventListener("touchstart", ({ target, touches }) => {
    const area = touches.length === 1 && target.closest && target.closest(".js-plotly-plot .drag");
    if (!area) return;
    const { clientX, clientY } = touches[0];
    area.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY, view: window }));
  }, { capture: true, passive: true });
}

// A figure's PNG says what it is, of which period and filters, from where and when: the words come with the figure.
if (!window.palWritesOnFigures) {
  window.palWritesOnFigures = true;
  let words = null;
  const sizes = { edge: 24, title: 34, line: 22 };

  const fold = (context, line, width) => {
    const rows = [""];
    for (const word of line.split(" ")) {
      const longer = `${rows[rows.length - 1]} ${word}`.trim();
      if (context.measureText(longer).width > width && rows[rows.length - 1]) rows.push(word);
      else rows[rows.length - 1] = longer;
    }
    return rows;
  };

  const write = async (link, { title, lines, paper, ink, font }) => {
    const picture = await createImageBitmap(await (await fetch(link.href)).blob());
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d");
    const fonts = { title: `600 ${sizes.title}px ${font}`, line: `${sizes.line}px ${font}` };
    const width = picture.width - 2 * sizes.edge;
    context.font = fonts.title;
    const heads = fold(context, title, width);
    context.font = fonts.line;
    const feet = lines.flatMap((line) => fold(context, line, width));
    const above = sizes.edge + heads.length * sizes.title * 1.3;
    const below = sizes.edge + feet.length * sizes.line * 1.4;
    canvas.width = picture.width;
    canvas.height = above + picture.height + below;
    context.fillStyle = paper;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = ink;
    context.textBaseline = "top";
    context.font = fonts.title;
    heads.forEach((row, place) => context.fillText(row, sizes.edge, sizes.edge + place * sizes.title * 1.3));
    context.drawImage(picture, 0, above);
    context.font = fonts.line;
    feet.forEach((row, place) => context.fillText(row, sizes.edge, above + picture.height + place * sizes.line * 1.4));
    const saved = document.createElement("a");
    saved.href = canvas.toDataURL("image/png");
    saved.download = link.download;
    saved.dataset.palWritten = "";
    document.body.append(saved);
    saved.click();
    saved.remove();
  };

  document.addEventListener("click", (event) => {
    const camera = event.target.closest && event.target.closest(".modebar-btn");
    if (camera) {
      const figure = camera.closest(".js-plotly-plot");
      const { title, lines } = figure._context.toImageButtonOptions;
      const { paper_bgcolor: paper, font } = figure._fullLayout;
      words = title && { title, lines, paper, ink: font.color, font: getComputedStyle(document.body).fontFamily };
      return;
    }
    const link = event.target.closest && event.target.closest("a[download$='.png']");
    if (link && words && !("palWritten" in link.dataset)) {
      event.preventDefault();
      write(link, words);
      words = null;
    }
  }, true);
}
