import { afterEach, describe, expect, it } from 'vitest';
import { checkpointIdSchema } from '../shared/ids';
import type { SamplerReply, SamplerRequest } from '../shared/sampler-protocol';
import { SamplerClient } from './sampler-client';

const checkpoint = checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const labels = Uint8Array.of(3);
const latents = Float32Array.of(0.5, -1);

const opened: MessagePort[] = [];
afterEach(() => opened.splice(0).forEach((port) => port.close()));

/** A client over real ports; `answer` is what the other end does with each request. */
function connected(
  answer: (request: SamplerRequest, reply: (reply: SamplerReply) => void) => void,
) {
  const requests: SamplerRequest[] = [];
  const remotes: MessagePort[] = [];
  let hand: (port: MessagePort) => void = () => {};
  const client = new SamplerClient({
    connect: async () => {
      const { port1, port2 } = new MessageChannel();
      opened.push(port1, port2);
      remotes.push(port2);
      port2.addEventListener('message', ({ data }: MessageEvent<SamplerRequest>) => {
        requests.push(data);
        answer(data, (reply) => port2.postMessage(reply));
      });
      port2.start();
      hand(port1);
    },
    onPort: (listener) => (hand = listener),
  });
  return { client, requests, remotes };
}

const decodeAll = (request: SamplerRequest, reply: (reply: SamplerReply) => void) => {
  if (request.kind === 'decode') {
    reply({ kind: 'decoded', id: request.id, pixels: request.labels.map((label) => label * 10) });
  }
};

describe('SamplerClient', () => {
  it('connects once and gives each request its own answer', async () => {
    const { client, requests, remotes } = connected(decodeAll);
    const [three, seven] = await Promise.all([
      client.decode(checkpoint, labels, latents),
      client.decode(checkpoint, Uint8Array.of(7), latents, { lane: 'sheet' }),
    ]);
    expect([...three, ...seven]).toEqual([30, 70]);
    expect(remotes.length).toBe(1);
    expect(requests[1]).toMatchObject({ kind: 'decode', checkpoint, lane: 'sheet' });
  });

  it('passes on what the sampler found wrong', async () => {
    const error = { kind: 'not-found', message: 'This checkpoint is gone.' } as const;
    const { client } = connected(({ id }, reply) => reply({ kind: 'failed', id, error }));
    await expect(client.decode(checkpoint, labels, latents)).rejects.toMatchObject(error);
  });

  it('cancels at once, and tells the sampler', async () => {
    const { client, requests } = connected(() => {});
    const abort = new AbortController();
    const decoding = client.decode(checkpoint, labels, latents, { signal: abort.signal });
    await expect.poll(() => requests.length).toBe(1);
    abort.abort();
    await expect(decoding).rejects.toMatchObject({ kind: 'cancelled' });
    await expect.poll(() => requests.at(-1)).toEqual({ kind: 'cancel', id: requests[0]!.id });
  });

  it('asks again what waits when the sampler dies', async () => {
    const { client, remotes } = connected((request, reply) => {
      if (remotes.length > 1) decodeAll(request, reply);
    });
    const first = client.decode(checkpoint, labels, latents, { lane: 'hand' });
    const second = client.decode(checkpoint, Uint8Array.of(7), latents, { lane: 'hand' });
    await expect.poll(() => remotes.length).toBe(1);
    remotes[0]!.close();
    expect([...(await first), ...(await second)]).toEqual([30, 70]);
    expect(remotes.length).toBe(2);
  });

  it('fails what waits when the sampler dies again, and reconnects with the next request', async () => {
    let dead = true;
    const { client, remotes } = connected((request, reply) => {
      if (!dead) decodeAll(request, reply);
    });
    const lost = client.decode(checkpoint, labels, latents);
    await expect.poll(() => remotes.length).toBe(1);
    remotes[0]!.close();
    await expect.poll(() => remotes.length).toBe(2);
    remotes[1]!.close();
    await expect(lost).rejects.toMatchObject({ kind: 'engine-crashed' });
    dead = false;
    expect([...(await client.decode(checkpoint, labels, latents))]).toEqual([30]);
    expect(remotes.length).toBe(3);
  });

  it('tries again to connect after the sampler did not start', async () => {
    let attempts = 0;
    const client = new SamplerClient({
      connect: () => Promise.reject(new Error(`attempt ${++attempts}`)),
      onPort: () => {},
    });
    await expect(client.decode(checkpoint, labels, latents)).rejects.toThrow('attempt 1');
    await expect(client.decode(checkpoint, labels, latents)).rejects.toThrow('attempt 2');
  });
});
