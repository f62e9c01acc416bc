// SPDX-License-Identifier: GPL-2.0-or-later
// The site in a real browser, over the base of corpus/: FUNNEL_SITE is its address, FUNNEL_CHROMIUM
// the browser.
import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import axe from 'axe-core';
import {chromium} from 'playwright-core';

const site = process.env.FUNNEL_SITE;
const article = 'print-queue-stuck';
// What a reader types of that article's title, and what an input method composes on the way.
const readers = [
  {lang: 'en', typed: 'print qu', composed: ['p', 'pr', 'pri'],
    asked: 'document stuck in print queue'},
  {lang: 'th', typed: 'งานพิม', composed: ['ง', 'งา', 'งาน'], asked: 'งานพิมพ์ค้างในคิว'},
  {lang: 'zh-Hant', typed: '文件卡', composed: ['ㄨ', 'ㄨㄣ', 'ㄨㄣˊ'], asked: '文件卡在列印佇列'},
  {lang: 'ja', typed: '印刷キュ', composed: ['い', 'いん', 'いんさ'],
    asked: '印刷キューの文書が消えない'},
  {lang: 'ko', typed: '인쇄 대기', composed: ['ㅇ', '이', '인'],
    asked: '인쇄 대기열의 문서가 사라지지 않음'},
];

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.FUNNEL_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
after(() => browser.close());

let page;
let complaints;
const open = async (path, options = {}) => {
  const context = await browser.newContext(options);
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.goto(site + path);
  return page;
};
afterEach(async () => {
  if (!page) return;
  await page.context().close();
  page = null;
  assert.deepEqual(complaints, []);
});

const box = () => page.getByRole('combobox', {name: /./}).first();
const options = () => page.locator('#page-suggestions [role=option]');
const type = async (text) => {
  await box().focus();
  await page.keyboard.insertText(text);
};
const attribute = (name) => box().getAttribute(name);

const assertAccessible = async () => {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    () => window.axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}));
  assert.deepEqual(found.violations.map((one) =>
    `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`), []);
};

for (const reader of readers) {
  describe(`reader of ${reader.lang}`, () => {
    it('is suggested titles and opens one by keys', async () => {
      await open(`/?lang=${reader.lang}`);
      await type(reader.typed);
      await options().first().waitFor();
      assert.equal(await attribute('aria-expanded'), 'true');
      assert.equal(await attribute('aria-activedescendant'), null);
      await page.keyboard.press('ArrowDown');
      assert.equal(await attribute('aria-activedescendant'), await options().first().getAttribute('id'));
      assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
      assert.equal(await box().inputValue(), reader.typed);
      await assertAccessible();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/articles/**');
      assert.match(page.url(), new RegExp(`/articles/${reader.lang}/[^?]+\\?lang=${reader.lang}$`));
      await assertAccessible();
    });

    it('is suggested titles while composing, and no key of that is taken', async () => {
      await open(`/?lang=${reader.lang}`);
      await box().focus();
      const protocol = await page.context().newCDPSession(page);
      for (const text of reader.composed) {
        await protocol.send('Input.imeSetComposition',
          {text, selectionStart: text.length, selectionEnd: text.length});
      }
      await options().first().waitFor();
      await page.evaluate(() => {
        document.activeElement.dispatchEvent(new KeyboardEvent(
          'keydown', {key: 'ArrowDown', keyCode: 229, bubbles: true, cancelable: true}));
      });
      assert.equal(await attribute('aria-activedescendant'), null);
      await protocol.send('Input.insertText', {text: reader.typed});
      assert.equal(await box().inputValue(), reader.typed);
    });

    it('finds the article, with the answer and the language on the page', async () => {
      await open(`/search?q=${encodeURIComponent(reader.asked)}&lang=${reader.lang}`);
      assert.equal(await page.locator('html').getAttribute('lang'), reader.lang);
      const first = page.locator('.hits > .hit').first().locator('h2 a');
      assert.match(await first.getAttribute('href'), new RegExp(`/articles/${reader.lang}/${article}`));
      await assertAccessible();
      await first.click();
      assert.equal(await page.locator('article').getAttribute('lang'), reader.lang);
    });

    it('is served without scripts as well', async () => {
      await open(`/?lang=${reader.lang}`, {javaScriptEnabled: false});
      await page.locator('input[name=q]').fill(reader.asked);
      await page.keyboard.press('Enter');
      await page.locator('.hits > .hit h2 a').first().click();
      assert.match(page.url(), new RegExp(`/articles/${reader.lang}/${article}`));
    });
  });
}

describe('search box', () => {
  it('closes with Escape, then clears; opens with Alt+Down; wraps', async () => {
    await open('/?lang=en');
    await type('print');
    await options().first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await attribute('aria-expanded'), 'false');
    assert.equal(await box().inputValue(), 'print');
    await page.keyboard.press('Alt+ArrowDown');
    assert.equal(await attribute('aria-expanded'), 'true');
    await page.keyboard.press('ArrowUp');
    assert.equal(await attribute('aria-activedescendant'), await options().last().getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    assert.equal(await attribute('aria-activedescendant'), await options().first().getAttribute('id'));
    await page.keyboard.press('Home');
    assert.equal(await attribute('aria-activedescendant'), null);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    assert.equal(await box().inputValue(), '');
  });

  it('takes no option with Tab, and searches what is typed with Enter', async () => {
    await open('/?lang=en');
    await type('print queue');
    await options().first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    assert.equal(await attribute('aria-expanded'), 'false');
    assert.equal(await box().inputValue(), 'print queue');
    await box().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?**');
    assert.equal(new URL(page.url()).searchParams.get('q'), 'print queue');
  });

  it('says how many suggestions there are, and that there are none', async () => {
    await open('/?lang=en');
    await type('print');
    await page.getByRole('status').getByText(/^Suggestions: \d+$/).waitFor({state: 'attached'});
    await box().fill('qqqqzzzz');
    await page.getByRole('status').getByText('No suggestions').waitFor({state: 'attached'});
    assert.equal(await attribute('aria-expanded'), 'false');
  });

  it('keeps recent searches in the browser, and forgets them on demand', async () => {
    await open('/?lang=en');
    for (const text of ['outbox', 'camera black']) {
      await box().fill(text);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search?**');
      await page.goto(site + '/?lang=en');
    }
    await box().press('ArrowDown');
    assert.deepEqual(await options().allTextContents(), ['camera black', 'outbox']);
    await assertAccessible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    assert.deepEqual(await options().allTextContents(), ['outbox']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?**');
    assert.equal(new URL(page.url()).searchParams.get('q'), 'outbox');
  });

  it('is reached by / and Ctrl+K', async () => {
    await open('/search?q=outbox&lang=en');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
    assert.equal(await box().inputValue(), 'outbox');
    await page.locator('.hit h2 a').first().focus();
    await page.keyboard.press('Control+k');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
  });

  it('works by pointer', async () => {
    await open('/?lang=en');
    await type('print');
    await options().first().click();
    await page.waitForURL('**/articles/en/**');
  });
});
