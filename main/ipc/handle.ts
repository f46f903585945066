import type { IpcMainInvokeEvent, WebContents } from 'electron';
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
      if (typeof channel !== 'string' || !Object.hasOwn(contract, channel)) {
        throw new WorkbenchError({
          kind: 'invalid-input',
          message: `There is no channel named ${String(channel)}.`,
        });
      }
      return { ok: true, value: await dispatch(handlers, channel as ChannelName, input, event) };
    } catch (thrown) {
      return { ok: false, error: toErrorReport(thrown) };
    }
  };
}

function dispatch<C extends ChannelName>(
  handlers: Handlers,
  channel: C,
  input: unknown,
  event: IpcMainInvokeEvent,
): ChannelOutput<C> | Promise<ChannelOutput<C>> {
  const parsed = contract[channel].input.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      message: issue.message,
    }));
    throw new WorkbenchError({
      kind: 'invalid-input',
      message: issues[0]?.message ?? 'The input is not valid.',
      issues,
    });
  }
  return handlers[channel](parsed.data as ParsedInput<C>, event.sender);
}
