import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { recipeOfTests } from '../../shared/sheets/testing';
import { decodeText, parseJson, recipeFromJson } from './recipe-text';
import { serviceOfTests } from './testing/sheet-service';
import { digits } from './testing/write-sheet';

const recipe = recipeOfTests(digits, { title: 'Größe 手書き' });
const text = JSON.stringify(recipe, null, 2);

describe('a recipe as editors save it', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little-endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['with Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('is read alike by every way in: %s', async (_, bytes) => {
    expect(recipeFromJson(parseJson(decodeText(bytes), 'It'), 'It')).toEqual(recipe);
    const opened = await serviceOfTests().service.verify(bytes);
    expect(opened).toMatchObject({ format: 'recipe', recipe });
  });
});

describe('a file that is not JSON', () => {
  it.each([
    ['{\n  "a": 1,\n}', 'line 3, column 1: a name in double quotes is missing'],
    ['{\n  "a" 1\n}', 'line 2, column 7: a colon is missing'],
    ['{ "a": 1 "b": 2 }', 'line 1, column 10: a comma is missing'],
    ["{ 'a': 1 }", 'line 1, column 3: this cannot stand here'],
    ['{ "a": [1, 2 }', 'line 1, column 14: a comma is missing'],
    ['{ "a": 1 // the first\n}', 'line 1, column 10: JSON has no comments'],
    ['{ "a": "b\n}', 'line 1, column 8: a closing quote is missing'],
    ['{ "a": 1 } {', 'line 1, column 12: something follows after the end'],
  ])('is told by line and column: %j', async (wrong, where) => {
    expect(() => parseJson(wrong, 'recipe.json')).toThrow(
      `recipe.json is not valid JSON: ${where}.`,
    );
    await expect(serviceOfTests().service.verify(Buffer.from(wrong))).rejects.toThrow(where);
  });

  it('is refused without a place where it is too deep to look into', () => {
    expect(() => parseJson('{"a":'.repeat(100_000), 'It')).toThrow(WorkbenchError);
  });
});
