import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import { exportRuns, type RunExportFormat } from './run-export';
import { testWorkbench, type TestWorkbench } from './testing/workbench';

let workbench: TestWorkbench;
beforeEach(() => {
  workbench = testWorkbench();
});
afterEach(() => workbench.remove());

async function exported(runs: readonly RunId[], format: RunExportFormat): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportRuns(runs, (run) => workbench.service.get(run), format)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

describe('exported runs', () => {
  it('are lines of CSV in the order asked for, quoted where they must be', async () => {
    const first = workbench.create({ encoderSizes: [64, 32] }, 'A "b", c');
    const second = workbench.create({}, '=HYPERLINK("x")');
    workbench.service.annotate(second.id, { notes: 'two\nlines', tags: ['a', 'b'] });
    const [head, ...lines] = (await exported([second.id, first.id], 'csv')).split('\r\n');
    expect(head).toMatch(/^id,name,status,starred,tags,notes,createdAt,.*,encoderSizes,.*,seed,/);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain(
      `${second.id},"'=HYPERLINK(""x"")",queued,false,"a, b","two\nlines",`,
    );
    expect(lines[1]).toContain(`${first.id},"A ""b"", c",running,`);
    expect(lines[1]).toContain(',"64, 32",');
    expect(lines[2]).toBe('');
  });

  it('are an array of JSON with the configuration whole', async () => {
    const runs = Array.from({ length: 250 }, (_, seed) => workbench.create({ seed }));
    const ids = runs.map(({ id }) => id);
    const read = JSON.parse(await exported(ids, 'json')) as { id: string; config: object }[];
    expect(read.map(({ id }) => id)).toEqual(ids);
    expect(read[249]?.config).toEqual(runs[249]?.config);
    expect(JSON.parse(await exported([], 'json'))).toEqual([]);
  });
});
