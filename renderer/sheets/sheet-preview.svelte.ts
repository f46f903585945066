import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { CheckpointId } from '../../shared/ids';
import type { RunConfig } from '../../shared/run-config';
import { sheetCells } from '../../shared/sheet-cells';
import type { FirstSheetRecipe } from '../../shared/sheets/first-version';

/** What is to be seen. */
export interface WantedSheet {
  readonly recipe: FirstSheetRecipe;
  readonly config: RunConfig;
}

/** Some rows of a sheet; null for digits that are not decoded yet. */
export interface SheetBlock {
  readonly rows: number;
  /** Gray levels [rows * columns, 784]. */
  readonly digits: Uint8Array | null;
}

/** Gray levels [n, 784] of labels [n] and latents [n, z]. */
type Decode = (
  checkpoint: CheckpointId,
  labels: Uint8Array,
  latents: Float32Array,
) => Promise<Uint8Array>;

/** Digits in a block: about what a window shows at once. */
const cellsPerBlock = 200;

/**
 * Decodes a sheet block by block, from the top. One request is under way at a time. When another sheet
 * is wanted meanwhile, the block at hand is still shown and the rest is skipped: however fast wishes
 * change, something of each moment is seen, and the last wish is met at once.
 */
export class SheetPreview {
  readonly #decode: Decode;
  #wanted: WantedSheet | null = null;
  #working = false;
  /** What the sheet that is shown whole was made of. */
  #shownKey: string | null = null;
  #labels = $state.raw<readonly number[]>([]);
  #blocks = $state.raw<readonly SheetBlock[]>([]);
  #error = $state.raw<ErrorReport | null>(null);
  #milliseconds = $state<number | null>(null);
  #rowsDone = $state(0);

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  get columns(): number {
    return this.#labels.length;
  }

  /** Of the columns that are shown. */
  get labels(): readonly number[] {
    return this.#labels;
  }

  get blocks(): readonly SheetBlock[] {
    return this.#blocks;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Rows of the wanted sheet that are shown already. */
  get rowsDone(): number {
    return this.#rowsDone;
  }

  /** From the wish to the last digit, the sampler's start included; null while some are missing. */
  get milliseconds(): number | null {
    return this.#milliseconds;
  }

  /** Shows this sheet as soon as it can be; after an error, tries again. */
  async show(wanted: WantedSheet): Promise<void> {
    if (!this.#working && keyOf(wanted) === this.#shownKey) return;
    this.#wanted = wanted;
    this.#error = null;
    if (this.#working) return;
    this.#working = true;
    let next: WantedSheet | null = wanted;
    while (next !== null) next = await this.#draw(next);
    this.#working = false;
  }

  /** Draws until done, until something went wrong, or until another sheet is wanted: returns that one. */
  async #draw(wanted: WantedSheet): Promise<WantedSheet | null> {
    const { recipe, config } = wanted;
    const begun = performance.now();
    this.#shownKey = null;
    this.#milliseconds = null;
    this.#rowsDone = 0;
    try {
      const cells = sheetCells(recipe, config);
      const rowsPerBlock = Math.max(1, Math.floor(cellsPerBlock / cells.columns));
      for (let row = 0; row < cells.rows; row += rowsPerBlock) {
        const end = Math.min(cells.rows, row + rowsPerBlock);
        const { labels, latents } = cells.inputs(row * cells.columns, end * cells.columns);
        const digits = await this.#decode(recipe.checkpoint, labels, latents);
        if (row === 0) this.#resize(cells.rows, recipe.labels, rowsPerBlock);
        this.#blocks = this.#blocks.with(row / rowsPerBlock, { rows: end - row, digits });
        this.#rowsDone = end;
        if (this.#wanted !== wanted) return this.#wanted;
      }
      this.#milliseconds = performance.now() - begun;
      this.#shownKey = keyOf(wanted);
    } catch (thrown) {
      if (this.#wanted !== wanted) return this.#wanted;
      this.#error = toErrorReport(thrown);
    }
    return null;
  }

  /** Makes room for a sheet. What is shown stays until it is replaced, if it fits. */
  #resize(rows: number, labels: readonly number[], rowsPerBlock: number): void {
    const old = this.columns === labels.length ? this.#blocks : [];
    this.#labels = labels;
    this.#blocks = Array.from({ length: Math.ceil(rows / rowsPerBlock) }, (_, index) => {
      const blockRows = Math.min(rowsPerBlock, rows - index * rowsPerBlock);
      const kept = old[index];
      return kept?.rows === blockRows ? kept : { rows: blockRows, digits: null };
    });
  }
}

/** The same for recipes that give the same digits, at whatever scale. */
function keyOf({ recipe: { checkpoint, seed, count, labels } }: WantedSheet): string {
  return [checkpoint, seed, count, ...labels].join(' ');
}
