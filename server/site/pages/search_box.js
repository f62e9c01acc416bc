// SPDX-License-Identifier: GPL-2.0-or-later
// Suggestions under the search box: the "editable combobox with list autocomplete" of the ARIA
// Authoring Practices, with manual selection. The focus never leaves the box. Without this script
// the form works as it is.
'use strict';
(() => {
  const form = document.querySelector('form.search');
  if (!form) return;
  const box = form.elements.q;
  const texts = form.dataset;

  const kQuiet = 120; // Milliseconds without a key before the server is asked.
  const kMostTyped = 300; // What is longer was pasted, and is no beginning of a title.
  const kMostRecent = 5;
  const kRecentKey = 'funnel-recent';

  const list = document.createElement('ul');
  list.id = 'page-suggestions';
  list.className = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  box.parentElement.append(list);
  for (const [name, value] of Object.entries({
    'role': 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) box.setAttribute(name, value);

  // --- what is said to those who cannot see the list ---------------------------------------------

  const status = document.createElement('div');
  status.className = 'hidden';
  status.setAttribute('role', 'status');
  status.setAttribute('aria-live', 'polite');
  status.setAttribute('aria-atomic', 'true');
  // Two by turns, because the same text in the same place is not read again.
  const voices = [document.createElement('span'), document.createElement('span')];
  status.append(...voices);
  document.body.append(status);
  let turn = 0;
  let voice_timer = 0;
  const announce = (text) => {
    clearTimeout(voice_timer);
    const wait = matchMedia('(pointer: coarse)').matches ? 700 : 250;
    voice_timer = setTimeout(() => {
      for (const voice of voices) voice.textContent = '';
      turn = 1 - turn;
      voices[turn].textContent = text;
    }, wait);
  };

  // --- the list ----------------------------------------------------------------------------------

  let active = -1;
  const options = () => [...list.querySelectorAll('[role=option]')];
  const is_open = () => !list.hidden;

  const activate = (index) => {
    active = index;
    options().forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    const option = options()[index];
    if (option) {
      box.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({block: 'nearest'});
    } else {
      box.removeAttribute('aria-activedescendant');
    }
  };

  const close = () => {
    list.hidden = true;
    box.setAttribute('aria-expanded', 'false');
    activate(-1);
  };

  const show = (found, label = texts.label) => {
    list.setAttribute('aria-label', label);
    found.forEach((option, i) => {
      option.id = 'page-suggestion-' + i;
    });
    list.replaceChildren(...found.map((option) => option.parentElement));
    list.hidden = found.length === 0;
    box.setAttribute('aria-expanded', String(found.length > 0));
    activate(-1);
  };

  // The option is the link itself: a link within an option would be a control within a control.
  const make_option = (href, lang) => {
    const item = document.createElement('li');
    item.setAttribute('role', 'none');
    const option = document.createElement('a');
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.href = href;
    option.tabIndex = -1;
    option.dir = 'auto';
    if (lang) option.lang = lang;
    item.append(option);
    return option;
  };

  const chosen_lang = () => new URLSearchParams(location.search).get('lang');

  const suggestion_option = (suggestion) => {
    const path = [suggestion.lang, ...suggestion.id.split('/')].map(encodeURIComponent).join('/');
    const lang = chosen_lang();
    const option = make_option(
      '/articles/' + path + (lang ? '?lang=' + encodeURIComponent(lang) : ''), suggestion.lang);
    // Nothing of a parsed document runs; of it only texts and marks are taken.
    const parsed = new DOMParser().parseFromString(suggestion.markedText, 'text/html').body;
    for (const node of parsed.childNodes) {
      const piece = node.nodeName === 'MARK' ? document.createElement('mark') : null;
      const text = document.createTextNode(node.textContent);
      if (piece) piece.append(text);
      option.append(piece || text);
    }
    return option;
  };

  // --- what was searched before: in this browser only --------------------------------------------

  const recent = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(kRecentKey));
      return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string') : [];
    } catch {
      return [];
    }
  };
  const store_recent = (searches) => {
    try {
      localStorage.setItem(kRecentKey, JSON.stringify(searches.slice(0, kMostRecent)));
    } catch {
      // A browser that stores nothing has no recent searches.
    }
  };
  const remember = (text) => {
    const search = text.trim();
    if (!search || search.length > kMostTyped) return;
    store_recent([search, ...recent().filter((other) => other !== search)]);
  };
  const forget = (search) => {
    store_recent(recent().filter((other) => other !== search));
    show_recent();
  };

  const recent_option = (search) => {
    const params = new URLSearchParams({q: search, lang: form.elements.lang.value});
    const option = make_option('/search?' + params);
    option.dataset.search = search;
    option.textContent = search;
    // For a pointer; keys have Delete. The list has one way in for those who hear it.
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.tabIndex = -1;
    remove.setAttribute('aria-hidden', 'true');
    remove.title = texts.remove.replace('{q}', search);
    remove.textContent = '×';
    remove.addEventListener('click', () => forget(search));
    option.parentElement.append(remove);
    return option;
  };
  const show_recent = () => show(recent().map(recent_option), texts.recent);

  // --- asking ------------------------------------------------------------------------------------

  let timer = 0;
  let request = null;
  let composing = false;

  const stop = () => {
    clearTimeout(timer);
    if (request) request.abort();
    request = null;
  };

  const ask = async () => {
    const text = box.value;
    const own = new AbortController();
    request = own;
    try {
      const params = new URLSearchParams({q: text, lang: form.elements.lang.value, limit: '8'});
      const reply = await fetch('/v1/suggest?' + params, {signal: own.signal});
      if (!reply.ok) return;
      const {suggestions} = await reply.json();
      if (own.signal.aborted || document.activeElement !== box) return;
      // An unfinished syllable finds nothing for a moment: what was there stays.
      if (suggestions.length === 0 && composing) return;
      show(suggestions.map(suggestion_option));
      announce(suggestions.length > 0 ? texts.count.replace('{n}', suggestions.length)
                                      : texts.none);
    } catch {
      // Aborted, or no network: the box works without suggestions.
    } finally {
      if (request === own) request = null;
    }
  };

  const follow = () => {
    stop();
    if (box.value.trim() === '' || box.value.length > kMostTyped) {
      close();
      return;
    }
    timer = setTimeout(ask, kQuiet);
  };

  const open = () => {
    if (box.value.trim() === '') {
      show_recent();
    } else if (list.children.length > 0) {
      list.hidden = false;
      box.setAttribute('aria-expanded', 'true');
    } else {
      stop();
      ask();
    }
  };

  // --- keys --------------------------------------------------------------------------------------

  let just_ended = false; // Some browsers send the key that ends a composition after its end.
  box.addEventListener('compositionstart', () => {
    composing = true;
  });
  box.addEventListener('compositionend', () => {
    composing = false;
    just_ended = true;
    requestAnimationFrame(() => {
      just_ended = false;
    });
  });

  const move = (step) => {
    if (!is_open()) {
      open();
      return;
    }
    const count = list.children.length;
    // From the box (-1) down to the first, up to the last; from the ends back to the box's text.
    const next = active + step;
    activate(active === -1 && step < 0 ? count - 1 : (next + count) % count);
  };

  const keys = {
    ArrowDown: (event) => {
      if (event.altKey) open();
      else move(1);
      return true;
    },
    ArrowUp: () => {
      move(-1);
      return true;
    },
    Enter: () => {
      const option = options()[active];
      if (!is_open() || !option) return false;
      if (option.dataset.search) remember(option.dataset.search);
      location.assign(option.href);
      return true;
    },
    Escape: () => {
      stop();
      if (is_open()) close();
      else box.value = '';
      return true;
    },
    Delete: () => {
      const option = options()[active];
      if (!is_open() || !option || !option.dataset.search) return false;
      forget(option.dataset.search);
      return true;
    },
    Tab: () => {
      stop();
      close();
      return false;
    },
  };
  for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) {
    keys[key] = () => {
      activate(-1);
      return false;
    };
  }

  box.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || just_ended) return;
    if (event.ctrlKey || event.metaKey) return;
    if (Object.hasOwn(keys, event.key) && keys[event.key](event)) event.preventDefault();
  });
  box.addEventListener('input', follow);
  box.addEventListener('click', () => {
    if (box.value.trim() === '') open();
  });
  box.addEventListener('blur', () => {
    stop();
    close();
  });
  // A press on the list leaves the focus in the box, so that it is not closed before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  form.addEventListener('submit', () => remember(box.value));

  document.addEventListener('keydown', (event) => {
    const there = event.target.closest('input, textarea, select, [contenteditable]');
    const slash = event.key === '/' && !there && !event.ctrlKey && !event.metaKey && !event.altKey;
    const control_k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!slash && !control_k) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
