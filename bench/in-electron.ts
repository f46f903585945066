import { app } from 'electron';
import { measureLatency } from './decode/latency';
import { measureEngineStart } from './start/engine-start';

/** Programs that need Electron's main process: only there are utility processes. */
const programs: Readonly<Record<string, (input: never) => Promise<unknown>>> = {
  latency: measureLatency,
  'engine-start': measureEngineStart,
};

const [name = '', input = ''] = process.argv.slice(-2);

app
  .whenReady()
  .then(async () => {
    const program = programs[name];
    if (program === undefined) throw new Error(`There is no program ${name}.`);
    const answer = await program(JSON.parse(input) as never);
    process.stdout.write(`${JSON.stringify(answer)}\n`, () => app.exit(0));
  })
  .catch((thrown: unknown) => {
    console.error(thrown);
    app.exit(1);
  });
