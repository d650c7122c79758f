// Makes wwwroot/concord.css, han.css (loaded last: it is long) and their fonts from govuk-frontend and fontsource, and test fixtures from what govuk-frontend ships.
// `node build.mjs` builds; the sum of the inputs is written beside the outputs, and a test compares it with the inputs.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const modules = join(here, 'node_modules');
const wwwroot = join(root, 'src/Concord/wwwroot');
const fonts = join(wwwroot, 'fonts');

const families = [
  ['noto-sans', [400, 600], ['latin', 'latin-ext', 'vietnamese']],
  ['noto-sans-khmer', [400, 600], ['khmer']],
  ['noto-sans-lao', [400, 600], ['lao']],
  ['noto-sans-thai', [400, 600], ['thai']],
  ['noto-sans-myanmar', [400, 600], ['myanmar']],
  ['noto-sans-sc', [400], 'common'],
];

const components = ['back-link', 'breadcrumbs', 'button', 'checkboxes', 'details', 'error-message', 'error-summary', 'fieldset',
  'file-upload', 'generic-header', 'hint', 'input', 'inset-text', 'label', 'language-navigation', 'notification-banner', 'pagination',
  'phase-banner', 'radios', 'select', 'skip-link', 'summary-list', 'table', 'tag', 'textarea', 'warning-text'];

// The characters of everyday Chinese: level 1 of GB 2312 (rows 16 to 55).
function everydayHan() {
  const decoder = new TextDecoder('gbk');
  const found = new Set();
  for (let row = 16; row <= 55; row++)
    for (let cell = 1; cell <= 94; cell++)
      found.add(decoder.decode(Uint8Array.of(row + 0xa0, cell + 0xa0)).codePointAt(0));
  return found;
}

function covers(range, wanted) {
  for (const part of range.split(',')) {
    const [from, to] = part.trim().replace('U+', '').split('-').map(x => parseInt(x, 16));
    for (let c = from; c <= (to ?? from); c++) if (wanted.has(c)) return true;
  }
  return false;
}

function fontFaces() {
  rmSync(fonts, { recursive: true, force: true });
  mkdirSync(fonts, { recursive: true });
  const han = everydayHan();
  const faces = { house: [], han: [] };
  for (const [family, weights, subsets] of families) {
    for (const weight of weights) {
      const css = readFileSync(join(modules, '@fontsource', family, `${weight}.css`), 'utf8');
      for (const face of css.match(/@font-face\s*{[^}]*}/g)) {
        const file = basename(face.match(/url\(\.\/files\/([^)]*\.woff2)\)/)[1]);
        const range = face.match(/unicode-range:\s*([^;]*);/)?.[1];
        const subset = file.slice(family.length + 1).replace(`-${weight}-normal.woff2`, '');
        const wanted = subsets === 'common' ? /^\d+$/.test(subset) && covers(range, han) : subsets.includes(subset);
        if (!wanted) continue;
        copyFileSync(join(modules, '@fontsource', family, 'files', file), join(fonts, file));
        const name = face.match(/font-family:\s*'([^']*)'/)[1];
        // the one weight of Han stands for both: browsers embolden it, as newspapers do
        const weightText = subsets === 'common' ? '400' : weight;
        (subsets === 'common' ? faces.han : faces.house).push(`@font-face{font-family:"${name}";font-style:normal;font-display:swap;font-weight:${weightText};`
          + `src:url("/fonts/${file}") format("woff2");unicode-range:${range}}`);
      }
    }
    copyFileSync(join(modules, '@fontsource', family, 'LICENSE'), join(fonts, `${family}.LICENSE.txt`));
  }
  return { house: faces.house.join('\n'), han: faces.han.join('\n') };
}

function inputs() {
  const files = ['build.mjs', 'package.json', 'package-lock.json',
    ...readdirSync(join(here, 'styles')).sort().map(f => `styles/${f}`)];
  const sum = createHash('sha256');
  for (const file of files) sum.update(file).update('\0').update(readFileSync(join(here, file))).update('\0');
  return sum.digest('hex');
}

