import type { Migration } from '../migrate';

export const classNames: Migration = {
  name: '0009-class-names',
  sql: `
    -- What each class is called, by class. NULL where labels were stored as they came, and may have gaps.
    ALTER TABLE datasets ADD COLUMN class_names TEXT
      CHECK (class_names IS NULL OR json_valid(class_names));
  `,
};
