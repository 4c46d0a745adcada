/* On a narrow window the charts are folded, so that the page is a list of them; what the address asks for is open. */
"use strict";

(() => {
  function unfold() {
    const asked = document.getElementById(location.hash.slice(1))?.closest("details");
    if (!asked) return;
    asked.open = true;
    asked.scrollIntoView();
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (matchMedia("(max-width: 60rem)").matches) {
      for (const chart of [...document.querySelectorAll(".chart")].slice(1)) chart.open = false;
    }
    window.addEventListener("hashchange", unfold);
    unfold();
  });
})();
