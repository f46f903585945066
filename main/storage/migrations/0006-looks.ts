import type { Migration } from '../migrate';

/** Comparisons that were saved before keep how they were looked at, which was the same for all of them. */
export const looks: Migration = {
  name: '0006-looks',
  sql: `
    UPDATE comparisons SET compared = json_set(
      compared,
      '$.panel', 'digits',
      '$.labels', json('[0,1,2,3,4,5,6,7,8,9]'),
      '$.columns', NULL,
      '$.sharesLatents', json('true'),
      '$.byLabel', json('true'),
      '$.layout', 'columns',
      '$.pair', NULL,
      '$.zoom', NULL,
      '$.axis', 'epochs',
      '$.scale', 'fit',
      '$.stretch', NULL,
      '$.showsAllSettings', json('false')
    )
    -- One that is damaged stays as it is.
    WHERE json_valid(compared);
  `,
};
