// What the report does: draws the charts, and makes tables that sort, filter and download. Everything shown comes from the page itself.
'use strict';
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read('data');
  echarts.registerMap('land', read('land'));

  // Colours of M. Okabe and K. Ito, and the red of P. Tol, which people with any colour vision can tell apart; lighter blue, red and ink on a dark page.
  const HUES = { orange: '#e69f00', sky: '#56b4e9', green: '#009e73', yellow: '#f0e442', red: '#cc3311', purple: '#cc79a7', grey: '#999999' };
  const LOOKS = {
    light: { ...HUES, blue: '#0072b2', partner: '#7fc4ee', ink: '#1c2733', faint: '#5b6875', line: '#d5dbe1', land: '#e8ecef', paper: '#ffffff', low: '#eef4fa', high: '#08427b' },
    dark: { ...HUES, blue: '#3d9be0', partner: '#b8e2ff', red: '#ff7a5c', green: '#2bc298', ink: '#e6ebf0', faint: '#a3afba', line: '#3a4652', land: '#26313c', paper: '#151c23', low: '#1d2a38', high: '#9fd0ff' },
  };
  const ORDER = ['blue', 'orange', 'green', 'sky', 'purple', 'yellow', 'red', 'grey'];
  const NAMED = { allied: 'blue', outside: 'red', unknown: 'grey' };
  let look = LOOKS.light;

  // Series beyond the eight colours take the colours again: bars with a hatching, lines with dashes and another mark.
  const HATCHES = [undefined, { symbol: 'rect', rotation: 0.785, dashArrayX: [1, 0], dashArrayY: [3, 4] }, { symbol: 'circle', symbolSize: 0.7, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] }, { symbol: 'rect', rotation: -0.785, dashArrayX: [1, 0], dashArrayY: [2, 6] }];
  const DASHES = ['solid', 'dashed', 'dotted', [12, 4, 2, 4]];
  const MARKS = ['circle', 'rect', 'triangle', 'diamond'];

  const hue = (name) => look[NAMED[name] ?? ORDER[Number(name)] ?? name] ?? look.grey;

  // Numbers as people read them, by unit.
  function grouped(value, digits) {
    const known = Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
    return known.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  function shown(value, unit) {
    if (value === null || value === undefined || value === '-' || Number.isNaN(value)) return '';
    if (typeof value !== 'number') return String(value);
    const size = Math.abs(value);
    if (unit === 'relative') return value === 0 ? '0' : value.toExponential(1);
    if (unit === 'USD/kg') return grouped(value, 2);
    if (unit === '%') return grouped(value, 1);
    if (unit === 'MUSD') return grouped(value, size >= 1e4 ? 0 : size >= 100 ? 1 : 3);
    if (unit === 't') return size < 5e-7 ? '0' : size < 0.0005 ? '<0.001' : grouped(value, size < 1 ? 3 : size < 1000 ? 2 : 0);
    return value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
  }
  const withUnit = (value, unit) => (unit ? `${shown(value, unit)} ${unit}` : shown(value, unit));

  // Elements of the page. Texts are set as texts, so no name can become markup.
  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else if (value !== false && value !== null) node.setAttribute(name, value === true ? '' : value);
    }
    node.append(...children);
    return node;
  }

  // Tables.
  const FIRST_ROWS = 25;
  const headed = ([name, unit]) => (unit ? `${name}, ${unit}` : name);

  function compare(a, b) {
    if (a === b) return 0;
    if (a === null || a === undefined) return 1;
    if (b === null || b === undefined) return -1;
    return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
  }

  // A spreadsheet would take a text that begins so for a formula.
  const harmless = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  function csv(table, rows) {
    const cell = (value) => {
      if (typeof value === 'number') return String(value);
      const text = harmless(String(value ?? ''));
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const lines = [table.columns.map(headed), ...rows].map((row) => row.map(cell).join(','));
    return `\ufeff${lines.join('\r\n')}\r\n`;
  }

  function download(name, text) {
    const link = make('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function fileName(caption) {
    const words = caption.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
    return `${words || 'table'}.csv`;
  }

  let tables = 0;
  // What shows every row of a table, or the first again, by the place of the table.
  const whole = new Map();
  function tabulate(place, table) {
    tables += 1;
    const id = `table-${tables}`;
    const state = { sort: null, down: false, words: [], all: false, prints: false };
    const numeric = table.columns.map((_, k) => table.rows.some((row) => typeof row[k] === 'number'));
    const short = table.columns.map((_, k) => table.rows.every((row) => String(row[k] ?? '').length <= 26));
    const looks = (k) => (numeric[k] ? 'number' : short[k] && 'short');
    const texts = table.rows.map((row) => row.map((cell, k) => shown(cell, table.columns[k][1])).join('\u0000').toLowerCase());
    const chosen = () => {
      const rows = table.rows.filter((_, k) => state.words.every((word) => texts[k].includes(word)));
      if (state.sort === null) return rows;
      const sign = state.down ? -1 : 1;
      return [...rows].sort((a, b) => sign * compare(a[state.sort], b[state.sort]));
    };
    const count = make('span', { role: 'status', class: 'count' });
    const body = make('tbody');
    const more = make('button', { type: 'button', onclick: () => { state.all = true; fill(); } });
    const heads = table.columns.map((column, k) => {
      const button = make('button', { type: 'button' }, headed(column));
      const head = make('th', { scope: 'col', class: numeric[k] && 'number' }, button);
      button.addEventListener('click', () => {
        state.down = state.sort === k && !state.down;
        state.sort = k;
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending');
        fill();
      });
      return head;
    });
    function fill() {
      const rows = chosen();
      const some = state.all || state.prints ? rows : rows.slice(0, FIRST_ROWS);
      body.replaceChildren(...some.map((row) => make('tr', {}, ...row.map((cell, k) => make('td', { class: looks(k) }, shown(cell, table.columns[k][1]))))));
      count.textContent = `${grouped(rows.length, 0)} of ${grouped(table.rows.length, 0)} rows`;
      more.hidden = some.length === rows.length;
      more.textContent = `Show all ${grouped(rows.length, 0)} rows`;
    }
    const filter = make('input', { type: 'search', id: `${id}-filter`, autocomplete: 'off' });
    filter.addEventListener('input', () => {
      state.words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      fill();
    });
    const save = make('button', { type: 'button', onclick: () => download(fileName(table.caption), csv(table, chosen())) }, 'Download as CSV');
    fill();
    whole.set(place, (prints) => { state.prints = prints; fill(); });
    place.replaceChildren(
      make('div', { class: 'controls' }, make('label', { for: `${id}-filter` }, 'Only rows with '), filter, count, save),
      make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': table.caption }, make('table', { id }, make('caption', {}, table.caption), make('thead', {}, make('tr', {}, ...heads)), body)),
      more,
    );
  }

  // Charts: a frame laid over what all frames share.
  function laid(over, under) {
    if (over === undefined) return under;
    const isPlain = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
    if (!isPlain(over) || !isPlain(under)) return over;
    const merged = { ...under };
    for (const [name, value] of Object.entries(over)) merged[name] = laid(value, under[name]);
    return merged;
  }

  // Colours are named `@blue` in the data.
  function coloured(value, name) {
    if (Array.isArray(value)) return value.map((item) => coloured(item, name));
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, key)]));
    const isColour = typeof value === 'string' && value.startsWith('@') && /colou?r/i.test(name ?? '');
    return isColour ? hue(value.slice(1)) : value;
  }

  const escaped = (text) => echarts.format.encodeHTML(String(text));
  const valueOf = (item) => (item !== null && typeof item === 'object' && !Array.isArray(item) ? item.shown ?? item.value : item);

  const TEXT = { fontFamily: 'system-ui, sans-serif', fontSize: 12 };
  function dressed(option) {
    const axis = (part, align) => part && laid(part, {
      axisLabel: { color: look.ink, hideOverlap: part.axisLabel?.interval !== 0, ...(part.type === 'value' ? { formatter: (value) => shown(value) } : {}) },
      axisLine: { lineStyle: { color: look.faint } },
      axisTick: { lineStyle: { color: look.faint } },
      nameTextStyle: { color: look.faint, align },
      splitLine: { lineStyle: { color: look.line } },
      splitArea: { show: false },
    });
    const colours = { xAxis: axis(option.xAxis, 'center'), yAxis: axis(option.yAxis, 'left') };
    const low = option.xAxis?.type === 'value' && option.xAxis.name ? 40 : 16;
    return laid(
      { ...option, ...(option.xAxis ? colours : {}) },
      {
        animation: false,
        color: ORDER.map(hue),
        backgroundColor: 'transparent',
        textStyle: { ...TEXT, color: look.ink },
        legend: { type: 'scroll', top: 0, left: 'center', textStyle: { color: look.ink }, pageIconColor: look.ink, pageIconInactiveColor: look.line, pageTextStyle: { color: look.ink } },
        grid: { left: 12, right: 28, top: 48, bottom: low, containLabel: true },
        tooltip: { confine: true, backgroundColor: look.paper, borderColor: look.line, textStyle: { ...TEXT, color: look.ink } },
        aria: { enabled: true },
      },
    );
  }

  const marker = (colour) => `<span style="display:inline-block;width:10px;height:10px;border-radius:5px;margin-right:6px;background:${escaped(colour)}"></span>`;
  const named = (name, value, colour) => `${colour ? marker(colour) : ''}${escaped(name)}: <b>${escaped(value)}</b>`;

  /** Series without a colour of their own get one, and beyond the eighth a pattern too. */
  function told(series) {
    let count = 0;
    return series.map((one) => {
      if (one.color !== undefined || one.name === '' || one.data.some((item) => item?.itemStyle)) return one;
      const round = Math.min(Math.floor(count / ORDER.length), HATCHES.length - 1);
      const color = hue(ORDER[count % ORDER.length]);
      count += 1;
      if (one.type === 'bar') return laid(one, { color, itemStyle: round > 0 ? { decal: { color: look.paper, ...HATCHES[round] } } : {} });
      return laid(one, { color, lineStyle: { type: DASHES[round] }, symbol: one.symbol ?? MARKS[round] });
    });
  }

  const SHAPES = {
    categories: {
      option(figure, merged) {
        const series = told(merged.series).map((one) => {
          const bars = one.data.some((item) => item !== null && typeof item === 'object');
          const labels = bars ? { label: { show: true, position: 'top', color: look.ink, formatter: ({ data: item }) => shown(valueOf(item), figure.unit) } } : {};
          return one.type === 'line' ? laid(one, { connectNulls: false, lineStyle: { width: 2.5 } }) : { barMaxWidth: 46, ...labels, ...one };
        });
        const formatter = (items) => {
          const some = items.filter((item) => item.seriesName !== '' && valueOf(item.data) !== '-' && valueOf(item.data) !== null);
          const isNew = some.filter((item) => Number(valueOf(item.data)) !== 0);
          return [escaped(items[0]?.name ?? ''), ...isNew.map((item) => named(item.seriesName, withUnit(valueOf(item.data), figure.unit), item.color))].join('<br>');
        };
        return { ...merged, series, tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter }, legend: { ...merged.legend, data: series.map((one) => one.name).filter((name) => name !== '') } };
      },
      table(figure, merged) {
        const axis = merged.xAxis.type === 'category' ? merged.xAxis : merged.yAxis;
        const series = merged.series.filter((one) => one.name !== '');
        return {
          columns: [[figure.heads[0], ''], ...series.map((one) => [one.name, figure.unit])],
          rows: axis.data.map((name, k) => [name, ...series.map((one) => numberOf(valueOf(one.data[k])))]),
        };
      },
    },
    points: {
      option(figure, merged) {
        const axes = [merged.xAxis.name, merged.yAxis.name];
        const formatter = ({ seriesName, value, color }) => [named(seriesName, ''), named(axes[0] ?? '', shown(value[0])), named(axes[1] ?? '', shown(value[1]))].join('<br>').replace(': <b></b>', '') || marker(color);
        const series = told(merged.series).map((one) => laid(one, { lineStyle: { width: 2.5 } }));
        return { ...merged, series, tooltip: { trigger: 'item', formatter } };
      },
      table(figure, merged) {
        return { columns: figure.heads.map((head) => [head, '']), rows: merged.series.flatMap((one) => one.data.map(([x, y]) => [one.name, x, y])) };
      },
    },
    cells: {
      option(figure, merged) {
        const unit = figure.unit || merged.visualMap.text[0];
        const ramp = merged.visualMap.diverges ? [look.red, look.low, look.high] : [look.low, look.high];
        const { min, max } = merged.visualMap;
        const contrast = (value) => {
          const share = merged.visualMap.diverges ? Math.abs(value) / max : (value - min) / (max - min);
          return share > 0.5 ? look.paper : look.ink;
        };
        const cells = merged.series[0].data.map((cell) => ({ value: cell, label: { color: contrast(cell[2]) } }));
        const label = { ...merged.series[0].label, fontSize: 11, formatter: ({ value }) => shown(value[2], unit) };
        const visualMap = { ...merged.visualMap, inRange: { color: ramp }, itemWidth: 14, itemHeight: 160, textStyle: { color: look.ink }, text: [`${shown(max, unit)} ${unit}`, `${shown(min, unit)} ${unit}`] };
        const formatter = ({ value }) => named(`${merged.yAxis.data[value[1]]}, ${merged.xAxis.data[value[0]]}`, withUnit(value[2], unit));
        return { ...merged, visualMap, series: [{ ...merged.series[0], data: cells, label, itemStyle: { borderColor: look.paper, borderWidth: 1 } }], legend: { show: false }, tooltip: { formatter } };
      },
      table(figure, merged) {
        const unit = figure.unit || merged.visualMap.text[0];
        const columns = figure.heads.map((head, k) => [head, k === 2 ? unit : '']);
        return { columns, rows: merged.series[0].data.map(([x, y, value]) => [merged.xAxis.data[x], merged.yAxis.data[y], value]) };
      },
    },
    items: {
      option(figure, merged) {
        const label = { show: true, position: 'bottom', color: look.ink, fontSize: 12, lineHeight: 16, distance: 6, formatter: ({ data: item }) => `${item.name}\n${shown(item.value[0], figure.unit)}` };
        const words = (item) => [escaped(item.name), ...item.value.map((value, k) => named(figure.heads[k + 1], shown(value)))].join('<br>');
        const series = { ...merged.series[0], symbolSize: 26, label, lineStyle: { color: look.faint, width: 1, opacity: 0.45 }, left: 60, right: 60, top: 24, bottom: 64, preserveAspect: true };
        return { series: [series], legend: { show: false }, tooltip: { formatter: ({ data: item }) => (item.value ? words(item) : '') } };
      },
      table(figure, merged) {
        return { columns: figure.heads.map((head) => [head, '']), rows: merged.series[0].data.map((item) => [item.name, ...item.value]) };
      },
    },
    sankey: {
      option(figure, merged) {
        const used = [...new Set(merged.links.flatMap(([from, to]) => [from, to]))];
        const links = merged.links.map(([from, to, origin, value]) => ({ source: merged.nodes[from], target: merged.nodes[to], value, lineStyle: { color: hue(merged.origins[origin]) }, origin: merged.origins[origin] }));
        const formatter = ({ dataType, data: item, value, name }) => (dataType === 'edge' ? named(`${item.source} to ${item.target} (${item.origin})`, withUnit(item.value, figure.unit)) : named(name, withUnit(value, figure.unit)));
        const series = {
          type: 'sankey', data: used.map((node) => ({ name: merged.nodes[node] })), links, left: 8, right: 150, top: 12, bottom: 12, nodeWidth: 12, nodeGap: 9, nodeAlign: 'justify', layoutIterations: 64,
          itemStyle: { color: look.faint, borderWidth: 0 }, lineStyle: { opacity: 0.65, curveness: 0.5 }, emphasis: { focus: 'adjacency' }, label: { color: look.ink, fontSize: 11, width: 140, overflow: 'truncate' }, draggable: false,
        };
        return { series: [series], tooltip: { formatter } };
      },
      table: linked,
    },
    map: {
      option(figure, merged) {
        const most = Math.max(...merged.links.map(([, , , value]) => value));
        const lines = merged.links.map(([from, to, origin, value]) => ({
          coords: [merged.places[from], merged.places[to]], name: `${merged.nodes[from]} to ${merged.nodes[to]} (${merged.origins[origin]})`, value,
          lineStyle: { color: hue(merged.origins[origin]), width: 0.8 + 9 * Math.sqrt(value / most) },
        }));
        const used = [...new Set(merged.links.flatMap(([from, to]) => [from, to]))];
        const points = used.map((node) => ({ name: merged.nodes[node], value: merged.places[node] }));
        const formatter = ({ seriesType, data: item, name }) => (seriesType === 'lines' ? named(item.name, withUnit(item.value, figure.unit)) : escaped(name));
        return {
          geo: { map: 'land', left: 4, right: 4, top: 4, bottom: 4, silent: true, itemStyle: { areaColor: look.land, borderColor: look.line }, emphasis: { disabled: true } },
          series: [
            { type: 'lines', coordinateSystem: 'geo', data: lines, symbol: ['none', 'arrow'], symbolSize: 9, lineStyle: { curveness: 0.25, opacity: 0.75 } },
            { type: 'scatter', coordinateSystem: 'geo', data: points, symbolSize: 6, itemStyle: { color: look.ink }, label: { show: true, formatter: '{b}', position: 'right', color: look.ink, fontWeight: 'bold' } },
          ],
          tooltip: { formatter },
        };
      },
      table: linked,
    },
  };
  const numberOf = (value) => (value === '-' || value === undefined ? null : value);

  function linked(figure, merged) {
    const columns = figure.heads.map((head, k) => [head, k === 3 ? figure.unit : '']);
    return { columns, rows: merged.links.map(([from, to, origin, value]) => [merged.nodes[from], merged.nodes[to], merged.origins[origin], value]) };
  }

  function chart(node, figure) {
    const plot = node.querySelector('.plot');
    const details = node.querySelector('details');
    const state = (Object.keys(figure.frames)[0] ?? '').split(',').filter(Boolean).map(Number);
    let instance = null;
    const frame = () => figure.frames[state.join(',')];
    const merged = () => laid(frame(), figure.base);
    function title() {
      const chosen = figure.choices.map((choice, k) => `${choice.name} ${choice.values[state[k]]}`);
      return [figure.title, ...chosen].join(', ');
    }
    function table() {
      if (details.open && frame()) tabulate(details.querySelector('.table'), { caption: title(), ...SHAPES[figure.shape].table(figure, merged()) });
      if (!frame()) details.querySelector('.table').replaceChildren();
    }
    function draw() {
      instance ??= echarts.init(plot, null, { renderer: 'svg' });
      instance.clear();
      node.querySelector('.nothing').textContent = frame() ? '' : 'There is nothing to show for this choice.';
      if (frame()) {
        const option = dressed(coloured(SHAPES[figure.shape].option(figure, merged())));
        option.aria = { enabled: true, label: { description: `${title()}. The same numbers stand in the table below.` } };
        instance.setOption(option);
      }
      plot.setAttribute('role', 'img');
      table();
    }
    controls(node.querySelector('.controls'), figure, state, draw);
    details.addEventListener('toggle', table);
    draw();
    new ResizeObserver(() => instance.resize()).observe(plot);
    return { draw, resize: () => instance.resize() };
  }

  function controls(place, figure, state, draw) {
    figure.choices.forEach((choice, k) => {
      if (choice.values.length < 2) return;
      const label = make('label', {}, `${choice.name} `);
      if (choice.slides) {
        const said = make('output', {}, choice.values[state[k]]);
        const slider = make('input', { type: 'range', min: 0, max: choice.values.length - 1, step: 1, value: state[k], 'aria-valuetext': choice.values[state[k]] });
        slider.addEventListener('input', () => {
          state[k] = Number(slider.value);
          said.textContent = choice.values[state[k]];
          slider.setAttribute('aria-valuetext', choice.values[state[k]]);
          draw();
        });
        label.append(slider, said);
      } else {
        const select = make('select', {}, ...choice.values.map((value, at) => make('option', { value: at, selected: at === state[k] }, value)));
        select.addEventListener('change', () => {
          state[k] = Number(select.value);
          draw();
        });
        label.append(select);
      }
      place.append(label);
    });
  }

  // The page.
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const charts = [];
  function wear(dark) {
    root.dataset.look = dark ? 'dark' : 'light';
    look = dark ? LOOKS.dark : LOOKS.light;
    button.setAttribute('aria-pressed', String(dark));
    charts.forEach((one) => one.draw());
  }
  const isDark = () => root.dataset.look === 'dark';
  const wished = matchMedia('(prefers-color-scheme: dark)');
  wear(wished.matches);
  wished.addEventListener('change', () => wear(wished.matches));
  button.addEventListener('click', () => wear(!isDark()));
  document.getElementById('print').addEventListener('click', () => window.print());
  let before = false;
  window.addEventListener('beforeprint', () => {
    before = isDark();
    wear(false);
    whole.forEach((show) => show(true));
    charts.forEach((one) => one.resize());
  });
  window.addEventListener('afterprint', () => {
    whole.forEach((show) => show(false));
    wear(before);
  });

  for (const place of document.querySelectorAll('[data-grid]')) tabulate(place, data.grids[Number(place.dataset.grid)]);
  for (const node of document.querySelectorAll('[data-figure]')) charts.push(chart(node, data.figures[Number(node.dataset.figure)]));
  root.dataset.ready = 'yes';
})();
