/* Small help on top of pages that stand without it: the account panel, focus on the map. */
(function () {
  "use strict";
  var panel = document.getElementById("account");

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-close-account]")) { panel.textContent = ""; }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel) { panel.textContent = ""; }
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

  Array.prototype.forEach.call(document.querySelectorAll(".map"), function (map) {
    function light(card) {
      var near = [card.dataset.id].concat((card.dataset.near || "").split(" "));
      map.classList.add("focused");
      map.querySelectorAll(".card").forEach(function (other) {
        other.classList.toggle("lit", near.indexOf(other.dataset.id) >= 0);
      });
      map.querySelectorAll(".tie").forEach(function (tie) {
        tie.classList.toggle("lit", tie.dataset.from === card.dataset.id || tie.dataset.to === card.dataset.id);
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
