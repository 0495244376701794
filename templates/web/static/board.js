// Cards of the board move by drag and by Shift + arrow: each presses the button that its own form has for that column.
(() => {
  'use strict';
  const board = () => document.querySelector('.board');
  if (!board()) return;
  const hint = document.querySelector('.board-hint');
  if (hint) hint.hidden = false;
  const columns = () => [...board().querySelectorAll('.board-column')];
  const ready = () => board().querySelectorAll('.board-card').forEach(card => { card.draggable = !!card.querySelector('.board-move'); });
  // One after the other, so that each is undone to what was before it; the answer to the newest is what is shown.
  let newest = 0, sent = Promise.resolve();
  const move = (card, column) => {
    const form = card.querySelector('.board-move form'), turn = newest + 1;
    if (!form || !column || column.contains(card)) return;
    const made = new FormData(form);
    made.append('state', column.dataset.state);
    newest = turn;
    document.querySelectorAll('main > .flash').forEach(old => old.remove());
    (column.querySelector('ul') || column).append(card);
    card.querySelector('a').focus();
    sent = sent.then(() => tell(form.action, made, card.id, turn)).catch(() => location.reload());
  };
  const tell = async (place, made, name, turn) => {
    const answer = await fetch(place, { method: 'POST', body: made });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html'), then = next.querySelector('.board');
    if (!answer.ok || !then) throw answer;
    if (turn !== newest) return;
    const said = next.querySelector('main > .flash');
    if (said) document.querySelector('main > .head').after(said);
    board().replaceWith(then);
    ready();
    document.querySelector(`#${name} a`)?.focus();
  };
  let dragged = null;
  const over = event => dragged && event.target.closest('.board-column');
  const mark = at => columns().forEach(column => column.classList.toggle('over', column === at));
  addEventListener('dragstart', event => { dragged = event.target.closest?.('.board-card'); if (dragged) event.dataTransfer.effectAllowed = 'move'; });
  addEventListener('dragover', event => { const at = over(event); mark(at); if (at) event.preventDefault(); });
  addEventListener('drop', event => { const at = over(event); mark(null); if (!at) return; event.preventDefault(); move(dragged, at); });
  addEventListener('dragend', () => { dragged = null; mark(null); });
  addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], card = event.target.closest?.('.board-card');
    if (!step || !event.shiftKey || !card || event.target.closest('input, select')) return;
    event.preventDefault();
    const all = columns();
    move(card, all[all.indexOf(card.closest('.board-column')) + step]);
  });
  ready();
})();
