// The report in headless Chromium: every chart draws, controls work, nothing is fetched, hostile names are text.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { everything, hostile, largest } from './results.mjs';

const MOST_BYTES = 8_000_000;
let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});
after(() => browser.close());

/** Opens a report from disk; what it says on the console, and what it asks of the network, is kept. */
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const seen = { said: [], asked: [], dialogs: [] };
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && seen.said.push(message.text()));
  page.on('pageerror', (error) => seen.said.push(String(error)));
  page.on('dialog', (dialog) => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on('request', (request) => seen.asked.push(request.url()));
  await page.goto(`file://${file}`);
  await page.waitForSelector('html[data-ready="yes"]');
  return { page, seen, close: () => context.close() };
}

function isQuiet(seen) {
  assert.deepEqual(seen.said, []);
  assert.deepEqual(seen.dialogs, []);
  assert.deepEqual(seen.asked.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:') && !url.startsWith('data:')), []);
  assert.equal(seen.asked.filter((url) => url.startsWith('file:')).length, 1);
}

/** Shapes that a chart draws beyond its background, for each chart. */
const drawn = (page) => page.$$eval('figure[data-figure]', (figures) => figures.map((figure) => ({
  title: figure.querySelector('h3').textContent,
  shapes: figure.querySelectorAll('.plot svg path').length,
  width: figure.querySelector('.plot svg')?.getBoundingClientRect().width ?? 0,
})));

async function allDraw(page) {
  const charts = await drawn(page);
  assert.ok(charts.length > 0);
  for (const chart of charts) assert.ok(chart.shapes > 2 && chart.width > 100, JSON.stringify(chart));
  return charts.map((chart) => chart.title);
}

/** The numbers of each chart on bars, lines and cells, as the charting library holds them, beside those of its table. */
const numbers = (page) => page.$$eval('figure[data-figure]', (figures) => figures.map((figure) => {
  figure.querySelector('details').open = true;
  figure.querySelector('details').dispatchEvent(new Event('toggle'));
  const more = figure.querySelector('.table > button:not([hidden])');
  if (more) more.click();
  const cells = [...figure.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  const chart = echarts.getInstanceByDom(figure.querySelector('.plot'));
  const option = chart.getOption();
  const valueOf = (item) => (item !== null && typeof item === 'object' && !Array.isArray(item) ? item.shown ?? item.value : item);
  const series = option.series.map((one) => ({ type: one.type, name: one.name ?? '', values: ((one.type === 'sankey' ? one.links : one.data) ?? []).map(valueOf) }));
  const axis = [option.xAxis, option.yAxis].flat().find((one) => one?.type === 'category');
  return { title: figure.querySelector('h3').textContent, cells, series, categories: axis?.data ?? [] };
}));

const parsed = (text) => Number(text.replaceAll(',', '').replace('<', ''));
/** Whether a text of a table is a number of a chart, rounded as tables are. */
const isShown = (text, value) => Math.abs(parsed(text) - value) <= Math.max(0.0051, Math.abs(value) * 6e-3);

/** Every named series over categories stands in the table, cell by cell. */
function agrees(chart) {
  let compared = 0;
  const named = chart.series.filter((one) => one.name !== '' && ['bar', 'line', 'scatter'].includes(one.type));
  for (const [k, one] of named.entries()) {
    for (const [at, value] of one.values.entries()) {
      if (typeof value !== 'number') continue;
      assert.ok(isShown(chart.cells[at][k + 1], value), `${chart.title}: ${one.name} at ${chart.categories[at]} is drawn as ${value} and told as ${chart.cells[at][k + 1]}`);
      compared += 1;
    }
  }
  return compared;
}

describe('every kind of results', () => {
  let shown;
  before(async () => { shown = await open(everything()); });
  after(() => shown.close());

  test('every chart draws, in silence and without the network', async () => {
    const titles = await allDraw(shown.page);
    for (const title of [
      'One measure, policy by policy', 'Change of the accounts of each customs territory',
      'From the buyers\' cost under the first policy to that under another', 'Every coalition with what it gains', 'How the gain of all could be shared',
      'Regret of each policy in each scenario', 'Tonnes of an element from stage to stage', 'Tonnes of an element between countries',
      'Demand served and short, by tier', 'What is short, by demand', 'What one more kilogram is worth where goods are traded',
      'Where an element comes from and where it goes', 'Payments from each payer to each payee', 'Least cost at each exposure',
      'One figure of the plan along the range', 'How likely it is that a value is exceeded', 'How likely each tier is short in each period',
      'How far prices spread', 'What the outcome depends on',
    ]) assert.ok(titles.includes(title), `no chart ${title} among ${titles.join(', ')}`);
    isQuiet(shown.seen);
  });

  test('the questions of a reader are answered in sentences', async () => {
    const text = await shown.page.textContent('#answers');
    for (const question of ['What does each plan come to?', 'Does the club work without one of its members?', 'Who wants to leave?', 'What runs out first?']) {
      assert.ok(text.includes(question), question);
    }
    assert.match(text, /us-japan, embargo, beyond what is short without the scenario: first to run short is us-buyer \(US, infrastructure\) in 2026-H2, by 5\.00 t of 20\.00 t/);
    assert.match(text, /JP gains 0\.480 MUSD by leaving/);
  });

  test('every choice of every chart draws or says that there is nothing', async () => {
    const { page, seen } = shown;
    for (const select of await page.$$('figure select')) {
      const count = await select.$$eval('option', (options) => options.length);
      for (let at = 0; at < count; at += 1) await select.selectOption(String(at));
    }
    const empty = await page.$$eval('figure[data-figure]', (figures) => figures
      .filter((figure) => !figure.querySelector('.plot svg path') && figure.querySelector('.nothing').textContent === '')
      .map((figure) => figure.querySelector('h3').textContent));
    assert.deepEqual(empty, []);
    isQuiet(seen);
  });

  test('what is drawn is what the tables tell, and is not nothing', async () => {
    const charts = await numbers(shown.page);
    let compared = 0;
    for (const chart of charts) {
      const flat = chart.series.flatMap((one) => one.values).flat().filter((value) => typeof value === 'number');
      assert.ok(chart.cells.length > 0 && flat.some((value) => value !== 0), `${chart.title} draws nothing but zeros`);
      if (chart.categories.length > 0 && chart.series.every((one) => one.type !== 'heatmap')) compared += agrees(chart);
    }
    assert.ok(compared > 50, `${compared} numbers compared`);
    // Worked out in instances/buyers-club: the club as a whole loses 0.3 MUSD.
    const lattice = charts.find((chart) => chart.title === 'Every coalition with what it gains');
    assert.equal(parsed(lattice.cells.find((row) => row[0] === 'US+AU+JP')[1]), -0.3);
    await shown.page.$$eval('figure details', (all) => all.forEach((details) => { details.open = false; }));
  });

  test('a filter keeps the rows that hold its words, and the file is the whole table', async () => {
    const { page } = shown;
    const table = page.locator('#policies > .table').last();
    const rows = async () => table.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const all = await rows();
    await table.locator('input[type=search]').fill('us-japan embargo');
    const kept = await rows();
    assert.ok(kept.length > 0 && kept.length < all.length, `${kept.length} of ${all.length} rows`);
    assert.deepEqual(kept, all.filter((row) => ['us-japan', 'embargo'].every((word) => row.join(' ').toLowerCase().includes(word))));
    await table.locator('input[type=search]').fill('');
    const [saved] = await Promise.all([page.waitForEvent('download'), table.getByRole('button', { name: 'Download as CSV' }).click()]);
    const lines = readFileSync(await saved.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n').slice(1);
    const cells = lines.map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((found) => found[1].replace(/^"|"$/g, '')));
    assert.equal(cells.length, all.length);
    for (const [k, row] of all.entries()) {
      for (const [at, text] of row.entries()) {
        const value = cells[k][at];
        assert.ok(text === value || isShown(text, Number(value)), `row ${k}: ${text} is saved as ${value}`);
      }
    }
  });

  test('the slider changes the picture, its words and its table', async () => {
    const { page } = shown;
    const figure = page.locator('#flows figure').first();
    await figure.locator('select').first().selectOption({ label: 'us-japan, embargo' });
    await figure.locator('summary').click();
    const look = async () => [await figure.locator('.plot').innerHTML(), await figure.locator('output').textContent(), await figure.locator('table').textContent()];
    await figure.locator('input[type=range]').fill('0');
    const first = await look();
    assert.equal(first[1], 'all periods');
    await figure.locator('input[type=range]').focus();
    await page.keyboard.press('ArrowRight');
    const second = await look();
    for (const [k, part] of first.entries()) assert.notEqual(part, second[k]);
    assert.match(second[1], /^2026-H1$/);
  });

  test('tables sort, filter and download', async () => {
    const { page } = shown;
    const table = page.locator('#coalitions .table').last();
    const names = () => table.locator('tbody tr td:nth-child(2)').allTextContents();
    const gain = table.getByRole('button', { name: 'joint gain' });
    const gains = async () => (await table.locator('tbody tr td:nth-child(4)').allTextContents()).map((text) => Number(text.replaceAll(',', '')));
    await gain.click();
    const up = await gains();
    assert.deepEqual(up, [...up].sort((a, b) => a - b));
    await gain.click();
    assert.deepEqual(await gains(), [...up].sort((a, b) => b - a));
    assert.equal(await table.locator('th[aria-sort="descending"]').count(), 1);
    await table.locator('input[type=search]').fill('us+au+jp');
    assert.deepEqual(await names(), ['US+AU+JP']);
    const [saved] = await Promise.all([page.waitForEvent('download'), table.getByRole('button', { name: 'Download as CSV' }).click()]);
    const lines = readFileSync(await saved.path(), 'utf8').trim().split('\r\n');
    assert.equal(lines.length, 2);
    assert.match(lines[0], /coalition,members,"joint gain, MUSD"/);
    assert.match(lines[1], /US\+AU\+JP,3,-0\.3,/);
  });

  test('the page has landmarks, names for its controls, and works by keyboard', async () => {
    const { page } = shown;
    assert.deepEqual(await page.$$eval('header, nav, main', (nodes) => nodes.map((node) => node.tagName)), ['HEADER', 'NAV', 'MAIN']);
    const nameless = await page.$$eval('select, input, button', (nodes) => nodes
      .filter((node) => !(node.textContent.trim() && node.tagName === 'BUTTON') && node.labels?.length !== 1 && !node.getAttribute('aria-label'))
      .map((node) => node.outerHTML));
    assert.deepEqual(nameless, []);
    const silent = await page.$$eval('.plot', (plots) => plots.filter((plot) => plot.querySelector('svg') && !(plot.getAttribute('role') === 'img' && plot.getAttribute('aria-label'))).length);
    assert.equal(silent, 0);
    await page.keyboard.press('Home');
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#main$/);
  });

  test('colours follow the system and the button', async () => {
    const { page } = shown;
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.click('#theme');
    assert.notEqual(await paper(), light);
    assert.equal(await page.getAttribute('#theme', 'aria-pressed'), 'true');
    await allDraw(page);
    await page.click('#theme');
    assert.equal(await paper(), light);
    const dark = await open(everythingAgain(page), { colorScheme: 'dark' });
    assert.equal(await dark.page.getAttribute('html', 'data-look'), 'dark');
    await dark.close();
  });

  test('a narrow screen scrolls charts, not the page', async () => {
    const narrow = await open(everythingAgain(shown.page), { viewport: { width: 400, height: 800 } });
    await allDraw(narrow.page);
    const wide = await narrow.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 400, `the page is ${wide} wide`);
    await narrow.close();
  });

  test('it prints', async () => {
    const pdf = await shown.page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 50_000);
  });
});

