import { app, type ProcessMetric } from 'electron';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs scenarios one after another in Electron's main process and writes their outcomes to stdout as
 * JSON. Fails when a scenario leaves a utility process behind.
 */
export async function runScenarios<Outcomes extends object>(scenarios: {
  readonly [Name in keyof Outcomes]: () => Promise<Outcomes[Name]>;
}): Promise<void> {
  try {
    await app.whenReady();
    const outcomes: Record<string, unknown> = {};
    for (const [name, run] of Object.entries<() => Promise<unknown>>(scenarios)) {
      outcomes[name] = await run();
      await until(() => utilityProcesses().length === 0);
    }
    process.stdout.write(JSON.stringify(outcomes), () => app.exit(0));
  } catch (thrown) {
    process.stderr.write(`${String(thrown)}\n`, () => app.exit(1));
  }
}

/** Resolves as soon as `condition` gives something. Rejects after half a minute. */
export async function until<T>(condition: () => T | undefined | false): Promise<T> {
  for (let waited = 0; waited < 30_000; waited += 10) {
    const found = condition();
    if (found !== undefined && found !== false) return found;
    await sleep(10);
  }
  throw new Error(`Waited in vain: ${String(condition)}`);
}

/** The id of the newest utility process of that name, if there is one. */
export function pidOf(name: string): number | undefined {
  return utilityProcesses()
    .filter((process) => process.name === name)
    .sort((a, b) => a.creationTime - b.creationTime)
    .at(-1)?.pid;
}

function utilityProcesses(): ProcessMetric[] {
  return app.getAppMetrics().filter(({ serviceName }) => serviceName === 'node.mojom.NodeService');
}
