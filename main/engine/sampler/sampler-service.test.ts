import { beforeEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../shared/errors';
import type { CheckpointId } from '../../../shared/ids';
import { runConfigSchema } from '../../../shared/run-config';
import type { SamplerReply } from '../../../shared/sampler-protocol';
import { contentsOf } from '../data/contents';
import { chunkSize } from './model';
import { SamplerService, type Connection } from './sampler-service';
import { FakeModel, checkpointIds, decodeMessage, encodeMessage } from './testing';

const [a, b] = checkpointIds;

let models: Map<CheckpointId, FakeModel>;
let wanted: CheckpointId[];
let deferred: (() => void)[];
let service: SamplerService;

beforeEach(() => {
  models = new Map();
  wanted = [];
  deferred = [];
  service = new SamplerService({
    load: ({ checkpoint, sha256 }) => {
      if (sha256 !== 'right') {
        throw new WorkbenchError({ kind: 'database-damaged', message: 'Wrong SHA-256.' });
      }
      const model = new FakeModel({ bytes: 60 });
      models.set(checkpoint, model);
      return model;
    },
    want: (checkpoint) => wanted.push(checkpoint),
    datasets: {
      read: () => {
        throw new Error('There are no datasets.');
      },
      contents: contentsOf,
      want: () => {},
    },
    defer: (work) => deferred.push(work),
    cacheBytes: 100,
  });
});

class Client {
  readonly replies: SamplerReply[] = [];
  readonly connection: Connection = service.connect((reply) => this.replies.push(reply));

  send(...messages: unknown[]): this {
    for (const message of messages) this.connection.receive(message);
    return this;
  }

  /** Ids of the replies, those that failed with their kind. */
  get outcomes(): string[] {
    return this.replies.map((reply) =>
      reply.kind === 'failed' ? `${reply.id} ${reply.error.kind}` : `${reply.id}`,
    );
  }
}

function provide(checkpoint: CheckpointId, sha256 = 'right'): void {
  const config = runConfigSchema.parse({});
  service.provide({ checkpoint, config, weights: new Uint8Array(0), sha256 });
}

/** Runs what was deferred, up to a number of turns. */
function run(turns = Infinity): void {
  for (let turn = 0; turn < turns; turn++) {
    const work = deferred.shift();
    if (work === undefined) return;
    work();
  }
}

describe('answers', () => {
  it('decodes and encodes in chunks, whole and in order', () => {
    const count = 2 * chunkSize + 50;
    const client = new Client().send(
      decodeMessage(1, a, count),
      encodeMessage(2, a, chunkSize + 1),
    );
    provide(a);
    run();
    const [encoded, decoded] = client.replies;
    expect(models.get(a)?.calls).toEqual([chunkSize, chunkSize, chunkSize, 1, 50]);
    if (decoded?.kind !== 'decoded' || encoded?.kind !== 'encoded') throw new Error('Wrong kinds.');
    const firstPixels = decoded.pixels.filter((_, i) => i % 784 === 0);
    expect(decoded.pixels).toHaveLength(count * 784);
    expect([...firstPixels]).toEqual(Array.from({ length: count }, (_, i) => i % 10));
    expect(encoded.mean).toHaveLength(2 * (chunkSize + 1));
    expect([...encoded.mean.subarray(-4)]).toEqual([
      ...[chunkSize - 1, chunkSize - 1],
      ...[chunkSize, chunkSize],
    ]);
    expect([...encoded.logVariance.subarray(-2)]).toEqual([-chunkSize, -chunkSize]);
  });

  it('does not keep small requests waiting for a large one', () => {
    provide(a);
    const [large, small] = [new Client(), new Client()];
    large.send(decodeMessage(1, a, 2000));
    run(5);
    small.send(decodeMessage(2, a, 1));
    run(2);
    expect(small.outcomes).toEqual(['2']);
    expect(large.outcomes).toEqual([]);
    run();
    expect(large.outcomes).toEqual(['1']);
  });

  it('takes in what came meanwhile before it works on', () => {
    provide(a);
    new Client().send(decodeMessage(1, a, 3 * chunkSize));
    expect(deferred).toHaveLength(1);
    run(1);
    expect(deferred).toHaveLength(1);
    expect(models.get(a)?.calls).toEqual([chunkSize]);
  });

  it('says what is wrong with a request, and answers the others', () => {
    provide(a);
    const client = new Client().send(
      decodeMessage(1, a, 0),
      { ...decodeMessage(2, a, 1), labels: Uint8Array.of(10) },
      { kind: 'unknown', id: 3 },
      decodeMessage(4, a, 1),
    );
    run();
    expect(client.outcomes.sort()).toEqual([
      '1 invalid-input',
      '2 invalid-input',
      '3 invalid-input',
      '4',
    ]);
  });
});

describe('checkpoints', () => {
  it('are asked for once', () => {
    const client = new Client().send(decodeMessage(1, a, 1), decodeMessage(2, a, 1));
    expect(wanted).toEqual([a]);
    provide(a);
    run();
    client.send(decodeMessage(3, a, 1));
    run();
    expect(wanted).toEqual([a]);
    expect(client.outcomes).toEqual(['1', '2', '3']);
  });

  it('that are missing fail their own requests alone, and are asked for again', () => {
    const client = new Client().send(decodeMessage(1, a, 1), decodeMessage(2, b, 1));
    service.refuse(a, { kind: 'not-found', message: 'There is no such checkpoint.' });
    provide(b);
    run();
    expect(client.outcomes).toEqual(['1 not-found', '2']);
    client.send(decodeMessage(3, a, 1));
    expect(wanted).toEqual([a, b, a]);
  });

  it('that are damaged fail their requests', () => {
    const client = new Client().send(decodeMessage(1, a, 1));
    provide(a, 'wrong');
    expect(client.outcomes).toEqual(['1 database-damaged']);
  });

  it('that had to give way are asked for again, and the request goes on where it was', () => {
    provide(a);
    const client = new Client().send(decodeMessage(1, a, 3 * chunkSize));
    run(1);
    const before = models.get(a);
    provide(b);
    expect(before?.isDisposed).toBe(true);
    run();
    expect(wanted).toEqual([a]);
    provide(a);
    run();
    expect(client.outcomes).toEqual(['1']);
    expect(models.get(a)?.calls).toEqual([chunkSize, chunkSize]);
  });
});

describe('lanes', () => {
  it('keep only the newest request that has not begun', () => {
    provide(a);
    const client = new Client().send(
      { ...decodeMessage(1, a, 1), lane: 'pad' },
      { ...decodeMessage(2, a, 1), lane: 'pad' },
      { ...decodeMessage(3, a, 1), lane: 'manifold' },
      decodeMessage(4, a, 1),
      { ...decodeMessage(5, a, 1), lane: 'pad' },
    );
    expect(client.outcomes).toEqual(['1 cancelled', '2 cancelled']);
    run();
    expect(client.outcomes.slice(2)).toEqual(['3', '4', '5']);
  });

  it('let a request that has begun come to its end', () => {
    provide(a);
    const client = new Client().send({ ...decodeMessage(1, a, 3 * chunkSize), lane: 'pad' });
    run(1);
    client.send({ ...decodeMessage(2, a, 1), lane: 'pad' });
    run();
    expect(client.outcomes).toEqual(['2', '1']);
  });

  it('belong to one client each', () => {
    provide(a);
    const clients = [new Client(), new Client()];
    for (const client of clients) client.send({ ...decodeMessage(1, a, 1), lane: 'pad' });
    run();
    expect(clients.map(({ outcomes }) => outcomes)).toEqual([['1'], ['1']]);
  });
});

describe('an end before the answer', () => {
  it('comes when a request is cancelled, begun or not', () => {
    provide(a);
    const client = new Client().send(
      decodeMessage(1, a, 3 * chunkSize),
      decodeMessage(2, a, 3 * chunkSize),
    );
    run(1);
    client.send({ kind: 'cancel', id: 1 }, { kind: 'cancel', id: 2 }, { kind: 'cancel', id: 9 });
    run();
    expect(client.outcomes).toEqual(['1 cancelled', '2 cancelled']);
    expect(models.get(a)?.calls).toEqual([chunkSize]);
  });

  it('leaves the requests of other clients alone', () => {
    provide(a);
    const [one, other] = [new Client(), new Client()];
    one.send(decodeMessage(1, a, 1));
    other.send(decodeMessage(1, a, 1), { kind: 'cancel', id: 1 });
    run();
    expect(one.outcomes).toEqual(['1']);
    expect(other.outcomes).toEqual(['1 cancelled']);
  });

  it('comes without an answer when the client is gone', () => {
    provide(a);
    const client = new Client().send(decodeMessage(1, a, 3 * chunkSize));
    run(1);
    client.connection.close();
    run();
    expect(client.outcomes).toEqual([]);
    expect(models.get(a)?.calls).toEqual([chunkSize]);
  });
});
