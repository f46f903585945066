import { lstat, stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointId } from '../../shared/ids';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { modelsOf } from '../../shared/sheets/contents/plan-content';
import type { SheetSampler } from '../../shared/sheets/draw-cells';
import type { SheetModel } from '../../shared/sheets/model-schema';
import { planSheet } from '../../shared/sheets/plan';
import {
  missingInWords,
  outlineSize,
  type TextLine,
  type TextOutlines,
} from '../../shared/sheets/text-outlines';
import type {
  SheetFacts,
  SheetFormat,
  VerifiedSheet,
  WrittenSheet,
} from '../../shared/sheets/service';
import { completeRecipe } from './complete-recipe';
import { drawnRows, type WorkOptions } from './drawn-rows';
import { filePicture } from './files/file-picture';
import { encodePng } from './files/png';
import { pixelsOf, thumbnailOf, type SheetWriter } from './files/sheet-job';
import { writePng } from './files/write-png';
import { writeSvg } from './files/write-svg';
import { provenanceText } from './provenance';
import type { Fonts } from './raster/fonts';
import { lineWidth, pathOf, placedGlyphs } from './raster/text-patches';
import type { Thumbnail } from './raster/thumbnail';
import type { SheetReader } from './reading/read-sheet';
import { replaceFiles } from './replace-file';
import type { SheetLibrary } from './sheet-library';
import { factsOf, type SheetModels } from './sheet-models';
import { provenancePathOf, refuseForeignFile } from './sheet-paths';
import { verifyRecipe, verifySheet } from './verify-sheet';

export interface SheetServiceOptions {
  readonly models: SheetModels;
  readonly sampler: SheetSampler;
  readonly library: Pick<SheetLibrary, 'record'>;
  readonly read: SheetReader;
  /** Asked for when a sheet is made: what reads a typeface is no part of starting. */
  readonly fonts: () => Promise<Fonts>;
  /** Versions of what makes a sheet, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface SheetOrder {
  readonly recipe: SheetRecipe;
  readonly format: SheetFormat;
  /** Ends as the format does. */
  readonly path: string;
  /** Whether the file is to hold the weights too, to be opened where the run is not. */
  readonly carryModel: boolean;
}

const writers: Readonly<Record<SheetFormat, SheetWriter>> = {
  png: writePng,
  svg: writeSvg,
  pdf: async function* (job) {
    const { writePdf } = await import('./files/write-pdf');
    yield* writePdf(job);
  },
};

/** Bytes of weights that a file may carry. */
const mostCarriedBytes = 2 ** 27;

/** Sheets as files: written from recipes, read, and made again. The same recipe gives the same bytes. */
export class SheetService {
  readonly #options: SheetServiceOptions;

  constructor(options: SheetServiceOptions) {
    this.#options = options;
  }