const everythingAgain = (page) => new URL(page.url()).pathname;

test('a page that is asked to fetch does not', async () => {
  const { page, seen, close } = await open(hostile('fetching'));
  const went = await page.evaluate(async () => {
    const ask = (how) => how().then(() => 'went', () => 'refused');
    const image = () => new Promise((done, failed) => { const one = new Image(); one.onload = done; one.onerror = failed; one.src = 'https://example.org/a.png'; });
    return Promise.all([ask(() => fetch('https://example.org/')), ask(image)]);
  });
  assert.deepEqual(went, ['refused', 'refused']);
  assert.ok(seen.said.some((text) => text.includes('Content Security Policy')), seen.said.join('; '));
  await close();
});

test('hostile names are shown as text', async () => {
  const { page, seen, close } = await open(hostile());
  await allDraw(page);
  for (const details of await page.$$('figure details')) await details.evaluate((node) => { node.open = true; });
  const title = "</title><script>alert('title')</script>";
  assert.equal(await page.textContent('h1'), title);
  assert.equal(await page.title(), `${title}: report`);
  const text = await page.textContent('main');
  for (const name of ['<script>alert(1)</script>', '<img src=x onerror=alert(2)>', '</script><script>alert(3)</script>, assumed', '<i>closed']) {
    assert.ok(text.includes(name), name);
  }
  assert.equal(await page.locator('script').count(), 4);
  assert.equal(await page.locator('main img, main i, main b, main u, main script').count(), 0);
  for (const chart of await page.$$('.plot')) {
    const box = await chart.boundingBox();
    await chart.scrollIntoViewIfNeeded();
    for (const share of [0.2, 0.4, 0.6, 0.8]) await page.mouse.move(box.x + box.width * share, box.y % 800);
    await chart.hover({ position: { x: box.width / 2, y: box.height / 2 } });
  }
  const strange = await page.$$eval('.plot *', (nodes) => nodes.map((node) => node.tagName.toLowerCase()).filter((name) => ['script', 'img', 'i', 'u'].includes(name)));
  assert.deepEqual(strange, []);
  isQuiet(seen);
  await close();
});

