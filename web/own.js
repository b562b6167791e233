// The dashboard's own script: the language of the page, copying a link, the download of a picture, selectors on a phone,
// what keys and screen readers need.
// It runs before Streamlit's modules, from our own address, and asks nobody for anything.
(function () {
  "use strict";
  // Without it, Streamlit looks for its server under every folder of the address and logs a fault for each miss.
  window.__streamlit = { BACKEND_BASE_URL: window.location.origin + "/" };

  function sayLanguage() {
    var english = new URLSearchParams(window.location.search).get("lang") === "en";
    document.documentElement.lang = english ? "en" : "zh-CN";
  }

  // On a phone the selectors of a page are folded and open as a sheet (pages/parts/style.py). Streamlit redraws a page at
  // every run: so the root holds whether it is open, and what a screen reader must know is said anew.
  var root = document.documentElement, narrow = window.matchMedia("(max-width: 640px)");
  var path = window.location.pathname, backwards = false, listWasOpen = false;
  root.dataset.filters = "closed";
  function sheet() { return document.querySelector(".st-key-filters"); }
  function isOpen() { return root.dataset.filters === "open" && narrow.matches && sheet() !== null; }
  function listIsOpen() { return document.querySelector("[role=listbox]") !== null; }

  function sayFilters() {
    var opener = document.querySelector(".filters-open"), folded = sheet();
    if (!opener || !folded) { return; }
    folded.id = "filters";
    opener.setAttribute("aria-expanded", String(isOpen()));
    if (isOpen()) {
      // Not aria-modal: the lists of the selectors stand outside, and a screen reader must reach them.
      folded.setAttribute("role", "dialog");
      folded.setAttribute("aria-label", opener.dataset.name);
      folded.tabIndex = -1;
    } else {
      ["role", "aria-label", "tabindex"].forEach(function (name) { folded.removeAttribute(name); });
    }
  }
  function openFilters() {
    root.dataset.filters = "open";
    sayFilters();
    // Not the first field: a phone would put its keyboard over the sheet.
    sheet().focus({ preventScroll: true });
  }
  function closeFilters() {
    root.dataset.filters = "closed";
    sayFilters();
  }
  function leaveFilters() {
    closeFilters();
    document.querySelector(".filters-open").focus();
  }
  function closeOnAnotherPage() {
    if (window.location.pathname !== path) { closeFilters(); }
    path = window.location.pathname;
  }

  narrow.addEventListener("change", closeFilters);
  document.addEventListener("pointerdown", function () { listWasOpen = listIsOpen(); }, true);
  document.addEventListener("click", function (event) {
    if (event.target.closest(".filters-open")) {
      openFilters();
    } else if (event.target.closest(".filters-done") || (event.target.closest(".filters-scrim") && !listWasOpen)) {
      leaveFilters();
    } else if (event.target.closest(".st-key-filters a")) {
      closeFilters();
    }
  });
  document.addEventListener("keydown", function (event) {
    backwards = event.shiftKey;
    // The first Escape is that of an open list.
    if (event.key === "Escape" && isOpen() && !listIsOpen()) { leaveFilters(); }
  }, true);
  // The Tab key stays within the sheet; the lists of the selectors stand outside #root.
  document.addEventListener("focusin", function (event) {
    if (isOpen() && event.target.closest("#root") && !sheet().contains(event.target)) {
      (backwards ? sheet().querySelector(".filters-done") : sheet()).focus();
    }
  });

  ["pushState", "replaceState"].forEach(function (name) {
    var original = window.history[name];
    window.history[name] = function () {
      var result = original.apply(this, arguments);
      sayLanguage();
      closeOnAnotherPage();
      return result;
    };
  });
  window.addEventListener("popstate", sayLanguage);
  window.addEventListener("popstate", closeOnAnotherPage);
  sayLanguage();

  // A page opened over plain HTTP on an intranet has no clipboard: the old command still works there.
  function copy(field) {
    field.focus();
    field.select();
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(field.value);
    }
    return document.execCommand("copy") ? Promise.resolve() : Promise.reject(new Error("refused"));
  }

  function copyFrom(button) {
    var shared = button.closest(".share");
    var field = shared.querySelector("textarea");
    var said = shared.querySelector("[role=status]");
    copy(field).then(
      function () { said.textContent = shared.dataset.copied; },
      function () { said.textContent = shared.dataset.selected; }
    );
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest(".share button");
    if (button) { copyFrom(button); }
  });
  document.addEventListener("focusin", function (event) {
    if (event.target.matches(".share textarea")) { event.target.select(); }
  });

  // The mode bar's own picture has neither title nor source: ours, made by the server, takes its place.
  document.addEventListener("click", function (event) {
    var icon = event.target.closest(".modebar-btn");
    var card = icon && icon.closest("[class*=st-key-card_]");
    var picture = card && card.querySelector("a.picture-of-card");
    if (picture) {
      event.stopImmediatePropagation();
      event.preventDefault();
      picture.click();
    }
  }, true);

  // Streamlit's skip link knows English only and leads to before our page links: ours leads to the first heading.
  document.addEventListener("focusin", function (event) {
    var site = document.querySelector("[data-skip]");
    if (site && event.target.matches("[data-testid=stSkipToContent]")) { event.target.textContent = site.dataset.skip; }
  });
  document.addEventListener("click", function (event) {
    var heading = document.querySelector("[data-testid=stMain] h1");
    if (heading && event.target.closest("[data-testid=stSkipToContent]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      heading.tabIndex = -1;
      heading.focus();
    }
  }, true);

  // Which page a reader is on is a grey ground only: said here to those who do not see it.
  function markPage() {
    document.querySelectorAll(".st-key-pages a").forEach(function (link) {
      if ("/" + link.getAttribute("href").split("?")[0] === window.location.pathname) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }
  new MutationObserver(function () {
    markPage();
    sayFilters();
  }).observe(document, { childList: true, subtree: true });

  // A figure is as wide as the screen and would be cut off on paper: with a view box it shrinks as a whole.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".main-svg").forEach(function (figure) {
      figure.setAttribute("viewBox", "0 0 " + figure.getAttribute("width") + " " + figure.getAttribute("height"));
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".main-svg").forEach(function (figure) { figure.removeAttribute("viewBox"); });
  });

  // "/" goes to the first selector, as in many sites; never while something is being typed.
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    var first = document.querySelector("[data-testid=stMain] input[role=combobox]");
    if (first) {
      event.preventDefault();
      if (first.closest(".st-key-filters") && narrow.matches) { openFilters(); }
      first.focus();
    }
  });
}());
