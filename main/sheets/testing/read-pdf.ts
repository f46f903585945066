import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';

const imageSchema = z.object({
  width: z.int(),
  height: z.int(),
  /** 1: a bit a pixel; 2: red, green, blue; 3: with alpha. */
  kind: z.int(),
  data: z.custom<Uint8ClampedArray>((value) => ArrayBuffer.isView(value)),
});

/** What a PDF of one page and one picture holds, as pdf.js reads it. */
export async function readPdf(bytes: Uint8Array) {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await loading.promise;
  const page = await document.getPage(1);
  const { items } = await page.getTextContent();
  const { fnArray, argsArray } = await page.getOperatorList();
  const at = fnArray.findIndex((operator) => operator === OPS.paintImageXObject);
  const [name] = z.array(z.unknown()).parse(argsArray[at]);
  const image = imageSchema.parse(
    await new Promise((found) => page.objs.get(z.string().parse(name), found)),
  );
  const { info, metadata } = await document.getMetadata();
  const { width, height } = page.getViewport({ scale: 1 });
  const read = {
    size: [width, height] as const,
    texts: items.flatMap((item) => ('str' in item ? [item.str] : [])),
    image: {
      width: image.width,
      height: image.height,
      /** Red, green and blue. */
      levels: (x: number, y: number): readonly number[] => {
        const channels = image.kind === 2 ? 3 : 4;
        const from = (y * image.width + x) * channels;
        return [...image.data.subarray(from, from + 3)];
      },
    },
    title: z.object({ Title: z.string() }).parse(info).Title,
    metadata: z.string().parse(metadata.get('cvae:sheet')),
  };
  await loading.destroy();
  return read;
}