  /**
   * What `planSheet` has to know of each checkpoint of a recipe.
   *
   * @throws WorkbenchError `not-found`
   */
  facts(recipe: SheetRecipe): SheetFacts {
    return Object.fromEntries(
      modelsOf(recipe.content).map((model) => [
        model.checkpoint,
        factsOf(this.#options.models.get(model)),
      ]),
    );
  }

  /**
   * Writes a sheet with its provenance inside, the same as `NAME.json` beside it, and lists it among those made.
   *
   * @throws WorkbenchError of `replaceFiles`, of `planSheet`, of the sampler; `not-found` for checkpoints that are not
   * here; `conflict` when `NAME.json` is something else; `cancelled` when the signal aborts.
   */
  async write(
    { format, path, carryModel, ...order }: SheetOrder,
    options: WorkOptions = {},
  ): Promise<WrittenSheet> {
    const { models, sampler, library, versions } = this.#options;
    const provenancePath = provenancePathOf(path, format);
    await refuseForeignFile(provenancePath, order.recipe);
    const fonts = await this.#options.fonts();
    const recipe = completeRecipe(order.recipe, models);
    const plan = planSheet(recipe, (model) => factsOf(models.get(model)));
    refuseMissing(fonts.missing(plan.texts));
    const picture = filePicture(plan, format, fonts);
    const thumbnail = thumbnailOf(picture);

    let [pixelsSha256, provenance] = ['', ''];
    const content = writers[format]({
      plan,
      picture,
      thumbnail,
      fonts,
      rows: drawnRows(plan, sampler, { ...options, idOf: (model) => models.get(model).id }),
      carried: carryModel ? this.#weights(recipe) : [],
      provenance: (sha256) => {
        pixelsSha256 = sha256;
        provenance = provenanceText({
          format: 'cvae-workbench-sheet',
          version: 2,
          recipe,
          models: this.#described(recipe),
          pixels: pixelsOf(picture, sha256),
          versions: { ...versions },
        });
        return provenance;
      },
    });
    await replaceFiles([
      { path, content },
      { path: provenancePath, content: () => provenance },
    ]).catch((thrown: unknown) => {
      throw options.signal?.aborted ? cancelled(path, thrown) : thrown;
    });
    const id = library.record({ recipe, path, thumbnail: await pngOf(thumbnail) });
    const { width, height } = plan;
    const { size: bytes } = await stat(path);
    return { id, format, path, provenancePath, width, height, bytes, pixelsSha256 };
  }

  /**
   * Files that would be replaced by other ones: those of the same recipe are left out.
   *
   * @throws WorkbenchError `conflict` when a recipe's place is taken by something that is no sheet's, `not-found` for
   * checkpoints that are not here
   */
  async inTheWay(orders: readonly SheetOrder[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { recipe, path, format } of orders) {
      const provenancePath = provenancePathOf(path, format);
      await refuseForeignFile(provenancePath, recipe);
      const own = JSON.stringify(completeRecipe(recipe, this.#options.models));
      for (const each of [path, provenancePath]) {
        const isThere = await lstat(each).catch(() => null);
        if (isThere !== null && (await this.#recipeIn(each)) !== own) found.push(each);
      }
    }
    return found;
  }

  /** The texts of a plan as they will be in a file, for showing it before there is one. */
  async outlines(texts: readonly TextLine[]): Promise<TextOutlines> {
    const fonts = await this.#options.fonts();
    const place = { x: 0, y: 0, size: outlineSize, anchor: 'start' } as const;
    const lines = fonts.shape(texts);
    return {
      lines: lines.map((line) => ({
        path: pathOf(placedGlyphs(line, place, fonts)),
        width: lineWidth(line, outlineSize),
      })),
      missing: fonts.missing(texts),
    };
  }

  /**
   * Reads a sheet's file, whoever made it, and makes the sheet again; of a recipe by itself there is nothing to make.
   * Models that a file carries are known to the sampler from then on.
   *
   * @param file a path, or the bytes of a PNG, SVG, PDF, of the JSON beside one, or of a recipe
   * @throws WorkbenchError `invalid-input` when it is no sheet, `not-found` when there is no file, `cancelled`, what
   * the sampler reports
   */
  async verify(file: string | Uint8Array, options: WorkOptions = {}): Promise<VerifiedSheet> {
    const { models, sampler } = this.#options;
    try {
      const read = await this.#options.read(file, options.signal);
      if (read.format === 'recipe') return verifyRecipe(read.recipe, models);
      const fonts = await this.#options.fonts();
      return await verifySheet(read, { models, sampler, fonts }, options);
    } catch (thrown) {
      throw options.signal?.aborted ? verificationCancelled(thrown) : thrown;
    }
  }

  /** The JSON of the recipe that a file holds; null for one that holds none. */
  async #recipeIn(path: string): Promise<string | null> {
    try {
      const read = await this.#options.read(path);
      return JSON.stringify(read.format === 'recipe' ? read.recipe : read.provenance.recipe);
    } catch (thrown) {
      if (thrown instanceof WorkbenchError) return null;
      throw thrown;
    }
  }

  #described(recipe: SheetRecipe) {
    return distinct(recipe).map((model) => {
      const { sha256, config, classes, classNames } = this.#options.models.get(model);
      return { checkpoint: model.checkpoint, sha256, config, classes, classNames };
    });
  }

  /** Of each checkpoint, in the order of the provenance. */
  #weights(recipe: SheetRecipe) {
    const { models } = this.#options;
    let bytes = 0;
    return distinct(recipe).map((model) => {
      const { sha256, weights } = models.weights(models.get(model).id);
      bytes += weights.length;
      if (bytes > mostCarriedBytes) throw tooHeavy();
      return { sha256, weights };
    });
  }
}

/** The checkpoints of a recipe, each once. */
function distinct({ content }: SheetRecipe): readonly SheetModel[] {
  const byId = new Map<CheckpointId, SheetModel>();
  for (const model of modelsOf(content)) byId.set(model.checkpoint, model);
  return [...byId.values()];
}

/** @returns the bytes of a PNG */
async function pngOf(thumbnail: Thumbnail): Promise<Uint8Array> {
  const { width, height, channels } = thumbnail;
  const bands = (async function* () {
    yield await Promise.resolve(thumbnail.band());
  })();
  return buffer(encodePng({ width, height, channels, bands }, () => []));
}

function cancelled(path: string, cause: unknown): WorkbenchError {
  return new WorkbenchError(
    { kind: 'cancelled', message: `Cancelled: ${path} was not written.` },
    { cause },
  );
}

function verificationCancelled(cause: unknown): WorkbenchError {
  return new WorkbenchError(
    { kind: 'cancelled', message: 'Cancelled: the sheet was not compared.' },
    { cause },
  );
}

function refuseMissing(characters: readonly string[]): void {
  if (characters.length === 0) return;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: `${missingInWords(characters)} Nothing was written.`,
    remedy: 'Write title, note and names without them, or leave out headings and legend.',
  });
}

function tooHeavy(): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: 'The models of this sheet are too large to go into its file. Nothing was written.',
    remedy: 'Write it without its models, or with fewer of them.',
  });
}
