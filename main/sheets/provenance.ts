import { z } from 'zod';
import { checkpointIdSchema } from '../../shared/ids';
import { runConfigSchema } from '../../shared/run-config';
import { sheetRecipeSchema } from '../../shared/sheet-recipe';
import { firstRecipeSchema, upgradeFirstVersion } from '../../shared/sheets/first-version';
import { sha256Schema } from '../../shared/sheets/model-schema';

import { mostModels } from './reading/refusals';

/** The keyword of the iTXt chunk that carries a sheet's provenance. */
export const provenanceKeyword = 'CVAE Workbench sheet';

const format = z.literal('cvae-workbench-sheet');
const sideSchema = z
  .int()
  .min(1)
  .max(2 ** 30);
const versionsSchema = z.record(z.string().max(100), z.string().max(100));

/**
 * Where a sheet came from: enough to make it again, and to tell whether it is the same. It stands in
 * the file beside the sheet and inside the sheet. Nothing in it depends on when the sheet was made.
 */
export const sheetProvenanceSchema = z.strictObject({
  format,
  version: z.literal(2),
  recipe: sheetRecipeSchema,
  /** Of each checkpoint of the recipe. */
  models: z
    .array(
      z.strictObject({
        checkpoint: checkpointIdSchema,
        /** Of the checkpoint's weights, in hex. */
        sha256: sha256Schema,
        config: runConfigSchema,
        /** Labels that the dataset has. */
        classes: z.int().min(1).max(256),
        /** What they are called, where that is not by their numbers. */
        classNames: z.array(z.string().max(100).nullable()).max(256).readonly().optional(),
      }),
    )
    .max(mostModels),
  pixels: z.strictObject({
    /** What the picture in the file shows: a PNG all of the page, an SVG or a PDF the digits alone. */
    of: z.enum(['page', 'digits']),
    width: sideSchema,
    height: sideSchema,
    /** Bytes a pixel: gray levels, or red, green and blue. */
    channels: z.union([z.literal(1), z.literal(3)]),
    /** Of these bytes [height, width, channels], in hex. */
    sha256: sha256Schema,
  }),
  /** Of what made it, by name. */
  versions: versionsSchema,
});

export type SheetProvenance = z.output<typeof sheetProvenanceSchema>;
export type ProvenanceModel = SheetProvenance['models'][number];

/** Of sheets of recipes of version 1: gray PNGs of MNIST's digits, nothing around them. */
const firstProvenanceSchema = z.strictObject({
  format,
  recipe: firstRecipeSchema,
  config: runConfigSchema,
  checkpoint: z.strictObject({
    epoch: z.int().min(0),
    step: z.int().min(0),
    sha256: sha256Schema,
  }),
  pixels: z.strictObject({ width: sideSchema, height: sideSchema, sha256: sha256Schema }),
  versions: versionsSchema,
});

const classesOfMnist = 10;

/** A provenance of this version, or one of the first, which becomes that of the same sheet in this version. */
export const anyProvenanceSchema = z.union([
  sheetProvenanceSchema,
  firstProvenanceSchema.transform(({ recipe, config, checkpoint, pixels, versions }) => {
    const { content, ...upgraded } = upgradeFirstVersion(recipe);
    const model = { ...content.model, ...checkpoint };
    return sheetProvenanceSchema.parse({
      format: format.value,
      version: 2,
      recipe: { ...upgraded, content: { ...content, model } },
      models: [
        {
          checkpoint: recipe.checkpoint,
          sha256: checkpoint.sha256,
          config,
          classes: classesOfMnist,
        },
      ],
      pixels: { of: 'page', channels: 1, ...pixels },
      versions,
    });
  }),
]);

/**
 * The text of a provenance, as it stands in both places. Keys come in the schema's order, whoever made the
 * recipe: the same recipe gives the same text.
 */
export function provenanceText(provenance: SheetProvenance): string {
  return JSON.stringify(sheetProvenanceSchema.parse(provenance), null, 2) + '\n';
}
