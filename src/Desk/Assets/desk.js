// Pages work without this; it only adds. Nothing is kept in the browser: drafts are for official use.
(() => {
  'use strict';
  const typing = element => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

  // Keys. Letters go by their place on the keyboard, so that they are the same on a Russian layout.
  let leader = false;
  const places = { KeyT: '/desk/tasks', KeyJ: '/desk/journal', KeyP: '/desk/profiles', KeyN: '/desk/drafts/new' };
  const move = by => {
    const all = [...document.querySelectorAll('main tbody tr')].filter(row => row.querySelector('a'));
    if (!all.length) return;
    const at = all.findIndex(row => row.classList.contains('here'));
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    all.forEach(row => row.classList.remove('here'));
    next.classList.add('here');
    next.querySelector('a').focus();
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || document.body.dataset.keys === 'off') return;
    if (leader && places[event.code]) { location.href = places[event.code]; return; }
    leader = event.code === 'KeyG';
    const press = selector => document.querySelector(selector)?.click();
    if (event.code === 'KeyJ') move(1);
    else if (event.code === 'KeyK') move(-1);
    else if (event.code === 'KeyE') press('[data-key=edit]');
    else if (event.code === 'KeyS') press('[data-key=next]');
    else if (event.code === 'Slash' && event.shiftKey) location.href = '/desk/help';
    else if (event.code === 'Slash') { event.preventDefault(); document.querySelector('[type=search]')?.focus(); }
  });
  document.getElementById('summary')?.focus();

  // A page whose draft moved on says so, and stays as it is. Hidden pages hold no connection: what they miss they are told when they are seen again.
  const live = document.querySelector('[data-live]');
  if (live && window.EventSource) {
    let source, leaving = false, line = Number(live.dataset.line);
    const tell = event => {
      const change = JSON.parse(event.data);
      if (leaving || change.line <= line) return;
      line = change.line;
      const note = live.querySelector('template').content.cloneNode(true), said = note.querySelector('span');
      const [, year, month, day, time] = change.at.match(/^(\d+)-(\d+)-(\d+)T(\d+:\d+)/);
      said.textContent = (change.by ? said.dataset.by : said.dataset.alone).replace('{0}', () => change.by.name).replace('{1}', `${day}.${month}.${year} ${time}`) + ' ';
      live.querySelector('p')?.remove();
      live.append(note);
    };
    const listen = () => {
      source?.close();
      if (document.hidden || leaving) return;
      source = new EventSource(`${live.dataset.live}?line=${line}`);
      source.addEventListener('draft', tell);
      source.addEventListener('profile', tell);
      source.addEventListener('entry', tell);
    };
    document.addEventListener('visibilitychange', listen);
    document.addEventListener('submit', () => { leaving = true; source?.close(); });
    listen();
  }

  // A trial run counts up; the page that is about it is shown anew when it has ended.
  const run = document.querySelector('[data-run]');
  if (run && window.EventSource) {
    const source = new EventSource(run.dataset.run);
    const set = (name, text) => { const at = run.querySelector(`[data-${name}]`); if (at) at.textContent = text; };
    const grouped = count => String(count).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
    source.addEventListener('trial', event => {
      const now = JSON.parse(event.data);
      if (now.progress) {
        set('examined', grouped(now.progress.examined));
        set('hit', grouped(now.progress.hit));
        set('compared', grouped(now.progress.compared ?? 0));
        set('share', Math.floor(now.progress.share * 100));
      }
      if (!now.endedAt) return;
      source.close();
      if (run.dataset.whole) location.reload();
    });
    // Whoever leaves is not brought back.
    addEventListener('beforeunload', () => source.close());
  }

  // So does a load of declarations.
  const load = document.querySelector('[data-load]');
  if (load && window.EventSource) {
    const source = new EventSource(load.dataset.load);
    source.addEventListener('load', event => {
      const now = JSON.parse(event.data);
      for (const at of load.querySelectorAll('[data-count]')) at.textContent = String(now[at.dataset.count]).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
      if (!now.endedAt) return;
      source.close();
      location.reload();
    });
    addEventListener('beforeunload', () => source.close());
  }

  // A form that is being written: faults of fields that have been left, and keeping what was typed.
  const form = document.querySelector('form[data-form]');
  if (!form) return;
  const post = doing => {
    const data = new URLSearchParams(new FormData(form));
    data.set('_do', doing);
    return fetch(form.action, { method: 'POST', body: data, redirect: 'manual' });
  };
  const visited = new Set();
  const show = (id, faults) => {
    const field = document.getElementById(id);
    if (!field) return;
    let box = document.getElementById(id + '-fault');
    if (!faults.length) { box?.remove(); field.removeAttribute('aria-invalid'); return; }
    if (!box) {
      box = document.createElement('div');
      box.id = id + '-fault';
      field.after(box);
      field.setAttribute('aria-describedby', ((field.getAttribute('aria-describedby') || '') + ' ' + box.id).trim());
    }
    if (field.matches('input, select, textarea')) field.setAttribute('aria-invalid', 'true');
    box.replaceChildren(...faults.map(fault => Object.assign(document.createElement('p'), { className: 'fault', textContent: fault })));
  };
  let checking = 0;
  const check = async () => {
    const turn = ++checking;
    const answer = await post('check').catch(() => null);
    if (!answer?.ok || turn !== checking) return;
    const faults = await answer.json();
    visited.forEach(id => show(id, faults.filter(fault => fault.at === id).map(fault => fault.fault)));
  };
  form.addEventListener('focusout', event => {
    if (!event.target.id || !event.target.name?.startsWith('/')) return;
    visited.add((event.target.closest('[data-at]') || event.target).id);
    setTimeout(check, 50);
  });
  let typed = 0, kept = 0, timer;
  form.addEventListener('input', () => {
    typed++;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const now = typed;
      const answer = await post('save').catch(() => null);
      if (answer?.ok) kept = now;
    }, 3000);
  });
  form.addEventListener('submit', () => { clearTimeout(timer); kept = typed; });
  addEventListener('beforeunload', event => { if (kept < typed) event.preventDefault(); });
})();
