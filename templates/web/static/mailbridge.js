// Quickens pages that work without it: live news, drafts, previews, files, keys, the palette.
(() => {
  'use strict';
  const $ = (css, at = document) => at.querySelector(css);
  const all = (css, at = document) => [...at.querySelectorAll(css)];
  const form = $('#answer'), area = $('#words'), talk = $('.talk'), live = $('#live');
  const say = words => { if (live) { live.textContent = words; live.hidden = !words; } };
  const doc = text => new DOMParser().parseFromString(text, 'text/html');

  // a long menu shows where one is
  $('.wide [aria-current]')?.scrollIntoView({ block: 'nearest' });

  // ---- news of the discussion: only what changed is put in its place
  let source = null, fetching = false, again = false;
  const swap = (now, next) => {
    if (now && next && now.outerHTML !== next.outerHTML && !now.contains(document.activeElement) && !$('details[open]', now)) now.replaceWith(next);
  };
  const news = async () => {
    if (fetching) { again = true; return; }
    fetching = true;
    try {
      const answer = await fetch(location.pathname + location.search);
      if (!answer.ok) return;
      const next = doc(await answer.text());
      const end = scrollY + innerHeight > document.documentElement.scrollHeight - 80;
      const fresh = all('.stream > *', next);
      for (const part of fresh) {
        const now = part.id && document.getElementById(part.id);
        if (now) swap(now, part);
      }
      const last = all('.stream > .post').pop();
      let known = !last;
      for (const part of fresh) {
        if (known) $('.stream').append(part);
        else if (part.id === last.id) known = true;
      }
      for (const css of ['.talk-head .under', '.rail', '.hears']) swap($(css), $(css, next));
      const bar = $('.dock .undo'), bars = $('.dock .undo', next);
      if (bar && !bars) bar.remove();
      if (end) scrollTo(0, document.documentElement.scrollHeight);
    } finally {
      fetching = false;
      if (again) { again = false; news(); }
    }
  };
  const listen = () => {
    if (!talk || source || document.hidden || !window.EventSource) return;
    source = new EventSource(talk.dataset.live);
    const heard = event => say(JSON.parse(event.data).words);
    source.addEventListener('here', heard);
    source.addEventListener('changed', event => { heard(event); news(); });
    source.addEventListener('bye', () => { stop(); say(talk.dataset.gone); });
    source.onerror = () => say(talk.dataset.gone);
  };
  const stop = () => { if (source) source.close(); source = null; };
  document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); else { const was = source; listen(); if (talk && !was) news(); } });
  addEventListener('pagehide', stop);
  listen();

  // ---- what is typed: kept, previewed, sent; files by drag and paste
  if (form) {
    const keep = $('#keep'), look = $('#look'), files = $('input[type=file]', form);
    let timer = 0, sent = false;
    const data = without => { const made = new FormData(form); if (without) made.delete('files'); return made; };
    const post = (to, made, accept = 'application/json') => fetch(to, { method: 'POST', body: made, headers: { accept } });
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (sent) return;
        const answer = await post(keep.formAction, data(true));
        if (answer.ok) keep.title = keep.dataset.kept;
      }, 1500);
    });
    form.addEventListener('submit', async event => {
      const by = event.submitter;
      if (by !== look) { sent = true; clearTimeout(timer); return; }
      event.preventDefault();
      const answer = await fetch(look.formAction, { method: 'POST', body: data() });
      const next = doc(await answer.text()), made = $('#preview', next) || $('.composer > .trouble', next);
      listed(next);
      all('#preview, .composer > .trouble').forEach(old => old.remove());
      if (!made) return;
      if (made.id) { $('.side-by-side').prepend(made); made.scrollIntoView({ block: 'nearest' }); } else form.prepend(made);
    });
    const listed = next => { const kept = $('#kept-files', next); if (kept) { $('#kept-files').replaceWith(kept); files.value = ''; } };
    const choose = async () => {
      const had = files.files;
      if (!had.length) return;
      const answer = await post(keep.formAction, data(), 'text/html'), next = doc(await answer.text());
      if (!sent && answer.ok && had === files.files) listed(next);
    };
    files.addEventListener('change', choose);
    form.addEventListener('focus', () => area.focus());
    area.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit($('button.main', form)); }
    });
    const take = list => {
      if (!list.length) return false;
      const both = new DataTransfer();
      for (const file of [...files.files, ...list]) both.items.add(file);
      files.files = both.files;
      choose();
      return true;
    };
    form.addEventListener('paste', event => { if (take([...event.clipboardData.files])) event.preventDefault(); });
    form.addEventListener('dragover', event => { event.preventDefault(); form.classList.add('drop'); });
    form.addEventListener('dragleave', () => form.classList.remove('drop'));
    form.addEventListener('drop', event => { event.preventDefault(); form.classList.remove('drop'); take([...event.dataTransfer.files]); });
  }
  setInterval(() => {
    const bar = $('.undo[data-until]');
    if (!bar) return;
    const left = Math.round((new Date(bar.dataset.until) - Date.now()) / 1000), shown = $('.left', bar);
    shown.textContent = shown.dataset.left.replace('#', Math.max(0, left));
    if (left < -3) { bar.remove(); news(); }
  }, 1000);

  // ---- keys
  const rows = () => all('.mail-row, .stream > .post, .row, .found > li, .choices > li, [data-row]').filter(row => row.offsetParent);
  let at = null;
  const go = step => {
    const list = rows(), next = list[Math.max(0, Math.min(list.length - 1, (at ? list.indexOf(at) : step > 0 ? -1 : list.length) + step))];
    if (!next) return;
    if (at) at.classList.remove('at');
    at = next;
    at.classList.add('at');
    const to = $('a[href]', at) || at;
    if (!to.matches('a')) to.tabIndex = -1;
    to.focus({ preventScroll: true });
    at.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  };
  const press = name => {
    const own = $(`[data-key="${name}"]`);
    if (own) { own.click(); if (name === 'a') $('select', own.parentElement)?.focus(); return; }
    const tick = at && $('.tick input', at), act = $(`button[name=act][value=${{ e: 'close', a: 'take' }[name]}]`);
    if (tick && act) { all('.tick input:checked').forEach(other => { other.checked = false; }); tick.checked = true; act.click(); }
  };
  const keys = {
    '/': () => $('#q')?.focus(), j: () => go(1), k: () => go(-1), e: () => press('e'), a: () => press('a'),
    r: () => { const to = at && $('a.mail-subject', at); if (area) area.focus(); else if (to) location.assign(`${to.href.split('#')[0]}#answer`); }, x: () => { const tick = at && $('.tick input', at); if (tick) tick.click(); },
    '?': () => open(''),
  };
  document.addEventListener('keydown', event => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); open(''); return; }
    if (event.metaKey || event.ctrlKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable], dialog')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // ---- the palette: sections and deeds of this page; discussions, projects, people as one types
  const box = $('#palette');
  const open = () => {
    if (!box || box.open) return;
    box.showModal();
    const input = $('input', box);
    input.value = '';
    fill('');
    input.focus();
  };
  const item = (title, kind, act) => {
    const line = document.createElement('li'), button = document.createElement('button'), mark = document.createElement('span');
    mark.textContent = kind;
    mark.className = 'muted';
    button.append(title, ' ', mark);
    button.addEventListener('click', () => { box.close(); typeof act === 'string' ? location.assign(act) : act(); });
    line.append(button);
    return line;
  };
  let asked = 0;
  const fill = async words => {
    const list = $('ul', box), mine = ++asked, fits = text => text.toLowerCase().includes(words.toLowerCase());
    const here = [
      ...all('.wide nav a').map(link => [link.firstChild.data.trim(), '', link.href]),
      ...all('[data-key]').map(own => [own.textContent.trim(), own.dataset.key, () => own.click()]),
    ].filter(([title]) => fits(title));
    list.replaceChildren(...here.map(parts => item(...parts)));
    if (!words.trim()) return;
    const answer = await fetch('/palette?q=' + encodeURIComponent(words));
    if (answer.ok && mine === asked) list.append(...(await answer.json()).map(one => item(one.title, one.kind, one.path)));
  };
  if (box) {
    let wait = 0;
    $('input', box).addEventListener('input', event => { clearTimeout(wait); wait = setTimeout(() => fill(event.target.value), 150); });
    box.addEventListener('keydown', async event => {
      const buttons = all('button', box), now = buttons.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); (buttons[now + step] || (step < 0 ? $('input', box) : buttons[0]))?.focus(); }
      if (event.key === 'Enter' && event.target.matches('input')) {
        event.preventDefault();
        clearTimeout(wait);
        const filled = fill(event.target.value);
        if (!$('button', box)) await filled;
        $('button', box)?.click();
      }
    });
    box.addEventListener('click', event => { if (event.target === box) box.close(); });
  }
})();
