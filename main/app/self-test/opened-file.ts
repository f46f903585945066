import type { Page } from './page';

const checkingSeconds = 60;

const notice = `document.querySelector('[aria-label="Opened sheet"], [role="alert"]')?.textContent ?? ''`;

/** What the window says of the sheet's file that it was started with, once it was made again. */
export async function openedFile(page: Page) {
  await page.waitUntil(() => page.evaluate(notice), 'word about the file', checkingSeconds);
  return { said: String(await page.evaluate(notice)).trim() };
}
