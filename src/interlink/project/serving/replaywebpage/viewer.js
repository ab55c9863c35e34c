// ReplayWeb.page opens its frame once its worker is registered, which may be long before the worker answers: then the
// frame has this server's "not found" in it, and keeps it. So the worker is started first, at the address and for the
// folder that ReplayWeb.page will ask for, and that program is loaded when the worker is active.
"use strict";

const SCRIPT = document.currentScript.dataset.replay;

function show() {
  const script = document.createElement("script");
  script.src = SCRIPT;
  // It does nothing before the page's "load", which is past by now.
  script.addEventListener("load", () => window.dispatchEvent(new Event("load")));
  document.head.append(script);
}

async function workerIsActive() {
  const registration = await navigator.serviceWorker.register("/replay/sw.js?serveIndex=1", { scope: "/replay/" });
  const worker = registration.active || registration.waiting || registration.installing;
  if (!worker || worker.state === "activated") return;
  await new Promise((done) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated" || worker.state === "redundant") done();
    });
  });
}

// Where a browser has no workers, or lets none run here, ReplayWeb.page says so in its own words.
if ("serviceWorker" in navigator) workerIsActive().then(show, show);
else show();
