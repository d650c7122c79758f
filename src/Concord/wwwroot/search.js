// While words are being written their answer is shown below. Without this file the form asks when it is sent.
const form = document.querySelector('form[data-live]');
const field = form.elements.q;
const answer = document.getElementById(form.dataset.live);
const told = document.createElement('p');
told.className = 'govuk-visually-hidden';
told.setAttribute('role', 'status');
form.after(told);

// A word that is still being written is asked for as a beginning; scripts without spaces are sought by their signs anyway.
const asked = text => /[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}]{3}$/u.test(text) && (text.match(/["“”„«»「」]/g) ?? []).length % 2 === 0 ? text + '*' : text;

let waiting, running, last = field.value.trim();

async function ask() {
  const text = field.value.trim();
  if (text === last) return;
  last = text;
  running?.abort();
  const mine = running = new AbortController();
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) address.searchParams.set(name, name === 'q' ? asked(text) : value);
  try {
    const got = await fetch(address, { signal: mine.signal });
    const page = got.ok && new DOMParser().parseFromString(await got.text(), 'text/html');
    const found = page && page.getElementById(answer.id);
    // what cannot be sought yet, or not so often, leaves the last answer where it is
    if (mine.signal.aborted || !found || page.querySelector('.govuk-error-summary')) return;
    told.textContent = found.querySelector('#found')?.textContent ?? '';
    answer.replaceChildren(...found.childNodes);
    history.replaceState(history.state, '', address);
  } catch (fault) {
    if (fault.name !== 'AbortError') last = null;
  }
}

field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 300);
});
form.addEventListener('submit', () => { clearTimeout(waiting); running?.abort(); });
