// Asks the authenticator for a passkey, and sends what it says in the form that asks for it.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const asked = (form) => {
    const options = JSON.parse(form.dataset.options);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const name of ["allowCredentials", "excludeCredentials"])
      for (const one of options[name] || []) one.id = bytes(one.id);
    return options;
  };
  const told = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (credential.response[name]) response[name] = text(credential.response[name]);
    return JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    });
  };
  const send = (form, credential) => {
    form.elements.answer.value = told(credential);
    form.submit();
  };
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-options]")) {
    form.hidden = false;
    let quiet = null; // the offer in the field for the address
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (quiet) quiet.abort();
      const failed = form.querySelector("[role=alert]");
      failed.hidden = true;
      try {
        const publicKey = asked(form);
        send(form, publicKey.user
          ? await navigator.credentials.create({ publicKey })
          : await navigator.credentials.get({ publicKey }));
      } catch {
        failed.hidden = false;
      }
    });
    const offers = PublicKeyCredential.isConditionalMediationAvailable;
    if (form.dataset.way === "sign-in" && offers)
      offers.call(PublicKeyCredential).then((may) => {
        if (!may) return;
        quiet = new AbortController();
        navigator.credentials
          .get({ publicKey: asked(form), mediation: "conditional", signal: quiet.signal })
          .then((credential) => send(form, credential), () => {});
      });
  }
})();
