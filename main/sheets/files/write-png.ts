import { provenanceKeyword } from '../provenance';
import { encodePng, textChunk, type PngChunk } from './png';
import { paintedPicture, type CarriedWeights, type SheetJob } from './sheet-job';

/** A chunk of ours: ancillary, private, safe to copy. Its data are a model's weights. */
export const weightsChunk = 'cvMd';

/** A picture of the page, its provenance as text, and the models that it carries. */
export function writePng(job: SheetJob): AsyncIterable<Uint8Array> {
  return encodePng(paintedPicture(job), (sha256) => captions(job, job.provenance(sha256)));
}

function* captions({ carried }: SheetJob, provenance: string): Generator<PngChunk> {
  yield textChunk(provenanceKeyword, provenance);
  for (const model of carried) yield modelChunk(model);
}

const modelChunk = ({ weights }: CarriedWeights): PngChunk => ({
  type: weightsChunk,
  data: weights,
});
