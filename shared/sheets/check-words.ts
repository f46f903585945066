import type { SheetCheck } from './service';

/** What came of making a sheet again, for a person to read: some lines. */
export function checkInWords(check: SheetCheck): string {
  switch (check.kind) {
    case 'matches':
      return `Every pixel matches.${check.texts === 'same' ? '\nEvery text matches too.' : ''}`;
    case 'texts-differ': {
      const { count, texts, isOtherwise } = check;
      const listed =
        texts.map((text) => `“${text}”`).join(', ') + (count > texts.length ? ', …' : '');
      return [
        'Every pixel of the digits matches, and what is written around them does not.',
        count === 0
          ? ''
          : `Not as they are made now: ${wholeNumber(count)} ${count === 1 ? 'text' : 'texts'} (${listed}).`,
        isOtherwise ? 'Ground, swatches or typeface are others, or something was added.' : '',
      ]
        .filter((line) => line !== '')
        .join('\n');
    }
    case 'differs': {
      const { pixels, of, most, cellCount, cells, outside } = check.differences;
      const places = cells.map(({ row, column }) => `${row + 1}/${column + 1}`);
      const listed = places.slice(0, 10).join(', ') + (cellCount > 10 ? ', …' : '');
      return [
        `${wholeNumber(pixels)} of ${wholeNumber(of)} pixels differ, by at most ${most} levels of 255.`,
        cellCount === 0 ? '' : `${wholeNumber(cellCount)} cells differ (row/column: ${listed}).`,
        outside === 0 ? '' : `${wholeNumber(outside)} of the pixels lie beside the cells.`,
        check.altered
          ? 'The picture was changed after it was written.'
          : 'The picture is as it was written: what is made now is different.',
      ]
        .filter((line) => line !== '')
        .join('\n');
    }
    case 'other-pixels':
      return 'The pixels made again do not have the SHA-256 that the file records.';
    case 'other-size':
      return `The picture has another size than its recipe gives: ${check.width} x ${check.height} pixels.`;
    case 'pixels-damaged':
      return `The recipe can be read, and the picture cannot. ${check.message}`;
    case 'checkpoint-missing': {
      const names = check.models.slice(0, 5).map(({ name, epoch }) => `“${name}”, epoch ${epoch}`);
      const missing = `Not in this database: the checkpoint of ${names.join('; ')}.`;
      if (check.intact === null) return missing;
      return `${missing}\nThe picture is ${check.intact ? '' : 'not '}as it was written.`;
    }
    case 'cannot-be-made':
      return `The sheet cannot be made again. ${check.message}`;
    case 'nothing-to-compare':
      return 'A recipe by itself: there is no picture to compare.';
  }
}

const wholeNumber = (count: number): string => count.toLocaleString('en');
