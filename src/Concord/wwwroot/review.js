// Plain keys and notices for reviewing. Every key presses a button or follows a link that is on the page.

const frame = document.querySelector('[data-keys]');
const memory = 'concord-keys';
let on = localStorage.getItem(memory) !== 'off';

function tell() {
  document.documentElement.classList.toggle('c-with-keys', on);
  frame.querySelector('[data-keys-switch]').setAttribute('aria-pressed', on);
  for (const control of document.querySelectorAll('[data-key]')) {
    if (on) control.setAttribute('aria-keyshortcuts', control.dataset.key);
    else control.removeAttribute('aria-keyshortcuts');
  }
}

if (frame) {
  frame.hidden = false;
  tell();
  frame.querySelector('[data-keys-switch]').addEventListener('click', () => {
    on = !on;
    localStorage.setItem(memory, on ? 'on' : 'off');
    tell();
  });
}

// The letter, or where the keyboard writes another script the place of the letter.
const letter = event => /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : /^[\x20-\x7e]$|^.{2,}$/.test(event.key) ? null
  : event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : null;

addEventListener('keydown', event => {
  if (!frame || !on || event.repeat || event.isComposing || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest('input:not([type="checkbox"]), select, textarea, [contenteditable]')) return;
  const key = letter(event);
  const control = key && document.querySelector(`[data-key="${key}"]`);
  if (!control) return;
  event.preventDefault();
  const closed = control.closest('details:not([open])');
  if (closed) {
    closed.open = true;
    control.focus();
  } else control.click();
});

// Words selected in the text go along to where a statement is added.
const adding = document.querySelector('[data-add]');
const words = range => {
  const part = range.cloneContents();
  part.querySelectorAll('.c-lit__no').forEach(number => number.remove());
  return part.textContent;
};
if (adding) {
  const plain = adding.getAttribute('href');
  document.addEventListener('selectionchange', () => {
    const chosen = getSelection();
    const range = chosen.rangeCount ? chosen.getRangeAt(0) : null;
    const start = range?.startContainer.parentElement?.closest('[data-paragraph]');
    adding.href = plain;
    if (!start || range.collapsed || !start.contains(range.endContainer)) return;
    const before = document.createRange();
    before.setStart(start, 0);
    before.setEnd(range.startContainer, range.startOffset);
    adding.href = `${plain}?${new URLSearchParams({ paragraph: start.dataset.paragraph, words: words(range).trim(), start: words(before).length })}`;
  });
}

// What others decided since this page was made.
const watched = document.querySelector('[data-meanwhile]');
const notice = document.querySelector('[data-meanwhile-notice]');
if (watched && notice) {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(watched.dataset.meanwhile).catch(() => null);
    const told = answer?.ok ? (await answer.text()).trim() : '';
    if (told && told !== notice.dataset.told) {
      notice.dataset.told = told;
      notice.innerHTML = told;
    }
  }, 10000);
}
