import { numberedNames } from '../../../shared/datasets';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { WorkbenchError } from '../../../shared/errors';
import type { CheckpointId } from '../../../shared/ids';
import { runConfigSchema, type RunConfig } from '../../../shared/run-config';
import type { SheetSampler } from '../../../shared/sheets/draw-cells';
import type { MadeSheet } from '../../../shared/sheets/library';
import type { SheetModel } from '../../../shared/sheets/model-schema';
import { modelOfTests, patternedSampler } from '../../../shared/sheets/testing';
import { Fonts } from '../raster/fonts';
import { readSheet, type SheetReader } from '../reading/read-sheet';
import { SheetModels } from '../sheet-models';
import { SheetService } from '../sheet-service';

const { resolve } = createRequire(import.meta.url);

export const fontsOfTests = new Fonts((file) => resolve(`@expo-google-fonts/${file}`));

const weightsOf = ({ checkpoint }: SheetModel): Uint8Array => Buffer.from(`weights ${checkpoint}`);

/** A model whose SHA-256 is that of its weights. */
export function storedModel(number = 1, changes: Partial<SheetModel> = {}): SheetModel {
  const model = modelOfTests(number, changes);
  return { ...model, sha256: createHash('sha256').update(weightsOf(model)).digest('hex') };
}

export interface Setting {
  /** Those in the database. */
  readonly stored?: readonly SheetModel[];
  readonly config?: RunConfig;
  readonly sampler?: SheetSampler;
  readonly read?: SheetReader;
}

/** A service over models in memory, and what it recorded of the sheets it made. */
export function serviceOfTests({
  stored = [storedModel(), storedModel(2)],
  config = runConfigSchema.parse({}),
  sampler = patternedSampler,
  read = readSheet,
}: Setting = {}) {
  const find = (id: CheckpointId): SheetModel => {
    const model = stored.find(({ checkpoint }) => checkpoint === id);
    if (model !== undefined) return model;
    throw new WorkbenchError({ kind: 'not-found', message: 'No such checkpoint.' });
  };
  const models = new SheetModels({
    checkpoint: (id) => ({ ...find(id), sha256: find(id).sha256! }),
    config: () => config,
    weights: (id) => ({
      checkpoint: id,
      config,
      weights: weightsOf(find(id)),
      sha256: find(id).sha256!,
    }),
    labels: () => ({ classes: 10, classNames: numberedNames(10) }),
  });
  const made: Pick<MadeSheet, 'recipe' | 'thumbnail' | 'path'>[] = [];
  const service = new SheetService({
    models,
    sampler,
    library: {
      record: (sheet) => {
        made.push(sheet);
        return `01890a5d-ac96-774b-bcce-b302099a${made.length}000` as MadeSheet['id'];
      },
    },
    read,
    fonts: () => Promise.resolve(fontsOfTests),
    versions: { workbench: '0.1.0' },
  });
  return { service, models, made };
}
