import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { z } from 'zod';
import { toErrorReport, WorkbenchError } from '../../shared/errors';
import {
  contract,
  type ChannelName,
  type ChannelOutput,
  type ParsedInput,
} from '../../shared/ipc-contract';
import type { Answer } from './window-channel';

export type Handler<C extends ChannelName> = (
  input: ParsedInput<C>,
  sender: WebContents,
) => ChannelOutput<C> | Promise<ChannelOutput<C>>;

/** A handler for each channel of the contract: a missing one is a type error. */
export type Handlers = { readonly [C in ChannelName]: Handler<C> };

/**
 * Answers every call of a window: checks who asks, parses what was sent by the channel's schema, calls
 * the handler, and turns whatever it throws into an error report.
 */
export function answerBy(
  handlers: Handlers,
  isOurs: (event: IpcMainInvokeEvent) => boolean,
): Answer {
  return async (event, channel, input) => {
    try {
      if (!isOurs(event)) {
        throw new WorkbenchError({
          kind: 'invalid-input',
          message: 'This call did not come from a window of the workbench, and was refused.',
        });
      }
      return { ok: true, value: await dispatch(handlers, channelNamed(channel), input, event) };
    } catch (thrown) {
      return { ok: false, error: toErrorReport(thrown) };
    }
  };
}

/** @throws WorkbenchError `invalid-input` when the contract has no such channel. */
function channelNamed(channel: unknown): ChannelName {
  if (typeof channel === 'string' && isChannel(channel)) return channel;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message:
      typeof channel === 'string'
        ? `There is no channel named “${cut(channel)}”.`
        : `A channel’s name is a text, not ${channel === null ? 'null' : typeof channel}.`,
  });
}

const isChannel = (name: string): name is ChannelName => Object.hasOwn(contract, name);

/**
 * What was sent, parsed by the channel's schema.
 *
 * @throws WorkbenchError `invalid-input` that names the first of the issues.
 */
export function readInput<C extends ChannelName>(channel: C, input: unknown): ParsedInput<C> {
  const parsed = contract[channel].input.safeParse(input);
  if (!parsed.success) throw refusal(parsed.error);
  return parsed.data as ParsedInput<C>;
}

function dispatch<C extends ChannelName>(
  handlers: Handlers,
  channel: C,
  input: unknown,
  event: IpcMainInvokeEvent,
): ChannelOutput<C> | Promise<ChannelOutput<C>> {
  return handlers[channel](readInput(channel, input), event.sender);
}

/** Issues that an answer lists: more than a form has fields, fewer than a long list may have bad elements. */
const mostIssues = 30;
/** Characters of a message, which may repeat what was sent. */
const mostCharacters = 300;

function refusal({ issues }: z.ZodError): WorkbenchError {
  const listed = issues
    .slice(0, mostIssues)
    .map(({ path, message }) => ({ field: cut(path.join('.')), message: cut(message) }));
  const first = listed[0]?.message ?? 'The input is not valid.';
  const count = issues.length.toLocaleString('en');
  return new WorkbenchError({
    kind: 'invalid-input',
    message:
      issues.length > mostIssues ? `${first} This is the first of ${count} problems.` : first,
    issues: listed,
  });
}

function cut(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
