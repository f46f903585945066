import type { Migration } from '../migrate';

/** Losses of runs with another beta cannot be ranked against each other: their negative ELBOs can. */
export const negativeElbo: Migration = {
  name: '0008-negative-elbo',
  sql: `
    -- Lowest over the epochs: nats per image.
    ALTER TABLE runs ADD COLUMN best_negative_elbo REAL;
    UPDATE runs SET best_negative_elbo = (
      SELECT min(test_reconstruction + test_kl) FROM epoch_metrics WHERE run = runs.id
    );
  `,
};
