import { WorkbenchError } from '../errors';
import { imageSide } from '../images';
import type { SheetRecipe } from '../sheet-recipe';
import type { CellSource, ContentPlan, SheetModelFacts } from './contents/content-plan';
import { modelsOf, planContent } from './contents/plan-content';
import { layOut, type PageLayout } from './layout';
import type { SheetModel } from './model-schema';
import { ink, mixColours, paper, sheetColour, type Rgb } from './palette';
import type { LongWords } from './text-width';

/** Beyond a gigapixel no common viewer opens the file. */
const mostPixels = 2 ** 30;
/** Decoding more takes longer than anybody waits. */
const mostCells = 256_000;

/**
 * A sheet as it will be: a window draws it, files hold it. Lengths are pixels of the finished picture, counted
 * from its top left corner.
 */
export interface SheetPlan extends PageLayout, ContentPlan {
  readonly recipe: SheetRecipe;
  /** Of the page around the cells. */
  readonly background: Rgb;
  readonly textColour: Rgb;
  /** Of a digit's level 0, which also fills a cell around the digit. */
  readonly ground: Rgb;
  /** Whether anything is neither black, white nor gray. */
  readonly isColoured: boolean;
  /** The colour of a cell's level 255. */
  inkOf(source: CellSource): Rgb;
}

/**
 * Plans a sheet.
 *
 * @param facts of each checkpoint of the recipe
 * @param longWords what becomes of those wider than a line: `cut` as in sheets of version 0.1.0
 * @throws WorkbenchError `invalid-input` when these checkpoints cannot draw it, or it would be too large to open.
 */
export function planSheet(
  recipe: SheetRecipe,
  facts: (model: SheetModel) => SheetModelFacts,
  longWords?: LongWords,
): SheetPlan {
  const { content, style } = recipe;
  const models = modelsOf(content).map((model) => ({ ...model, facts: facts(model) }));
  const planned = planContent(content, models);
  if (planned.rows * planned.columns > mostCells) {
    throw tooLarge(`${(planned.rows * planned.columns).toLocaleString('en')} digits`);
  }
  const layout = layOut(planned, recipe, longWords);
  if (layout.width * layout.height > mostPixels) {
    const size = `${layout.width.toLocaleString('en')} x ${layout.height.toLocaleString('en')}`;
    throw tooLarge(`${size} pixels, more than image viewers can open`);
  }
  const isOnPaper = style.digits === 'ink-on-paper';
  const plain = isOnPaper ? ink : paper;
  const colour = (of: 'runs' | 'labels', index: number): Rgb =>
    sheetColour(of, index, isOnPaper ? 'paper' : 'ink');
  return {
    ...planned,
    ...layout,
    recipe,
    background: style.page === 'paper' ? paper : ink,
    textColour: style.page === 'paper' ? ink : paper,
    ground: isOnPaper ? paper : ink,
    isColoured: style.colours !== 'none',
    inkOf(source) {
      if (style.colours === 'none' || !('model' in source)) return plain;
      if (style.colours === 'runs') return colour('runs', models[source.model]!.colour);
      if (source.kind !== 'decoded') return plain;
      const own = colour('labels', source.label);
      const { blend } = source;
      return blend === undefined
        ? own
        : mixColours(own, colour('labels', blend.label), blend.share);
    },
  };
}

/** Where a cell of the grid begins, and where the digit in it does. */
export function cellPlace({ grid, scale }: PageLayout, row: number, column: number) {
  const x = grid.x + column * grid.pitch;
  const y = grid.y + row * grid.pitch;
  const inset = Math.floor((grid.cell / scale - imageSide) / 2) * scale;
  return { x, y, digitX: x + inset, digitY: y + inset };
}

function tooLarge(what: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `The sheet would have ${what}. Nothing was written.`,
    remedy: 'Choose a smaller scale, or fewer digits.',
  });
}
