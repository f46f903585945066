import type { RunSummary } from '../../shared/runs';
import { familyOf } from './config-family';
import { filterField, filterFieldNames, type FilterField } from './filter-fields';

/**
 * The language of the filter box. Terms are separated by spaces, and all must hold:
 * `word` is part of the name, a tag or the configuration; `field:value` says what a field is, or
 * begins with; `field>1`, `>=`, `<`, `<=` compare numbers, `field:1..5` takes both ends and what is between; `-term` is a term that must not hold;
 * quotes keep spaces together, as in `name:"first try"`, and a doubled quote in them stands for one, as in `name:"5"" digits"`.
 */
export interface Filter {
  /** Whether a run fits all terms that could be read. */
  readonly matches: (run: RunSummary) => boolean;
  /** What is wrong with the terms that could not be read. */
  readonly errors: readonly string[];
}

type Test = (run: RunSummary) => boolean;
type Operator = ':' | '>' | '>=' | '<' | '<=';

const comparisons: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  ':': (a, b) => a === b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

export function parseFilter(text: string): Filter {
  const tests: Test[] = [];
  const errors: string[] = [];
  for (const term of terms(text)) {
    const test = parseTerm(term);
    if (typeof test === 'string') errors.push(test);
    else tests.push(test);
  }
  return { matches: (run) => tests.every((test) => test(run)), errors };
}

/** Splits at spaces outside of double quotes. */
function terms(text: string): readonly string[] {
  return text.match(/(?:[^\s"]|"(?:[^"]|"")*"?)+/g) ?? [];
}

/** What a term asks of a run, or what is wrong with it. */
function parseTerm(term: string): Test | string {
  const negated = term.startsWith('-') && term.length > 1;
  const test = parsePositive(negated ? term.slice(1) : term);
  return negated && typeof test !== 'string' ? (run) => !test(run) : test;
}

function parsePositive(term: string): Test | string {
  const parts = /^([a-z]+)(>=|<=|[:=<>])(.*)$/i.exec(term);
  if (parts === null) return wordTest(unquote(term));
  const [, name, sign, rest] = parts as unknown as [string, string, string, string];
  const field = filterField(name);
  if (field === undefined) {
    return `There is no field “${name}”. Fields are ${filterFieldNames.join(', ')}.`;
  }
  const operator = sign === '=' ? ':' : (sign as Operator);
  const value = unquote(rest);
  if (value === '') return `Give a value after “${name}${sign}”.`;
  return field.kind === 'number'
    ? numberTest(field, name, operator, value)
    : textTest(field, name, operator, value);
}

function wordTest(word: string): Test {
  const wanted = foldCase(word);
  return (run) => searchText(run).includes(wanted);
}

/** A run that changes is a new object, so what was made of the old one never goes stale. */
const searchTexts = new WeakMap<RunSummary, string>();

function searchText(run: RunSummary): string {
  const known = searchTexts.get(run);
  if (known !== undefined) return known;
  const parts = [run.name, run.status, ...run.tags, familyOf(run.config).glance];
  const text = foldCase(parts.join('\n'));
  searchTexts.set(run, text);
  return text;
}

function numberTest(
  field: FilterField & { kind: 'number' },
  name: string,
  operator: Operator,
  value: string,
): Test | string {
  const [low, high] = ends(value);
  if (operator === ':' && !Number.isNaN(low + high)) {
    return (run) => {
      const actual = field.read(run);
      return actual !== null && actual >= low && actual <= high;
    };
  }
  const limit = Number(value);
  if (Number.isNaN(limit)) {
    const range = operator === ':' ? ` or ${name}:1..5` : '';
    return `“${name}” is a number: write for instance ${name}${operator}1${range}.`;
  }
  const compare = comparisons[operator];
  return (run) => {
    const actual = field.read(run);
    return actual !== null && compare(actual, limit);
  };
}

function textTest(
  field: FilterField & { kind: 'text' },
  name: string,
  operator: Operator,
  value: string,
): Test | string {
  if (operator !== ':') return `“${name}” is no number: write ${name}:${value}.`;
  const wanted = foldCase(value);
  const { values } = field;
  if (values !== undefined && !values.some((one) => foldCase(one).startsWith(wanted))) {
    return `“${name}:${value}” fits no run: “${name}” is one of ${values.join(', ')}.`;
  }
  const fits = name.toLowerCase() === 'name' ? contains(wanted) : beginsWith(wanted);
  return (run) => field.read(run).some((actual) => fits(foldCase(actual)));
}

/** What `1..5` is from and to; NaN for what is no range. */
function ends(value: string): readonly [number, number] {
  const parts = /^(.+)\.\.(.+)$/.exec(value);
  return parts === null ? [NaN, NaN] : [Number(parts[1]), Number(parts[2])];
}

const contains = (wanted: string) => (actual: string) => actual.includes(wanted);
const beginsWith = (wanted: string) => (actual: string) => actual.startsWith(wanted);

/** Without regard to case, and to whether accents are characters of their own. */
const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();

/** Takes the quotes away, and leaves one of each doubled pair within them. */
function unquote(text: string): string {
  return text.replaceAll(/"((?:[^"]|"")*)"?/g, (_, quoted: string) => quoted.replaceAll('""', '"'));
}
