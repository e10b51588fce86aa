// Pages work without this; it only adds. Nothing is kept in the browser.
(() => {
  'use strict';
  const typing = element => element.closest('input, textarea, select, [contenteditable]');

  // Rows of a list by j and k, Enter opens; letters by their place on the keyboard, so that they are the same on a Russian layout.
  let leader = false;
  const places = { KeyT: '/desk/tasks', KeyJ: '/desk/journal', KeyP: '/desk/profiles', KeyN: '/desk/drafts/new' };
  const rows = () => [...document.querySelectorAll('main tbody tr')].filter(row => row.querySelector('a'));
  const move = by => {
    const all = rows();
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
})();
