/**
 * What main asks an engine process once a second, and what it answers as soon as it handles messages. All other
 * messages between them are commands and events.
 */
export const heartbeat = { question: 'heartbeat?', answer: 'heartbeat' } as const;

/** A process that computes for main stopped responding, or not any more. */
export interface EngineSilence {
  readonly engine: 'trainer' | 'sampler';
  readonly isSilent: boolean;
}

/** What each is for, as a person is told of it: `the training process`. */
export const engineWords: Readonly<Record<EngineSilence['engine'], string>> = {
  trainer: 'training process',
  sampler: 'sampling process',
};
