import { z } from 'zod';
import type { Outcome } from '../errors';
import { contract, type ChannelName } from '../ipc-contract';

/** Calls of main by channel that nobody means well with: made from the contract's own schemas, and spoilt. */

/** The part of JSON Schema that zod writes of the contract's inputs. */
interface Shape {
  readonly type?: string;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly format?: string;
}

type Random = () => number;

/** Left out: they let trainings begin, which would take what the machine has. */
const leftOut: readonly ChannelName[] = ['queue.goOn', 'queue.setPaused', 'measures.evaluate'];
const channels = (Object.keys(contract) as ChannelName[]).filter((name) => !leftOut.includes(name));
const shapes = new Map<ChannelName, Shape>();

function shapeOf(channel: ChannelName): Shape {
  const known = shapes.get(channel);
  if (known !== undefined) return known;
  const shape = z.toJSONSchema(contract[channel].input, { io: 'input', unrepresentable: 'any' });
  shapes.set(channel, shape as Shape);
  return shape as Shape;
}

const oneOf = <T>(values: readonly T[], random: Random): T =>
  values[Math.floor(random() * values.length)]!;

/** Values that belong nowhere. What takes long to make is made when it is drawn. */
const hostile: readonly (() => unknown)[] = [
  ...[undefined, null, true, 0, -0, -1, 0.5, 2 ** 53, 1e308, NaN, Infinity, 2n ** 70n].map(
    (value) => () => value,
  ),
  ...['', ' ', '\0', '\ud800', '../../etc/passwd', '__proto__', '<img src=x onerror=alert(1)>', '1']
    .concat(["'; DROP TABLE runs; --", '\u202egnp.exe', '${7*7}', 'file:///etc/passwd'])
    .map((value) => () => value),
  () => 'x'.repeat(1_000_000),
  () => '\u0300'.repeat(10_000),
  () => [],
  () => ({}),
  () => new Array(100_000).fill('x'),
  () => new Array(1000),
  () => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index])),
  () => JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}') as unknown,
  () => Array.from({ length: 1000 }).reduce<unknown>((inner) => [inner], 'deep'),
  () => {
    const circle: Record<string, unknown> = {};
    return (circle['self'] = circle);
  },
  () => new Uint8Array(100_000),
  () => new Float32Array(3),
  () => new ArrayBuffer(8),
  () => new Map([['run', 1]]),
  () => new Set([1]),
  () => new Date(NaN),
  () => /(a+)+$/,
  () => new Error('no'),
];

/** A value of this shape; ids are those that are there, as far as `ids` has some. */
function valueOf(shape: Shape, ids: readonly string[], random: Random): unknown {
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices !== undefined) return valueOf(oneOf(choices, random), ids, random);
  if (shape.allOf !== undefined) return valueOf(shape.allOf[0]!, ids, random);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return oneOf(shape.enum, random);
  const { minimum = -1000, maximum = 1000 } = shape;
  const most = Math.min(maximum, minimum + 10_000);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([key, inner]) => [
          key,
          valueOf(inner, ids, random),
        ]),
      );
    case 'array': {
      const inner = shape.prefixItems ?? [];
      if (inner.length > 0) return inner.map((item) => valueOf(item, ids, random));
      const length = (shape.minItems ?? 0) + Math.floor(random() * 3);
      return Array.from({ length }, () => valueOf(shape.items ?? {}, ids, random));
    }
    case 'integer':
      return Math.floor(minimum + random() * (most - minimum + 1));
    case 'number':
      return minimum + random() * (most - minimum);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    case 'string':
      if (shape.format === 'uuid') return oneOf(ids, random);
      return `text ${Math.floor(random() * 1000)}`.slice(0, shape.maxLength);
    default:
      return oneOf(hostile, random)();
  }
}

/** The same with one of its parts, or the whole of it, in place of something that does not belong there. */
function spoilt(value: unknown, random: Random): unknown {
  const isList = Array.isArray(value);
  const isWhole = typeof value !== 'object' || value === null || ArrayBuffer.isView(value);
  const keys = isWhole ? [] : Object.keys(value);
  if (keys.length === 0 || random() < 0.15) return oneOf(hostile, random)();
  const key = oneOf(keys, random);
  const entries = Object.entries(value as object);
  const change = random();
  if (change < 0.1 && !isList) return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (change < 0.2 && !isList) return { ...(value as object), other: oneOf(hostile, random)() };
  const changed = entries.map(([name, inner]): [string, unknown] => [
    name,
    name === key ? spoilt(inner, random) : inner,
  ]);
  return isList ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

export interface HostileCall {
  readonly channel: ChannelName;
  readonly input: unknown;
}

/** Half of them are as they should be, but for what they ask. */
export function hostileCall(ids: readonly string[], random: Random): HostileCall {
  const channel = oneOf(channels, random);
  const input = valueOf(shapeOf(channel), ids, random);
  return { channel, input: random() < 0.5 ? input : spoilt(input, random) };
}

/** How calls were answered, and what of it should not be. */
export interface CallReport {
  readonly answered: number;
  readonly refused: number;
  readonly problems: readonly string[];
}

const mostMilliseconds = 3000;
const mostCharacters = 2_000_000;

/** Makes calls one after the other. An internal error, a long wait and a long answer are problems. */
export async function makeHostileCalls(
  invoke: (channel: string, input: unknown) => Promise<Outcome<unknown>>,
  { count, ids, random }: { count: number; ids: readonly string[]; random: Random },
): Promise<CallReport> {
  const problems: string[] = [];
  let [answered, refused] = [0, 0];
  for (let index = 0; index < count; index++) {
    const { channel, input } = hostileCall(ids, random);
    const begun = Date.now();
    let outcome: Outcome<unknown>;
    try {
      outcome = await invoke(channel, input);
    } catch {
      // What cannot be sent does not come to main.
      refused++;
      continue;
    }
    const milliseconds = Date.now() - begun;
    if (outcome.ok) answered++;
    else refused++;
    if (milliseconds > mostMilliseconds) problems.push(`${channel} took ${milliseconds} ms`);
    if (outcome.ok) continue;
    const { kind, message } = outcome.error;
    if (kind === 'internal') problems.push(`${channel}: ${message.slice(0, 300)}`);
    if (JSON.stringify(outcome.error).length > mostCharacters) {
      problems.push(`${channel} was refused in too many words`);
    }
  }
  return { answered, refused, problems };
}
