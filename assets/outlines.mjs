// Makes land.json and countries.csv of Natural Earth's outlines: npm install world-atlas@2.0.2 topojson-client@3 i18n-iso-countries@7
import { feature } from 'topojson-client';
import countries from 'i18n-iso-countries';
import fs from 'fs';

const read = (name) => JSON.parse(fs.readFileSync(`node_modules/world-atlas/${name}.json`));
const polygons = (shape) => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);
const round = (value, digits) => Number(value.toFixed(digits));

// A ring that crosses 180 degrees east, in one piece.
function unwrapped(ring) {
  let turn = 0;
  return ring.map(([x, y], k) => {
    const step = k > 0 ? x - ring[k - 1][0] : 0;
    turn -= Math.abs(step) > 180 ? 360 * Math.sign(step) : 0;
    return [x + turn, y];
  });
}

// A ring of the map, in one piece, with its middle on the map.
function placed(cut) {
  const ring = unwrapped(cut);
  const turns = Math.round(-middle(cut).x / 360);
  return ring.map(([x, y]) => [round(x + 360 * turns, 1), round(y, 1)]);
}

// Twice the signed area of a ring and its centroid, on the plane of degrees.
function middle(cut) {
  let [area, x, y] = [0, 0, 0];
  const ring = unwrapped(cut);
  for (let k = 0; k + 1 < ring.length; k += 1) {
    const [[a, b], [c, d]] = [ring[k], ring[k + 1]];
    const part = a * d - c * b;
    area += part;
    x += (a + c) * part;
    y += (b + d) * part;
  }
  return { area: Math.abs(area), x: x / (3 * area), y: y / (3 * area) };
}

const land = feature(read('land-110m'), read('land-110m').objects.land);
const rings = land.features.flatMap((one) => polygons(one.geometry)).filter((polygon) => polygon[0].some(([, y]) => y > -60));
const shown = rings.map((polygon) => polygon.map((ring) => placed(ring)));
fs.writeFileSync('land.json', JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: 'land' }, geometry: { type: 'MultiPolygon', coordinates: shown } }] }) + '\n');

const atlas = read('countries-50m');
const rows = feature(atlas, atlas.objects.countries).features.filter((one) => countries.numericToAlpha2(one.id)).map((one) => {
  const largest = polygons(one.geometry).map((polygon) => middle(polygon[0])).reduce((a, b) => (b.area > a.area ? b : a));
  return [countries.numericToAlpha2(one.id), one.properties.name, round(((largest.x + 540) % 360) - 180, 1), round(largest.y, 1), largest.area];
});
rows.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : b[4] - a[4]));
const single = rows.filter((row, k) => k === 0 || rows[k - 1][0] !== row[0]);
const quoted = (text) => (text.includes(',') ? `"${text}"` : text);
fs.writeFileSync('countries.csv', 'code,name,longitude,latitude\n' + single.map((row) => [row[0], quoted(row[1]), row[2], row[3]].join(',') + '\n').join(''));
