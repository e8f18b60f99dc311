// Stored results and reports for the tests, made by the program itself.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.LODESTONE ?? resolve(here, '../../target/release/lodestone');
const place = mkdtempSync(join(tmpdir(), 'lodestone-report-'));

function lodestone(...words) {
  execFileSync(program, ['--quiet', ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function stored(name, ...words) {
  const folder = join(place, name);
  lodestone(...words, '--out', folder);
  return folder;
}

function report(name, folders) {
  const file = join(place, `${name}.html`);
  lodestone('report', ...folders, '--out', file);
  return file;
}

/** Every kind of results, of a small instance. */
export function everything() {
  const club = join(here, 'club');
  const forecast = join(here, 'forecast.yaml');
  return report('everything', [
    stored('open', 'solve', club, '--policy', 'open-market'),
    stored('alone', 'solve', club, '--policy', 'us-alone', '--format', 'csv'),
    stored('japan', 'solve', club, '--policy', 'us-japan', '--format', 'xlsx'),
    stored('embargo', 'solve', club, '--policy', 'us-japan', '--scenario', 'embargo', '--format', 'json'),
    stored('compared', 'compare', club, '--policies', 'open-market,us-alone,us-japan', '--scenarios', 'baseline,embargo'),
    stored('game', 'compare', club, '--policies', 'us-japan', '--game', 'US,AU,JP'),
    stored('frontier', 'compare', club, '--policies', 'us-alone', '--frontier', '5'),
    stored('sweep', 'compare', club, '--policies', 'us-japan', '--sweep', 'demands.us-buyer.quantity=20..60:10 t/yr'),
    stored('draws', 'batch', club, '--forecasts', forecast, '--policies', 'us-japan', '--scenarios', 'baseline,embargo'),
  ]);
}

/** Names that would be markup. */
export function hostile(name = 'hostile') {
  const instance = join(here, 'hostile');
  return report(name, [
    stored(`${name}-open`, 'solve', instance, '--policy', '<i>open'),
    stored(`${name}-closed`, 'solve', instance, '--policy', '<i>closed'),
    stored(`${name}-compared`, 'compare', instance, '--policies', '<i>open,<i>closed'),
  ]);
}

/** The main instance. */
export function largest() {
  return report('allied-magnets', [
    stored('open-market', 'solve', 'allied-magnets', '--policy', 'open-market'),
    stored('club', 'solve', 'allied-magnets', '--policy', 'us-au-ca-jp'),
    stored('club-embargo', 'solve', 'allied-magnets', '--policy', 'us-au-ca-jp', '--scenario', 'hre-embargo'),
    stored('clubs', 'compare', 'allied-magnets', '--policies', 'open-market,us-au-ca-jp', '--scenarios', 'baseline,hre-embargo'),
  ]);
}
