// Asks the browser for a passkey, or for a new one, and sends its answer with the form. Whatever else stands in the form is sent as it is.
for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', async event => {
    if (event.submitter?.matches('[data-plain]') || form.elements.credential.value) return;
    event.preventDefault();
    const fault = form.querySelector('[data-passkey-fault]');
    fault.hidden = true;
    try {
      const sent = new FormData(form);
      sent.delete('password');
      sent.delete('code');
      const answer = await fetch(form.dataset.options, { method: 'POST', body: sent, headers: { Accept: 'application/json' } });
      if (!answer.ok) {
        // The server says in its page what is missing.
        HTMLFormElement.prototype.submit.call(form);
        return;
      }
      const options = await answer.json();
      const credential = form.dataset.passkey === 'create'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      HTMLFormElement.prototype.submit.call(form);
    } catch {
      fault.hidden = false;
      delete form.dataset.sent;
    }
  });
}
