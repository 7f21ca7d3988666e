import assert from 'node:assert/strict';
import { pageHtml } from '../../../src/panel/html';

const shell = {
  script: 'https://host/main.js?a=1&b="2"',
  style: 'https://host/main.css',
  source: 'https://*.host',
  nonce: 'once',
  language: 'en',
};

describe('The shell of the page', () => {
  const html = pageHtml(shell, { t: (template: unknown) => `<${String(template)}>` });

  it('lets in one script, the styles and fonts of the extension, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-once'",
      'style-src https://*.host',
      'font-src https://*.host',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    assert.doesNotMatch(html, /unsafe|<style|style=|onload|onclick/);
    assert.equal(html.match(/<script/g)?.length, 1);
  });

  it('escapes what it puts in', () => {
    assert.match(html, /src="https:\/\/host\/main\.js\?a=1&amp;b=&quot;2&quot;"/);
    assert.match(html, /data-words="\{&quot;loading&quot;:&quot;&lt;Reading/);
  });
});
