/** Two columns on a desk, one in the hand; colours follow the reader's system. */
export const STYLE = `
:root { color-scheme: light dark; --bg: #f3f5f7; --card: #fff; --ink: #16202b; --soft: #55616e; --line: #d9dfe5;
  --accent: #0b6b73; --on-accent: #fff; --warn-bg: #fff1cf; --warn-ink: #5b4300; --bad: #a3221a; --bad-bg: #fdecea; --good: #14683a; --good-bg: #e4f5ea; --tile: #e9f1f2; }
@media (prefers-color-scheme: dark) { :root { --bg: #0f151b; --card: #182029; --ink: #e8edf2; --soft: #a3afbb; --line: #2d3946;
  --accent: #5cc4c9; --on-accent: #06272a; --warn-bg: #3a2f12; --warn-ink: #ffe09a; --bad: #ff9d94; --bad-bg: #3a1d1b; --good: #7fdca2; --good-bg: #16321f; --tile: #22303a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; min-height: 100vh; display: flex; flex-direction: column; }
.practice { margin: 0; padding: .6rem 1rem; text-align: center; background: var(--warn-bg); color: var(--warn-ink); font-size: .875rem; }
main { width: 100%; max-width: 60rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1rem; align-items: start; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.25rem; min-width: 0; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
h1 span { display: block; font-size: .875rem; font-weight: 500; color: var(--soft); letter-spacing: 0; }
h2 { margin: 0 0 1rem; font-size: 1.125rem; }
dl { margin: 0; display: grid; gap: .6rem; }
.summary dl { grid-template-columns: 1fr 1fr; gap: .6rem 1rem; } .wide { grid-column: 1 / -1; }
dt { color: var(--soft); font-size: .8125rem; } dd { margin: 0; overflow-wrap: anywhere; }
.mono, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875rem; }
details { margin-top: 1rem; } summary { cursor: pointer; color: var(--accent); font-size: .9375rem; padding: .35rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
.items li { display: flex; justify-content: space-between; gap: 1rem; padding: .4rem 0; border-top: 1px solid var(--line); font-size: .9375rem; }
.items li span:last-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
.cards li { display: flex; flex-wrap: wrap; gap: .1rem .75rem; padding: .45rem 0; border-top: 1px solid var(--line); font-size: .875rem; color: var(--soft); } .cards code { color: var(--ink); }
fieldset { border: 0; margin: 0 0 1.1rem; padding: 0; min-width: 0; } legend { padding: 0; margin-bottom: .5rem; color: var(--soft); font-size: .8125rem; }
.channels { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
button, .primary { font: inherit; cursor: pointer; border-radius: 10px; border: 1px solid var(--line); background: transparent; color: var(--ink); min-height: 2.9rem; padding: .5rem 1rem; }
button:hover { border-color: var(--accent); }
.channel { display: flex; font-size: .9375rem; align-items: center; gap: .75rem; text-align: left; padding: .45rem .75rem .45rem .5rem; }
.tile { flex: none; width: 3.9rem; padding: .45rem 0; border-radius: 7px; text-align: center; font-size: .75rem; font-weight: 700; line-height: 1.2; background: var(--tile); color: var(--accent); }
.primary { display: inline-block; background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
.acts { display: grid; gap: .6rem; margin-top: 1.25rem; }
.codes { gap: 1rem; } .code { font: 600 1.375rem/1.3 ui-monospace, "SF Mono", Menlo, Consolas, monospace; user-select: all; } .code span { margin-right: .45em; }
.qr { margin: 0; text-align: center; } .qr svg { display: block; width: min(100%, 15rem); height: auto; margin: 0 auto .6rem; border-radius: 10px; border: 1px solid var(--line); } .qr figcaption { color: var(--soft); font-size: .875rem; }
.fields { display: grid; gap: .4rem; } label { font-size: .875rem; color: var(--soft); }
input { font: inherit; width: 100%; min-height: 2.9rem; padding: .5rem .75rem; margin-bottom: .5rem; border: 1px solid var(--line); border-radius: 10px; background: var(--bg); color: var(--ink); font-variant-numeric: tabular-nums; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
a { color: var(--accent); } .links { margin: 1rem 0 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.foot a { padding: .6rem 0; } .foot { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; margin-top: 1.25rem; padding-top: .5rem; border-top: 1px solid var(--line); font-size: .9375rem; }
.quiet { border-color: transparent; color: var(--soft); padding: 0; text-decoration: underline; font-size: inherit; }
.notice { margin: 0 0 1rem; padding: .7rem .9rem; border-radius: 10px; } .notice.bad { color: var(--bad); background: var(--bad-bg); } .notice.good { color: var(--good); background: var(--good-bg); }
.end { text-align: center; padding: 1.5rem 0; } .end h2 { margin: .75rem 0 .25rem; } .end p { margin: 0 0 1rem; color: var(--soft); }
.end a.primary { padding: .65rem 1.25rem; } .mark { display: inline-grid; place-items: center; width: 3.5rem; height: 3.5rem; border-radius: 50%; font-size: 1.6rem; font-weight: 700; } .mark.good { color: var(--good); background: var(--good-bg); } .mark.bad { color: var(--bad); background: var(--bad-bg); }
footer { margin-top: auto; padding: 1rem; text-align: center; color: var(--soft); font-size: .8125rem; }
@media (min-width: 52rem) { main { grid-template-columns: 19rem 1fr; padding: 2rem 1rem; gap: 1.5rem; } .summary dl { grid-template-columns: 1fr; } .summary { position: sticky; top: 1.5rem; } .acts { grid-template-columns: 1fr 1fr; } }
`;
