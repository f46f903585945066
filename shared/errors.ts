/**
 * Errors as values. Every border between processes carries an `ErrorReport`; inside a process a
 * `WorkbenchError` is thrown. The text is written for the person who reads it: `message` says what
 * happened and what was kept, `remedy` what to do next.
 */

export const errorKinds = [
  'invalid-input',
  'not-found',
  'conflict',
  'database-locked',
  'database-damaged',
  'database-newer',
  'dataset-damaged',
  'disk-full',
  'read-only',
  'engine-crashed',
  'diverged',
  'cancelled',
  'internal',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/** What is wrong with one field of an input, e.g. `learningRate`: "must be above 0". */
export interface FieldIssue {
  readonly field: string;
  readonly message: string;
}

export interface ErrorReport {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly remedy?: string;
  readonly issues?: readonly FieldIssue[];
}

export class WorkbenchError extends Error {
  readonly kind: ErrorKind;
  readonly remedy: string | undefined;
  readonly issues: readonly FieldIssue[] | undefined;

  constructor(report: ErrorReport, options?: ErrorOptions) {
    super(report.message, options);
    this.name = 'WorkbenchError';
    this.kind = report.kind;
    this.remedy = report.remedy;
    this.issues = report.issues;
  }
}

/** The report of anything that was thrown; what is not a `WorkbenchError` is reported as `internal`. */
export function toErrorReport(thrown: unknown): ErrorReport {
  if (thrown instanceof WorkbenchError) {
    return {
      kind: thrown.kind,
      message: thrown.message,
      ...(thrown.remedy === undefined ? {} : { remedy: thrown.remedy }),
      ...(thrown.issues === undefined ? {} : { issues: thrown.issues }),
    };
  }
  return { kind: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** A report as lines for a terminal. */
export function errorLines({ message, issues = [], remedy }: ErrorReport): readonly string[] {
  return [
    message,
    ...issues.map(({ field, message: text }) => `  ${field}: ${text}`),
    ...(remedy === undefined ? [] : [remedy]),
  ];
}

/** Either a value or the report of why there is none. What an IPC call answers. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport };
