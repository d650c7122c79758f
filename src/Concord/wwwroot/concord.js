// Comforts only: every page works without this file.

// Errors and results take the focus, so that a screen reader begins there.
const first = document.querySelector('.govuk-error-summary, .govuk-notification-banner[role="alert"], #results-title');
if (first && !location.hash) {
  first.setAttribute('tabindex', '-1');
  first.focus();
}

// A link to a lit passage moves the focus there too, not only the view.
function arrive() {
  const at = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!at) return;
  for (let box = at.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  if (!at.matches('a, button, input, select, textarea, summary, [tabindex]')) at.setAttribute('tabindex', '-1');
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: at.closest('.c-review') && innerWidth < 769 ? 'start' : 'center' });
}
addEventListener('hashchange', arrive);
arrive();

// Files may be dropped on the frame around their field.
for (const frame of document.querySelectorAll('[data-drop]')) {
  const field = frame.querySelector('input[type="file"]');
  const over = on => frame.classList.toggle('c-drop--over', on);
  frame.classList.add('c-drop--ready');
  for (const name of ['dragenter', 'dragover']) {
    frame.addEventListener(name, event => { event.preventDefault(); over(true); });
  }
  for (const name of ['dragleave', 'drop']) frame.addEventListener(name, () => over(false));
  frame.addEventListener('drop', event => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

// A form is sent once.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
addEventListener('pageshow', () => document.querySelectorAll('form').forEach(form => delete form.dataset.sent));
