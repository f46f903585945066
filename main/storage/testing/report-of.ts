import { toErrorReport, type ErrorReport } from '../../../shared/errors';

/** What a person is told of what `work` throws; null when it throws nothing. */
export function reportOf(work: () => unknown): ErrorReport | null {
  try {
    work();
    return null;
  } catch (thrown) {
    return toErrorReport(thrown);
  }
}
