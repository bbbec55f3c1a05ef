/* Small help on top of pages that stand without it: the account panel, the menu of a telephone, focus on the map. */
(function () {
  "use strict";
  var panel = document.getElementById("account"), opener = null;

  /* Whoever closes the panel is where he opened it from. */
  function close() {
    panel.textContent = "";
    if (opener) { opener.focus(); }
    opener = null;
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest) { return; }
    if (event.target.closest("[data-close-account]")) { close(); return; }
    /* A card of a map opens in place; with a key held, or without scripts, its link leads to the page of its product. */
    var card = event.target.closest("a[data-card]");
    if (!card || !window.htmx || event.button || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.htmx.ajax("GET", card.dataset.card, { target: panel, swap: "innerHTML" }).then(function () {
      var way = panel.querySelector("[data-close-account]");
      opener = card;
      if (way) { way.focus(); }
    });
  });
  /* Back to a form as it was typed; without script the link leads to it anew. */
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-back]")) { event.preventDefault(); window.history.back(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel && panel.textContent) { close(); }
  });
  /* On a telephone the rooms and their pages stand behind a button. */
  var menu = document.querySelector("button.menu");
  menu.addEventListener("click", function () {
    menu.setAttribute("aria-expanded", String(document.body.classList.toggle("menu-open")));
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.detail.target === panel) { panel.scrollTop = 0; }
  });
  /* What is refused is said where the answer would have stood, never passed over. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.status === 422 && event.detail.target.hasAttribute("data-refusals")) { event.detail.shouldSwap = true; }
  });
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-auto]");
    if (form) { form.submit(); }
  });

  Array.prototype.forEach.call(document.querySelectorAll("svg"), function (map) {
    if (!map.querySelector(".card")) { return; }
    function light(card) {
      var own = card.dataset.id, near = [own], ties = map.querySelectorAll("[data-from]");
      ties.forEach(function (tie) {
        var lit = tie.dataset.from === own || tie.dataset.to === own;
        tie.classList.toggle("lit", lit);
        if (lit) { near.push(tie.dataset.from, tie.dataset.to); }
      });
      if (!ties.length) { return; }
      map.classList.add("focused");
      map.querySelectorAll(".card").forEach(function (other) {
        other.classList.toggle("lit", near.indexOf(other.dataset.id) >= 0);
      });
    }
    function rest() { map.classList.remove("focused"); }
    map.querySelectorAll(".card").forEach(function (card) {
      card.addEventListener("mouseenter", function () { light(card); });
      card.addEventListener("mouseleave", rest);
    });
    /* Not on the cards: some browsers stop at every SVG element that listens to focus, besides its link. */
    map.addEventListener("focusin", function (event) {
      var card = event.target.closest(".card");
      if (card) { light(card); }
    });
    map.addEventListener("focusout", rest);
  });
}());
