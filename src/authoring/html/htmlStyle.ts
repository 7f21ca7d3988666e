/** Colours and type that pages and slides share, in light and dark. */
export const sharedStyle = `
:root { color-scheme: light dark; --text: #1b1b1f; --paper: #ffffff; --quiet: #595963; --line: #c9c9d2; --accent: #8f2f00; --soft: #f3f3f7; --positive: #1a6fcc; --negative: #b36b00; --edge: #767676; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8ee; --paper: #17171b; --quiet: #a9a9b6; --line: #45454f; --accent: #ffb38a; --soft: #222229; --positive: #6fb1ff; --negative: #f0a030; --edge: #8c8c99; }
}
@media print {
  :root { --text: #000; --paper: #fff; --quiet: #333; --line: #999; --accent: #8f2f00; --soft: #f3f3f7; --positive: #1a6fcc; --negative: #b36b00; --edge: #767676; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--paper); font: 1.05rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3 { font-family: system-ui, "Segoe UI", sans-serif; line-height: 1.25; overflow-wrap: anywhere; }
.formula { display: flex; align-items: center; gap: 1em; margin: 1em 0; }
.form { margin: 1em 0 -0.6em; break-after: avoid; font-style: italic; font-size: 0.9em; }
.math { flex: 1; min-width: 0; overflow-x: auto; overflow-y: hidden; padding: .3em 0; }
/* A shade at the edge behind which a wide formula or table goes on. */
.math, .table {
  background: linear-gradient(to right, var(--paper) 40%, transparent) left / 2.5em 100% no-repeat local,
    linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5em 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) left / .6em 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) right / .6em 100% no-repeat scroll;
}
.math:focus-visible, .table:focus-visible, .drawing:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.katex-display { margin: 0 !important; }
.tag { color: var(--quiet); }
.left, .right, .operator { color: var(--accent); }
.drawing { margin: 1em 0; overflow-x: auto; text-align: center; }
.drawing svg { max-width: 100%; min-width: min(var(--least), 100rem); height: auto; }
.note { border-left: 3px solid var(--line); padding: .2em 0 .2em 1em; color: var(--quiet); }
.note.warning { border-color: var(--accent); }
.table { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .3em .8em; border-bottom: 1px solid var(--line); text-align: left; }
button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 4px; padding: .25em .9em; cursor: pointer; }
button:disabled { color: var(--quiet); cursor: default; }
`;

export const pageStyle = `${sharedStyle}
main, header { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
main { padding-bottom: 4rem; }
h1 { font-size: 1.9rem; margin: 0; }
h2 { margin-top: 2.2em; padding-bottom: .2em; border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: .2em 1.2em; padding: 0; list-style: none; }
a { color: var(--accent); }
.steps { margin: 1.5em 0; padding: .5em 1em; border: 1px solid var(--line); border-radius: 6px; }
.steps ol { padding: 0; list-style: none; }
.player { display: flex; align-items: center; gap: .8em; }
.playing li:not(.now) { display: none; }
.sentence { color: var(--quiet); }
/* While it is printed the page is as wide as A4 and Letter have room for. */
.printing main { width: 170mm; padding: 0; margin: 0; }
.printing .playing li:not(.now) { display: list-item; }
@page { margin: 15mm 20mm; }
@media print {
  main, header { max-width: none; padding: 0; }
  nav, .player { display: none !important; }
  .playing li:not(.now) { display: list-item; }
  .formula, table, li { break-inside: avoid; }
  h2, h3, .sentence { break-inside: avoid; break-after: avoid; }
  .math, .drawing { overflow: visible; }
  .math, .table { background: none; }
  .drawing svg { min-width: 0; max-height: 90vh; }
}
`;

export const slidesStyle = `${sharedStyle}
body { font-size: max(1rem, min(2.1vw, 3.7vh)); }
.frame { min-height: 100vh; padding: 4vh 5vw 8vh; display: flex; flex-direction: column; border-bottom: 1px solid var(--line); }
.frame h1 { font-size: 2.6em; margin: auto 0; text-align: center; }
.frame h2 { font-size: 1.35em; margin: 0 0 .6em; }
.content { flex: 1; display: flex; flex-direction: column; justify-content: safe center; min-height: 0; }
.content .math .katex { font-size: 1.45em; }
.content .drawing { margin: 0; }
.content .drawing svg { width: 100%; height: 68vh; min-width: 0; }
.notes { font-size: .75em; color: var(--quiet); border-top: 1px solid var(--line); margin: 1em 0 0; padding-top: .5em; }
.bar { position: fixed; right: 1rem; bottom: .7rem; display: flex; gap: .6em; align-items: center; font: .95rem system-ui, sans-serif; color: var(--quiet); background: var(--paper); padding: .2em .4em; }
.deck { overflow: hidden; }
.deck .frame { height: 100vh; overflow: auto; border: 0; }
.deck .frame:not(.now) { display: none; }
.deck:not(.speaking) .notes { display: none; }
.math { background: none; }
.deck .math { overflow: hidden; }
.math > .fit { display: block; transform-origin: center left; }
@media print {
  @page { size: 297mm 167mm; margin: 0; }
  .bar { display: none !important; }
  .deck { overflow: visible; }
  .deck .frame, .deck .frame:not(.now) { display: flex; height: 166mm; min-height: 0; overflow: hidden; break-after: page; break-inside: avoid; }
}
/* While it is printed every frame is as large as its page. */
.printing { font-size: 23px; width: 297mm; }
.printing .frame, .printing .frame:not(.now) { display: flex; height: 166mm; min-height: 0; padding: 8mm 14mm 12mm; }
.printing .content .drawing svg { height: 112mm; }
`;
