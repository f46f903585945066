import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { drawCells, type DrawOptions, type SheetSampler } from '../../shared/sheets/draw-cells';
import type { SheetPlan } from '../../shared/sheets/plan';

/** A sheet with the digits that are there so far. */
export interface SheetPicture {
  readonly plan: SheetPlan;
  readonly rowsPerBlock: number;
  /** Gray levels [rows * columns, 784] of each block of rows; null where they are missing. */
  readonly blocks: readonly (Uint8Array | null)[];
}

/** A sheet that is being drawn. */
interface Drawing {
  plan: SheetPlan;
  /** The same for sheets of the same digits, however they look. */
  readonly key: string;
  readonly rowsPerBlock: number;
  readonly blocks: (Uint8Array | null)[];
  readonly begun: number;
}

/** Digits that are decoded at once. */
const cellsPerBlock = 400;
/** Digits out of sight that are decoded ahead. */
const cellsAhead = 20_000;
/** Milliseconds after which a sheet is shown with parts still missing: else nothing would move. */
const patience = 120;

/**
 * Draws a sheet's digits block by block, what is in sight first. The old picture stays until what is in sight of
 * the new one is there. One request is under way at a time; of several sheets that are wanted meanwhile, the
 * newest is next.
 */
export class SheetPreview {
  readonly #sampler: SheetSampler;
  readonly #options: DrawOptions;
  #wanted: Drawing | null = null;
  #working = false;
  #sight = { from: 0, to: 1 };
  #picture = $state.raw<SheetPicture | null>(null);
  #shownKey = '';
  #error = $state.raw<ErrorReport | null>(null);
  #milliseconds = $state<number | null>(null);

  constructor(sampler: SheetSampler, options: DrawOptions = {}) {
    this.#sampler = sampler;
    this.#options = options;
  }

  get picture(): SheetPicture | null {
    return this.#picture;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** From the wish to the last digit in sight, the sampler's start included; null until then. */
  get milliseconds(): number | null {
    return this.#milliseconds;
  }

  /** Shows this sheet as soon as it can be; after an error, tries again. */
  show(plan: SheetPlan): void {
    this.#error = null;
    const key = keyOf(plan);
    if (this.#wanted?.key === key) {
      this.#wanted.plan = plan;
      if (this.#shownKey === key) this.#publish(this.#wanted);
    } else {
      const rowsPerBlock = Math.max(1, Math.floor(cellsPerBlock / plan.columns));
      const blocks = Array.from({ length: Math.ceil(plan.rows / rowsPerBlock) }, () => null);
      this.#wanted = { plan, key, rowsPerBlock, blocks, begun: performance.now() };
      this.#milliseconds = null;
    }
    void this.#work();
  }

  /** Tells which rows are in sight: `from` to `to - 1`. */
  look(from: number, to: number): void {
    this.#sight = { from, to };
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#wanted !== null && (await this.#draw(this.#wanted)));
    } finally {
      this.#working = false;
    }
  }

  /** Draws what is in sight, or one block ahead of it; false when there is nothing more to do. */
  async #draw(drawing: Drawing): Promise<boolean> {
    try {
      for (;;) {
        const block = this.#nextBlock(drawing);
        if (block === null) return this.#wanted !== drawing;
        const from = block * drawing.rowsPerBlock;
        const to = Math.min(drawing.plan.rows, from + drawing.rowsPerBlock);
        const levels = await drawCells(drawing.plan, from, to, this.#sampler, this.#options);
        drawing.blocks[block] = levels;
        const isWhole = this.#isWhole(drawing);
        const isLate = performance.now() - drawing.begun > patience;
        if (isWhole && this.#milliseconds === null && this.#wanted === drawing) {
          this.#milliseconds = performance.now() - drawing.begun;
        }
        if (isWhole || isLate || this.#shownKey === drawing.key) this.#publish(drawing);
        if (this.#wanted !== drawing && (isWhole || isLate)) return true;
      }
    } catch (thrown) {
      if (this.#wanted !== drawing) return true;
      this.#error = toErrorReport(thrown);
      // Wanted anew, it is drawn anew.
      this.#wanted = null;
      return false;
    }
  }

  /** The topmost missing block in sight, else the nearest one out of sight, as far as is looked ahead. */
  #nextBlock({ blocks, rowsPerBlock, plan }: Drawing): number | null {
    const first = Math.floor(this.#sight.from / rowsPerBlock);
    const end = Math.min(blocks.length, Math.ceil(this.#sight.to / rowsPerBlock));
    const inSight = blocks.indexOf(null, first);
    if (inSight !== -1 && inSight < end) return inSight;
    const ahead = Math.ceil(cellsAhead / (rowsPerBlock * plan.columns));
    for (let distance = 0; distance < ahead; distance++) {
      for (const block of [end + distance, first - 1 - distance]) {
        if (blocks[block] === null) return block;
      }
    }
    return null;
  }

  #isWhole({ blocks, rowsPerBlock }: Drawing): boolean {
    const first = Math.floor(this.#sight.from / rowsPerBlock);
    return !blocks.slice(first, Math.ceil(this.#sight.to / rowsPerBlock)).includes(null);
  }

  /** While digits in sight are missing, those of an old sheet of the same shape stay. */
  #publish(drawing: Drawing): void {
    const { plan, key, rowsPerBlock, blocks } = drawing;
    const old = this.#picture;
    const isAlike = old?.plan.rows === plan.rows && old.plan.columns === plan.columns;
    const kept = isAlike && !this.#isWhole(drawing) ? old.blocks : [];
    this.#picture = {
      plan,
      rowsPerBlock,
      blocks: blocks.map((block, index) => block ?? kept[index] ?? null),
    };
    this.#shownKey = key;
  }
}

/** The names of runs are printed, and change no digit. */
function keyOf({ recipe }: SheetPlan): string {
  return JSON.stringify(recipe.content, (name, value: unknown) =>
    name === 'name' || name === 'colour' ? undefined : value,
  );
}