// What the framework has and no page of ours uses is left out; its names stand in unused.txt, and a test tells whoever comes to use one to build again.
function used() {
  const source = join(root, 'src/Concord');
  const names = new Set();
  for (const file of readdirSync(source, { recursive: true }))
    if (/\.(cshtml|cs|js)$/.test(file)) for (const [name] of readFileSync(join(source, file), 'utf8').matchAll(/govuk-[a-zA-Z0-9_-]*/g)) names.add(name);
  return names;
}

function pruned(text, keep) {
  const left = new Set();
  const begun = [...keep].filter(name => /(--|__)$/.test(name));
  const stays = selector => [...selector.replace(/:not\([^)]*\)/g, '').matchAll(/\.(govuk-[a-zA-Z0-9_-]+)/g)].every(([, name]) => {
    const is = keep.has(name) || begun.some(b => name.startsWith(b));
    if (!is) left.add(name);
    return is;
  });
  // selectors apart at the commas that stand in no bracket
  const apart = list => list.split(/,(?![^(]*\))/);
  const walk = from => {
    let out = '';
    let at = from;
    while (at < text.length && text[at] !== '}') {
      const open = text.indexOf('{', at);
      const semicolon = text.indexOf(';', at);
      if (semicolon >= 0 && (semicolon < open || open < 0) && text[at] === '@') {
        out += text.slice(at, semicolon + 1);
        at = semicolon + 1;
        continue;
      }
      if (open < 0) break;
      const head = text.slice(at, open);
      if (/^@(media|supports)/.test(head)) {
        const [inside, end] = walk(open + 1);
        if (inside) out += `${head}{${inside}}`;
        at = end + 1;
        continue;
      }
      const close = text.indexOf('}', open);
      const kept = head.startsWith('@') ? [head] : apart(head).filter(stays);
      if (kept.length) out += `${kept.join(',')}${text.slice(open, close + 1)}`;
      at = close + 1;
    }
    return [out, at];
  };
  const [out] = walk(0);
  return { css: out, left: [...left].sort() };
}

function fixtures() {
  const all = {};
  for (const component of components) {
    const shipped = JSON.parse(readFileSync(join(modules, 'govuk-frontend/dist/govuk/components', component, 'fixtures.json'), 'utf8'));
    all[component] = shipped.fixtures
      .filter(f => !/:(hover|focus|active)/.test(JSON.stringify(f.options)))
      .map(({ name, options, html }) => ({ name, options, html }));
  }
  const out = join(root, 'tests/Concord.Tests/Web');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'govuk-fixtures.json'), JSON.stringify(all, null, 1) + '\n');
}

const faces = fontFaces();
const css = sass.compile(join(here, 'styles/concord.scss'), {
  style: 'compressed',
  quietDeps: true,
  loadPaths: [join(modules, 'govuk-frontend/dist')],
  importers: [{
    canonicalize: url => (url === 'fonts' || url.endsWith('/fonts')) ? new URL('concord:fonts') : null,
    load: () => ({ contents: faces.house, syntax: 'css' }),
  }],
}).css;
// Every functional colour has a value, so none needs another beside it; the letters are said once, for the page, and everything on it inherits them.
const once = css.replace(/^\uFEFF/, '')
  .replace(/var\((--govuk-[a-z-]+), #[0-9a-f]+\)/g, 'var($1)')
  .replace(/(?<=[{;])font-family:"Noto Sans",[^;}]*;-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;?/g, '')
  .replace(/(?<=[{;])font-family:sans-serif;?/g, '')
  .replace(/@media print\{[^{}]*\{\}\}/g, '')
  .replace(/(?<=[}{])[^{}@]*\{\}/g, '');
const lean = pruned(once, used());
writeFileSync(join(here, 'unused.txt'), lean.left.join('\n') + '\n');
const sums = [`inputs ${inputs()}`];
for (const [name, text] of [['concord.css', lean.css], ['han.css', faces.han]]) {
  writeFileSync(join(wwwroot, name), text + '\n');
  sums.push(`${name} ${createHash('sha256').update(text + '\n').digest('hex')}`);
}
writeFileSync(join(wwwroot, 'assets.sum'), sums.join('\n') + '\n');
fixtures();
console.log(`concord.css: ${lean.css.length} of ${css.length} bytes, ${readdirSync(fonts).length} font files`);
