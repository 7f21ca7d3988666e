import fs from 'node:fs';

/** Chromium without anything around the page: it takes two thirds of the processor's time. */
export const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

const USUAL_PLACES = [
  HEADLESS_SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The Chromium that the tests drive: NNET_CHROMIUM, or the first of the usual places that has one.
 * @returns {string | undefined}
 */
export function findChromium() {
  return [process.env.NNET_CHROMIUM, ...USUAL_PLACES].find((file) => file && fs.existsSync(file));
}

export const CHROMIUM_MISSING = 'Chromium is missing: install the package "chromium", or set NNET_CHROMIUM to one';