test('the main instance fits into 8 MB and draws', async () => {
  const file = largest();
  assert.ok(statSync(file).size < MOST_BYTES, `${statSync(file).size} bytes`);
  const { page, seen, close } = await open(file);
  await allDraw(page);
  const counts = () => page.$$eval('.table[data-grid]', (all) => all.map((table) => [table.querySelectorAll('tbody tr').length, Number(/of ([\d,]+) rows/.exec(table.textContent)[1].replaceAll(',', ''))]));
  const before = await counts();
  assert.ok(before.some(([there, all]) => there === 25 && all > 100), JSON.stringify(before));
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  for (const [there, all] of await counts()) assert.equal(there, all);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  assert.deepEqual(await counts(), before);
  await page.locator('figure', { has: page.getByRole('heading', { name: 'What is short, by demand' }) }).locator('select').first().selectOption({ label: 'us-au-ca-jp, hre-embargo' });
  const short = await page.$$eval('figure[data-figure]', (figures) => {
    const figure = figures.find((one) => one.querySelector('h3').textContent === 'What is short, by demand');
    return echarts.getInstanceByDom(figure.querySelector('.plot')).getOption().series.map((one) => [one.color, JSON.stringify(one.itemStyle?.decal ?? null)].join(' '));
  });
  assert.ok(short.length > 8, `${short.length} demands`);
  assert.equal(new Set(short).size, short.length, 'two demands look alike');
  assert.match(await page.textContent('#answers'), /us-au-ca-jp, hre-embargo, beyond what is short without the scenario: every tier is served in full; first to run short is/);
  isQuiet(seen);
  await close();
});
