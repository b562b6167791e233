// The dashboard's own script: the language of the page, copying a link, the download of a picture, what keys and screen readers need.
// It runs before Streamlit's modules, from our own address, and asks nobody for anything.
(function () {
  "use strict";
  // Without it, Streamlit looks for its server under every folder of the address and logs a fault for each miss.
  window.__streamlit = { BACKEND_BASE_URL: window.location.origin + "/" };

  function sayLanguage() {
    var english = new URLSearchParams(window.location.search).get("lang") === "en";
    document.documentElement.lang = english ? "en" : "zh-CN";
  }
  ["pushState", "replaceState"].forEach(function (name) {
    var original = window.history[name];
    window.history[name] = function () {
      var result = original.apply(this, arguments);
      sayLanguage();
      return result;
    };
  });
  window.addEventListener("popstate", sayLanguage);
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
  new MutationObserver(markPage).observe(document, { childList: true, subtree: true });

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
      first.focus();
    }
  });
}());
