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
