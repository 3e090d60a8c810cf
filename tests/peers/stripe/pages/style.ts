/** Everything the pages look like; light and dark by the reader's preference. */
export const STYLE = `
:root {
	color-scheme: light dark;
	--page: light-dark(#ffffff, #101216);
	--side: light-dark(#f5f6f8, #16191f);
	--card: light-dark(#ffffff, #1b1f26);
	--text: light-dark(#16181d, #eceef2);
	--quiet: light-dark(#5a6170, #a2a9b8);
	--line: light-dark(#dcdfe6, #323844);
	--edge: light-dark(#878f9f, #6a7386);
	--accent: light-dark(#3f46d6, #8f96ff);
	--on-accent: light-dark(#ffffff, #0c0e1c);
	--bad: light-dark(#b3261e, #ff8a80);
	--bad-bg: light-dark(#fdeeed, #34191a);
	--note: light-dark(#6b4700, #ffd48a);
	--note-bg: light-dark(#fff5df, #2b2415);
	font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); -webkit-text-size-adjust: 100%; }
h1, h2, p, ul, dl, dd, fieldset { margin: 0; padding: 0; }
ul { list-style: none; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.practice { background: var(--note-bg); color: var(--note); font-size: .875rem; padding: .625rem 1.25rem; text-align: center; text-wrap: balance; }
.practice strong { margin-right: .375rem; }
.two { display: grid; }
.summary { background: var(--side); padding: 1.75rem 1.25rem 2rem; }
.work { padding: 1.75rem 1.25rem 3rem; }
.inner { width: 100%; max-width: 27rem; margin: 0 auto; display: grid; gap: 1.5rem; }
.merchant { color: var(--quiet); font-size: 1rem; font-weight: 500; }
.amount { font-size: 2.25rem; line-height: 1.2; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.lines { display: grid; gap: .75rem; }
.lines > div { display: flex; justify-content: space-between; gap: 1.5rem; }
.lines dt { min-width: 0; overflow-wrap: anywhere; }
.lines dt small { display: block; color: var(--quiet); font-size: .8125rem; }
.lines dd { font-variant-numeric: tabular-nums; white-space: nowrap; }
.lines .total { border-top: 1px solid var(--line); padding-top: .75rem; font-weight: 600; }
form { display: grid; gap: 1.5rem; }
fieldset { border: 0; display: grid; gap: .875rem; min-width: 0; }
legend, h2 { font-size: 1.0625rem; font-weight: 600; padding: 0; }
legend { margin-bottom: .75rem; }
label { display: grid; gap: .3125rem; font-size: .875rem; font-weight: 500; }
input { font: inherit; width: 100%; min-height: 2.875rem; padding: .5rem .75rem; color: inherit; background: var(--card); border: 1px solid var(--edge); border-radius: .5rem; font-variant-numeric: tabular-nums; }
input[aria-invalid] { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
.wrong { color: var(--bad); font-size: .875rem; margin-top: .3125rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .875rem; align-items: start; }
button, .button { font: inherit; font-weight: 600; min-height: 3rem; width: 100%; padding: .625rem 1.25rem; border-radius: .5rem; border: 1px solid transparent; background: var(--accent); color: var(--on-accent); cursor: pointer; text-align: center; text-decoration: none; display: block; }
button:hover, .button:hover { filter: brightness(1.08); }
.second { background: transparent; color: var(--text); border-color: var(--edge); }
.small { min-height: 2.75rem; width: auto; padding: .375rem 1rem; font-size: .875rem; }
.alert { background: var(--bad-bg); color: var(--bad); border-radius: .5rem; padding: .75rem 1rem; font-weight: 500; }
.status { background: var(--side); border-radius: .5rem; padding: .75rem 1rem; }
.quiet { color: var(--quiet); font-size: .875rem; }
.leave { text-align: center; font-size: .9375rem; }
.leave a { display: inline-block; padding: .5rem; }
.try { border-top: 1px solid var(--line); padding-top: 1.5rem; }
.tests { display: grid; gap: .5rem; margin-top: .75rem; }
.tests a { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 2.75rem; padding: .375rem .75rem; border: 1px solid var(--line); border-radius: .5rem; color: inherit; text-decoration: none; font-size: .875rem; }
.tests a:hover { border-color: var(--accent); }
.tests a[aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.tests code { font: 500 .8125rem/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: nowrap; }
.tests span { color: var(--quiet); text-align: right; }
.single { padding: 2.5rem 1.25rem; }
.panel { max-width: 30rem; margin: 0 auto; display: grid; gap: 1.25rem; }
.panel h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; }
.choices { display: grid; gap: .75rem; }
.cards { display: grid; gap: .75rem; }
.cards li { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: .875rem 1rem; border: 1px solid var(--line); border-radius: .625rem; background: var(--card); }
.cards strong { display: block; font-weight: 600; font-variant-numeric: tabular-nums; }
@media (min-width: 56rem) {
	.two { grid-template-columns: 1fr 1fr; min-height: calc(100vh - 2.625rem); }
	.summary, .work { padding: 4rem 3rem; }
	.summary .inner { margin-right: 0; margin-left: auto; align-content: start; }
	.work .inner { margin-left: 0; align-content: start; }
	.single { padding-top: 5rem; min-height: calc(100vh - 2.625rem); background: var(--side); }
	.panel { padding: 2.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .875rem; }
	.panel .cards li { background: transparent; }
}
`;
