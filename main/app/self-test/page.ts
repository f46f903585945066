import type { WebContents } from 'electron';
import { setTimeout as sleep } from 'node:timers/promises';
import { WorkbenchError, type Outcome } from '../../../shared/errors';
import type { ChannelInput, ChannelName, ChannelOutput } from '../../../shared/ipc-contract';

const pollMilliseconds = 50;

/** The page in the window, used as a person and the page itself use it: by its elements, and by `window.workbench`. */
export class Page {
  readonly #contents: WebContents;

  constructor(contents: WebContents) {
    this.#contents = contents;
  }

  /** Of the process that draws the page. */
  get processId(): number {
    return this.#contents.getOSProcessId();
  }

  /** The value of an expression in the page, awaited there if it is a promise. */
  async evaluate(expression: string): Promise<unknown> {
    return (await this.#contents.executeJavaScript(expression)) as unknown;
  }

  /** Asks main, through the preload and its checks. Throws what main reports. */
  async call<C extends ChannelName>(
    channel: C,
    ...input: ChannelInput<C> extends undefined ? [] : [ChannelInput<C>]
  ): Promise<ChannelOutput<C>> {
    const args = [channel, ...input].map((value) => JSON.stringify(value)).join(', ');
    const outcome = (await this.evaluate(`window.workbench.invoke(${args})`)) as Outcome<
      ChannelOutput<C>
    >;
    if (!outcome.ok) throw new WorkbenchError(outcome.error);
    return outcome.value;
  }

  /** Waits until `holds` gives something true. Throws after `seconds`. */
  async waitUntil(holds: () => Promise<unknown>, what: string, seconds: number): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`No ${what} within ${seconds} s.`);
      await sleep(pollMilliseconds);
    }
  }
}
