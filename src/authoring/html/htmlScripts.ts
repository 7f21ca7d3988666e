/** On paper nothing scrolls: what is wider than the page is made smaller while it is printed. */
export const printScript = `'use strict';
addEventListener('beforeprint', () => {
  document.body.classList.add('printing');
  for (const math of document.querySelectorAll('.math')) {
    const face = math.firstElementChild;
    face.style.zoom = Math.min(1, math.clientWidth / math.scrollWidth);
  }
});
addEventListener('afterprint', () => {
  document.body.classList.remove('printing');
  for (const math of document.querySelectorAll('.math')) math.firstElementChild.style.zoom = '';
});
`;

/** The player of a page: the steps of a formula one at a time, by buttons. Without it all are there, one below the other. */
export function playerScript(words: { readonly back: string; readonly next: string; readonly all: string }): string {
  return `'use strict';
for (const steps of document.querySelectorAll('.steps')) {
  const items = [...steps.querySelectorAll('li')];
  if (items.length < 2) continue;
  let at = 0;
  const bar = document.createElement('div');
  bar.className = 'player';
  const button = (text, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', act);
    bar.append(made);
    return made;
  };
  const back = button(${quoted(words.back)}, () => show(at - 1));
  const next = button(${quoted(words.next)}, () => show(at + 1));
  const count = document.createElement('span');
  count.setAttribute('role', 'status');
  bar.append(count);
  const all = button(${quoted(words.all)}, () => {
    all.setAttribute('aria-pressed', String(!steps.classList.toggle('playing')));
  });
  all.setAttribute('aria-pressed', 'false');
  const show = (to) => {
    at = Math.max(0, Math.min(items.length - 1, to));
    items.forEach((item, i) => item.classList.toggle('now', i === at));
    back.disabled = at === 0;
    next.disabled = at === items.length - 1;
    count.textContent = (at + 1) + ' / ' + items.length;
  };
  steps.querySelector('ol').before(bar);
  steps.classList.add('playing');
  show(0);
}
`;
}

/** The keys of a deck: a frame at a time, its number in the address, notes by N, formulas shrunk to their frame. */
export function deckScript(words: { readonly back: string; readonly next: string; readonly notes: string }): string {
  return `'use strict';
const frames = [...document.querySelectorAll('.frame')];
const bar = document.createElement('nav');
bar.className = 'bar';
const button = (text, act) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', act);
  bar.append(made);
  return made;
};
let at = 0;
const back = button(${quoted(words.back)}, () => show(at - 1));
const count = document.createElement('span');
count.setAttribute('role', 'status');
bar.append(count);
const next = button(${quoted(words.next)}, () => show(at + 1));
const notes = button(${quoted(words.notes)}, () => speak());
document.body.append(bar);
const speak = () => notes.setAttribute('aria-pressed', String(document.body.classList.toggle('speaking')));
const shrink = (math, factor) => {
  const face = math.firstElementChild;
  math.style.height = face.offsetHeight * factor + 8 + 'px';
  face.style.width = 100 / factor + '%';
  face.style.transform = 'scale(' + factor + ')';
  face.style.transformOrigin = 'top left';
};
const fit = (frame) => {
  const all = [...frame.querySelectorAll('.math')];
  for (const math of all) {
    const face = math.firstElementChild;
    face.classList.add('fit');
    face.style.cssText = '';
    math.style.height = '';
  }
  const factors = all.map((math) => Math.min(1, math.clientWidth / math.firstElementChild.scrollWidth));
  all.forEach((math, i) => factors[i] < 1 && shrink(math, factors[i]));
  const content = frame.querySelector('.content');
  if (content === null) return;
  const taken = all.reduce((sum, math) => sum + math.offsetHeight, 0);
  const share = (content.clientHeight - (content.scrollHeight - taken)) / taken;
  if (share < 1) all.forEach((math, i) => shrink(math, factors[i] * Math.max(0.2, share)));
};
const show = (to) => {
  at = Math.max(0, Math.min(frames.length - 1, to));
  frames.forEach((frame, i) => frame.classList.toggle('now', i === at));
  back.disabled = at === 0;
  next.disabled = at === frames.length - 1;
  count.textContent = (at + 1) + ' / ' + frames.length;
  history.replaceState(null, '', '#' + (at + 1));
  fit(frames[at]);
};
const keys = {
  ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement && event.key === ' ') return;
  if (event.key === 'n' || event.key === 'N') return speak();
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  show(at + keys[event.key]);
});
addEventListener('resize', () => fit(frames[at]));
addEventListener('beforeprint', () => {
  document.body.classList.add('printing');
  frames.forEach(fit);
});
addEventListener('afterprint', () => {
  document.body.classList.remove('printing');
  fit(frames[at]);
});
addEventListener('hashchange', () => show(Number(location.hash.slice(1)) - 1 || 0));
document.body.classList.add('deck');
notes.setAttribute('aria-pressed', 'false');
show(Number(location.hash.slice(1)) - 1 || 0);
document.fonts?.ready.then(() => fit(frames[at]));
`;
}

/** A string of JavaScript that cannot end the script it is in. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
