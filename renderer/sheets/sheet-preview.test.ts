import { describe, expect, it } from 'vitest';
import { checkpointIdSchema, runIdSchema } from '../../shared/ids';
import { runConfigSchema } from '../../shared/run-config';
import { firstRecipeSchema } from '../../shared/sheets/first-version';
import { SheetPreview, type WantedSheet } from './sheet-preview.svelte';

const config = runConfigSchema.parse({});

const sheet = (
  seed: number,
  count: number,
  labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
): WantedSheet => ({
  config,
  recipe: firstRecipeSchema.parse({
    version: 1,
    kind: 'digits',
    run: runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057'),
    checkpoint: checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058'),
    labels,
    count,
    seed,
  }),
});

/** A preview over a decoder that answers when told to, with pixels of the first latent's sign. */
function held() {
  const waiting: { readonly labels: Uint8Array; readonly answer: (gray: number) => void }[] = [];
  const preview = new SheetPreview(
    (_, labels) =>
      new Promise((resolve) => {
        const answer = (gray: number) => resolve(new Uint8Array(labels.length * 784).fill(gray));
        waiting.push({ labels, answer });
      }),
  );
  const answer = async (gray: number) => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()!.answer(gray);
  };
  return { preview, waiting, answer };
}

const grays = (preview: SheetPreview) => preview.blocks.map(({ digits }) => digits?.[0] ?? null);

describe('SheetPreview', () => {
  it('decodes from the top, every cell once', async () => {
    const { preview, waiting, answer } = held();
    const shown = preview.show(sheet(1, 45));
    await answer(1);
    await expect.poll(() => preview.rowsDone).toBe(20);
    expect(preview.milliseconds).toBeNull();
    await answer(2);
    await answer(3);
    await shown;
    expect(preview.blocks.map(({ rows }) => rows)).toEqual([20, 20, 5]);
    expect(grays(preview)).toEqual([1, 2, 3]);
    expect(preview.blocks.at(-1)!.digits!.length).toBe(50 * 784);
    expect(preview.rowsDone).toBe(45);
    expect(preview.milliseconds).toBeGreaterThanOrEqual(0);
    expect(waiting).toEqual([]);
  });

  it('shows what is at hand, then goes straight to the newest wish', async () => {
    const { preview, waiting, answer } = held();
    const shown = preview.show(sheet(1, 60));
    await answer(1);
    await expect.poll(() => waiting.length).toBe(1);
    void preview.show(sheet(2, 60));
    void preview.show(sheet(3, 60));
    await answer(11);
    for (const gray of [31, 32, 33]) await answer(gray);
    await shown;
    expect(grays(preview)).toEqual([31, 32, 33]);
    expect(waiting).toEqual([]);
  });

  it('keeps the old digits until new ones come, unless the columns changed', async () => {
    const { preview, answer } = held();
    const first = preview.show(sheet(1, 40));
    await answer(1);
    await answer(2);
    await first;
    const second = preview.show(sheet(2, 40));
    await answer(5);
    await expect.poll(() => grays(preview)).toEqual([5, 2]);
    await answer(6);
    await second;
    const third = preview.show(sheet(2, 150, [4, 5]));
    await answer(8);
    await expect.poll(() => grays(preview)).toEqual([8, null]);
    await answer(9);
    await third;
    expect(preview.columns).toBe(2);
  });

  it('does not decode again what is shown', async () => {
    const { preview, waiting, answer } = held();
    const shown = preview.show(sheet(1, 5));
    await answer(1);
    await shown;
    await preview.show({ config, recipe: { ...sheet(1, 5).recipe, scale: 8 } });
    expect(waiting).toEqual([]);
    expect(preview.rowsDone).toBe(5);
  });

  it('tells what went wrong, and tries again when asked', async () => {
    let broken = true;
    const preview = new SheetPreview((_, labels) =>
      broken
        ? Promise.reject(new Error('The sampler ended.'))
        : Promise.resolve(new Uint8Array(labels.length * 784)),
    );
    const wanted = sheet(1, 1);
    await preview.show(wanted);
    expect(preview.error?.message).toBe('The sampler ended.');
    broken = false;
    await preview.show(wanted);
    expect(preview.error).toBeNull();
    expect(preview.rowsDone).toBe(1);
  });
});
